import { addressOf } from '../inputs/workbook/sheet.ts';
import { type Package, writePackage } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import { escapeAttribute, escapeText } from '../ooxml/xml/tree.ts';

/** A new workbook as Excel opens it: tables of texts and numbers, with a bold row of headings that stays in view. */

export interface NewSheet {
  name: string;
  rows: ReadonlyArray<ReadonlyArray<NewCell | undefined>>;
  /** The row of headings, from 1. */
  headings: number;
  /** Widths of columns in characters; the last goes on. */
  widths: readonly number[];
}

export type NewCell = string | number | { value: number; format: keyof typeof formats };

/** Formats by their place in the list of styles; 0 is that of texts. */
const formats = { bold: 1, money: 2, whole: 3, one: 4, two: 5 } as const;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.000"/><numFmt numFmtId="165" formatCode="0.0"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF2"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>${[164, 3, 165, 2].map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`;

export async function workbookOf(sheets: readonly NewSheet[]): Promise<Uint8Array> {
  const numbered = sheets.map((sheet, i) => ({ sheet, number: i + 1 }));
  const list = (item: (number: number, sheet: NewSheet) => string) =>
    numbered.map(({ sheet, number }) => item(number, sheet)).join('');
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts: Array<[string, string]> = [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${list((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list((n, { name }) => `<sheet name="${escapeAttribute(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packages}/relationships">${list((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles],
    ...numbered.map(({ sheet, number }): [string, string] => [
      `xl/worksheets/sheet${number}.xml`,
      sheetXml(sheet),
    ]),
  ];
  const made: Package = new Map(parts.map(([path, text]) => [path, new Part(text)]));
  return writePackage(made);
}

function sheetXml({ rows, headings, widths }: NewSheet): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const cols = Array.from({ length: columns }, (_, i) => {
    const width = widths[Math.min(i, widths.length - 1)] ?? 12;
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`;
  });
  const body = rows.map((row, i) => {
    const cells = row.map((cell, column) => cellXml(cell, addressOf(i + 1, column + 1), i + 1 === headings));
    return `<row r="${i + 1}">${cells.join('')}</row>`;
  });
  const pane = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headings}" topLeftCell="A${headings + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  return `${head}<worksheet xmlns="${main}">${headings > 0 ? pane : ''}<cols>${cols.join('')}</cols><sheetData>${body.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: NewCell | undefined, address: string, isHeading: boolean): string {
  const style = isHeading ? formats.bold : typeof cell === 'object' ? formats[cell.format] : 0;
  if (cell === undefined) return `<c r="${address}" s="${style}"/>`;
  if (typeof cell === 'string')
    return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(cell)}</t></is></c>`;
  return `<c r="${address}" s="${style}"><v>${typeof cell === 'object' ? cell.value : cell}</v></c>`;
}
