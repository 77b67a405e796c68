import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { readKpiWorkbook } from '../../src/inputs/workbook/kpi-workbook.ts';
import { readPlanWorkbook } from '../../src/inputs/workbook/plan-workbook.ts';
import { movedFormula } from '../../src/new/sheet-text.ts';
import { nextHeading, withMonth, withNextForecast, withNextKpis } from '../../src/new/workbooks.ts';
import { columnOf } from '../../src/ooxml/cell-address.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';

/** The council's own workbooks get the next column and the next forecast, and all else in them stays. */

const root = join(import.meta.dirname, '..', '..');
const reports = [
  { number: 1, month: 'June' as const },
  { number: 2, month: 'September' as const },
  { number: 3, month: 'December' as const },
];
const years = ['2022/23', '2023/24', '2024/25', '2025/26', '2026/27', '2027/28', '2028/29'] as const;
let kpis: Buffer;
let plan: Buffer;
let folder = '';
/** The column of the last month. */
let lastMonth = 0;
beforeAll(async () => {
  [kpis, plan] = (await Promise.all(
    ['kpis.xlsx', 'dsg-plan.xlsx'].map((name) => readFile(join(root, 'inputs', name))),
  )) as [Buffer, Buffer];
  const read = await readKpiWorkbook('k', kpis);
  lastMonth = columnOf(/^[A-Z]+/.exec(read.kpis?.periods.at(-1)?.cell.cell ?? '')?.[0] ?? '');
  folder = await mkdtemp(join(tmpdir(), 'triannual nächste '));
});
afterAll(() => rm(folder, { recursive: true }));

async function changedParts(before: Uint8Array, after: Uint8Array): Promise<string[]> {
  const [one, other] = [await readPackage(before), await readPackage(after)];
  return [...other.keys()].filter(
    (name) =>
      !one.get(name) ||
      !Buffer.from(one.get(name)?.bytes ?? []).equals(Buffer.from(other.get(name)?.bytes ?? [])),
  );
}
async function opened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  return workbook;
}

describe('the KPIs', () => {
  test('get a column for the month with the formats of the last, no value, and nothing else is changed', async () => {
    const { said, bytes = kpis } = await withNextKpis('kpis.xlsx', kpis, '2024-06', reports);
    expect(said).toMatch(/^a column for June 2024: 'KPIs'![A-Z]+$/);
    expect(await changedParts(kpis, bytes)).toEqual(['xl/worksheets/sheet1.xml']);
    const [before, after] = [await readKpiWorkbook('k', kpis), await readKpiWorkbook('k', bytes)];
    expect(after.kpis?.periods.map(({ id }) => id)).toEqual([
      ...(before.kpis?.periods ?? []).map(({ id }) => id),
      '2024-06',
    ]);
    expect(after.kpis?.rows.map(({ values }) => values)).toEqual(
      before.kpis?.rows.map(({ values }) => values),
    );
    const [sheet, old] = [(await opened(bytes)).worksheets[0], (await opened(kpis)).worksheets[0]];
    const column = sheet?.columnCount ?? 0;
    expect(column).toBe((old?.columnCount ?? 0) + 1);
    sheet?.eachRow((row, number) => {
      const [last, next] = [row.getCell(lastMonth), row.getCell(column)];
      if (old?.getRow(number).getCell(lastMonth).style) expect(next.style).toEqual(last.style);
    });
    expect(sheet?.getColumn(column).width).toBe(sheet?.getColumn(lastMonth).width);
  });

  test('are left as they are where the column is there, or where something is in its place', async () => {
    expect(await withNextKpis('k', kpis, '2023-09', reports)).toEqual({
      said: 'it has a column for September 2023 already',
    });
    const workbook = await opened(kpis);
    const sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
    sheet.getCell(8, sheet.columnCount + 1).value = 'a remark';
    const noted = Buffer.from(await workbook.xlsx.writeBuffer());
    const { said, bytes } = await withNextKpis('k', noted, '2024-06', reports);
    expect(bytes).toBeUndefined();
    expect(said).toMatch(
      /^not changed: there is something to the right of the last column, in [A-Z]+8\. Add a column headed "June 2024" in Excel$/,
    );
  });

  test('keep formulas, moved along, also those that cells share, and rules that hold for the last column', async () => {
    const workbook = await opened(kpis);
    const sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
    // Behind the last month is a column of targets, and the new month goes behind that.
    const last = lastMonth;
    const letter = sheet.getColumn(last).letter;
    sheet.getCell(8, last).value = { formula: `${letter}7*2+$A$1`, result: 1 };
    sheet.fillFormula(`${letter}9:${letter}11`, `${letter}8+1`, [1, 2, 3]);
    Object.assign(sheet, {
      dataValidations: {
        model: { [`${letter}7:${letter}20`]: { type: 'decimal', operator: 'greaterThan', formulae: [0] } },
      },
    });
    const source = Buffer.from(await workbook.xlsx.writeBuffer());
    const { bytes = source } = await withNextKpis('k', source, '2024-06', reports);
    const next = (await opened(bytes)).worksheets[0] as ExcelJS.Worksheet;
    const column = next.columnCount;
    const moved = next.getColumn(column).letter;
    expect(next.getCell(8, column).formula).toBe(`${moved}7*2+$A$1`);
    expect([9, 10, 11].map((row) => next.getCell(row, column).formula)).toEqual(
      [8, 9, 10].map((row) => `${moved}${row}+1`),
    );
    expect((await readPackage(bytes)).get('xl/worksheets/sheet1.xml')?.text).toContain(
      `${letter}7:${letter}20 ${moved}7:${moved}20`,
    );
  });
});

