import { expect, test } from '@jest/globals';
import { readKpiWorkbook } from '../../../src/inputs/workbook/kpi-workbook.ts';
import { readPlanWorkbook } from '../../../src/inputs/workbook/plan-workbook.ts';
import { type Row, workbookOf } from './workbooks.ts';

const unworked = { formula: 'A1*2' } as never;

test('formulas of a sheet that have no results are one finding, with their range', async () => {
  const plan: Row[] = [
    ['Line', '2022/23', '2023/24', '2024/25'],
    ['Income', 1, 2, 3],
    ['Spend', unworked, 2, unworked],
    ['Total', unworked, unworked, unworked],
  ];
  const { findings } = await readPlanWorkbook('plan.xlsx', await workbookOf({ Plan: plan, Forecast: plan }));
  expect(findings.filter(({ code }) => code === 'workbook/formula-no-result')).toMatchObject(
    ['Plan', 'Forecast'].map((sheet) => ({
      where: { sheet, cell: 'B3' },
      message:
        '5 formulas (in B3:D4) have no stored results: another program has written them, and Excel has not worked them out',
    })),
  );
});

test('a single one is named by itself', async () => {
  const kpis: Row[] = [
    ['Ref', 'Name', 'June 2023'],
    [1, 'Number', unworked],
  ];
  const { findings } = await readKpiWorkbook('kpis.xlsx', await workbookOf({ KPIs: kpis }));
  expect(findings.map(({ message }) => message)).toEqual(['the formula A1*2 has no stored result']);
});
