import type { CellValue, Style } from 'exceljs';
import RowXform from 'exceljs/lib/xlsx/xform/sheet/row-xform.js';
import SharedStringXform from 'exceljs/lib/xlsx/xform/strings/shared-string-xform.js';
import StylesXform from 'exceljs/lib/xlsx/xform/style/styles-xform.js';
import { addressOf, columnOf } from '../../ooxml/cell-address.ts';
import { PackageError } from '../../ooxml/package.ts';
import { isElement, localName, type XmlElement } from '../../ooxml/xml/tree.ts';
import { childNamed, inRuns, repairedCell, repairedFormats, type Tag } from './repairs.ts';
import type { Hiding } from './sheet.ts';
import { damagedContent, type NamedPart, readXml, type WorkbookParts } from './workbook-parts.ts';

/**
 * Sheets as exceljs reads them. Its readers of rows, texts and formats are used by themselves, on the tags that our reader
 * of XML finds: its door (`workbook.xlsx.load`) took twice the time of everything here, and fails or hangs on workbooks
 * that are read here.
 */

export interface ReadSheet {
  rows: ReadRow[];
  areas: Area[];
  hiding: Hiding;
}

export interface ReadRow {
  number: number;
  cells: ReadCell[];
}

/** A cell as it is stored: a value, which may be the result of a formula. */
export interface ReadCell {
  column: number;
  value: CellValue;
  formula: string | undefined;
  style: Pick<Style, 'numFmt' | 'font'> | undefined;
}

/** A merged area, with its first and its last row and column. */
export interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What cells refer to: texts and styles by number. */
export interface Shared {
  texts: CellValue[];
  styleOf: (number: number) => ReadCell['style'];
}

/** Lets a reader of exceljs read an element: it gets the tags and the texts in turn, with names without their prefixes. */
function read<Model>(reader: RowXform<Model>, { name, attributes, children }: Tag): Model {
  const own = localName(name);
  reader.parseOpen({ name: own, attributes });
  for (const child of children)
    if ('text' in child) reader.parseText(child.text);
    else read(reader, child);
  reader.parseClose(own);
  return reader.model;
}

export function readShared({ strings, styles }: Pick<WorkbookParts, 'strings' | 'styles'>): Shared {
  const texts: CellValue[] = [];
  const text = new SharedStringXform<CellValue>();
  if (strings)
    readXml(strings, (element) => {
      if (localName(element.name) !== 'si') return;
      texts.push(read(text, { name: 'si', attributes: {}, children: inRuns(element) }));
      letGo(element);
    });
  return { texts, styleOf: styles ? readStyles(readXml(styles)) : () => undefined };
}

type Styles = Partial<Record<'styles' | 'fonts' | 'fills' | 'borders', object[]>>;

/** Of fonts and formats of cells; fills and borders say nothing of a value. */
function readStyles({ children }: XmlElement): Shared['styleOf'] {
  const lists = children.filter(isElement).flatMap((list): Tag[] => {
    const name = localName(list.name);
    if (name === 'numFmts') return [repairedFormats(list)];
    return name === 'fonts' || name === 'cellXfs' ? [list] : [];
  });
  const reader = new StylesXform<Styles>();
  const { styles = [], ...others } = read(reader, { name: 'styleSheet', attributes: {}, children: lists });
  // It fails at the number of a font, fill or border without a list of them.
  reader.model = { fonts: [], fills: [], borders: [], ...others, styles };
  return (number) => (reader.getStyleModel(number) ?? undefined) as ReadCell['style'];
}

interface StoredCell {
  address: string;
  type: number;
  styleId?: number;
  value?: CellValue;
  formula?: string;
  result?: CellValue;
}

/** exceljs's number for the type of a cell with text (`Enums.ValueType.String`). */
const textType = 3;

export function readSheet(sheet: NamedPart, shared: Shared): ReadSheet {
  const rows: ReadRow[] = [];
  const hidden = new Set<number>();
  let number = 0;
  const reader = new RowXform<{ cells: StoredCell[] }>();
  const root = readXml(sheet, (row) => {
    if (localName(row.name) !== 'row' || localName(row.parent?.name ?? '') !== 'sheetData') return;
    number = numberOf(row, number + 1);
    if (isOn(row.attributes.hidden) || Number(row.attributes.ht) === 0) hidden.add(number);
    letGo(row);
    const children = numbered(row, number);
    if (children.length === 0) return;
    const { cells } = read(reader, { name: 'row', attributes: { r: String(number) }, children });
    rows.push({ number, cells: cells.map((cell) => resolved(cell, shared)) });
  });
  return { rows, areas: smallAreas(root), hiding: { rows: hidden, ...hidingOf(root) } };
}

const isOn = (value: string | undefined) => value === '1' || value === 'true';

/** Columns that are hidden, or drawn shut (18.3.1.13), and whether rows are hidden by a filter (18.3.1.82). */
function hidingOf(sheet: XmlElement): Pick<Hiding, 'columns' | 'filtered'> {
  const listed = childNamed(sheet, 'cols')?.children.filter(isElement) ?? [];
  const columns = listed
    .filter(({ attributes: { hidden, width } }) => isOn(hidden) || Number(width) === 0)
    .map(({ attributes: { min, max } }) => [Number(min), Number(max)] as const);
  const isFiltered = childNamed(sheet, 'autoFilter')?.children.some(isElement) ?? false;
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

/** The cells of a row, each with its address. */
function numbered(row: XmlElement, number: number): Tag[] {
  let column = 0;
  return row.children.filter(isElement).flatMap((cell) => {
    if (localName(cell.name) !== 'c') return [];
    const { r = '' } = cell.attributes;
    const [, letters] = /^([A-Z]+)[1-9]\d*$/.exec(r) ?? [];
    if (r !== '' && letters === undefined) throw new PackageError(`its cell "${r}" has no place in a sheet`);
    column = letters === undefined ? column + 1 : columnOf(letters);
    if (column > 16_384) throw new PackageError(beyond);
    return [repairedCell(cell, addressOf(number, column))];
  });
}

/** A cell with its text and its style, of which it has the numbers. */
function resolved(cell: StoredCell, { texts, styleOf }: Shared): ReadCell {
  const { address, styleId = 0, type, formula } = cell;
  let value = formula === undefined ? cell.value : cell.result;
  if (type === textType && typeof value === 'number') value = texts[value];
  if (type === textType && value === undefined) throw new PackageError(damagedContent);
  return { column: columnOf(address.replace(/\d+$/, '')), value, formula, style: styleOf(styleId) };
}

/** Beyond these, an area or a list of areas is no heading of a table. */
const mostCells = 1000;
const mostAreas = 1000;

/** Merged areas. A heading over more cells heads no table: its first cell holds it. Of two that overlap the first counts. */
function smallAreas(sheet: XmlElement): Area[] {
  const kept: Area[] = [];
  const listed = childNamed(sheet, 'mergeCells')?.children.filter(isElement) ?? [];
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
