import {
  HeadingLevel,
  type IParagraphStyleOptions,
  type IPropertiesOptions,
  type IShadingAttributesProperties,
  type ITableCellBorders,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  type TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { bookmarked, captionOf } from './captions.ts';
import { landscapeWidth, paleFill, portraitWidth, rowPaddings, rule } from './style.ts';

/** The pieces that a template is put together from. Tags are plain text in them. */

/** A table with the alternative text that Word shows under Table Properties, which docx cannot write. */
export interface TableBlock {
  table: Table;
  title: string;
  description: string;
  /** Its caption, above it. */
  caption?: Paragraph;
}

export type Block = Paragraph | TableOfContents | TableBlock;

/** A template: its sections, each on pages of its own. */
export interface TemplateSource {
  name: string;
  /** Set closer, for one page: with small text, or with text of the usual size. */
  compact?: 'small' | 'usual';
  /** Rows of tables in narrative closer together. */
  closeTables?: true;
  /** A public paper: its sections and paragraphs are numbered. */
  isPaper?: true;
  sections: Array<{ orientation: 'portrait' | 'landscape'; blocks: Block[] }>;
  footnotes: NonNullable<IPropertiesOptions['footnotes']>;
  /** Styles that this template has beside those of all. */
  styles?: IParagraphStyleOptions[];
}

const runs = (children: ReadonlyArray<string | ParagraphChild>) =>
  children.map((child) => (typeof child === 'string' ? new TextRun(child) : child));

export const text = (style: string, ...children: Array<string | ParagraphChild>) =>
  new Paragraph({ style, children: runs(children) });

export const normal = (...children: Array<string | ParagraphChild>) => text('Normal', ...children);

/** A paragraph that stays on the page of what it introduces. */
export const leadIn = (...children: Array<string | ParagraphChild>) => text('LeadIn', ...children);

/** The same below a list or a table. */
export const leadInBelow = (style: 'AfterList' | 'AfterTable', ...children: Array<string | ParagraphChild>) =>
  new Paragraph({ style, keepNext: true, keepLines: true, children: runs(children) });

/** A bold word at the beginning of a paragraph. */
export const label = (words: string) => new TextRun({ text: words, bold: true });

/** A tag, or an end of a block, alone in its paragraph, which goes when the template is filled. */
export const tag = (words: string, style = 'Normal') => text(style, words);

/** For which meeting a paper is, whose it is, and who answers for it, on a line each. */
export const paperStatus = (meeting: string): Block[] => [
  new Paragraph({
    style: 'Status',
    children: [
      new TextRun(meeting),
      new TextRun({ text: '{{council}}. {{status}}.{{#if has_officer}}', break: 1 }),
      new TextRun({ text: 'Officer responsible: {{officer}}{{/if}}', break: 1 }),
    ],
  }),
];

/** What a document with made-up content says of it. */
export const illustrativeNotice = (words = '{{illustrative}}'): Block[] => [
  tag('{{#if is_illustrative}}'),
  text('Notice', words),
  tag('{{/if}}'),
];

/** A section ends in a paragraph: one so low that it never takes a page for itself below a table that fills the page. */
export const endOfSection = () =>
  new Paragraph({
    style: 'Normal',
    spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT },
  });

/** What a draft lacks. */
export const missing = (): Block[] => [
  tag('{{#if is_incomplete}}'),
  heading(2, 'Missing from this draft'),
  tag('{{#each gaps}}', 'ListBullet'),
  text('ListBullet', '{{this}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{/if}}'),
];

/** How the cells of a column look. */
export type Look = 'text' | 'number' | 'rating';

export interface Column {
  heading: string;
  /** Twentieths of a point. */
  width: number;
  /** The cell's text. */
  cell: string;
  /** The cell's content, where that is more than text. */
  content?: () => ParagraphChild[];
  look: Look;
  /** The style of its cells, if not that of the table's others. */
  style?: string;
  /** Whether its cells have a pale fill. */
  tinted?: boolean;
  /** Paragraphs below the cell's text. */
  below?: () => Paragraph[];
}

const styles: Record<'heading' | 'cell' | 'total', Record<Look, string>> = {
  heading: { text: 'TableHeading', number: 'TableHeadingNumber', rating: 'TableRating' },
  cell: { text: 'TableText', number: 'TableNumber', rating: 'TableRating' },
  total: { text: 'TableTotal', number: 'TableTotalNumber', rating: 'TableRating' },
};

export const belowHeading = 20;
export const belowTable = 240;

export interface TableOptions {
  title: string;
  /** One sentence: what the rows and columns are. */
  description: string;
  /** Gives it a numbered caption, to which `tableAt` refers by this name. */
  caption?: string;
  /** How far its caption is below what is before it: little below a `closeHeading`, more below a table. */
  captionBefore?: number;
  columns: readonly Column[];
  /** Holds a short table on one page, with the note that follows; `alone`: where none does; `as-told`: where the items say so. */
  keep?: boolean | 'alone' | 'as-told';
  /** Smaller text, for tables of many columns. */
  small?: boolean;
  /** False where the first column does not say what a row is about. */
  rowHeaders?: boolean;
  /** Rows closer together, for a table that is read best on one page. */
  close?: boolean;
  /** With lines around it and between its columns, for boxes to write in. */
  framed?: boolean;
}

