import type { TagPlace } from './occurrences.ts';

/** The columns of a template's grid that a list repeats, from `from` up to, and without, `to`. */
export interface Region {
  from: number;
  to: number;
}

/** A table of the template with columns blocks. Lengths are twips. */
export interface ColumnTable {
  /** In the order of the grid. They do not overlap. */
  regions: Region[];
  /** Its columns blocks: the region that each repeats, the name of its list, and where its tag is. */
  blocks: Array<{ region: number; list: string; place: TagPlace }>;
  /** Of the template's columns. */
  widths: number[];
  /** How wide a table can be in its place: the text area of its section, or the cell that it is in. */
  room: number;
  /** Whether the table is inside a cell. */
  inCell: boolean;
}
