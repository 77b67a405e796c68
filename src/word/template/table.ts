import { childOf, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';

/** The rows, cells and grid of a table (ECMA-376 part 1, 17.4). Lengths are twips, twentieths of a point. */

/** What may hold rows between a table and them, or cells between a row and them: a content control, a tracked change. */
const holders = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo']);

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => {
    if (!isElement(child)) return [];
    if (child.name === name) return [child];
    return holders.has(child.name) ? childrenOf(child, name) : [];
  });
}

/** The rows of a table, without those of tables inside it. */
export const rowsOf = (table: XmlElement): XmlElement[] => childrenOf(table, 'w:tr');

/** The cells of a row, without those of tables inside it. */
export const cellsIn = (row: XmlElement): XmlElement[] => childrenOf(row, 'w:tc');

/** A cell and the columns of the grid that it covers: from `from` up to, and without, `to`. */
export interface GridCell {
  cell: XmlElement;
  from: number;
  to: number;
}

const count = (element: XmlElement | undefined, least: number) =>
  Math.max(least, Math.trunc(Number(valOf(element))) || 0);

/** Whether a row is a header, which repeats on each page. */
export const isHeaderRow = (row: XmlElement | undefined): boolean =>
  isOn(childOf(childOf(row, 'w:trPr'), 'w:tblHeader')) === true;

/** How many columns a cell covers. */
export const spanOf = (cell: XmlElement): number => count(childOf(childOf(cell, 'w:tcPr'), 'w:gridSpan'), 1);

/** How many columns of the grid a row leaves out before its first cell. */
export const skippedBy = (row: XmlElement): number =>
  count(childOf(childOf(row, 'w:trPr'), 'w:gridBefore'), 0);

export function cellsOf(row: XmlElement): GridCell[] {
  let at = skippedBy(row);
  return cellsIn(row).map((cell) => {
    const from = at;
    at += spanOf(cell);
    return { cell, from, to: at };
  });
}

/** A width as an element says it (`w:tcW`, `w:tblW`): twips, or a share of `whole`; undefined if it leaves it open. */
export function widthOf(element: XmlElement | undefined, whole: number): number | undefined {
  const { 'w:w': width = '', 'w:type': type = 'dxa' } = element?.attributes ?? {};
  const number = Number.parseFloat(width);
  if (!(number > 0) || /auto|nil/.test(type)) return undefined;
  if (width.endsWith('%')) return (number / 100) * whole;
  return type === 'pct' ? (number / 5000) * whole : number;
}

/**
 * The width of each column of a table, as its cells say it, or its grid if no cell is in that column alone.
 * @param room the width that a table of 100 % has.
 */
export function columnWidths(table: XmlElement, rows: readonly GridCell[][], room: number): number[] {
  const grid = childOf(table, 'w:tblGrid')?.children.filter(isElement) ?? [];
  const widthOfTable = childOf(childOf(table, 'w:tblPr'), 'w:tblW');
  const whole = widthOf(widthOfTable, room) ?? room;
  const size = Math.max(0, ...rows.map((row) => row.at(-1)?.to ?? 0));
  const own = new Map<number, XmlElement>();
  for (const { cell, from, to } of rows.flat()) {
    const width = childOf(childOf(cell, 'w:tcPr'), 'w:tcW');
    if (to === from + 1 && !own.has(from) && widthOf(width, whole)) own.set(from, width as XmlElement);
  }
  const widths = Array.from(
    { length: size },
    (_, i) => widthOf(own.get(i), whole) ?? widthOf(grid[i], whole) ?? whole / size,
  );
  // A grid of a table whose width is a share may hold any numbers: only their proportions count.
  const isShare = /pct|%/.test(`${widthOfTable?.attributes['w:type']}${widthOfTable?.attributes['w:w']}`);
  const isMeasured = widths.every(
    (_, i) => /dxa|undefined/.test(`${own.get(i)?.attributes['w:type']}`) && own.has(i),
  );
  const sum = widths.reduce((total, width) => total + width, 0);
  return isShare && !isMeasured ? widths.map((width) => (width * whole) / sum) : widths;
}
