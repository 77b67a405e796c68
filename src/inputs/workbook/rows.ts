import type { CellValue } from 'exceljs';
import ListXform from 'exceljs/lib/xlsx/xform/list-xform.js';
import RowXform from 'exceljs/lib/xlsx/xform/sheet/row-xform.js';
import SharedStringsXform from 'exceljs/lib/xlsx/xform/strings/shared-strings-xform.js';
import StylesXform from 'exceljs/lib/xlsx/xform/style/styles-xform.js';
import type { CuredWorkbook } from './repairs.ts';

/**
 * The rows of a workbook as exceljs reads them. Its readers of texts, formats and rows are used by themselves: a workbook of
 * its own would be zipped and unzipped once more, and has drawings, tables and the writing of files with it, which took
 * longer to load than these to read.
 */

export interface ReadRow {
  number: number;
  cells: ReadCell[];
}

/** A cell as it is stored: a value, or a formula and what it came to. */
export interface ReadCell {
  address: string;
  value?: CellValue;
  formula?: string;
  result?: CellValue;
  style?: { numFmt?: string };
}

/** The rows of each sheet. */
export async function readRows({
  date1904,
  strings,
  styles: formats,
  sheets,
}: CuredWorkbook): Promise<ReadRow[][]> {
  const sharedStrings = new SharedStringsXform();
  await sharedStrings.parseStream(pieces(strings));
  const styles = new StylesXform();
  await styles.parseStream(pieces(formats));
  const all: ReadRow[][] = [];
  for (const { xml } of sheets) {
    const reader = new ListXform<ReadRow>({ tag: 'sheetData', childXform: new RowXform() });
    const rows = await reader.parseStream(pieces(xml));
    reader.reconcile(rows, { sharedStrings, styles, date1904, formulae: {}, hyperlinkMap: {} });
    all.push(rows);
  }
  return all;
}

/** All events of a piece are held before they are looked at. */
function* pieces(xml: string): Iterable<string> {
  const most = 64 * 1024;
  for (let from = 0; from < xml.length; from += most) yield xml.slice(from, from + most);
}
