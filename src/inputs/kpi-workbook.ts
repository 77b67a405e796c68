import type { Cell, Worksheet } from 'exceljs';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import type { CellPlace } from '../model/figure.ts';
import type { KpiPeriod, KpiRow, KpiSheet } from '../model/kpi.ts';
import { monthId } from '../model/round.ts';
import { cellText, contentOf, openWorkbook, readFigure } from './workbook.ts';

interface Header {
  row: number;
  ref: number;
  name: number;
  periods: Array<KpiPeriod & { column: number }>;
}

/** A heading that names a month: "Baseline (June 2023)", "Sep-23", or a date. */
function periodOf(cell: Cell): string | undefined {
  const content = contentOf(cell);
  if (content.kind === 'date') return content.date.toISOString().slice(0, 7);
  return content.kind === 'text' ? monthId(content.text) : undefined;
}

const isHeading = (cell: Cell, pattern: RegExp) => pattern.test(cellText(cell));

/** The headings stand in a row with "Ref" and, in it or the row below, months. A cover sheet may have a "Ref" too. */
function findHeader(file: string, sheet: Worksheet): Header | undefined {
  let found: Header | undefined;
  sheet.eachRow((row, number) => {
    if (found) return;
    let ref = 0;
    let titled = 0;
    row.eachCell((cell, column) => {
      if (ref === 0 && isHeading(cell, /^ref(erence|\.)?$/i)) ref = column;
      if (titled === 0 && isHeading(cell, /^(name|measure|kpi|indicator|description)$/i)) titled = column;
    });
    if (ref === 0) return;
    const name = titled || ref + 1;
    // Months head columns in a second row of headings, and not beside a KPI: "recounted in May 2023".
    const below = sheet.getRow(number + 1);
    const isSecond = [ref, name].every((column) =>
      ['', cellText(row.getCell(column))].includes(cellText(below.getCell(column))),
    );
    const periods = periodsIn(file, sheet, isSecond ? [number, number + 1] : [number]);
    if (periods.length > 0) found = { row: number, ref, name, periods };
  });
  return found;
}

function periodsIn(file: string, sheet: Worksheet, rows: number[]): Header['periods'] {
  const byColumn = new Map<number, Header['periods'][number]>();
  for (const number of rows)
    sheet.getRow(number).eachCell((cell, column) => {
      const id = periodOf(cell);
      if (!id || byColumn.has(column)) return;
      const heading = cellText(cell) || id;
      const place = { file, sheet: sheet.name, cell: cell.address };
      byColumn.set(column, { id, heading, baseline: /baseline/i.test(heading), cell: place, column });
    });
  return [...byColumn.values()];
}

/** The KPI values: found by headings, in any order of columns, on any sheet. */
export async function readKpiWorkbook(
  file: string,
  bytes: Uint8Array,
): Promise<{ kpis: KpiSheet | undefined; findings: Finding[] }> {
  const { sheets, findings } = await openWorkbook(file, bytes);
  for (const sheet of sheets) {
    const header = findHeader(file, sheet);
    if (header) return { kpis: readSheet(file, sheet, header, findings), findings };
  }
  if (sheets.length > 0)
    findings.push(
      error(
        'workbook/no-table',
        { file },
        'no table of KPIs was found',
        'a table has the headings Ref, Data Source and Regularity, and a column for each period, for example "September 2023"',
      ),
    );
  return { kpis: undefined, findings };
}

function readSheet(file: string, sheet: Worksheet, header: Header, findings: Finding[]): KpiSheet {
  const place = (row: number, column: number): CellPlace => ({
    file,
    sheet: sheet.name,
    cell: sheet.getCell(row, column).address,
  });
  for (const [i, { id, column, heading }] of header.periods.entries())
    if (header.periods.findIndex((other) => other.id === id) < i)
      findings.push(
        error(
          'workbook/heading',
          place(header.row, column),
          `the period of "${heading}" has two columns`,
          'keep one of the two',
        ),
      );
  const rows: KpiRow[] = [];
  let group: string | undefined;
  sheet.eachRow((row, number) => {
    if (number <= header.row) return;
    const refText = cellText(row.getCell(header.ref));
    const name = cellText(row.getCell(header.name));
    const cells = header.periods.map(({ column }) => row.getCell(column));
    const hasValues = cells.some((cell) => !['blank', 'formula'].includes(contentOf(cell).kind));
    // The headings again, at a page break; their second row has no name.
    if (
      /^ref/i.test(refText) ||
      cells.some((cell) => periodOf(cell) !== undefined && refText === '' && name === '')
    )
      return;
    const isKpi = /^\d+$/.test(refText) || hasValues;
    if (!isKpi) {
      if (name !== '' && refText === '') group = name;
      return;
    }
    const read: KpiRow = {
      ref: /^\d+$/.test(refText) ? Number(refText) : undefined,
      name,
      group,
      cell: place(number, header.name),
      refCell: place(number, header.ref),
      values: {},
      unread: [],
      cells: {},
    };
    for (const { id, column } of header.periods) {
      const at = place(number, column);
      const { figure, finding } = readFigure(row.getCell(column), at);
      read.cells[id] ??= at;
      if (figure) read.values[id] ??= figure;
      if (finding) {
        findings.push(finding);
        read.unread.push(id);
      }
    }
    rows.push(read);
  });
  let illustrative = false;
  for (let row = 1; row < header.row; row++)
    sheet.getRow(row).eachCell((cell) => {
      if (/^illustrative/i.test(cellText(cell))) illustrative = true;
    });
  const periods = header.periods.map(({ column: _, ...period }) => period);
  return { illustrative, cell: place(header.row, header.ref), periods, rows };
}
