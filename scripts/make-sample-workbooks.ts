import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { parse } from 'yaml';
import { type KpiRegister, kpisOf } from '../src/model/kpi.ts';
import { monthName } from '../src/model/round.ts';
import { type ForecastLine, forecastLines, openingBalance } from './sample/forecasts.ts';
import { readCsv } from './sample/read-csv.ts';

/**
 * Writes the two workbooks of the sample programme, inputs/dsg-plan.xlsx and inputs/kpis.xlsx. The agreed plan is the
 * source paper's, figure for figure; KPI values and forecasts are made up, and each sheet says so.
 */

const data = join('scripts', 'sample');
const rounds = ['2023-06', '2023-09', '2023-12'];
/** The ledger that each forecast is taken from: made up, as its figures are. */
const ledgers: Record<string, string> = {
  '2023-06': 'April 2023, period 1',
  '2023-09': 'July 2023, period 4',
  '2023-12': 'October 2023, period 7',
};
const notice = "Illustrative: these figures are made up to show the program. They are not Norfolk's.";

function newWorkbook(): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'triannual sample';
  workbook.created = workbook.modified = new Date(Date.UTC(2023, 5, 1));
  return workbook;
}

const bold = { bold: true };
const headerFill: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7ECF2' } };

function writePlanTable(sheet: ExcelJS.Worksheet, top: number, years: string[], lines: ForecastLine[]): void {
  const header = sheet.getRow(top);
  header.values = [null, ...years] as ExcelJS.CellValue[];
  header.font = bold;
  header.eachCell((cell) => {
    cell.fill = headerFill;
    cell.alignment = { horizontal: 'right' };
  });
  lines.forEach(({ name, cells }, i) => {
    const row = sheet.getRow(top + 1 + i);
    row.getCell(1).value = name;
    cells.forEach((cell, year) => {
      row.getCell(year + 2).value = cell;
      row.getCell(year + 2).numFmt = '0.000';
    });
    if (/total|balance|in-year/i.test(name)) row.font = bold;
  });
  sheet.getColumn(1).width = 64;
  for (let column = 2; column <= years.length + 1; column++) sheet.getColumn(column).width = 11;
  sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: top }];
}

async function writePlan(): Promise<Map<string, ForecastLine[]>> {
  const [[, ...years] = [], ...plan] = readCsv(join(data, 'agreed-plan.csv'));
  const workbook = newWorkbook();
  const agreed = workbook.addWorksheet('Agreed plan');
  agreed.getCell('A1').value = 'Dedicated Schools Grant plan agreed in March 2023, £m';
  agreed.getCell('A1').font = bold;
  const asPrinted = plan.map(([name = '', ...figures]) => ({
    name,
    cells: figures.map((figure) => (figure === '' ? null : Number(figure))),
  }));
  writePlanTable(agreed, 3, years, asPrinted);
  const forecasts = new Map<string, ForecastLine[]>();
  for (const id of rounds) {
    const sheet = workbook.addWorksheet(`Forecast ${monthName(id)}`);
    sheet.getCell('A1').value = `Forecast at ${monthName(id)}, £m`;
    sheet.getCell('A1').font = bold;
    sheet.getCell('A2').value = notice;
    sheet.getCell('A3').value = 'Balance at 31 March 2022, implied by the agreed plan (73.613 less 19.637)';
    sheet.getCell('B3').value = openingBalance;
    sheet.getCell('B3').numFmt = '0.000';
    sheet.getCell('A4').value = `Ledger period: ${ledgers[id]}`;
    sheet.getCell('B4').value = 'By: Finance Business Partner';
    const lines = forecastLines(data, id, 6, '$B$3');
    writePlanTable(sheet, 5, years, lines);
    forecasts.set(id, lines);
  }
  writeFileSync(join('inputs', 'dsg-plan.xlsx'), Buffer.from(await workbook.xlsx.writeBuffer()));
  return forecasts;
}

