import type { Block } from '../../word/read/block.ts';

/** The tables of a document as rows of cells, each with all that is in it, and what is outside of them. */

/** A table that somebody pasted into a cell is among its content. */
export type Content = Block | Grid;

export interface Cell {
  content: Content[];
}

export interface Row {
  cells: Cell[];
  grid: Grid;
}

export interface Grid {
  rows: Row[];
  /** The heading that it is under: the last text before it that is one. */
  under: string;
}

export const isGrid = (content: Content): content is Grid => 'rows' in content;

/** All paragraphs of a cell, those of tables in it among them. */
export const blocksIn = ({ content }: Cell): Block[] =>
  content.flatMap((one) => (isGrid(one) ? one.rows.flatMap(({ cells }) => cells.flatMap(blocksIn)) : one));

export function gridsOf(
  blocks: readonly Block[],
  isHeading: (block: Block) => boolean,
): { grids: Grid[]; outside: Block[] } {
  const last = new Map(blocks.flatMap(({ cell }, i) => (cell ? [[cell.table, i] as const] : [])));
  const known = new Map<number, Grid>();
  const grids: Grid[] = [];
  const outside: Block[] = [];
  let under = '';
  blocks.forEach((block, i) => {
    const { cell } = block;
    if (!cell) {
      outside.push(block);
      if (isHeading(block)) under = plainText(block);
      return;
    }
    let grid = known.get(cell.table);
    if (!grid) {
      grid = { rows: [], under };
      known.set(cell.table, grid);
      const around = cellAround(blocks, i, last);
      if (around) cellAt(known.get(around.table), around)?.content.push(grid);
      else grids.push(grid);
    }
    cellAt(grid, cell)?.content.push(block);
  });
  return { grids, outside };
}

export const plainText = ({ text }: Pick<Block, 'text'>) => text.replace(/[\s\u00A0]+/g, ' ').trim();

/** The cell that a table lies in: each cell ends with a paragraph, which therefore comes after the table. */
function cellAround(blocks: readonly Block[], at: number, last: ReadonlyMap<number, number>) {
  const own = blocks[at]?.cell?.table ?? -1;
  const next = blocks[(last.get(own) ?? at) + 1]?.cell;
  return next && next.table < own ? next : undefined;
}

function cellAt(grid: Grid | undefined, { row, column }: { row: number; column: number }): Cell | undefined {
  if (!grid) return undefined;
  while (grid.rows.length <= row) grid.rows.push({ cells: [], grid });
  const { cells } = grid.rows[row] as Row;
  while (cells.length <= column) cells.push({ content: [] });
  return cells[column];
}
