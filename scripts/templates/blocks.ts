import {
  type ITableCellBorders,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { rule } from './style.ts';

/** The pieces that a template is put together from. Tags are plain text in them. */

/** A table with the alternative text that Word shows under Table Properties, which docx cannot write. */
export interface TableBlock {
  table: Table;
  title: string;
  description: string;
}

export type Block = Paragraph | TableBlock;

export const text = (style: string, ...children: Array<string | ParagraphChild>) =>
  new Paragraph({
    style,
    children: children.map((child) => (typeof child === 'string' ? new TextRun(child) : child)),
  });

export const normal = (...children: Array<string | ParagraphChild>) => text('Normal', ...children);

/** A paragraph that stays on the page of what it introduces. */
export const leadIn = (...children: Array<string | ParagraphChild>) => text('LeadIn', ...children);

/** A bold word at the beginning of a paragraph. */
export const label = (words: string) => new TextRun({ text: words, bold: true });

/** A tag, or an end of a block, alone in its paragraph, which goes when the template is filled. */
export const tag = (words: string, style = 'Normal') => text(style, words);

/** How the cells of a column look. */
export type Look = 'text' | 'number' | 'rating';

export interface Column {
  heading: string;
  /** Twentieths of a point. */
  width: number;
  /** The cell's text. */
  cell: string;
  look: Look;
}

const styles: Record<'heading' | 'cell' | 'total', Record<Look, string>> = {
  heading: { text: 'TableHeading', number: 'TableHeadingNumber', rating: 'TableRating' },
  cell: { text: 'TableText', number: 'TableNumber', rating: 'TableRating' },
  total: { text: 'TableTotal', number: 'TableTotalNumber', rating: 'TableRating' },
};

export interface TableOptions {
  title: string;
  /** One sentence: what the rows and columns are. */
  description: string;
  columns: readonly Column[];
  /** Holds a short table on one page. */
  keep?: boolean;
  /** Smaller text, for tables of many columns. */
  small?: boolean;
}

const cellOf = (width: number, paragraph: Paragraph, borders?: ITableCellBorders) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(borders ? { borders } : {}),
    children: [paragraph],
  });

/** A row that holds nothing but a tag; it goes when the template is filled. */
const tagRow = ({ columns }: TableOptions, words: string) =>
  new TableRow({
    cantSplit: true,
    children: columns.map(({ width }, i) => cellOf(width, text('TableText', i === 0 ? words : ''))),
  });

/** A row of values; a total stands in bold under a rule. */
function rowOf({ columns, keep = false, small = false }: TableOptions, kind: 'cell' | 'total'): TableRow {
  return new TableRow({
    cantSplit: true,
    children: columns.map(({ width, cell, look }) => {
      const style = `${small ? 'Small' : ''}${styles[kind][look]}`;
      const paragraph = new Paragraph({ style, keepNext: keep, children: [new TextRun(cell)] });
      return cellOf(width, paragraph, kind === 'total' ? { top: rule(8) } : undefined);
    }),
  });
}

/** A table in the house style, with a header row that repeats. */
function tableOf(options: TableOptions, rows: TableRow[]): TableBlock {
  const { title, description, columns, small = false } = options;
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ width, heading, look }) =>
      cellOf(width, text(`${small ? 'Small' : ''}${styles.heading[look]}`, heading)),
    ),
  });
  const widths = columns.map(({ width }) => width);
  const table = new Table({
    style: 'ReportTable',
    tableLook: { firstRow: true, lastRow: false, firstColumn: false, noHBand: true, noVBand: true },
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: [header, ...rows],
  });
  return { table, title, description };
}

/** A table with a row for each item of a list. */
export const listTable = (list: string, options: TableOptions): TableBlock =>
  tableOf(options, [
    tagRow(options, `{{#each ${list}}}`),
    rowOf(options, 'cell'),
    tagRow(options, '{{/each}}'),
  ]);

/** The same, with totals: items say by `total` whether they are one. */
export const totalsTable = (list: string, options: TableOptions): TableBlock =>
  tableOf(options, [
    tagRow(options, `{{#each ${list}}}`),
    tagRow(options, '{{#if total}}'),
    rowOf(options, 'total'),
    tagRow(options, '{{else}}'),
    rowOf(options, 'cell'),
    tagRow(options, '{{/if}}'),
    tagRow(options, '{{/each}}'),
  ]);

/** A table with one row. */
export const oneRowTable = (options: TableOptions): TableBlock => tableOf(options, [rowOf(options, 'cell')]);
