import ExcelJS from 'exceljs';
import { writePackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';

/** A row of a sheet, from column A on; null is a blank cell. */
export type Row = readonly ExcelJS.CellValue[];

/** A workbook of the given sheets as a file; `edit` may change what rows cannot say. */
export async function workbookOf(
  sheets: Record<string, readonly Row[]>,
  edit: (workbook: ExcelJS.Workbook) => void = () => undefined,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = workbook.addWorksheet(name);
    rows.forEach((row, i) => {
      row.forEach((value, j) => {
        if (value !== null) sheet.getCell(i + 1, j + 1).value = value;
      });
    });
  }
  edit(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The rows moved down and to the right. */
export function moved(rows: readonly Row[], down: number, right: number): Row[] {
  const blank: Row[] = Array.from({ length: down }, () => []);
  return [...blank, ...rows.map((row) => [...Array<null>(right).fill(null), ...row])];
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts of a workbook with one sheet, Plan, as XML: what no library writes can be put into them. */
export function partsOf(sheetData: string, after = ''): Map<string, string> {
  return new Map([
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ],
    ['_rels/.rels', relationships(['officeDocument', 'xl/workbook.xml'])],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationships(
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ),
    ],
    [
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${main}" xmlns:r="${relations}"><sheetData>${sheetData}</sheetData>${after}</worksheet>`,
    ],
    ['xl/styles.xml', stylesOf()],
    ['xl/sharedStrings.xml', `<sst xmlns="${main}"><si><t>first</t></si><si><t>second</t></si></sst>`],
  ]);
}

/** Styles whose cells `s="1"`, `s="2"` … have these number formats. */
export function stylesOf(...formats: string[]): string {
  const escaped = formats.map((format) =>
    format.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  );
  return `<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${escaped.map((format, i) => `<numFmt numFmtId="${164 + i}" formatCode="${format}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${164 + i}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`;
}

export function relationships(...list: Array<readonly [type: string, target: string]>): string {
  const all = list.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageRelations}">${all.join('')}</Relationships>`;
}

export async function zipped(parts: ReadonlyMap<string, string | Uint8Array>): Promise<Uint8Array> {
  return writePackage(new Map([...parts].map(([name, part]) => [name, new Part(part)])));
}

/** A small workbook made of XML, with some of its parts in other words. */
export async function rawWorkbook(
  sheetData: string,
  after = '',
  others: Record<string, string> = {},
): Promise<Uint8Array> {
  return zipped(new Map([...partsOf(sheetData, after), ...Object.entries(others)]));
}

/**
 * The same workbook in the plainest form that the standard allows, as small exporters write it: texts in their cells, no
 * list of texts, no styles, no numbers of rows and cells, formulas with their results.
 */
export async function plainest(bytes: Uint8Array): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cellXml = (cell: ExcelJS.Cell) => {
    if (cell.isMerged && cell.master !== cell) return '<c/>';
    const value = cell.formula ? cell.result : cell.value;
    if (value === null || value === undefined) return '<c/>';
    const formula = cell.formula ? `<f>${escaped(cell.formula)}</f>` : '';
    if (typeof value === 'number') return `<c>${formula}<v>${value}</v></c>`;
    return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
  };
  const sheetXml = (sheet: ExcelJS.Worksheet) => {
    const rows = Array.from({ length: sheet.rowCount }, (_, i) => {
      const cells = Array.from({ length: sheet.columnCount }, (__, j) =>
        cellXml(sheet.getCell(i + 1, j + 1)),
      );
      return `<row>${cells.join('')}</row>`;
    });
    const areas = sheet.model.merges.map((area) => `<mergeCell ref="${area}"/>`).join('');
    return `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData>${areas && `<mergeCells>${areas}</mergeCells>`}</worksheet>`;
  };
  const { worksheets } = workbook;
  const list = worksheets.map(
    ({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const targets = worksheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const);
  const parts = partsOf('');
  for (const name of ['xl/styles.xml', 'xl/sharedStrings.xml']) parts.delete(name);
  parts.set(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list.join('')}</sheets></workbook>`,
  );
  parts.set('xl/_rels/workbook.xml.rels', relationships(...targets));
  for (const [i, sheet] of worksheets.entries())
    parts.set(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet));
  return zipped(parts);
}
