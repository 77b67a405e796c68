import { expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { textsOfFile } from '../../../src/word/read/all-texts.ts';
import { documentOf, p } from '../documents.ts';

/** Every place of a Word file that can hold what somebody typed. */

const run = (inside: string) => `<w:p><w:r>${inside}</w:r></w:p>`;
const drawing = (attributes: string) =>
  run(`<w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" ${attributes}/></wp:inline></w:drawing>`);

const canary = '01603 222222';

const places: Array<[string, string, Parameters<typeof documentOf>[1]?]> = [
  ['a paragraph', p(`call ${canary}`)],
  ['runs that cut it apart', '<w:p><w:r><w:t>call 016</w:t></w:r><w:r><w:t>03 222222</w:t></w:r></w:p>'],
  ['a blank that is a tab', run('<w:t>01603</w:t><w:tab/><w:t>222222</w:t>')],
  [
    'deleted text',
    `<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>${canary}</w:delText></w:r></w:del></w:p>`,
  ],
  ['hidden text', run(`<w:rPr><w:vanish/></w:rPr><w:t>${canary}</w:t>`)],
  ['alternative text', drawing(`descr="${canary}"`)],
  ['the title of a picture', drawing(`title="${canary}"`)],
  ['a bookmark', '<w:p><w:bookmarkStart w:id="1" w:name="_01603_222222"/></w:p>'],
  ['the caption of a table', `<w:tbl><w:tblPr><w:tblCaption w:val="${canary}"/></w:tblPr></w:tbl>`],
  ['the tip of a link', `<w:p><w:hyperlink w:anchor="a" w:tooltip="${canary}"/></w:p>`],
  ['the author of a change', `<w:p><w:ins w:id="1" w:author="Ann ${canary}"/></w:p>`],
  ['a field', run(`<w:instrText>HYPERLINK "tel:${canary}"</w:instrText>`)],
  ['a header', '', { header: p(canary) }],
  ['a footer', '', { footer: p(canary) }],
  ['a comment', '', { comments: `<w:comment w:id="0" w:author="A">${p(canary)}</w:comment>` }],
  ['the title of the file', '', { title: canary }],
  ['the address of a link', '', { links: [['hyperlink', `tel:${canary}`, 'External']] }],
  ['a part of another kind', '', { parts: [['custom/item1.xml', 'customXml+xml', `<a>${canary}</a>`]] }],
];

test.each(places)('a text is found in %s', async (_, body, others = {}) => {
  const parts = await readPackage(await documentOf(body, others));
  const found = await textsOfFile(parts);
  expect(found.some(({ text }) => text.includes(canary))).toBe(true);
});

test('paragraphs are counted as messages count them, and a text box has its own', async () => {
  const box = run(
    `<w:t>before</w:t><w:pict><w:txbxContent>${p('inside')}</w:txbxContent></w:pict><w:t> after</w:t>`,
  );
  const parts = await readPackage(await documentOf(p('first') + box + p('last')));
  const found = (await textsOfFile(parts)).filter(({ part }) => part === 'word/document.xml');
  expect(found.map(({ paragraph, text }) => [paragraph, text]).sort()).toEqual([
    [1, 'first'],
    [2, 'before after'],
    [3, 'inside'],
    [4, 'last'],
  ]);
});

test('where a link leads is read', async () => {
  const links = [['hyperlink', 'http://nccshare/lfi', 'External']] as const;
  const found = await textsOfFile(await readPackage(await documentOf('', { links: [...links] })));
  expect(found.map(({ text }) => text)).toContain('http://nccshare/lfi');
});
