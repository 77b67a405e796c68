import { error } from '../../diagnostics/diagnostic.ts';
import { closest, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import { roomFor } from './available-width.ts';
import type { Block } from './edited-part.ts';
import { type Edit, insert, wrap } from './edits.ts';
import type { ColumnTable, Region } from './instructions.ts';
import type { Tree } from './part-tree.ts';
import { endsOf } from './place-columns.ts';
import { cellsOf, columnWidths, type GridCell, rowsOf } from './table.ts';

/** A row of such a table, with its columns blocks from left to right. */
interface GridRow {
  row: XmlElement;
  number: number;
  cells: GridCell[];
  blocks: Array<Region & { index: number; block: Block }>;
}

/**
 * Reads the tables that have columns blocks. Each is wrapped in an instruction that shares out its columns when it has been
 * printed, and for that its cells are marked with the numbers of their blocks (`columns="2"`); or it is refused.
 * @param gone the elements that hold tags alone and are not printed.
 */
export function readTables(
  blocks: readonly Block[],
  gone: ReadonlySet<XmlElement>,
  body: Tree,
): { edits: Edit[]; findings: Finding[] } {
  const byTable = new Map<XmlElement, Block[]>();
  for (const block of blocks) {
    const [first] = endsOf(block);
    const table = first && closest(first, 'w:tbl');
    if (table) byTable.set(table, [...(byTable.get(table) ?? []), block]);
  }
  const edits: Edit[] = [];
  const findings: Finding[] = [];
  for (const [table, own] of byTable) {
    const read = readGrid(table, own, { room: roomFor(table, body), isGone: (row) => gone.has(row) });
    findings.push(...read.findings);
    if (read.table) edits.push(...wrapAndMark(table, read.table, read.rows));
  }
  return { edits, findings };
}

function wrapAndMark(table: XmlElement, found: ColumnTable, rows: readonly GridRow[]): Edit[] {
  const mark = ({ start, name }: XmlElement, numbers: readonly number[]) =>
    insert(start + 1 + name.length, ` columns="${numbers.join(' ')}"`);
  const marks = rows
    .filter(({ blocks }) => blocks.length > 0)
    .flatMap(({ row, cells, blocks }) => {
      const numbers = blocks.map(({ index }) => index);
      const repeated = blocks.flatMap(({ index, from, to }) =>
        cells.filter((cell) => cell.from >= from && cell.to <= to).map(({ cell }) => mark(cell, [index])),
      );
      return [mark(row, numbers), ...repeated];
    });
  return [...wrap(table, { do: 'wrap', wrapper: 'columns', table: found }), ...marks];
}

interface GridRead {
  /** Absent where rows disagree. */
  table?: ColumnTable;
  rows: GridRow[];
  findings: Finding[];
}

function readGrid(
  table: XmlElement,
  blocks: readonly Block[],
  { room, isGone }: { room: number; isGone(row: XmlElement): boolean },
): GridRead {
  const rows = rowsOf(table).flatMap((row, i): GridRow[] =>
    isGone(row) ? [] : [{ row, number: i + 1, cells: cellsOf(row), blocks: blocksIn(row, blocks) }],
  );
  const findings: Finding[] = [];
  const regions: Array<Region & { row: GridRow; block: Block }> = [];
  for (const row of rows)
    for (const { from, to, block } of row.blocks) {
      const same = regions.find((region) => region.from === from && region.to === to);
      const other = regions.find((region) => region.from < to && from < region.to);
      if (same && same.row !== row) continue;
      if (other) findings.push(overlap(block, other.block, other.row === row));
      else regions.push({ from, to, row, block });
    }
  if (findings.length === 0)
    for (const row of rows) for (const region of regions) findings.push(...lacks(row, region));
  if (findings.length > 0) return { rows, findings };
  regions.sort((a, b) => a.from - b.from);
  const found: ColumnTable = {
    regions: regions.map(({ from, to }) => ({ from, to })),
    blocks: [],
    widths: columnWidths(
      table,
      rows.map(({ cells }) => cells),
      room,
    ),
    room,
    inCell: closest(table, 'w:tc') !== undefined,
  };
  for (const { index, from, block } of rows.flatMap((row) => row.blocks)) {
    const { tag, place } = block.open;
    const list = tag.kind === 'open' ? tag.path.typed : '';
    found.blocks[index] = { region: regions.findIndex((region) => region.from === from), list, place };
  }
  return { table: found, rows, findings };
}

function blocksIn(row: XmlElement, blocks: readonly Block[]): GridRow['blocks'] {
  const cells = cellsOf(row);
  return blocks
    .flatMap((block, index) => {
      const [first, last] = endsOf(block);
      const from = cells.find(({ cell }) => cell === first)?.from;
      const to = cells.find(({ cell }) => cell === last)?.to;
      return from === undefined || to === undefined ? [] : [{ from, to, index, block }];
    })
    .sort((a, b) => a.from - b.from);
}

/** What is wrong with a row that has no block of its own in a region: a cell must be merged over the whole of it. */
function lacks(row: GridRow, region: Region & { row: GridRow; block: Block }): Finding[] {
  if (row.blocks.some(({ from }) => from === region.from)) return [];
  const cell = row.cells.find(({ from, to }) => from < region.to && region.from < to);
  const covers = cell && cell.from <= region.from && cell.to >= region.to && cell.to - cell.from > 1;
  if (covers) return [];
  const tag = region.block.open.place.tag;
  const message = cell
    ? `row ${row.number} of this table has other cells where row ${region.row.number} has ${tag}`
    : `row ${row.number} of this table ends before the cell that row ${region.row.number} has for ${tag}`;
  const help = `give row ${row.number} a columns block in the same cell, or merge its cells across`;
  return [error('template/columns', region.block.open.place, message, help)];
}

function overlap(block: Block, other: Block, inOneRow: boolean): Finding {
  const message = inOneRow
    ? 'two columns blocks are in one cell, or one is inside the other'
    : 'this columns block covers other cells than the one in the row above';
  const help = inOneRow
    ? 'give each a cell of its own; or make one list of all the columns'
    : 'begin and end the blocks of all rows in the same columns of the table';
  const note = { message: 'the other is here', where: other.open.place };
  return { ...error('template/columns', block.open.place, message, help), note };
}
