import ExcelJS from 'exceljs';

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
