import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Workbook } from 'exceljs';
import { readPlanWorkbook } from '../../../src/inputs/workbook/plan-workbook.ts';
import { moved, plainest, type Row, workbookOf } from './workbooks.ts';

const rows: Row[] = [
  [null, '2022/23', '2023/24', '2024/25'],
  ['Total income', -129.107, -144.228, -150.68],
  ['Total Expenditure', 148.744, 169.376, 171.112],
  ['NCC Contribution', null, -5.5, -5.5],
];
const wanted = [
  ['Total income', { '2022/23': -129.107, '2023/24': -144.228, '2024/25': -150.68 }],
  ['Total Expenditure', { '2022/23': 148.744, '2023/24': 169.376, '2024/25': 171.112 }],
  ['NCC Contribution', { '2023/24': -5.5, '2024/25': -5.5 }],
];

async function read(sheets: Record<string, readonly Row[]>, edit?: (workbook: Workbook) => void) {
  const { plan, forecasts, findings, opened } = await readPlanWorkbook(
    'plan.xlsx',
    await workbookOf(sheets, edit),
  );
  const values = plan?.rows.map(({ name, values: byYear }) => [
    name,
    Object.fromEntries(Object.entries(byYear).map(([year, { value }]) => [year, value])),
  ]);
  return { plan, forecasts, findings, opened, values };
}

describe('the plan is found by its years', () => {
  test.each<[string, Record<string, readonly Row[]>]>([
    ['where it stands at the top of the only sheet', { Plan: rows }],
    ['on a sheet with another name', { 'Tabelle 1': rows }],
    ['moved down and to the right', { Plan: moved(rows, 4, 2) }],
    ['behind a cover sheet that names the years', { Cover: [['Plan'], ['2022/23 to 2024/25']], Plan: rows }],
    ['with a blank row below the years', { Plan: moved([...rows.slice(0, 1), [], ...rows.slice(1)], 1, 2) }],
    ['with a heading above the names', { Plan: [['£m', ...(rows[0] ?? []).slice(1)], ...rows.slice(1)] }],
    ['with line numbers before the names', { Plan: rows.map((row, i) => [i === 0 ? 'Line' : i, ...row]) }],
    ['with codes before the names', { Plan: rows.map((row, i) => [i === 0 ? 'Code' : `H${i}`, ...row]) }],
    [
      'with remarks between the names and the figures',
      {
        Plan: rows.map(([name, ...rest], i) => [name ?? null, i === 1 ? 'as in the budget' : null, ...rest]),
      },
    ],
    [
      'with a column of another kind between the years',
      { Plan: rows.map(([a, b, ...rest]) => [a ?? null, b ?? null, 'x', ...rest]) },
    ],
    ['with other columns after the years', { Plan: rows.map((row) => [...row, 'Total', 3]) }],
  ])('%s', async (_, sheets) => {
    const { values, findings, forecasts } = await read(sheets);
    expect(findings).toEqual([]);
    expect(values).toEqual(wanted);
    expect(forecasts).toEqual([]);
  });

  test.each(['2022-23', 'FY2022/23', 'FY 2022/23', '2022/2023', '2022–23', ' 2022/23 '])(
    'written as "%s"',
    async (year) => {
      const { plan } = await read({
        Plan: [
          [null, year, '2023/24', '2024/25'],
          ['Total income', 1, 2, 3],
        ],
      });
      expect(plan?.years).toEqual(['2022/23', '2023/24', '2024/25']);
    },
  );

  test('and where there are none, that is said once', async () => {
    const { plan, findings, opened } = await read({ Plan: [['Total income', 1, 2, 3]] });
    expect(plan).toBeUndefined();
    expect(opened).toBe(true);
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['workbook/no-table', { file: 'plan.xlsx' }],
    ]);
  });
});