const cellOf = (
  width: number,
  paragraphs: Paragraph | Paragraph[],
  look: { borders?: ITableCellBorders; shading?: IShadingAttributesProperties } = {},
) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...look,
    children: [paragraphs].flat(),
  });

/** A row that holds nothing but a tag; it goes when the template is filled. */
const tagRow = ({ columns }: TableOptions, words: string) =>
  new TableRow({
    cantSplit: true,
    children: columns.map(({ width }, i) => cellOf(width, text('TableText', i === 0 ? words : ''))),
  });

/** A row of values; a total is in bold under a rule. */
function rowOf({ columns, keep, small = false }: TableOptions, kind: 'cell' | 'total'): TableRow {
  return new TableRow({
    cantSplit: true,
    children: columns.map(({ width, cell, content, look, style: own, tinted, below }) => {
      const style = own ?? `${small ? 'Small' : ''}${styles[kind][look]}`;
      const paragraph = new Paragraph({
        style,
        keepNext: Boolean(keep),
        children: content?.() ?? [new TextRun(cell)],
      });
      return cellOf(width, [paragraph, ...(below?.() ?? [])], {
        ...(kind === 'total' ? { borders: { top: rule(8) } } : {}),
        ...(tinted ? { shading: { type: 'clear', color: 'auto', fill: paleFill } } : {}),
      });
    }),
  });
}

/** Rows that are close in a template whose others are not; at the sides of a cell as in the style. */
const closeRows = { top: rowPaddings.close, bottom: rowPaddings.close, left: 90, right: 90 };

const frame = {
  top: rule(8),
  bottom: rule(8),
  left: rule(8),
  right: rule(8),
  insideHorizontal: rule(4),
  insideVertical: rule(8),
};

/** A table in the house style, with a header row that repeats. */
function tableOf(options: TableOptions, rows: TableRow[]): TableBlock {
  const {
    title,
    description,
    columns,
    caption,
    small = false,
    close = false,
    framed = false,
    rowHeaders = true,
    captionBefore,
  } = options;
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ width, heading, look }) => {
      const style = `${small ? 'Small' : ''}${styles.heading[look]}`;
      // Never alone at the end of a page: of the styles for headings, the one for ratings doesn't say so.
      return cellOf(width, new Paragraph({ style, keepNext: true, children: [new TextRun(heading)] }));
    }),
  });
  const widths = columns.map(({ width }) => width);
  const table = new Table({
    style: 'ReportTable',
    tableLook: { firstRow: true, lastRow: false, firstColumn: rowHeaders, noHBand: true, noVBand: true },
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    ...(framed ? { borders: frame } : {}),
    ...(close ? { margins: { ...closeRows, marginUnitType: WidthType.DXA } } : {}),
    rows: [header, ...rows],
  });
  return { table, title, description, ...(caption && { caption: captionOf(caption, title, captionBefore) }) };
}

/** A table with a row for each item of a list. */
export const listTable = (list: string, options: TableOptions): TableBlock =>
  tableOf(options, [
    tagRow(options, `{{#each ${list}}}`),
    ...(typeof options.keep === 'string' ? keptAlone(options) : [rowOf(options, 'cell')]),
    tagRow(options, '{{/each}}'),
  ]);

/** Each row stays with the next, and the last with none, or those that say by `may_break` that a page may end after them. */
const keptAlone = (options: TableOptions) => [
  tagRow(options, options.keep === 'alone' ? '{{#if @last}}' : '{{#if may_break}}'),
  rowOf({ ...options, keep: false }, 'cell'),
  tagRow(options, '{{else}}'),
  rowOf(options, 'cell'),
  tagRow(options, '{{/if}}'),
];

/** The same, with totals: items say by `total` whether they are one. */
export const totalsTable = (list: string, options: TableOptions): TableBlock =>
  tableOf(options, [
    tagRow(options, `{{#each ${list}}}`),
    tagRow(options, '{{#if total}}'),
    rowOf({ ...options, keep: options.keep === true }, 'total'),
    tagRow(options, '{{else}}'),
    rowOf(options, 'cell'),
    tagRow(options, '{{/if}}'),
    tagRow(options, '{{/each}}'),
  ]);

/** A row of two cells, printed where a flag is set, or always. */
export type Fact = [label: string, cell: string, flag?: string];

