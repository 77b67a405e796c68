import type { ParagraphFormat } from './formats.ts';
import type { Font, Item } from './items.ts';

/** What a document's body holds, in order: paragraphs and tables. Lengths are points. */

export interface Paragraph {
  kind: 'paragraph';
  items: Item[];
  format: ParagraphFormat;
  /** What comes before its first line, as wide as it may be. */
  number: string | undefined;
  /** Of the mark that ends it. */
  font: Font;
  style: string | undefined;
  /** It is empty, and only ends a section. */
  endsSection: boolean;
}

export type Block = Paragraph | Table;

export interface Cell {
  /** Of the cell, or as a share of the text's width. */
  width: number;
  share: boolean;
  blocks: Block[];
  /** The room on both sides of its text, and above and below it. */
  sides: number;
  top: number;
  bottom: number;
}

export interface Row {
  cells: Cell[];
  isHeader: boolean;
  cantSplit: boolean;
  /** The thickness of the lines above and below it. */
  lineAbove: number;
  lineBelow: number;
}

export interface Table {
  kind: 'table';
  rows: Row[];
}
