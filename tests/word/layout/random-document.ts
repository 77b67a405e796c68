import {
  Bookmark,
  BorderStyle,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  LevelFormat,
  LineRuleType,
  Packer,
  PageBreak,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import fc from '../../properties.ts';

/**
 * Documents of the kinds of blocks that the program's templates have, each with a bookmark, as the docx library writes them. No table keeps
 * its last row with what follows: the library stops there, and word processors do not.
 */

const words = [
  'a',
  'plan',
  'for',
  'well-known',
  '2023-24',
  'education',
  '£1.5m',
  'Éire',
  'places –',
  'between',
  'the',
  'council’s',
  'children',
  'and',
  '“new”',
  'responsibilities',
  'of',
  'to',
  'schools',
  '(SEND)',
];
const text = (most: number) =>
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: most }).map((chosen) => chosen.join(' '));

type Make = (bookmark: (children: ParagraphChild[]) => ParagraphChild[]) => Paragraph | Table;

const heading: fc.Arbitrary<Make> = fc
  .tuple(fc.constantFrom(HeadingLevel.HEADING_1, HeadingLevel.HEADING_2), text(12), fc.boolean())
  .map(
    ([level, words, pageBreakBefore]) =>
      (bookmark) =>
        new Paragraph({
          heading: level,
          pageBreakBefore: pageBreakBefore && words.length < 12,
          children: bookmark([new TextRun(words)]),
        }),
  );

const paragraph: fc.Arbitrary<Make> = fc
  .record({
    runs: fc.array(fc.record({ text: text(60), bold: fc.boolean(), size: fc.constantFrom(20, 24, 27) }), {
      minLength: 1,
      maxLength: 3,
    }),
    keepNext: fc.boolean(),
    keepLines: fc.boolean(),
    widowControl: fc.boolean(),
    before: fc.constantFrom(0, 120, 400),
    after: fc.constantFrom(0, 120, 300),
    line: fc.constantFrom(240, 276, 360),
    left: fc.constantFrom(0, 567),
  })
  .map(
    ({ runs, before, after, line, left, ...options }) =>
      (bookmark) =>
        new Paragraph({
          ...options,
          spacing: { before, after, line, lineRule: LineRuleType.AUTO },
          indent: { left },
          children: bookmark(
            runs.map((run, i) => new TextRun({ ...run, text: i > 0 ? ` ${run.text}` : run.text })),
          ),
        }),
  );

const listItem: fc.Arbitrary<Make> = fc
  .tuple(text(30), fc.constantFrom('bullets', 'numbers'), fc.boolean())
  .map(
    ([words, reference, keepNext]) =>
      (bookmark) =>
        new Paragraph({
          keepNext,
          numbering: { reference, level: 0 },
          children: bookmark([new TextRun(words)]),
        }),
  );

const line = { style: BorderStyle.SINGLE, size: 8, color: '5B6B7D' };
const table: fc.Arbitrary<Make> = fc
  .record({
    rows: fc.array(fc.tuple(text(14), text(8), text(3)), { minLength: 2, maxLength: 30 }),
    keepNext: fc.boolean(),
    hasHeader: fc.boolean(),
  })
  .map(({ rows, keepNext, hasHeader }) => (bookmark) => {
    const cell = (words: string, first: boolean, width: number, kept: boolean) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        children: [
          new Paragraph({
            keepNext: kept,
            children: first ? bookmark([new TextRun(words)]) : [new TextRun(words)],
          }),
        ],
      });
    return new Table({
      layout: TableLayoutType.FIXED,
      width: { size: 9000, type: WidthType.DXA },
      columnWidths: [4000, 3000, 2000],
      margins: { top: 85, bottom: 85, left: 90, right: 90 },
      borders: {
        top: line,
        bottom: line,
        left: { style: BorderStyle.NONE },
        right: { style: BorderStyle.NONE },
        insideHorizontal: { ...line, size: 4 },
      },
      rows: rows.map(
        (cells, i) =>
          new TableRow({
            cantSplit: true,
            tableHeader: hasHeader && i === 0,
            children: cells.map((words, j) =>
              cell(
                words,
                i === 0 && j === 0,
                [4000, 3000, 2000][j] as number,
                (keepNext && rows.length < 9 && i < rows.length - 1) || i === 0,
              ),
            ),
          }),
      ),
    });
  });

const noted: fc.Arbitrary<Make> = text(40).map(
  (words) => (bookmark) =>
    new Paragraph({ children: bookmark([new TextRun(words), new FootnoteReferenceRun(1)]) }),
);

/** As Word writes it for Ctrl+Enter. */
const pageBreak: fc.Arbitrary<Make> = fc.constant(() => new Paragraph({ children: [new PageBreak()] }));

const block = fc.oneof(
  { arbitrary: paragraph, weight: 8 },
  { arbitrary: heading, weight: 3 },
  { arbitrary: listItem, weight: 4 },
  { arbitrary: table, weight: 2 },
  { arbitrary: pageBreak, weight: 1 },
);

/** The bytes of a document of one or two sections, upright and wide. */
export const documents = fc
  .record({
    first: fc.array(block, { minLength: 1, maxLength: 40 }),
    second: fc.array(block, { maxLength: 12 }),
    note: fc.option(noted, { nil: undefined }),
  })
  .map(async ({ first, second, note }) => {
    let count = 0;
    const bookmark = (children: ParagraphChild[]) => {
      count += 1;
      return [new Bookmark({ id: `b${count}`, children })];
    };
    const section = (makes: Make[], orientation: (typeof PageOrientation)[keyof typeof PageOrientation]) => ({
      properties: { page: { size: { width: 11906, height: 16838, orientation } } },
      children: makes.map((make) => make(bookmark)),
    });
    const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], shown: string) => ({
      level: 0,
      format,
      text: shown,
      style: { paragraph: { indent: { left: 400, hanging: 400 } } },
    });
    const document = new Document({
      compatibility: { version: 15 },
      styles: {
        default: {
          document: { run: { font: 'Arial', size: 24 }, paragraph: { spacing: { after: 120, line: 276 } } },
          heading1: {
            run: { size: 40, bold: true },
            paragraph: { keepNext: true, keepLines: true, spacing: { before: 360, after: 160 } },
          },
          heading2: {
            run: { size: 32, bold: true },
            paragraph: { keepNext: true, keepLines: true, spacing: { before: 280, after: 120 } },
          },
        },
      },
      numbering: {
        config: [
          { reference: 'bullets', levels: [level(LevelFormat.BULLET, '•')] },
          { reference: 'numbers', levels: [level(LevelFormat.DECIMAL, '%1.')] },
        ],
      },
      footnotes: { 1: { children: [new Paragraph('A note of one line.')] } },
      sections: [
        section(note ? [note, ...first] : first, PageOrientation.PORTRAIT),
        ...(second.length > 0 ? [section(second, PageOrientation.LANDSCAPE)] : []),
      ],
    });
    return Packer.toBuffer(document);
  });
