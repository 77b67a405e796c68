import { addressOf } from '../ooxml/cell-address.ts';
import { type Package, writePackage } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import { escapeAttribute } from '../ooxml/xml/tree.ts';

/**
 * A workbook of plain sheets: texts and numbers under a row of headings that stays in view. There is nothing else in it, no hidden
 * sheet, comment, formula or name of a person, and the same rows give the same bytes.
 */
export interface Sheet {
  name: string;
  /** Of the columns, in characters; the last goes on. */
  widths: readonly number[];
  rows: ReadonlyArray<ReadonlyArray<Cell | undefined>>;
  /** The row of headings, from 1, the first if it is not given. */
  headings?: number;
}

export type Cell = string | number | { value: number; format: string };

/** A number as it is printed, `−120.578`, `£25.149m`, `12.3%`, and the format with which a cell shows it like that; undefined of any other text. */
export function numberIn(printed: string): { value: number; format: string } | undefined {
  const pattern = /^(\u2212)?(£)?(\d{1,3}(?:,\d{3})*|\d+)(\.\d+)?(m|%)?( \((?:deficit|surplus)\))?$/;
  const match = pattern.exec(printed);
  if (!match) return undefined;
  const [, minus, pound = '', whole = '', decimals = '', unit = '', word = ''] = match;
  const size = Number(`${whole.replaceAll(',', '')}${decimals}`);
  // A hundred per cent is 1 for Excel. Ten digits are more than any figure has, and none of them comes from the division.
  const value = Number((unit === '%' ? size / 100 : size).toPrecision(12)) * (minus ? -1 : 1);
  const digits = `${whole.length > 3 && !whole.includes(',') ? '0' : '#,##0'}${decimals.replace(/\d/g, '0')}`;
  const quoted = (text: string) => (text === '' ? '' : `"${text}"`);
  const body = `${quoted(pound)}${digits}${unit === '%' ? '%' : quoted(unit)}${quoted(word)}`;
  return { value, format: `${body};\u2212${body}` };
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The bytes of a workbook. */
export async function writeSpreadsheet(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const formats: string[] = [];
  const parts: Package = new Map();
  const add = (name: string, xml: string) => parts.set(name, new Part(`${head}${xml}`));
  add('[Content_Types].xml', contentTypes(sheets));
  add('_rels/.rels', relationsOf([['officeDocument', 'xl/workbook.xml']]));
  add('xl/workbook.xml', workbookXml(sheets));
  add(
    'xl/_rels/workbook.xml.rels',
    relationsOf([
      ...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  );
  for (const [i, sheet] of sheets.entries()) add(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, formats));
  add('xl/styles.xml', stylesXml(formats));
  return writePackage(parts);
}

const contentTypes = (sheets: readonly Sheet[]) => {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${type}.${kind}+xml"/>`;
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${sheets.map((_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet')).join('')}</Types>`;
};

const relationsOf = (list: ReadonlyArray<readonly [type: string, target: string]>) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** The rows down to the headings are printed on each page. */
function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ name }, i) => `<sheet name="${escapeAttribute(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const titles = sheets.map(
    ({ name, headings = 1 }, i) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${escapeAttribute(name.replaceAll("'", "''"))}'!$1:$${headings}</definedName>`,
  );
  return `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${list.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`;
}

/** Style 0 is text, 1 the heading; those of numbers follow. */
function sheetXml({ widths, rows, headings = 1 }: Sheet, formats: string[]): string {
  const styleOf = (format: string) => {
    if (!formats.includes(format)) formats.push(format);
    return formats.indexOf(format) + 2;
  };
  const cellXml = (cell: Cell | undefined, row: number, column: number) => {
    const at = addressOf(row, column);
    const style = row === headings ? 1 : typeof cell === 'object' ? styleOf(cell.format) : 0;
    if (cell === undefined) return style === 1 ? `<c r="${at}" s="1"/>` : '';
    if (typeof cell === 'string')
      return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeAttribute(cell)}</t></is></c>`;
    return `<c r="${at}" s="${style}"><v>${typeof cell === 'object' ? cell.value : cell}</v></c>`;
  };
  const lines = rows.map(
    (cells, i) =>
      `<row r="${i + 1}">${cells.map((cell, column) => cellXml(cell, i + 1, column + 1)).join('')}</row>`,
  );
  const all = Math.max(widths.length, ...rows.map((row) => row.length));
  const columns = Array.from({ length: all }, (_, i) => {
    const width = widths[Math.min(i, widths.length - 1)];
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`;
  });
  const frozen = `<pane ySplit="${headings}" topLeftCell="A${headings + 1}" activePane="bottomLeft" state="frozen"/>`;
  return `<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function stylesXml(formats: readonly string[]): string {
  const list = formats.map(
    (format, i) => `<numFmt numFmtId="${i + 164}" formatCode="${escapeAttribute(format)}"/>`,
  );
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Arial"/></font>`;
  const wrapped = '<alignment vertical="top" wrapText="1"/>';
  const xf = (format: number, style: string, inside: string) =>
    `<xf numFmtId="${format}" ${style} xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">${inside}</xf>`;
  const plain = 'fontId="0" fillId="0" borderId="0"';
  return [
    `<styleSheet xmlns="${main}">`,
    list.length > 0 ? `<numFmts count="${list.length}">${list.join('')}</numFmts>` : '',
    `<fonts count="2">${font('')}${font('<b/>')}</fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF2"/></patternFill></fill></fills>',
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>',
    `<cellXfs count="${formats.length + 2}">${xf(0, plain, wrapped)}${xf(0, 'fontId="1" fillId="2" borderId="0"', wrapped)}`,
    ...formats.map((_, i) => xf(i + 164, plain, '<alignment vertical="top"/>')),
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
}
