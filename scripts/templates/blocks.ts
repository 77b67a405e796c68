import {
  BorderStyle,
  type FileChild,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { headerFill, ruleColour } from './style.ts';

/** The pieces that a template is put together from. Tags are plain text in them. */

export const text = (style: string, ...children: Array<string | ParagraphChild>) =>
  new Paragraph({
    style,
    children: children.map((child) => (typeof child === 'string' ? new TextRun(child) : child)),
  });

export const normal = (...children: Array<string | ParagraphChild>) => text('Normal', ...children);

/** A bold word at the beginning of a paragraph. */
export const label = (words: string) => new TextRun({ text: words, bold: true });

/** A tag, or an end of a block, alone in its paragraph, which goes when the template is filled. */
export const tag = (words: string, style = 'Normal') => text(style, words);

export interface Column {
  heading: string;
  /** Twentieths of a point. */
  width: number;
  /** The cell's text, and its style. */
  cell: string;
  style?: string;
}

const rule = (size: number, color = ruleColour) => ({ style: BorderStyle.SINGLE, size, color });
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** Cells are given 1.5 mm on every side. */
const padding = { top: 85, bottom: 85, left: 90, right: 90 };

function cellOf(width: number, children: Paragraph[], fill?: string, topRule?: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: padding,
    verticalAlign: VerticalAlign.TOP,
    ...(fill ? { shading: { type: 'clear' as const, color: 'auto', fill } } : {}),
    ...(topRule ? { borders: { top: rule(8, '5B6B7D') } } : {}),
    children,
  });
}

/** A row that holds nothing but a tag; it goes when the template is filled. */
const tagRow = (columns: readonly Column[], words: string) =>
  new TableRow({
    cantSplit: true,
    children: columns.map(({ width }, i) => cellOf(width, [text('TableText', i === 0 ? words : '')])),
  });

/** The styles of a line that is a total, and of a heading, by that of the column. */
const totalStyles: Record<string, string> = { TableText: 'TableTotal', TableNumber: 'TableTotalNumber' };
const headingStyles: Record<string, string> = { TableNumber: 'TableTotalNumber', TableRating: 'TableRating' };

/** A row of values. `keep` holds it on one page with what follows, for short tables. */
const row = (columns: readonly Column[], { total = false, keep = false } = {}) =>
  new TableRow({
    cantSplit: true,
    children: columns.map(({ width, cell, style = 'TableText' }) => {
      const children = [new TextRun(cell)];
      const paragraph = new Paragraph({
        style: total ? (totalStyles[style] ?? style) : style,
        keepNext: keep,
        children,
      });
      return cellOf(width, [paragraph], undefined, total);
    }),
  });

/** A table whose header row repeats. */
function tableOf(columns: readonly Column[], rows: TableRow[]): Table {
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ width, heading, style = '' }) =>
      cellOf(width, [text(headingStyles[style] ?? 'TableHeading', heading)], headerFill),
    ),
  });
  const widths = columns.map(({ width }) => width);
  const edge = rule(8, '5B6B7D');
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: edge,
      bottom: edge,
      insideHorizontal: rule(4),
      left: none,
      right: none,
      insideVertical: none,
    },
    rows: [header, ...rows],
  });
}

/** A table with a row for each item of a list. */
export const listTable = (list: string, columns: readonly Column[], keep = false): Table =>
  tableOf(columns, [
    tagRow(columns, `{{#each ${list}}}`),
    row(columns, { keep }),
    tagRow(columns, '{{/each}}'),
  ]);

/** The same, with totals in bold under a rule: items say by `total` whether they are one. */
export const totalsTable = (list: string, columns: readonly Column[]): Table =>
  tableOf(columns, [
    tagRow(columns, `{{#each ${list}}}`),
    tagRow(columns, '{{#if total}}'),
    row(columns, { total: true }),
    tagRow(columns, '{{else}}'),
    row(columns),
    tagRow(columns, '{{/if}}'),
    tagRow(columns, '{{/each}}'),
  ]);

/** A table with one row, kept with what follows. */
export const oneRowTable = (columns: readonly Column[]): Table =>
  tableOf(columns, [row(columns, { keep: true })]);

export type Block = FileChild;
