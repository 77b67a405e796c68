import { columnOf } from '../../ooxml/cell-address.ts';
import { PackageError } from '../../ooxml/package.ts';
import { childOf, isElement, localName, ownText, type XmlElement } from '../../ooxml/xml/tree.ts';
import { builtInFormats } from './built-in-formats.ts';
import type { Hiding } from './sheet.ts';
import { damagedContent, type NamedPart, readXml, type WorkbookParts } from './workbook-parts.ts';

/**
 * Sheets as they are stored (ECMA-376 part 1, 18.3). A library that reads whole workbooks took twice the time of everything here, and
 * fails or hangs on workbooks that are read here.
 */

export interface ReadSheet {
  rows: Array<{ number: number; cells: ReadCell[] }>;
  areas: Area[];
  hiding: Hiding;
}

/** A cell as it is stored: a value, which may be the result of a formula. */
export interface ReadCell {
  column: number;
  /** A text in its runs; undefined where nothing is stored. */
  value: number | Run[] | { error: string } | undefined;
  formula: string | undefined;
  /** The number format. */
  format: string;
}

/** A stretch of a text with a look of its own. */
export interface Run {
  text: string;
  struck?: boolean;
  /** `superscript` or `subscript`. */
  raised?: string | undefined;
}

/** A merged area, with its first and its last row and column. */
interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What cells refer to by number: texts, and the number formats of styles. */
interface Shared {
  texts: Run[][];
  formats: string[];
}

/** The child with a name, whatever its prefix. */
const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  childOf(element, element.name.replace(/[^:]*$/, name));

const childrenOf = (element: XmlElement | undefined) => element?.children.filter(isElement) ?? [];

export function readShared({ strings, styles }: Pick<WorkbookParts, 'strings' | 'styles'>): Shared {
  const texts: Run[][] = [];
  if (strings)
    readXml(strings, (element) => {
      if (localName(element.name) !== 'si') return;
      texts.push(runsOf(element));
      letGo(element);
    });
  return { texts, formats: styles ? formatsOf(readXml(styles)) : [] };
}

/** A text in runs (18.4). How a Japanese name is said is no part of it. */
const runsOf = (text: XmlElement | undefined): Run[] =>
  childrenOf(text).flatMap((part): Run[] => {
    const name = localName(part.name);
    if (name === 't') return [{ text: withoutEscapes(ownText(part)) }];
    const words = name === 'r' ? childNamed(part, 't') : undefined;
    if (!words) return [];
    const look = childNamed(part, 'rPr');
    const struck = look !== undefined && childNamed(look, 'strike') !== undefined;
    const raised = look && childNamed(look, 'vertAlign')?.attributes.val;
    return [{ text: withoutEscapes(ownText(words)), struck, raised }];
  });

const withoutEscapes = (text: string) =>
  text.replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));

/** Excel takes formats of up to 255 characters; each is looked through for every cell. */
const longestFormat = 2000;

/** The number format of each style of cells. */
function formatsOf(styles: XmlElement): string[] {
  const own = new Map(
    childrenOf(childNamed(styles, 'numFmts')).map(({ attributes: { numFmtId, formatCode = '' } }) => [
      Number(numFmtId),
      formatCode.length > longestFormat ? 'General' : formatCode,
    ]),
  );
  return childrenOf(childNamed(styles, 'cellXfs')).map(({ attributes }) => {
    const id = Number(attributes.numFmtId);
    return own.get(id) || (builtInFormats[id] ?? '');
  });
}

export function readSheet(sheet: NamedPart, shared: Shared): ReadSheet {
  const rows: ReadSheet['rows'] = [];
  const hidden = new Set<number>();
  let number = 0;
  const root = readXml(sheet, (row) => {
    if (localName(row.name) !== 'row' || localName(row.parent?.name ?? '') !== 'sheetData') return;
    number = numberOf(row, number + 1);
    if (isOn(row.attributes.hidden)) hidden.add(number);
    letGo(row);
    const cells = cellsIn(row, shared);
    if (cells.length > 0) rows.push({ number, cells });
  });
  return { rows, areas: smallAreas(root), hiding: { rows: hidden, ...hidingOf(root) } };
}

const isOn = (value: string | undefined) => value === '1' || value === 'true';

