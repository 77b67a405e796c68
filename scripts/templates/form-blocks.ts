import {
  BorderStyle,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Block, type TableBlock, tag, text } from './blocks.ts';
import { xml } from './captions.ts';
import { portraitWidth } from './style.ts';

/**
 * What the update form is made of. What an owner types is in plain cells, which every word processor keeps; controls only choose from a list, or
 * keep fixed words from being changed. A bookmark in the cell of its label says which answer is beside it.
 */

let last = 1000;
const control = (properties: string, content: string) => {
  last += 1;
  return `<w:sdt><w:sdtPr>${properties.replace('<w:lock', `<w:id w:val="${last}"/><w:lock`)}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
};

const run = (words: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${words}</w:t></w:r>`;

/** Words that nobody changes by mistake. */
const fixed = (words: string, properties = '') =>
  xml(control('<w:lock w:val="sdtContentLocked"/>', run(words, properties)));

/** Paragraphs that nobody changes by mistake. */
export const locked = (...paragraphs: Paragraph[]): Block[] => {
  last += 1;
  const begin = `<w:sdt><w:sdtPr><w:alias w:val="For information"/><w:id w:val="${last}"/><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>`;
  return [mark(begin), ...paragraphs, mark('</w:sdtContent></w:sdt>')];
};

/** Stands for a piece of XML that is put in its place when the template is written: docx has no control round paragraphs. */
const mark = (source: string) =>
  new Paragraph({ children: [new TextRun(`[[xml ${Buffer.from(source).toString('hex')}]]`)] });

export const withControls = (source: string) =>
  source.replace(/<w:p>(?:(?!<\/w:p>).)*?\[\[xml ([0-9a-f]+)\]\].*?<\/w:p>/g, (_, hex: string) =>
    Buffer.from(hex, 'hex').toString(),
  );

/** A drop-down list. It shows its first item until another is chosen. */
export const choice = (name: string, value: string, list: string) => {
  const item = (words: string) => `<w:listItem w:displayText="${words}" w:value="${words}"/>`;
  const items = `${item('Choose from the list')}${item(list)}`;
  return xml(
    control(
      `<w:alias w:val="${name}"/><w:lock w:val="sdtLocked"/><w:dropDownList>${items}</w:dropDownList>`,
      run(value),
    ),
  );
};

let bookmarks = 0;
/** The label of an answer: its bookmark says which one it is. */
export const labelled = (name: string, words: string, look = '<w:b/><w:bCs/>') => {
  bookmarks += 1;
  const start = xml(`<w:bookmarkStart w:id="${bookmarks}" w:name="_form_${name}"/>`);
  const end = xml(`<w:bookmarkEnd w:id="${bookmarks}"/>`);
  return new Paragraph({
    style: 'TableText',
    children: [start, fixed(words, look), end],
  });
};
export const hint = (words: string) => new Paragraph({ style: 'FormHint', children: [fixed(words)] });
export const answer = (...children: Array<string | ParagraphChild>) => text('FormAnswer', ...children);
/** One that stays on the page of the row below. */
const kept = (words = '') =>
  new Paragraph({ style: 'FormAnswer', keepNext: true, children: [new TextRun(words)] });

/** A cell with what has come already, or an empty paragraph to type in. */
export const narrative = (name: string) => [
  tag(`{{#if ${name}}}`, 'FormAnswer'),
  tag(`{{markdown ${name}}}`, 'FormAnswer'),
  tag('{{else}}', 'FormAnswer'),
  answer(''),
  tag('{{/if}}', 'FormAnswer'),
];

/** A cell to type in has a line round it: it is seen as one, and not only by its colour. */
const box = { style: BorderStyle.SINGLE, size: 6, color: '5B6B7D' };
const cell = (width: number, children: Paragraph[], isAnswer = false) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(isAnswer ? { borders: { top: box, bottom: box, left: box, right: box } } : {}),
    children,
  });

export const widthsOf = (shares: readonly number[]) => {
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => Math.floor((portraitWidth * share) / sum));
};

interface FormTable {
  title: string;
  description: string;
  widths: number[];
  /** Whether the first cell of each row says what the others hold. */
  rowHeaders: boolean;
}

export const table = (
  { title, description, widths, rowHeaders }: FormTable,
  rows: TableRow[],
): TableBlock => ({
  title,
  description,
  table: new Table({
    style: 'ReportTable',
    tableLook: { firstRow: true, lastRow: false, firstColumn: rowHeaders, noHBand: true, noVBand: true },
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows,
  }),
});

export const header = (widths: readonly number[], cells: Paragraph[]) =>
  new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: cells.map((paragraph, i) => cell(widths[i] ?? 0, [paragraph])),
  });

/** A row in which the cells after the first `labels` are for answers. */
export const row = (
  widths: readonly number[],
  cells: Paragraph[][],
  { height = 0, labels = cells.length } = {},
) =>
  new TableRow({
    cantSplit: true,
    ...(height ? { height: { value: height, rule: 'atLeast' as const } } : {}),
    children: cells.map((paragraphs, i) => cell(widths[i] ?? 0, paragraphs, i >= labels)),
  });

export const tagRow = (widths: readonly number[], words: string) =>
  row(
    widths,
    widths.map((_, i) => [text('TableText', i === 0 ? words : '')]),
  );

export const headed = (words: string) => new Paragraph({ style: 'TableHeading', children: [fixed(words)] });

export const questionWidths = widthsOf([3.4, 6.6]);

export type Question = [label: Paragraph[], answer: Paragraph[], height: number];

/** Labels at the left, answers at the right. */
export const questionTable = (title: string, rows: TableRow[]) =>
  table(
    {
      title,
      description: 'What is asked at the left, a cell for the answer at the right.',
      widths: questionWidths,
      rowHeaders: true,
    },
    [header(questionWidths, [headed('What is asked'), headed('Your answer')]), ...rows],
  );

export const questionRow = ([asked, answered, height]: Question) =>
  row(questionWidths, [asked, answered], { height, labels: 1 });

/** A table with a row for each entry of a list and empty rows below, in which the first heading has the bookmark. */
export function rowsTable(
  title: string,
  description: string,
  {
    list,
    name,
    columns,
    blank,
  }: { list: string; name: string; columns: Array<[string, number, string]>; blank: number },
): TableBlock {
  const widths = widthsOf(columns.map(([, share]) => share));
  const first = columns[0]?.[0] ?? '';
  return table({ title, description, widths, rowHeaders: false }, [
    header(
      widths,
      columns.map(([words], i) => (i === 0 ? labelled(name, first) : headed(words))),
    ),
    tagRow(widths, `{{#each ${list}}}`),
    row(
      widths,
      columns.map(([, , value]) => [kept(value)]),
      { labels: 0 },
    ),
    tagRow(widths, '{{/each}}'),
    ...Array.from({ length: blank }, (_, i) =>
      row(
        widths,
        columns.map(() => [i < blank - 1 ? kept() : answer('')]),
        { height: 420, labels: 0 },
      ),
    ),
  ]);
}