describe('rows', () => {
  test('headings that stand again at a page break are no line', async () => {
    const header: Row = ['£m', '2022/23', '2023/24', '2024/25'];
    const { values, findings } = await read({
      Plan: [header, ...rows.slice(1, 3), [], ['continued'], header, ...rows.slice(3)],
    });
    expect(findings).toEqual([]);
    expect(values?.filter(([name]) => name !== 'continued')).toEqual(wanted);
  });

  test('each figure, blank and name keeps its cell', async () => {
    const { plan } = await read({ 'DSG plan': moved(rows, 1, 1) });
    const cell = (address: string) => ({ file: 'plan.xlsx', sheet: 'DSG plan', cell: address });
    expect(plan?.rows[2]).toEqual({
      key: 'ncc contribution',
      name: 'NCC Contribution',
      cell: cell('B5'),
      values: {
        '2023/24': { value: -5.5, cell: cell('D5') },
        '2024/25': { value: -5.5, cell: cell('E5') },
      },
      unread: [],
      cells: { '2022/23': cell('C5'), '2023/24': cell('D5'), '2024/25': cell('E5') },
    });
  });

  test('a year that stands twice is an error at the second column, and the first is read', async () => {
    const { findings, values } = await read({
      Plan: rows.map((row, i) => [...row, i === 0 ? '2023-24' : 1]),
    });
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['workbook/heading', { file: 'plan.xlsx', sheet: 'Plan', cell: 'E1' }],
    ]);
    expect(values).toEqual(wanted);
  });

  test('a cell that is no number is marked as unread in its year', async () => {
    const { plan, findings } = await read({ Plan: [...rows, ['Total', 'tbc', 2, { formula: 'B2+B3' }]] });
    expect(plan?.rows.at(-1)).toMatchObject({ unread: ['2022/23', '2024/25'] });
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['workbook/not-a-number', { file: 'plan.xlsx', sheet: 'Plan', cell: 'B5' }],
      ['workbook/formula-no-result', { file: 'plan.xlsx', sheet: 'Plan', cell: 'D5' }],
    ]);
  });
});

describe('a forecast', () => {
  test('is a table with the word in its title or on its sheet, and is of the month that it names', async () => {
    const { plan, forecasts } = await read({
      Plan: [['Plan agreed in March 2023'], ...rows],
      'Sheet 2': [['Forecast at September 2023, £m'], ['Illustrative: made up'], ...rows],
      'Forecast Dec 2023': rows,
      'Jun-24': [['Latest forecast'], ...rows],
    });
    expect(plan?.title).toBe('Plan agreed in March 2023');
    expect(forecasts.map(({ round, illustrative }) => [round, illustrative])).toEqual([
      ['2023-09', true],
      ['2023-12', false],
      ['2024-06', false],
    ]);
  });

  test('that names no month belongs to no round', async () => {
    const { forecasts } = await read({ Plan: rows, Forecast: rows });
    expect(forecasts.map(({ round }) => round)).toEqual([undefined]);
  });
});

