import { expect, test } from '@jest/globals';
import { type Package, readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { parsePart } from '../../src/ooxml/part-xml.ts';
import { descendants, textOf } from '../../src/ooxml/xml/tree.ts';
import { htmlOf } from '../../src/word/html/index.ts';
import { compileTemplate } from '../../src/word/index.ts';
import { outlineOf } from '../../src/word/outline.ts';
import { looksOf } from '../../src/word/read/looks.ts';
import fc from '../properties.ts';
import { documentOf } from './documents.ts';
import { png } from './images/pictures.ts';

/** Numbers that come from the styles of headings and paragraphs, as in papers: `3` and `3.2`. */

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const style = (id: string, name: string, properties: string, more = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}<w:pPr>${properties}</w:pPr></w:style>`;
const level = (i: number, text: string, format = 'decimal') =>
  `<w:lvl w:ilvl="${i}"><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const by = (list: number, i: number) => `<w:numPr><w:ilvl w:val="${i}"/><w:numId w:val="${list}"/></w:numPr>`;

/** Styles as the papers have them, with other formats of numbers. */
const stylesWith = (stop: string) =>
  `<w:styles ${w}>${[
    style('H1', 'heading 1', `${by(7, 0)}<w:outlineLvl w:val="0"/>`),
    style('Text', 'Numbered Text', by(7, 1)),
    style('After', 'After List', '', '<w:basedOn w:val="Text"/>'),
    style('Bullets', 'List Bullet', '<w:numPr><w:numId w:val="8"/></w:numPr>'),
    style('Numbers', 'List Number', '<w:numPr><w:numId w:val="9"/></w:numPr>'),
    style('Contents', 'toc 1', `<w:tabs>${stop}<w:tab w:val="right" w:pos="9000"/></w:tabs>`),
  ].join('')}</w:styles>`;
const numberingAs = (format: string) => `<w:numbering ${w}>
<w:abstractNum w:abstractNumId="1">${level(0, '%1', format)}${level(1, '%1.%2')}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">${level(0, '•', 'bullet')}</w:abstractNum>
<w:abstractNum w:abstractNumId="3">${level(0, '%1.')}</w:abstractNum>
${[1, 2, 3].map((i) => `<w:num w:numId="${i + 6}"><w:abstractNumId w:val="${i}"/></w:num>`).join('')}</w:numbering>`;

async function documentWith(body: string, { format = 'decimal', stop = '' } = {}): Promise<Package> {
  const parts = await readPackage(await documentOf(body));
  parts.set('word/styles.xml', new Part(stylesWith(stop)));
  parts.set('word/numbering.xml', new Part(numberingAs(format)));
  return parts;
}
const p = (id: string, text: string, own = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${id}"/>${own}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const paragraphsOf = (parts: Package) =>
  descendants(parsePart(parts, 'word/document.xml') as never).filter(({ name }) => name === 'w:p');

const kind = fc.constantFrom('H1', 'Text', 'After', 'Bullets', 'Numbers', 'Other');
const counted: Record<string, (n: number) => string> = {
  decimal: String,
  upperLetter: (n) => String.fromCharCode(64 + n),
};

test('sections and paragraphs are counted in their order; lists and other text are not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(kind, { minLength: 1, maxLength: 20 }),
      fc.constantFrom('decimal', 'upperLetter'),
      async (kinds, format) => {
        const parts = await documentWith(kinds.map((one) => p(one, 'words')).join(''), { format });
        const { numbersOf } = outlineOf(parts);
        const { listOf } = looksOf(parts);
        const paragraphs = paragraphsOf(parts);
        const numbers = numbersOf(paragraphs);
        let [section, at] = [0, 0];
        for (const [i, paragraph] of paragraphs.entries()) {
          const one = kinds[i] ?? '';
          if (one === 'H1') [section, at] = [section + 1, 0];
          if (one === 'Text' || one === 'After') at += 1;
          // A paragraph before the first section has the number of a section that has not begun.
          const first = section === 0 ? '0' : counted[format]?.(section);
          const expected =
            one === 'H1' ? first : one === 'Text' || one === 'After' ? `${first}.${at}` : undefined;
          expect(numbers.get(paragraph)).toBe(expected);
          const list = one === 'Bullets' ? 'bullet' : one === 'Numbers' ? 'number' : undefined;
          expect(listOf(undefined, one)?.format).toBe(list);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a page of a document shows the numbers, and its headings are headings', async () => {
  const body = p('H1', 'Money') + p('Text', 'One') + p('Bullets', 'Item') + p('After', 'Two');
  const { blocks } = await htmlOf(await documentWith(body), '/p');
  expect(blocks.map((html) => html.replace(/ class="[^"]*"/g, ''))).toEqual([
    '<h3>1 Money</h3>',
    '<p>1.1 One</p>',
    '<ul><li><span>Item</span></li></ul>',
    '<p>1.2 Two</p>',
  ]);
});

test.each([
  ['<w:tab w:val="left" w:pos="500"/>', ['1', 'Money']],
  ['', ['1 Money']],
])(
  'contents have the numbers of sections, before a tab where their style has a stop: %s',
  async (stop, words) => {
    const field =
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-1" \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>';
    const parts = await documentWith(field + p('H1', '{{title}}') + p('Text', 'One') + p('H1', 'End'), {
      stop,
    });
    const { template } = await compileTemplate(await writePackage(parts));
    const { parts: filled } = (await template?.fill({ title: 'Money' }, { isRehearsal: true })) ?? {};
    const [first] = descendants(parsePart(filled as Package, 'word/document.xml') as never).filter(
      ({ name }) => name === 'w:hyperlink',
    );
    expect(
      descendants(first as never)
        .filter(({ name }) => name === 'w:t')
        .map(textOf),
    ).toEqual(words);
  },
);

test('text after a list is numbered like the text before it, and a list in it is one', async () => {
  const parts = await documentWith(p('Text', '{{markdown words}}'));
  const { template } = await compileTemplate(await writePackage(parts));
  const { parts: filled } =
    (await template?.fill({ words: 'One\n\n- item\n\nTwo' }, { isRehearsal: true })) ?? {};
  const styles = [...(filled?.get('word/document.xml')?.text ?? '').matchAll(/<w:pStyle w:val="(\w+)"/g)];
  expect(styles.map(([, id]) => id)).toEqual(['Text', 'Bullets', 'After']);
});

test.each(['One', 'One\n\n- item', '| A |\n| --- |\n| 1 |', '> said'])(
  'a picture after "%s" has no number of its own',
  async (before) => {
    const parts = await documentWith(p('H1', 'Money') + p('Text', '{{markdown words}}'));
    const { template } = await compileTemplate(await writePackage(parts));
    const words = `${before}\n\n![A map.](map.png)\n\nTwo`;
    const { parts: filled } =
      (await template?.fill({ words }, { images: () => png(40, 20), isRehearsal: true })) ?? {};
    const paragraphs = paragraphsOf(filled as Package);
    const numbers = outlineOf(filled as Package).numbersOf(paragraphs);
    const pictures = paragraphs.filter((one) => descendants(one).some(({ name }) => name === 'w:drawing'));
    expect(pictures.map((one) => numbers.get(one))).toEqual([undefined]);
    expect(numbers.get(paragraphs.at(-1) as never)).toMatch(/^1\.[12]$/);
  },
);