/** A table of facts about one thing: what each is, and what it says. One kept `alone` ends in facts of one flag. */
export const factsTable = (
  options: Omit<TableOptions, 'columns'>,
  heads: readonly [string, string],
  facts: readonly Fact[],
) =>
  tableOf(
    { ...options, columns: columns(portraitWidth, [heads[0], 2.4, ''], [heads[1], 6.6, '']) },
    facts.flatMap(([label, cell, flag], i) => {
      const whole = {
        ...options,
        columns: columns(portraitWidth, [heads[0], 2.4, label], [heads[1], 6.6, cell]),
      };
      const kept = rowOf(whole, 'cell');
      const loose = rowOf({ ...whole, keep: false }, 'cell');
      const printedIf = (one: string, rows: TableRow[]) => [
        tagRow(whole, `{{#if ${one}}}`),
        ...rows,
        tagRow(whole, '{{/if}}'),
      ];
      const isLast = options.keep === 'alone' && i === facts.length - 1;
      if (flag) return printedIf(flag, [isLast ? loose : kept]);
      const [next] = facts.slice(i + 1).map(([, , one]) => one);
      const mayEnd = options.keep === 'alone' && facts.slice(i + 1).every(([, , one]) => one === next);
      return next && mayEnd
        ? printedIf(next, [kept, tagRow(whole, '{{else}}'), loose])
        : [isLast ? loose : kept];
    }),
  );

/** A table of one column, in which each item of a list has several rows that stay together. */
export const stackedTable = (
  list: string,
  {
    rows,
    heading: words,
    ...options
  }: Omit<TableOptions, 'columns'> & {
    heading: string;
    rows: Array<{ cell: string; style: string; tinted?: boolean }>;
  },
): TableBlock => {
  const all = rows.map(({ cell, ...look }, i) => ({
    ...options,
    rowHeaders: false,
    keep: i < rows.length - 1,
    columns: columns(portraitWidth, [words, 1, cell]).map((column) => ({ ...column, ...look })),
  }));
  const first = all[0] as TableOptions;
  return tableOf(first, [
    tagRow(first, `{{#each ${list}}}`),
    ...all.map((one) => rowOf(one, 'cell')),
    tagRow(first, '{{/each}}'),
  ]);
};

/** A table with one row. */
export const oneRowTable = (options: TableOptions): TableBlock =>
  tableOf(options, [rowOf({ ...options, keep: options.keep === true }, 'cell')]);

export type Level = 1 | 2 | 3;

/** Links lead to its bookmark. */
export const heading = (level: Level, words: string, bookmark = '') =>
  new Paragraph({
    heading: HeadingLevel[`HEADING_${level}`],
    children: bookmark ? bookmarked(bookmark, [new TextRun(words)]) : [new TextRun(words)],
  });

/** One right above the caption of its table. */
export const closeHeading = (level: Level, words: string, before = 120) =>
  new Paragraph({
    heading: HeadingLevel[`HEADING_${level}`],
    spacing: { before, after: 0 },
    children: [new TextRun(words)],
  });

/** A heading at the top of a page; the first of a section needs no page break. */
export const topHeading = (level: Level, words: string, pageBreakBefore = true) =>
  new Paragraph({
    heading: HeadingLevel[`HEADING_${level}`],
    pageBreakBefore,
    spacing: { before: 0 },
    children: [new TextRun(words)],
  });

/** Columns with their widths as shares of a whole. */
export function columns(
  whole: number,
  ...list: Array<[heading: string, share: number, cell: string, look?: Look]>
): Column[] {
  const sum = list.reduce((total, [, share]) => total + share, 0);
  return list.map(([words, share, cell, look = 'text']) => ({
    heading: words,
    width: Math.floor((whole * share) / sum),
    cell,
    look,
  }));
}

/** A cell that is printed once for each entry of a list. */
export const each = (list: string, cell = '{{this}}') => `{{#columns ${list}}}${cell}{{/columns}}`;

/** How many columns of a list a template is drawn for: they share the width of so many when there are more or fewer. */
const drawnFor = 7;

/** The year columns of a table; `share` is that of one. Inside the loop over lines the years are the line's own figures. */
export function withYears(
  whole: number,
  first: [heading: string, share: number, cell: string],
  share: number,
) {
  const years = Array.from({ length: drawnFor }, (): [string, number, string] => ['', share, '']);
  const [name, ...drawn] = columns(whole, first, ...years);
  const width = drawn.reduce((sum, column) => sum + column.width, 0);
  const year: Column = { heading: each('years'), width, cell: each('years'), look: 'number' };
  return name ? [name, year] : [year];
}

export const planTable = (list: string, title: string, caption = list, whole = landscapeWidth): Block =>
  totalsTable(list, {
    title,
    caption,
    captionBefore: belowHeading,
    description: 'Each line of the plan with its figure in each financial year, in millions of pounds.',
    small: true,
    close: true,
    columns: withYears(whole, ['Line, £m', 10.6, '{{name}}'], 2.15),
  });

export const planNote = (words: string) =>
  text(
    'AfterTable',
    `Income and contributions are negative, spending and deficits positive. Figures are those of the ${words}, and may not add up because of rounding.{{#if has_unagreed_years}} “None” marks a contribution that is not part of the agreement in that year.{{/if}}`,
  );
