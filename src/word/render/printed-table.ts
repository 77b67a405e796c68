import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { ColumnTable } from '../template/instructions.ts';
import { cellsOf, rowsOf, skippedBy } from '../template/table.ts';

/** A table as printed, read against the grid of its template: which cells come from a list, and how many there are. */

export interface PrintedCell {
  cell: XmlElement;
  /** Of the template's grid, for a cell that is not repeated. */
  from: number;
  to: number;
  /** The columns block that repeats the cell, and the columns that it has printed in the row before this cell. */
  block?: number;
  before?: number;
}

interface PrintedRow {
  row: XmlElement;
  cells: PrintedCell[];
  /** How many entries each columns block of the row has printed, by the number of the block. */
  entries: Map<number, number>;
}

const marksOf = ({ attributes }: XmlElement) => attributes.columns?.split(' ').map(Number) ?? [];

function readPrinted(row: XmlElement, { blocks, regions }: ColumnTable): PrintedRow {
  const regionOf = (block: number) => regions[blocks[block]?.region ?? -1] ?? { from: 0, to: 1 };
  const waiting = marksOf(row);
  const columns = new Map(waiting.map((block) => [block, 0]));
  let at = skippedBy(row);
  const cells = cellsOf(row).map(({ cell, from, to }): PrintedCell => {
    const [block] = marksOf(cell);
    // The blocks before this cell have printed all that they print.
    while (waiting[0] !== undefined && waiting[0] !== block && regionOf(waiting[0]).from === at)
      at = regionOf(waiting.shift() as number).to;
    if (block !== undefined) {
      const before = columns.get(block) ?? 0;
      columns.set(block, before + to - from);
      return { cell, from: at, to: at + to - from, block, before };
    }
    const start = at;
    at += to - from;
    return { cell, from: start, to: at };
  });
  const entries = [...columns].map(([block, count]): [number, number] => {
    const { from, to } = regionOf(block);
    return [block, count / (to - from)];
  });
  return { row, cells, entries: new Map(entries) };
}

/** The printed table: its rows, and how many times each region of the template's grid is printed. */
export class PrintedTable {
  readonly root: XmlElement;
  readonly table: ColumnTable;
  readonly rows: readonly PrintedRow[];
  readonly counts: readonly number[];

  constructor(root: XmlElement, table: ColumnTable) {
    this.root = root;
    this.table = table;
    this.rows = rowsOf(root).map((row) => readPrinted(row, table));
    // A region that no printed row repeats, as in a table that has lost its body, stays as it is.
    this.counts = table.regions.map((_, region) => {
      const entries = this.rows.flatMap((row) => [...row.entries]);
      return entries.find(([block]) => table.blocks[block]?.region === region)?.[1] ?? 1;
    });
  }

  /** Where a boundary between columns of the template is in the printed grid. */
  boundary(at: number): number {
    return this.table.regions.reduce(
      (sum, { from, to }, i) => (to <= at ? sum + ((this.counts[i] as number) - 1) * (to - from) : sum),
      at,
    );
  }

  /** How many columns are printed. */
  get size(): number {
    return this.boundary(this.table.widths.length);
  }

  /** The columns of the printed grid that a cell covers. */
  placeOf({ from, to, block, before = 0 }: PrintedCell): { from: number; to: number } {
    if (block === undefined) return { from: this.boundary(from), to: this.boundary(to) };
    const start =
      this.boundary(this.table.regions[this.table.blocks[block]?.region ?? -1]?.from ?? 0) + before;
    return { from: start, to: start + to - from };
  }
}
