import { type Package, PackageError } from '../container/package.ts';
import { addressOf, columnOf } from './sheet.ts';
import type { WorkbookParts } from './workbook-parts.ts';

/**
 * What is changed in a workbook before exceljs 4.4.0 reads it, because it would read it wrong or fall over. Each cure
 * touches a copy in memory: the person's file is never written. tests/inputs/workbook-cures.test.ts has a case for each.
 */

const apply = (cures: Array<(xml: string) => string>, xml: string) =>
  cures.reduce((text, cure) => cure(text), xml);

/**
 * The same workbook in the few parts that exceljs needs. Sheets are numbered and called S1, S2 …, because it finds no
 * others than sheet1.xml and so on, and throws at the name History and at names that it thinks too much alike. Without
 * the part of the texts it would take a text's number for a value; without the others there are no names of ranges, of
 * which one over a large area exhausts the memory.
 */
export function curedWorkbook({ date1904, sheets, strings, styles }: WorkbookParts): Package {
  const each = (of: (number: number) => string) => sheets.map((_, i) => of(i + 1)).join('');
  const properties = date1904 ? '<workbookPr date1904="1"/>' : '';
  const list = each((n) => `<sheet name="S${n}" sheetId="${n}" r:id="r${n}"/>`);
  const relations = each((n) => `<Relationship Id="r${n}" Target="worksheets/sheet${n}.xml"/>`);
  const texts: Array<[string, string]> = [
    ['xl/workbook.xml', `<workbook>${properties}<sheets>${list}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `<Relationships>${relations}</Relationships>`],
    ['xl/sharedStrings.xml', strings ? withoutPrefix(strings) : '<sst/>'],
    ['xl/styles.xml', styles ? apply(styleCures, styles) : '<styleSheet/>'],
    ...sheets.map(({ xml }, i): [string, string] => [
      `xl/worksheets/sheet${i + 1}.xml`,
      apply(sheetCures, xml),
    ]),
  ];
  return new Map(texts.map(([name, text]) => [name, Buffer.from(text)]));
}

/** In a sheet. */
const sheetCures: Array<(xml: string) => string> = [
  withoutPrefix,
  // It throws at comments with absolute targets (openpyxl) and drawings that are not there, lists every cell of a
  // validation of whole columns, and moves the number of a cell with a link into its text. Cells and merged areas are all
  // that is read here.
  (xml) => {
    const [cells = '<sheetData/>'] = /<sheetData\b[^<>]*\/>|<sheetData\b.*<\/sheetData>/s.exec(xml) ?? [];
    const [areas = ''] = /<mergeCells\b.*<\/mergeCells>/s.exec(xml) ?? [];
    return `<worksheet>${cells}${areas}</worksheet>`;
  },
  numbered,
  (xml) => xml.replace(/<c\b([^<>]*)(?<!\/)>([^<]*(?:<(?!\/?c\b)[^<]*)*)<\/c>/g, cureCell),
  // A merged area of a whole sheet exhausts the memory, and two that overlap make it throw. A heading over so many cells
  // heads no table: its first cell holds it.
  (xml) => xml.replace(/<mergeCells\b.*<\/mergeCells>/s, smallAreas),
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

/** Rows and cells may leave their numbers out where they follow one another (18.3.1.73): it throws. */
function numbered(xml: string): string {
  let row = 0;
  let column = 0;
  return xml.replace(/<(row|c)\b([^<>]*)>/g, (whole, name: string, attributes: string) => {
    const given = /\sr=["']([A-Z]*)(\d*)["']/.exec(attributes);
    if (name === 'row') {
      row = given ? Number(given[2]) : row + 1;
      column = 0;
    } else column = given ? columnOf(given[1] ?? '') : column + 1;
    if (row > 1_048_576 || column > 16_384)
      throw new PackageError('it has a row or column beyond the last that a sheet can have');
    if (given) return whole;
    return `<${name} r="${name === 'row' ? row : addressOf(row, column)}"${attributes}>`;
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
  if (/<f\b[^<>]*\/>/.test(inside))
    return `<c${attributes}>${inside.replace(/<f\b[^<>]*\/>/, '<f>of this cell</f>')}</c>`;
  return whole;
}

/** Beyond these, an area or a list of areas is no heading of a table. */
const mostCells = 1000;
const mostAreas = 1000;

function smallAreas(xml: string): string {
  const kept: Array<{ left: number; right: number; top: number; bottom: number; ref: string }> = [];
  for (const [, ref = '', a = '', top = '', b = '', bottom = ''] of xml.matchAll(
    /\sref=["'](([A-Z]+)(\d+):([A-Z]+)(\d+))["']/g,
  )) {
    const area = { left: columnOf(a), right: columnOf(b), top: Number(top), bottom: Number(bottom), ref };
    const cells = (area.right - area.left + 1) * (area.bottom - area.top + 1);
    const overlaps = kept.some(
      ({ left, right, top: upper, bottom: lower }) =>
        left <= area.right && area.left <= right && upper <= area.bottom && area.top <= lower,
    );
    if (cells <= mostCells && kept.length < mostAreas && !overlaps) kept.push(area);
  }
  return kept.length === 0
    ? ''
    : `<mergeCells>${kept.map(({ ref }) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
}