/** The KPIs that follow from the forecast of a round, for 2023/24. */
function fromForecast(lines: ForecastLine[], values: Map<number, string>): Record<number, number> {
  const figure = (line: number) => {
    const cell = lines[line]?.cells[1];
    return typeof cell === 'number' ? cell : (cell?.result ?? 0);
  };
  const round = (value: number, digits: number) => Number(value.toFixed(digits));
  const spend = figure(15);
  return {
    11: -figure(16),
    12: spend,
    13: round(spend - Number(values.get(14)), 3),
    15: Math.round((spend * 1e6) / Number(values.get(1))),
    16: -figure(16),
    17: -figure(17),
    18: -figure(20),
    19: round((figure(16) / -figure(0)) * 100, 1),
  };
}

const formats = { count: '#,##0', percent: '0.0', pounds: '#,##0', millions: '0.000', ratio: '0.00' };

async function writeKpis(forecasts: Map<string, ForecastLine[]>): Promise<void> {
  const register = parse(readFileSync(join('inputs', 'kpis.yaml'), 'utf8')) as KpiRegister;
  const table = readCsv(join(data, 'kpi-values.csv')).slice(1);
  const typed = (round: number) => new Map(table.map((row) => [Number(row[0]), row[round + 1] ?? '']));
  const derived = rounds.map((id, i) => fromForecast(forecasts.get(id) ?? [], typed(i)));
  const workbook = newWorkbook();
  const sheet = workbook.addWorksheet('KPIs');
  const periods = ['Baseline (June 2023)', 'September 2023', 'December 2023'];
  const writeHeader = (top: number) => {
    sheet.getCell(top, 1).value = "LFI Programme KPI's";
    sheet.getCell(top, 1).font = bold;
    const upper = sheet.getRow(top + 1);
    upper.values = [
      'Ref',
      null,
      null,
      'Measure most aligned to workstreams:',
      null,
      null,
      null,
      null,
      'Data Source',
      'Regularity',
      ...periods,
      'Target 2023/24',
    ];
    sheet.mergeCells(top + 1, 4, top + 1, 8);
    const lower = sheet.getRow(top + 2);
    lower.values = [null, null, 'Prog', 1, 2, 3, 4, 5];
    const filters = sheet.getRow(top + 3);
    for (let column = 4; column <= 8; column++) filters.getCell(column).value = '▼';
    for (const row of [upper, lower]) {
      row.font = bold;
      row.eachCell({ includeEmpty: false }, (cell) => {
        cell.fill = headerFill;
        cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
      });
    }
    return top + 4;
  };
  sheet.getCell('A1').value = notice;
  let at = writeHeader(2);
  let group = '';
  for (const kpi of kpisOf(register)) {
    if (kpi.group !== group) {
      group = kpi.group;
      // The paper's list runs over two pages, and its headings stand again on the second.
      if (group === 'Average Costs') at = writeHeader(at + 1);
      sheet.getCell(at, 2).value = group;
      sheet.getCell(at, 2).font = bold;
      at += 1;
    }
    const row = sheet.getRow(at);
    const flags = [1, 2, 3, 4, 5].map((number) => (kpi.workstreams.includes(number) ? 'Yes' : null));
    row.values = [kpi.dfe_ref, kpi.name, 'Yes', ...flags, kpi.source, kpi.regularity];
    const target = typed(rounds.length).get(kpi.dfe_ref) ?? '';
    if (target !== '') {
      row.getCell(11 + rounds.length).value = Number(target);
      row.getCell(11 + rounds.length).numFmt = formats[kpi.unit];
    }
    rounds.forEach((_, i) => {
      const written = typed(i).get(kpi.dfe_ref) ?? '';
      if (written === '') return;
      const cell = row.getCell(11 + i);
      cell.value = written === 'forecast' ? (derived[i]?.[kpi.dfe_ref] ?? null) : Number(written);
      cell.numFmt = formats[kpi.unit];
    });
    at += 1;
  }
  const widths = [6, 66, 7, 6, 6, 6, 6, 6, 20, 12, 14, 14, 14, 14];
  widths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: 4 }];
  writeFileSync(join('inputs', 'kpis.xlsx'), Buffer.from(await workbook.xlsx.writeBuffer()));
}

await writeKpis(await writePlan());