describe('the forecast', () => {
  test('is a new sheet with the form of the last, its formulas and no figures; every other sheet stays', async () => {
    const { said, bytes = plan } = await withNextForecast('p', plan, '2024-06', { reports, years });
    expect(said).toBe("a sheet for the forecast of June 2024: 'Forecast June 2024'");
    const changed = await changedParts(plan, bytes);
    expect(changed.filter((name) => name.startsWith('xl/worksheets'))).toHaveLength(1);
    expect(changed).toEqual(
      expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels']),
    );
    expect(changed).toHaveLength(4);
    const { forecasts, blank } = await readPlanWorkbook('p', bytes, reports);
    const [last, next] = [
      forecasts.find(({ round }) => round === '2023-12'),
      blank.find(({ round }) => round === '2024-06'),
    ];
    expect(next?.rows.map(({ name }) => name)).toEqual(last?.rows.map(({ name }) => name));
    expect(next?.years).toEqual(last?.years);
    expect(next?.rows.flatMap(({ values }) => Object.values(values))).toEqual([]);
    const workbook = await opened(bytes);
    const formulas = (name: string) => {
      const found: string[] = [];
      workbook
        .getWorksheet(name)
        ?.eachRow((row) =>
          row.eachCell((cell) => cell.formula && found.push(`${cell.address} ${cell.formula}`)),
        );
      return found;
    };
    expect(formulas('Forecast June 2024')).toEqual(formulas('Forecast December 2023'));
  });

  test('is left where it is there, and refused where the sheet has two tables', async () => {
    expect(await withNextForecast('p', plan, '2023-12', { reports, years })).toEqual({
      said: 'it has a forecast of December 2023 already',
    });
    const workbook = await opened(plan);
    const sheet = workbook.getWorksheet('Forecast December 2023') as ExcelJS.Worksheet;
    const rows = sheet.rowCount;
    sheet.eachRow((row, number) =>
      row.eachCell((cell, column) => {
        if (number <= rows) sheet.getCell(number + rows + 3, column).value = cell.value;
      }),
    );
    const { said, bytes } = await withNextForecast(
      'p',
      Buffer.from(await workbook.xlsx.writeBuffer()),
      '2024-06',
      { reports, years },
    );
    expect([said, bytes]).toEqual([expect.stringContaining('not changed: '), undefined]);
  });
});

test.each([
  ['September 2023', 'June 2024'],
  ['Actual Sep 2023', 'Actual Jun 2024'],
  ['Sep-23', 'Jun-24'],
  ["Sept '23 value", "Jun '24 value"],
  ['2023-09', 'June 2024'],
  ['Q2 2023/24', 'June 2024'],
])('after the heading "%s" comes "%s"', (last, next) =>
  expect(nextHeading(last, '2024-06', reports)).toBe(next),
);

test.each([
  ['A1+B$2+$C3+$D$4', 'B1+C$2+$C3+$D$4'],
  ['SUM(L5:L9)', 'SUM(M5:M9)'],
  ["'A sheet B2'!L5*LOG10(L6)", "'A sheet B2'!M5*LOG10(M6)"],
  ['IF(L5="B5",Z1,AZ2)', 'IF(M5="B5",AA1,BA2)'],
  ['RATE_2023+Sheet1!L5', 'RATE_2023+Sheet1!M5'],
])('the formula %s becomes %s one column on', (from, to) => expect(movedFormula(from, 0, 1)).toBe(to));

test('a title keeps what is around its month', () => {
  expect(withMonth('Forecast at September 2023, £m', '2023-12')).toBe('Forecast at December 2023, £m');
  expect(withMonth('May be of March', '2023-12')).toBe('May be of March');
});

test('new readies both workbooks, and leaves one alone that is open in Excel', async () => {
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
  await writeFile(join(folder, 'inputs', '~$kpis.xlsx'), '');
  const first = await runIn(folder, '2024-05-01', 'new', '2024-06');
  expect(first.stdout).toMatch(/inputs\/kpis\.xlsx: not changed: it is open in Excel\. Close it/);
  expect(first.stdout).toContain(
    "inputs/dsg-plan.xlsx: a sheet for the forecast of June 2024: 'Forecast June 2024'\n",
  );
  expect((await readFile(join(folder, 'inputs', 'kpis.xlsx'))).equals(kpis)).toBe(true);
  const condition = await readFile(
    join(folder, 'inputs/rounds/2024-06/conditions/1-mainstream-inclusion.yaml'),
    'utf8',
  );
  expect(condition).not.toContain('wording');
});
