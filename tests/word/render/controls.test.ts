import { describe, expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { parseXml } from '../../../src/ooxml/xml/parse.ts';
import { childOf, descendants, valOf } from '../../../src/ooxml/xml/tree.ts';
import { formatDate, parseDate } from '../../../src/word/dates-and-numbers.ts';
import { compileTemplate } from '../../../src/word/index.ts';
import fc from '../../properties.ts';
import { documentOf } from '../documents.ts';

/** Content controls, once values have been printed into them. */

const control = (content: string, date = ' w:fullDate="2020-01-01T00:00:00Z"') =>
  `<w:sdt><w:sdtPr><w:id w:val="7"/><w:date${date}><w:dateFormat w:val="d MMMM yyyy"/></w:date></w:sdtPr>` +
  `<w:sdtContent><w:p><w:r><w:t>${content}</w:t></w:r></w:p></w:sdtContent></w:sdt>`;

async function filledWith(body: string, context: object): Promise<string> {
  const { template } = await compileTemplate(await documentOf(body), {});
  const { bytes, findings } = (await template?.fill(context)) ?? {};
  expect(findings).toEqual([]);
  return (await readPackage(bytes as Uint8Array)).get('word/document.xml')?.text ?? '';
}
const daysIn = (xml: string) =>
  [...xml.matchAll(/<w:date(?: w:fullDate="([^"]*)")?[ >/]/g)].map(([, day]) => day);

describe('the calendar of a control has the day of its text', () => {
  test.each([
    ['{{date due}}', '2023-12-15T00:00:00Z'],
    ['{{date due "ddd DD/MM/YY"}}', '2023-12-15T00:00:00Z'],
    ['{{other}}', undefined],
  ])('%s', async (tag, day) => {
    const context = { due: '2023-12-15', other: 'Not yet signed' };
    expect(daysIn(await filledWith(control(tag), context))).toEqual([day]);
    expect(daysIn(await filledWith(control(tag, ''), context))).toEqual([day]);
  });

  test('in each turn of a loop its own', async () => {
    const body = `<w:p><w:r><w:t>{{#each rows}}</w:t></w:r></w:p>${control('{{date day}}')}<w:p><w:r><w:t>{{/each}}</w:t></w:r></w:p>`;
    const rows = [{ day: '2024-02-29' }, { day: '2023-06-01' }];
    expect(daysIn(await filledWith(body, { rows }))).toEqual(rows.map(({ day }) => `${day}T00:00:00Z`));
  });
});

const named = (properties: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:sdtContent></w:sdt>`;

test('a title and a tag are no longer than Word takes, whatever is printed there', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', '&', '"', 'é', '🏫', ' '), { maxLength: 90 }),
      async (letters) => {
        const name = letters.join('');
        const xml = await filledWith(named('<w:alias w:val="{{name}}"/><w:tag w:val="{{name}}"/>'), { name });
        const control = descendants(parseXml(xml)).find((one) => one.name === 'w:sdtPr');
        for (const kind of ['w:alias', 'w:tag']) {
          const said = valOf(childOf(control, kind)) ?? '';
          expect(said.length).toBeLessThanOrEqual(64);
          if (name.length <= 64) expect(said).toBe(name);
          else expect(name.startsWith(said.slice(0, -1))).toBe(true);
        }
      },
    ),
    { numRuns: 30 },
  ));

test('an item that a list has twice is in the drop-down once', async () => {
  const list =
    '<w:dropDownList><w:listItem w:displayText="None" w:value="None"/>' +
    '<w:listItem w:displayText="{{#each all}}{{this}}{{/each}}" w:value="{{#each all}}{{this}}{{/each}}"/></w:dropDownList>';
  const xml = await filledWith(named(list), { all: ['Red', 'None', 'Amber', 'Red'] });
  expect([...xml.matchAll(/w:value="([^"]*)"/g)].map(([, value]) => value)).toEqual(['None', 'Red', 'Amber']);
});

test('whatever a pattern with day, month and year prints is read as the same day', () => {
  const patterns = [
    'D MMMM YYYY',
    'DD/MM/YYYY',
    'dddd D MMM YY',
    'D.M.YYYY',
    'YYYY-MM-DD',
    'ddd DD MMMM YYYY',
  ];
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.constantFrom(...patterns), (at, pattern) => {
      const day = at.toISOString().slice(0, 10);
      expect(parseDate(formatDate(day, pattern))).toBe(day);
    }),
  );
});

test.each([
  '',
  'Not yet signed',
  '31 February 2023',
  'June 2023',
  '12 Ju 2023',
  '1234',
  '32/1/2023',
  '2023-13-01',
])('%j is no day', (text) => {
  expect(parseDate(text)).toBeUndefined();
});
