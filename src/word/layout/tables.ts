import { childOf, childrenNamed, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Block, Cell, Row, Table } from './block.ts';
import { type Reader, readBlocks } from './content.ts';
import { readParagraphFormat, readText, twips } from './formats.ts';
import type { Mark } from './lines.ts';
import { checkChildren, unsupported } from './unsupported.ts';

/** Tables: what gives their rows their height. Lengths are points. */

export function readTable(table: XmlElement, reader: Reader): Table {
  const own = childOf(table, 'w:tblPr');
  const style = reader.styles.of(valOf(childOf(own, 'w:tblStyle')));
  const properties = [...(own ? [own] : []), ...style.tables];
  checkChildren(own, knownProperties);
  const fixed = childOf(own, 'w:tblLayout')?.attributes['w:type'] === 'fixed';
  const margin = (side: string) => nearest(properties, 'w:tblCellMar', side);
  const line = (side: string) => nearest(properties, 'w:tblBorders', side);
  const rows = childrenNamed(table, 'w:tr');
  checkChildren(table, /^w:(tblPr|tblGrid|tr|bookmarkEnd)$/);
  const look = childOf(own, 'w:tblLook')?.attributes ?? {};
  const hasFirstRow = /^(1|true|on)$/.test(look['w:firstRow'] ?? '');
  const readerOf = (row: XmlElement | undefined): Reader => ({
    ...reader,
    table: {
      paragraph: { ...style.paragraph, ...readParagraphFormat(childOf(row, 'w:pPr')) },
      text: { ...style.text, ...readText(childOf(row, 'w:rPr')) },
    },
    formats: new Map(),
  });
  const inRows = readerOf(undefined);
  const inFirst = hasFirstRow ? readerOf(style.firstRow) : inRows;
  const margins = { sides: margin('left') + margin('right'), top: margin('top'), bottom: margin('bottom') };
  const read = rows.map((row, i): Row => {
    const cells = readCells(row, i === 0 ? inFirst : inRows, { fixed, margins });
    const properties = childOf(row, 'w:trPr');
    checkChildren(properties, /^w:(cantSplit|tblHeader|jc|cnfStyle)$/);
    return {
      cells: cells.map(({ cell }) => cell),
      isHeader: isOn(childOf(properties, 'w:tblHeader')) ?? false,
      cantSplit: isOn(childOf(properties, 'w:cantSplit')) ?? false,
      lineAbove:
        Math.max(...cells.map(({ lineAbove }) => lineAbove ?? line(i === 0 ? 'top' : 'insideH'))) / 8,
      lineBelow: i === rows.length - 1 ? line('bottom') / 8 : 0,
    };
  });
  return { kind: 'table', rows: read };
}

const knownProperties =
  /^w:(tblStyle|tblW|tblLayout|tblCellMar|tblBorders|tblLook|tblInd|tblCaption|tblDescription|jc)$/;

/** A number of the nearest of several table properties that have it, or 0: a margin in points, a border in eighths of one. */
function nearest(
  properties: readonly XmlElement[],
  group: 'w:tblCellMar' | 'w:tblBorders',
  side: string,
): number {
  for (const one of properties) {
    const found = childOf(childOf(one, group), `w:${side}`);
    if (found === undefined) continue;
    if (/^(nil|none)$/.test(valOf(found) ?? '')) return 0;
    if (group === 'w:tblCellMar') return twips(found.attributes['w:w']) ?? 0;
    if (valOf(found) !== 'single') unsupported('a table border of another style');
    return Number(found.attributes['w:sz'] ?? 0);
  }
  return 0;
}

function readCells(
  row: XmlElement,
  reader: Reader,
  { fixed, margins }: { fixed: boolean; margins: Pick<Cell, 'sides' | 'top' | 'bottom'> },
): { cell: Cell; lineAbove: number | undefined }[] {
  return row.children.filter(isElement).flatMap((element) => {
    if (/^w:(trPr|bookmarkEnd)$/.test(element.name)) return [];
    if (element.name !== 'w:tc') return unsupported(element.name);
    const properties = childOf(element, 'w:tcPr');
    checkChildren(properties, /^w:(tcW|tcBorders|shd|vAlign|gridSpan|cnfStyle)$/);
    const width = childOf(properties, 'w:tcW')?.attributes ?? {};
    const share = width['w:type'] === 'pct';
    if (!share && !fixed) unsupported('columns that are as wide as their text');
    const { blocks } = readBlocks(element, reader);
    const cell = {
      width: share
        ? Number(width['w:w']) / 5000
        : (twips(width['w:w']) ?? unsupported('a cell without a width')),
      share,
      blocks,
      ...margins,
    };
    const borders = childOf(properties, 'w:tcBorders');
    const above = childOf(borders, 'w:top');
    if (childOf(borders, 'w:bottom') || (above && valOf(above) !== 'single'))
      unsupported('a border of a cell');
    return [{ cell, lineAbove: above && Number(above.attributes['w:sz']) }];
  });
}

/** The bookmarks and places of footnotes in a block. */
export function marksOf(block: Block): Mark[] {
  if (block.kind === 'table')
    return block.rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => blocks.flatMap(marksOf)));
  return block.items.filter((item): item is Mark => item.kind === 'bookmark' || item.kind === 'note');
}

/** Word keeps a row with the next if the first paragraph of its first cell is. */
export const isKept = (row: Row | undefined): boolean => {
  const first = row?.cells[0]?.blocks[0];
  return first?.kind === 'paragraph' && first.format.keepNext === true;
};

/** The last of the rows that a row is kept with. */
export function endOfRows({ rows }: Table, index: number): number {
  let end = index;
  while (end < rows.length - 1 && isKept(rows[end])) end++;
  return end;
}
