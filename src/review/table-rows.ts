import { groupBy } from '../model/group-by.ts';
import type { Block } from '../word/read/block.ts';

/** Rows of tables among the paragraphs of a document. */

/** The paragraphs of the row that one is in, or that paragraph by itself. */
export function rowAt(blocks: readonly Block[], at: number): number[] {
  const cell = blocks[at]?.cell;
  if (!cell) return blocks[at] ? [at] : [];
  const isInRow = (one: Block | undefined) => one?.cell?.table === cell.table && one.cell.row === cell.row;
  let [from, to] = [at, at + 1];
  while (isInRow(blocks[from - 1])) from -= 1;
  while (isInRow(blocks[to])) to += 1;
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** Whether these are all paragraphs of a row, or one outside of tables: where a column went, no entry of a list did. */
export const isWhole = (before: readonly Block[], places: readonly number[]) =>
  rowAt(before, places[0] as number).length === places.length;

export const isWholeTable = (after: readonly Block[], blocks: readonly number[]) => {
  const table = after[blocks[0] as number]?.cell?.table;
  return after.filter(({ cell }) => cell?.table === table).length === blocks.length;
};

export const rowsOf = (blocks: readonly Block[]): Block[][] => [
  ...groupBy(blocks, ({ cell }) => `${cell?.table} ${cell?.row}`).values(),
];
