import { expect, test } from '@jest/globals';
import {
  Bookmark,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  SimpleField,
  TableOfContents,
  TextRun,
} from 'docx';
import { readPackage, writePackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import { parseXml } from '../../../src/ooxml/xml/parse.ts';
import { descendants, textOf, type XmlElement } from '../../../src/ooxml/xml/tree.ts';
import { compileTemplate } from '../../../src/word/index.ts';
import { documentOf, linesOf } from '../documents.ts';
import { problemsOf } from '../sound.ts';

/** A template as docx or Word writes it: the entries of its contents repeat the headings, tags and all. */
async function templateOf(...children: Paragraph[]): Promise<Buffer> {
  const contents = new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' });
  const document = new Document({
    styles: { default: { document: { run: { font: 'Arial', size: 24 } } } },
    sections: [{ children: [contents, ...children] }],
  });
  return Packer.toBuffer(document);
}

const heading = (level: 1 | 2 | 3, text: string, pageBreakBefore = false) =>
  new Paragraph({
    heading: HeadingLevel[`HEADING_${level}`],
    pageBreakBefore,
    children: [new TextRun(text)],
  });
const paragraph = (text: string) => new Paragraph({ children: [new TextRun(text)] });

async function fill(template: Buffer, context: object): Promise<XmlElement> {
  const { template: compiled, findings } = await compileTemplate(template);
  expect(findings).toEqual([]);
  const { bytes } = await (compiled as NonNullable<typeof compiled>).fill(context);
  return parseXml((await readPackage(bytes as Uint8Array)).get('word/document.xml')?.text ?? '');
}

const textsIn = (element: XmlElement) =>
  [...descendants(element)].filter(({ name }) => name === 'w:t').map(textOf);
const entriesOf = (root: XmlElement) =>
  [...descendants(root)]
    .filter(({ name, attributes }) => name === 'w:hyperlink' && attributes['w:anchor']?.startsWith('_Toc'))
    .map(textsIn);

test('a rehearsal writes the contents without pages and makes no file', async () => {
  const { template } = await compileTemplate(await templateOf(heading(1, '{{title}}', true)));
  const context = { title: 'First' };
  const filled = await template?.fill(context);
  const rehearsed = await template?.fill(context, { isRehearsal: true });
  expect(rehearsed?.bytes).toBeUndefined();
  expect(rehearsed?.findings).toEqual(filled?.findings);
  const entriesIn = (one: typeof filled) =>
    entriesOf(parseXml(one?.parts?.get('word/document.xml')?.text ?? ''));
  expect(entriesIn(filled)).toEqual([['First', '2']]);
  expect(entriesIn(rehearsed)).toEqual([['First']]);
});

test('the contents list the headings of the filled document with their pages', async () => {
  const template = await templateOf(
    heading(1, '{{title}}', true),
    paragraph('{{#each parts}}'),
    heading(2, '{{name}} & more', true),
    heading(3, 'Too deep'),
    paragraph('{{/each}}'),
    heading(1, 'Last'),
  );
  const root = await fill(template, { title: 'First', parts: [{ name: 'One' }, { name: 'Two' }] });
  expect(entriesOf(root)).toEqual([
    ['First', '2'],
    ['One & more', '3'],
    ['Two & more', '4'],
    ['Last', '4'],
  ]);
});

test('each entry leads to a bookmark round its heading, each bookmark once', async () => {
  const root = await fill(await templateOf(heading(1, 'A'), heading(2, 'B')), {});
  const all = [...descendants(root)];
  const anchors = all
    .filter(({ name }) => name === 'w:hyperlink')
    .map(({ attributes }) => attributes['w:anchor']);
  const names = all
    .filter(({ name }) => name === 'w:bookmarkStart')
    .map(({ attributes }) => attributes['w:name']);
  const ids = all
    .filter(({ name }) => name === 'w:bookmarkStart')
    .map(({ attributes }) => attributes['w:id']);
  expect(anchors).toHaveLength(2);
  expect(anchors.every((anchor) => names.filter((name) => name === anchor).length === 1)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test('contents that cannot be laid out have entries without page numbers', async () => {
  const font = new Paragraph({ children: [new TextRun({ text: 'words', font: 'Garamond' })] });
  const root = await fill(await templateOf(font, heading(1, 'After')), {});
  expect(entriesOf(root)).toEqual([['After']]);
});

test.each(['Symbol', 'OpenSymbol'])(
  'a list with a bullet of %s, as word processors write it, has pages after it',
  async (font) => {
    const bullet = { level: 0, format: 'bullet' as const, text: '\uf0b7', style: { run: { font } } };
    const document = new Document({
      styles: { default: { document: { run: { font: 'Arial', size: 24 } } } },
      numbering: { config: [{ reference: 'list', levels: [bullet] }] },
      sections: [
        {
          children: [
            new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' }),
            new Paragraph({ numbering: { reference: 'list', level: 0 }, children: [new TextRun('First')] }),
            heading(1, 'After', true),
          ],
        },
      ],
    });
    const root = await fill(await Packer.toBuffer(document), {});
    expect(entriesOf(root)).toEqual([['After', '2']]);
  },
);

test('text that LibreOffice says is kerned from no size on has pages after it', async () => {
  const text = new Paragraph({ children: [new TextRun({ text: '→ one', kern: 98 })] });
  const parts = await readPackage(await templateOf(text, heading(1, 'After', true)));
  const body =
    parts.get('word/document.xml')?.text.replace('<w:kern w:val="98"/>', '<w:kern w:val="0"/>') ?? '';
  expect(body).toContain('<w:kern w:val="0"/>');
  parts.set('word/document.xml', new Part(body));
  expect(entriesOf(await fill(Buffer.from(await writePackage(parts)), {}))).toEqual([['After', '2']]);
});

test('the same document has the same contents', async () => {
  const template = await templateOf(heading(1, 'A'));
  const { template: compiled } = await compileTemplate(template);
  const [one, two] = [await compiled?.fill({}), await compiled?.fill({})];
  expect(Buffer.from(one?.bytes ?? []).equals(Buffer.from(two?.bytes ?? []))).toBe(true);
});

/** Contents as Word writes them: in its control with a heading of their own, or a field in plain paragraphs. */
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const text = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
const field = (code: string) =>
  `${mark('begin')}<w:r><w:instrText xml:space="preserve"> ${code.slice(0, 3)}</w:instrText></w:r><w:r><w:instrText xml:space="preserve">${code.slice(3)} </w:instrText></w:r>${mark('separate')}`;
const old = (code: string, last = '') =>
  `<w:p>${field(code)}${text('Old {{entry}}')}</w:p><w:p>${text('Older')}</w:p><w:p>${mark('end')}${last}</w:p>`;
const control = (inside: string) =>
  `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p>${text('Contents')}</w:p>${inside}</w:sdtContent></w:sdt>`;
const h = (level: number, words: string) =>
  `<w:p><w:pPr><w:pStyle w:val="H${level}"/></w:pPr>${text(words)}</w:p>`;
const code = 'TOC \\o "1-2" \\h \\z \\u';
const kinds: Record<string, [body: string, lines: string[]]> = {
  'in a control, with its heading': [
    control(old(code)) + h(1, '{{title}}') + h(2, 'B') + h(3, 'C'),
    ['Contents', 'T', 'B', 'T', 'B', 'C'],
  ],
  'in plain paragraphs': [`<w:p>${text('See')}</w:p>${old(code)}${h(1, '{{title}}')}`, ['See', 'T', 'T']],
  'in a field that ends where other text begins': [old(code, text('After')) + h(1, 'A'), ['A', 'After', 'A']],
  'in a simple field': [
    `<w:p><w:fldSimple w:instr="${code.replaceAll('"', '&quot;')}">${text('Old')}</w:fldSimple></w:p>${h(1, 'A')}`,
    ['A', 'A'],
  ],
  'of some levels': [old('TOC \\o "2-3"') + h(1, 'A') + h(2, 'B') + h(3, 'C'), ['B', 'C', 'A', 'B', 'C']],
  'of a document without headings': [`${old(code)}<w:p>${text('end')}</w:p>`, ['', 'end']],
};

test.each(Object.entries(kinds))('contents are written anew: %s', async (_, [body, lines]) => {
  const parts = await readPackage(await documentOf(body));
  const headings = [1, 2, 3].map(
    (level) =>
      `<w:style w:type="paragraph" w:styleId="H${level}"><w:name w:val="heading ${level}"/></w:style>`,
  );
  const styles = (parts.get('word/styles.xml')?.text ?? '').replace('</w:styles>', `${headings.join('')}$&`);
  parts.set('word/styles.xml', new Part(styles));
  const { template, findings } = await compileTemplate(await writePackage(parts), {
    shape: { title: 'text' },
  });
  expect(findings).toEqual([]);
  const { bytes } = (await template?.fill({ title: 'T' })) ?? {};
  const withoutPages = (await linesOf(bytes as Uint8Array)).map((line) => line.replace(/\t\d+$/, ''));
  expect(withoutPages).toEqual(lines);
  expect(await problemsOf(bytes as Uint8Array)).toEqual([]);
});

test('lists of tables and figures have the captions of their kind, and references to pages the pages', async () => {
  const field = (code: string) => new SimpleField(code, 'old');
  const caption = (label: string, words: string, pageBreakBefore = false) =>
    new Paragraph({
      pageBreakBefore,
      children: [new TextRun(`${label} `), field(`SEQ ${label} \\* ARABIC`), new TextRun(words)],
    });
  const document = new Document({
    styles: { default: { document: { run: { font: 'Arial', size: 24 } } } },
    sections: [
      {
        children: [
          new Paragraph({ children: [field('TOC \\h \\z \\c "Table"')] }),
          new Paragraph({ children: [field('TOC \\c Figure')] }),
          paragraph('{{#each parts}}'),
          caption('Table', ': {{name}}', true),
          paragraph('{{/each}}'),
          new Paragraph({ children: [new Bookmark({ id: 'here', children: [new TextRun('here')] })] }),
          caption('Figure', ' of all', true),
          new Paragraph({ children: [new TextRun('on '), field('PAGEREF here \\h')] }),
        ],
      },
    ],
  });
  const { template, findings } = await compileTemplate(await Packer.toBuffer(document));
  expect(findings).toEqual([]);
  const { bytes = new Uint8Array(), findings: more } =
    (await template?.fill({ parts: [{ name: 'a' }, { name: 'b' }] })) ?? {};
  expect(more).toEqual([]);
  expect(await problemsOf(bytes)).toEqual([]);
  expect(await linesOf(bytes)).toEqual([
    'Table 1: a\t2',
    'Table 2: b\t3',
    'Figure 1 of all\t4',
    'Table 1: a',
    'Table 2: b',
    'here',
    'Figure 1 of all',
    'on 3',
  ]);
});

test('pages that cannot be worked out are a warning, for a list and for each reference', async () => {
  const run = '<w:r><w:rPr><w:rFonts w:ascii="Garamond"/></w:rPr><w:t>x</w:t></w:r>';
  const field = (code: string) =>
    `<w:p><w:fldSimple w:instr="${code}"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>`;
  const mark = `<w:p><w:bookmarkStart w:id="1" w:name="b"/>${run}<w:bookmarkEnd w:id="1"/></w:p>`;
  const { template } = await compileTemplate(
    await documentOf(`<w:p>${run}</w:p>${mark}${field('PAGEREF b')}${field('PAGEREF B')}`),
  );
  const { bytes, findings = [] } = (await template?.fill({})) ?? {};
  expect(findings.map(({ severity, message }) => `${severity} ${message.slice(0, 18)}`)).toEqual([
    'warning the page of "b" is',
    'warning the page of "B" is',
  ]);
  expect((await linesOf(bytes as Uint8Array)).slice(-2)).toEqual(['9', '9']);
});
