import type { XmlElement } from '../../ooxml/xml/tree.ts';
import { isHeaderRow, spanOf } from '../template/table.ts';
import { type Inside, insideOf, isDeleted, saidIn } from './accepted-content.ts';
import { paired } from './align.ts';

/** The rows of tables, and which is which. */

export interface Row extends Inside {
  /** What its cells say. */
  said: string[];
  /** How many cells it has, how wide each is, and whether it is a heading. */
  kind: string;
}

export function rowsIn(table: XmlElement): { rows: Row[]; rest: string } {
  const { items, rest } = insideOf(table, /^w:tr$/);
  const rows = items
    .filter(({ element }) => !isDeleted(element))
    .map((item): Row => {
      const cells = cellsIn(item.element);
      const kind = `${isHeaderRow(item.element) ? 'heading ' : ''}${cells.map(spanOf)}`;
      return { ...item, said: cells.map(saidIn), kind };
    });
  return { rows, rest };
}

export const cellsIn = (row: XmlElement): XmlElement[] =>
  insideOf(row, /^w:tc$/).items.map(({ element }) => element);

/** Rows are known by their first cell: rows of figures are alike in all the others. */
export const rowPairs = (before: readonly Row[], after: readonly Row[]) =>
  paired(before, after, ({ said, kind }) => ({
    text: said.join('\n'),
    kind,
    about: said.find((text) => text.trim() !== '') ?? '',
  }));
