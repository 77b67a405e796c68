import { describe, expect, test } from '@jest/globals';
import { contrast } from '../../../src/word/check/accessibility.ts';
import { checkAccessibility } from '../../../src/word/index.ts';
import { documentOf, p, table } from '../documents.ts';

const findings = async (body: string, others: { title?: string } = { title: 'T' }) => {
  const all = await checkAccessibility('t.docx', await documentOf(body, others), 'en-GB');
  return all.filter(({ code, where }) => code !== 'document/language' || 'part' in where);
};
const codes = async (body: string) => (await findings(body)).map(({ code }) => code);

const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
const header = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('H')}</w:tr>`;

describe('a finished document', () => {
  test('with a title, a header row and text passes', async () => {
    expect(
      await codes(p('Text') + table(header, `<w:tr>${cell('Green', '<w:shd w:fill="D4EDDA"/>')}</w:tr>`)),
    ).toEqual([]);
  });

  test('without a title is told so', async () => {
    expect((await findings(p('x'), {})).map(({ code }) => code)).toEqual(['document/title']);
  });

  test.each([
    ['document/table-header', table(`<w:tr>${cell('a')}</w:tr>`)],
    ['document/merged-cells', table(header, `<w:tr>${cell('a', '<w:gridSpan w:val="2"/>')}</w:tr>`)],
    ['document/colour-only', table(header, `<w:tr>${cell('', '<w:shd w:fill="FF0000"/>')}</w:tr>`)],
    [
      'document/alt-text',
      '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"/></wp:inline></w:drawing></w:r></w:p>',
    ],
    ['document/blank-paragraphs', `${p('a')}<w:p/><w:p/>${p('b')}`],
    ['document/contrast', '<w:p><w:r><w:rPr><w:color w:val="AAAAAA"/></w:rPr><w:t>pale</w:t></w:r></w:p>'],
    ['document/language', '<w:p><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>color</w:t></w:r></w:p>'],
    ['document/placeholder', p('a {{tag}} left')],
    ['document/placeholder', p('£NaN')],
  ])('is told of %s', async (code, body) => {
    expect(await codes(body)).toEqual([code]);
  });
});

test('contrast is what WCAG computes', () => {
  expect(contrast('000000', 'FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('000000', 'F8D7DA')).toBeCloseTo(15.7, 1);
});
