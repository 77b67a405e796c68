import { PackageError } from '../../ooxml/package.ts';
import type { WorkbookParts } from './parts.ts';
import { addressOf, columnOf } from './sheet.ts';

/**
 * What is changed in a workbook before exceljs 4.4.0 reads it, because it would read it wrong or fall over. Each cure
 * touches a copy in memory: the person's file is never written. tests/inputs/workbook-cures.test.ts has a case for each.
 */

export interface CuredWorkbook {
  date1904: boolean;
  strings: string;
  styles: string;
  sheets: CuredSheet[];
}

export interface CuredSheet {
  /** The `<sheetData>` of the sheet, and nothing else. */
  xml: string;
  areas: Area[];
}

/** A merged area, with its first and its last row and column. */
export interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const apply = (cures: Array<(xml: string) => string>, xml: string) =>
  cures.reduce((text, cure) => cure(text), xml);

/** The same workbook in what exceljs's readers need. Without texts they would take a text's number for a value. */
export function curedWorkbook({ date1904, sheets, strings, styles }: WorkbookParts): CuredWorkbook {
  return {
    date1904,
    strings: strings ? withoutPrefix(strings) : '<sst/>',
    styles: styles ? apply(styleCures, styles) : '<styleSheet/>',
    sheets: sheets.map(({ xml }) => curedSheet(withoutPrefix(xml))),
  };
}

/**
 * Cells and merged areas are all that is read: a sheet's comments, drawings, links and validations may be absent, or more
 * than the memory holds.
 */
function curedSheet(xml: string): CuredSheet {
  const [cells = '<sheetData/>'] = /<sheetData\b[^<>]*\/>|<sheetData\b.*<\/sheetData>/s.exec(xml) ?? [];
  const [areas = ''] = /<mergeCells\b.*<\/mergeCells>/s.exec(xml) ?? [];
  return { xml: apply(sheetCures, cells), areas: smallAreas(areas) };
}

/** In the cells of a sheet. */
const sheetCures: Array<(xml: string) => string> = [
  numbered,
  (xml) => xml.replace(/<c\b([^<>]*)(?<!\/)>([^<]*(?:<(?!\/?c\b)[^<]*)*)<\/c>/g, cureCell),
];

/** In the formats of the cells. */
const styleCures: Array<(xml: string) => string> = [
  withoutPrefix,
  // A letter in a number format that is escaped ("\£#,##0.000\m", which LibreOffice writes for "£m") or stands for a width
  // ("_d") is taken for a date's. It looks for y, m, d, h, s after taking out what is in quotes.
  (xml) =>
    xml.replace(/formatCode=("[^"]*"|'[^']*')/g, (_, code: string) => {
      // Excel takes formats of up to 255 characters; it looks through each for every cell.
      if (code.length > 2000) return 'formatCode="General"';
      const quoted = code
        .slice(1, -1)
        .replace(/\\(.)/g, (whole, letter) => (/\w/.test(letter) ? `&quot;${letter}&quot;` : whole));
      return `formatCode="${quoted.replace(/[_*][A-Za-z]/g, '')}"`;
    }),
];

/** XML may put a prefix before each name ("<x:row>"), as some libraries for .NET do: it knows names without only. */
function withoutPrefix(xml: string): string {
  const [, prefix] = /xmlns:([\w.-]+)=["'][^"']*\/spreadsheetml\/(?:2006\/)?main["']/.exec(xml) ?? [];
  return prefix && xml.includes(`<${prefix}:`)
    ? xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</')
    : xml;
}

/**
 * Rows and cells may leave their numbers out, or empty, where they follow one another (18.3.1.73): it throws. One that is
 * there and cannot be understood gets a second, which no XML file may have: a figure in a wrong place would be worse.
 */
function numbered(xml: string): string {
  let row = 0;
  let column = 0;
  return xml.replace(/<(row|c)\b([^<>]*)>/g, (whole, name: string, attributes: string) => {
    const [, letters = '', digits] = /\sr=["'](?:([A-Z]+)[1-9]\d*|([1-9]\d*))["']/.exec(attributes) ?? [];
    const given = name === 'row' ? digits !== undefined : letters !== '';
    if (name === 'row') {
      row = given ? Number(digits) : row + 1;
      column = 0;
    } else column = given ? columnOf(letters) : column + 1;
    if (row > 1_048_576 || column > 16_384)
      throw new PackageError('it has a row or column beyond the last that a sheet can have');
    if (given) return whole;
    const others = attributes.replace(/\sr=(""|'')/, '');
    return `<${name} r="${name === 'row' ? row : addressOf(row, column)}"${others}>`;
  });
}

function cureCell(whole: string, attributes: string, inside: string): string {
  const [, type = 'n'] = /\st=["'](\w+)["']/.exec(attributes) ?? [];
  const typed = (as: string, content = inside) =>
    `<c${attributes.replace(/\st=["']\w+["']/, '')} t="${as}">${content}</c>`;
  const value = /<v\b[^<>]*>([^<]*)<\/v>/.exec(inside)?.[1]?.trim() ?? '';
  // A date that is written as one ("2023-06-16", in Strict workbooks) would be the number 2023.
  if (type === 'd') return typed('str', inside.replace(/T[\d:.]*Z?<\/v>/, '</v>'));
  // A formula whose result is no text ("") would be like one that was never worked out.
  if (type === 'str' && /<f\b/.test(inside) && value === '')
    return typed('str', `${inside.replace(/<v\b.*/s, '')}<v> </v>`);
  // A number with a decimal comma, as some exports have it, would be cut at the comma.
  if (type === 'n' && value !== '' && !/^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$/i.test(value))
    return typed('str');
  // A cell that shares its formula with one that is not there would be blank.
  if (/<f\b[^<>]*(\/>|><\/f>)/.test(inside))
    return `<c${attributes}>${inside.replace(/<f\b[^<>]*(\/>|><\/f>)/, '<f>of this cell</f>')}</c>`;
  return whole;
}

/** Beyond these, an area or a list of areas is no heading of a table. */
const mostCells = 1000;
const mostAreas = 1000;

/** Merged areas. A heading over more cells heads no table: its first cell holds it. Of two that overlap the first counts. */
function smallAreas(xml: string): Area[] {
  const kept: Area[] = [];
  for (const [, a = '', one, b = '', other] of xml.matchAll(/\sref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']/g)) {
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