describe('several tables', () => {
  const forecast: Row[] = [['Forecast at September 2023, £m'], ['Illustrative: made up'], ...rows];

  test('on one sheet, one below the other, are each read with the title above it', async () => {
    const { values, forecasts, findings } = await read({
      'Plan and forecast': [['Plan agreed in March 2023'], ...rows, [], ...forecast, ['Source: My Oracle']],
    });
    expect(findings).toEqual([]);
    expect(values).toEqual(wanted);
    expect(
      forecasts.map(({ round, illustrative, cell, rows: lines }) => [
        round,
        illustrative,
        cell.cell,
        lines.length,
      ]),
    ).toEqual([['2023-09', true, 'B9', 4]]);
    expect(forecasts[0]?.rows[0]?.values['2022/23']?.cell.cell).toBe('B10');
  });

  test('on one sheet without titles are two, because a line stands again', async () => {
    const { findings, values } = await read({ Plan: [...rows, [], ...moved(rows, 0, 1)] });
    expect(
      findings.map(({ code, where, message }) => [code, 'cell' in where && where.cell, message]),
    ).toEqual([
      ['workbook/second-table', 'C6', 'the agreed plan is here a second time, and this one is not read'],
    ]);
    expect(values).toEqual(wanted);
  });

  test('a title merged over the row is a title, and a heading merged over it is no line', async () => {
    const { values, forecasts, findings } = await read(
      { Plan: [...rows.slice(0, 1), ['Income'], ...rows.slice(1), ['Forecast at June 2023'], ...rows] },
      (workbook) => {
        workbook.getWorksheet('Plan')?.mergeCells('A2:D2');
        workbook.getWorksheet('Plan')?.mergeCells('A6:D6');
      },
    );
    expect(findings).toEqual([]);
    expect(values).toEqual(wanted);
    expect(forecasts.map(({ round }) => round)).toEqual(['2023-06']);
  });

  test('a copy on a hidden sheet is passed over', async () => {
    const old = rows.map((row, i) => (i === 0 ? row : [row[0] ?? null, 1, 2, 3]));
    const { values, findings } = await read({ Old: old, Plan: rows }, (workbook) => {
      (workbook.getWorksheet('Old') as { state: string }).state = 'hidden';
    });
    expect(findings).toEqual([]);
    expect(values).toEqual(wanted);
  });

  test('a forecast may name its month as a quarter of the year', async () => {
    const bytes = await workbookOf({ Plan: rows, Forecast: [['Forecast at Q2 2023-24'], ...rows] });
    const { forecasts } = await readPlanWorkbook('plan.xlsx', bytes, [
      { number: 2, month: 'September' },
    ] as never);
    expect(forecasts.map(({ round }) => round)).toEqual(['2023-09']);
  });
});

describe('figures', () => {
  test.each<[string, Row, Array<number | undefined>]>([
    [
      'as text, with pounds, brackets and "m"',
      ['Total income', '(£129.107m)', '£-144.228m', '-150.68'],
      [-129.107, -144.228, -150.68],
    ],
    ['in thousands', ['Total income', '£-129,107k', -144.228, '(150,680k)'], [-129.107, -144.228, -150.68]],
    ['not applicable, which is not nought', ['Total income', 'n/a', '-', 0], [undefined, undefined, 0]],
    [
      'with footnote marks',
      ['Total income', '129.107*', '144.228¹', '150.68 [2]'],
      [129.107, 144.228, 150.68],
    ],
  ])('%s', async (_, row, figures) => {
    const { plan, findings } = await read({ Plan: [...rows.slice(0, 1), row] });
    expect(findings).toEqual([]);
    expect(['2022/23', '2023/24', '2024/25'].map((year) => plan?.rows[0]?.values[year]?.value)).toEqual(
      figures,
    );
  });

  test('that are percentages are told of', async () => {
    const { plan, findings } = await read({ Plan: [...rows.slice(0, 1), ['Total income', '12%', 1, 2]] });
    expect(findings.map(({ message }) => message)).toEqual([
      'an amount in £m belongs here, and "12%" was found',
    ]);
    expect(plan?.rows[0]?.unread).toEqual(['2022/23']);
  });
});

describe.each(['libreoffice', 'openpyxl'])('the sample workbook saved again by %s', (by) => {
  test('reads the same, cell by cell', async () => {
    const original = await readFile(join(import.meta.dirname, '..', '..', '..', 'inputs', 'dsg-plan.xlsx'));
    const again = await readFile(join(import.meta.dirname, '..', 'workbooks', `dsg-plan.${by}.xlsx`));
    const read = await readPlanWorkbook('dsg-plan.xlsx', again);
    expect(read.findings).toEqual([]);
    expect(read.plan?.rows).toHaveLength(21);
    expect(read.forecasts).toHaveLength(3);
    expect(read).toEqual(await readPlanWorkbook('dsg-plan.xlsx', original));
  });
});

test('the sample workbook in the plainest form reads the same, cell by cell', async () => {
  const original = await readFile(join(import.meta.dirname, '..', '..', '..', 'inputs', 'dsg-plan.xlsx'));
  const again = await readPlanWorkbook('dsg-plan.xlsx', await plainest(original));
  expect(again).toEqual(await readPlanWorkbook('dsg-plan.xlsx', original));
});