/** Columns that are hidden (18.3.1.13), and whether rows are hidden by a filter (18.3.1.82). */
function hidingOf(sheet: XmlElement): Pick<Hiding, 'columns' | 'filtered'> {
  const listed = childrenOf(childNamed(sheet, 'cols'));
  const columns = listed
    .filter(({ attributes }) => isOn(attributes.hidden))
    .map(({ attributes: { min, max } }) => [Number(min), Number(max)] as const);
  const isFiltered = childrenOf(childNamed(sheet, 'autoFilter')).length > 0;
  return { columns, filtered: isFiltered || isOn(childNamed(sheet, 'sheetPr')?.attributes.filterMode) };
}

/** What has been read is held no longer. */
function letGo({ parent }: XmlElement): void {
  if (parent) parent.children = [];
}

const beyond = 'it has a row or column beyond the last that a sheet can have';

/** The row of a `<row>`. Rows and cells may leave their numbers out, or empty, where they follow one another (18.3.1.73). */
function numberOf({ attributes: { r = '' } }: XmlElement, next: number): number {
  if (r !== '' && !/^[1-9]\d*$/.test(r)) throw new PackageError(`its row "${r}" has no place in a sheet`);
  const number = r === '' ? next : Number(r);
  if (number > 1_048_576) throw new PackageError(beyond);
  return number;
}

function cellsIn(row: XmlElement, shared: Shared): ReadCell[] {
  let column = 0;
  return childrenOf(row).flatMap((cell) => {
    if (localName(cell.name) !== 'c') return [];
    const { r = '' } = cell.attributes;
    const [, letters] = /^([A-Z]+)[1-9]\d*$/.exec(r) ?? [];
    if (r !== '' && letters === undefined) throw new PackageError(`its cell "${r}" has no place in a sheet`);
    column = letters === undefined ? column + 1 : columnOf(letters);
    if (column > 16_384) throw new PackageError(beyond);
    const from = childNamed(cell, 'f');
    // A cell that shares its formula with another has no text of it.
    const formula = from && (ownText(from).trim() || 'of this cell');
    const format = shared.formats[Number(cell.attributes.s ?? 0)] ?? '';
    return [{ column, value: storedIn(cell, shared), formula, format }];
  });
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$/i;

/** What a cell stores (18.18.11): a formula whose result is no text ("") has one, and one that was never worked out has none. */
function storedIn(cell: XmlElement, { texts }: Shared): ReadCell['value'] {
  const { t: type = 'n' } = cell.attributes;
  if (type === 'inlineStr') return runsOf(childNamed(cell, 'is'));
  const stored = childNamed(cell, 'v');
  const value = stored ? ownText(stored).trim() : '';
  const text = [{ text: value }];
  if (type === 'str') return text;
  if (value === '') return undefined;
  if (type === 'e') return { error: value };
  if (type === 'b') return [{ text: String(Number(value) !== 0) }];
  // In Strict workbooks a date may be written as one.
  if (type === 'd') return [{ text: value.replace(/T[\d:.]*Z?$/, '') }];
  if (type !== 's') return number.test(value) ? Number(value) : text;
  const shared = texts[Number(value)];
  if (!shared) throw new PackageError(damagedContent);
  return shared;
}

/** Beyond these, an area or a list of areas is no heading of a table. */
const mostCells = 1000;
const mostAreas = 1000;

/** Merged areas. A heading over more cells heads no table: its first cell holds it. Of two that overlap the first counts. */
function smallAreas(sheet: XmlElement): Area[] {
  const kept: Area[] = [];
  const listed = childrenOf(childNamed(sheet, 'mergeCells'));
  for (const { attributes } of listed) {
    const [, a, one, b, other] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attributes.ref ?? '') ?? [];
    if (!a || !b) continue;
    const [left, right] = inOrder(columnOf(a), columnOf(b));
    const [top, bottom] = inOrder(Number(one), Number(other));
    const cells = (right - left + 1) * (bottom - top + 1);
    const overlaps = kept.some(
      (area) => left <= area.right && area.left <= right && top <= area.bottom && area.top <= bottom,
    );
    if (cells <= mostCells && kept.length < mostAreas && !overlaps) kept.push({ left, right, top, bottom });
  }
  return kept;
}

const inOrder = (one: number, other: number) => [Math.min(one, other), Math.max(one, other)] as const;
