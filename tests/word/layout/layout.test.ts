import { expect, test } from '@jest/globals';
import {
  Bookmark,
  Document,
  type FileChild,
  LineRuleType,
  Packer,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Package, readPackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import { pagesOf, plainPagesOf } from '../../../src/word/layout/index.ts';
import { libraryPagesOf } from '../../../src/word/layout/library.ts';

/** The docx library lays out nearly all that Word does: what the program lays out by itself must come to the same pages. */

const byName = (pages: ReadonlyMap<string, string> | undefined) =>
  pages && Object.fromEntries([...pages].sort(([a], [b]) => (a < b ? -1 : 1)));

/** In large letters: the library's time grows with the square of a word's length. */
test('a word that is wider than its line is broken where the library breaks it', async () => {
  const words = [24, 35, 50, 83].map((length) => 'Incomprehensibilities'.repeat(20).slice(0, length));
  const paragraphs = Array.from({ length: 60 }, (_, i) => {
    const text = `${'so '.repeat(i % 7)}${words[i % words.length]} and on`;
    return new Paragraph({ children: [new Bookmark({ id: `b${i}`, children: [new TextRun(text)] })] });
  });
  const parts = await readPackage(
    await Packer.toBuffer(
      new Document({
        styles: { default: { document: { run: { font: 'Arial', size: 96 } } } },
        sections: [{ children: paragraphs }],
      }),
    ),
  );
  const pages = plainPagesOf(parts);
  expect(pages?.size).toBe(60);
  expect(byName(pages)).toEqual(byName(await libraryPagesOf(parts)));
});

const bookmarked = (id: string, text: string) =>
  new Paragraph({ children: [new Bookmark({ id, children: [new TextRun(text)] })] });

async function packageOf(font: string, ...children: FileChild[]): Promise<Package> {
  const styles = { default: { document: { run: { font, size: 24 } } } };
  return readPackage(
    await Packer.toBuffer(new Document({ compatibility: { version: 15 }, styles, sections: [{ children }] })),
  );
}

test.each([
  ['another font', 'Calibri', new Paragraph('words')],
  ['text after a page break', 'Arial', new Paragraph({ children: [new PageBreak(), new TextRun('words')] })],
  ['a letter of another script', 'Arial', new Paragraph('Ж')],
])('a document with %s is left to the library', async (_, font, other) => {
  const parts = await packageOf(font, other, bookmarked('after', 'After'));
  expect(plainPagesOf(parts)).toBeUndefined();
  expect(byName(await pagesOf(parts))).toEqual(byName(await libraryPagesOf(parts)));
  expect((await pagesOf(parts)).get('after')).toMatch(/^[12]$/);
});

test('a table after a page break stands off from the top of its page by the space below the break', async () => {
  const low = (i: number) =>
    new Paragraph({
      spacing: { line: 40, lineRule: LineRuleType.EXACT },
      children: [new Bookmark({ id: `at${i}`, children: [new TextRun('low')] })],
    });
  const cell = new TableCell({
    width: { size: 4000, type: WidthType.DXA },
    children: [new Paragraph('cell')],
  });
  const table = new Table({ layout: TableLayoutType.FIXED, rows: [new TableRow({ children: [cell] })] });
  const pageBreak = new Paragraph({ spacing: { after: 120 }, children: [new PageBreak()] });
  const lines = Array.from({ length: 400 }, (_, i) => low(i));
  const parts = await packageOf('Arial', pageBreak, table, ...lines);
  const pages = plainPagesOf(parts);
  expect([pages?.get('at0'), pages?.get('at399')]).toEqual(['2', '3']);
  expect(byName(pages)).toEqual(byName(await libraryPagesOf(parts)));
});

test('what Word adds when it saves a document moves nothing', async () => {
  const parts = await packageOf('Arial', new Paragraph('words'), bookmarked('after', 'After'));
  const source = parts.get('word/document.xml')?.text ?? '';
  const marks = '<w:proofErr w:type="spellStart"/>';
  const saved = source
    .replaceAll('<w:p>', '<w:p w:rsidR="00A77427" w:rsidRDefault="00A77427">')
    .replaceAll('<w:r>', `${marks}<w:r w:rsidRPr="007F1D13"><w:lastRenderedPageBreak/>`)
    .replaceAll(
      '<w:t ',
      '<w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/><w:kern w:val="0"/><w:noProof/></w:rPr><w:t ',
    );
  const pages = plainPagesOf(parts);
  expect(pages?.get('after')).toBe('1');
  parts.set('word/document.xml', new Part(saved));
  expect(byName(plainPagesOf(parts))).toEqual(byName(pages));
});

test('four hundred pages of lines take time in proportion to fifty', async () => {
  const time = async (paragraphs: number) => {
    const many = Array.from(
      { length: paragraphs },
      () =>
        new Paragraph({
          keepNext: true,
          children: [new TextRun('a plan for children and schools '.repeat(20))],
        }),
    );
    const parts = await packageOf('Arial', ...many, bookmarked('end', 'End'));
    const times = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage().user;
      plainPagesOf(parts);
      return process.cpuUsage().user - start;
    });
    return Math.min(...times);
  };
  // Eight times the lines take some eight times as long. Were each line looked for among all, it would be 64 times.
  await time(500);
  expect((await time(4000)) / (await time(500))).toBeLessThan(32);
});

test('a table of which a page has one row alone, below its header, is laid out as the library does', async () => {
  const lines = (id: string, count: number) =>
    Array.from({ length: count }, (_, i) => bookmarked(`${id}${i}`, 'words'));
  const row = (tableHeader: boolean, children: Paragraph[]) =>
    new TableRow({ tableHeader, cantSplit: true, children: [new TableCell({ children })] });
  const table = new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [9000],
    width: { size: 9000, type: WidthType.DXA },
    rows: [
      row(true, [new Paragraph({ keepNext: true, children: [new TextRun('Heading')] })]),
      ...[20, 40, 30, 38, 5].map((count, i) => row(false, lines(`r${i}x`, count))),
    ],
  });
  const parts = await packageOf('Arial', table, bookmarked('end', 'words'));
  const pages = plainPagesOf(parts);
  expect(new Set(pages?.values()).size).toBeGreaterThan(3);
  expect(byName(pages)).toEqual(byName(await libraryPagesOf(parts)));
});

test.each([
  [30, '1'],
  [45, '2'],
])(
  'a heading goes on to the page of all that it is kept with, past whole tables: after %i lines to page %s',
  async (lines, page) => {
    const kept = (words: string) => new Paragraph({ keepNext: true, children: [new TextRun(words)] });
    const table = () =>
      new Table({
        layout: TableLayoutType.FIXED,
        columnWidths: [9000],
        width: { size: 9000, type: WidthType.DXA },
        rows: [1, 2, 3].map(
          (row) =>
            new TableRow({ cantSplit: true, children: [new TableCell({ children: [kept(`row ${row}`)] })] }),
        ),
      });
    const above = Array.from({ length: lines }, () => new Paragraph('words'));
    const heading = new Paragraph({
      keepNext: true,
      children: [new Bookmark({ id: 'heading', children: [new TextRun('Heading')] })],
    });
    const parts = await packageOf(
      'Arial',
      ...above,
      heading,
      table(),
      kept('Caption'),
      table(),
      bookmarked('end', 'words'),
    );
    const pages = plainPagesOf(parts);
    expect([pages?.get('heading'), pages?.get('end')]).toEqual([page, page]);
  },
);
