import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { guessing } from '../../src/init/guess.ts';
import { kpiTables } from '../../src/init/kpi-table.ts';
import { planTables } from '../../src/init/plan-table.ts';
import { readKpis } from '../../src/init/read-kpis.ts';
import { readPlan, roleInName } from '../../src/init/read-plan.ts';
import { openWorkbook } from '../../src/inputs/workbook/workbook.ts';
import { type Rows, workbook } from './council-workbooks.ts';

/** Layouts of councils' own workbooks, and what each is read as. */

const reports = [
  { number: 1, month: 'June' as const },
  { number: 2, month: 'September' as const },
  { number: 3, month: 'December' as const },
];

async function kpisIn(sheets: Record<string, Rows>, readings?: Record<string, string>) {
  const { sheets: read } = await openWorkbook('own.xlsx', await workbook(sheets));
  const { guesses, ask } = guessing(readings);
  return { ...readKpis(kpiTables(read, reports), ask, 3), guesses };
}

async function planIn(sheets: Record<string, Rows>, years?: string[], readings?: Record<string, string>) {
  const { sheets: read } = await openWorkbook('own.xlsx', await workbook(sheets));
  const { guesses, ask } = guessing(readings);
  return { plan: readPlan(planTables(read, reports), ask, years), guesses };
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

test.each<[string, Rows]>([
  [
    'months as text',
    [
      ['Measure', 'Jun-23', 'Sept 2023'],
      ['Plans', 10, 12],
    ],
  ],
  [
    'months as dates',
    [
      ['Indicator', day('2023-06-30'), day('2023-09-30')],
      ['Plans', 10, 12],
    ],
  ],
  [
    'quarters of the agreement',
    [
      ['KPI', 'Q1 2023/24', 'Q2 2023/24'],
      ['Plans', 10, 12],
    ],
  ],
  [
    'years above quarters',
    [
      [null, '2023/24', '2023/24'],
      ['KPI', 'Q1', 'Q2'],
      ['Plans', 10, 12],
    ],
  ],
  [
    'no heading for names',
    [
      [null, 'June 2023', 'September 2023'],
      ['Plans', 10, 12],
    ],
  ],
  [
    'months down the page',
    [
      ['Month', 'Plans'],
      ['June 2023', 10],
      ['September 2023', 12],
    ],
  ],
  [
    'a title, a blank row and notes',
    [
      ['Dashboard'],
      [],
      ['Ref', 'KPI description', 'Target 2023/24', 'Jun 2023', 'Sep 2023'],
      ['K1', 'Plans', 9, 10, 12],
      [],
      ['Source: the case system'],
    ],
  ],
  [
    'numbers as text',
    [
      ['Measure', 'June 2023', 'September 2023'],
      ['Plans', '10', '1,2'.replace(',', '')],
    ],
  ],
])('KPIs with %s', async (_, rows) => {
  const { kpis, months } = await kpisIn({ Data: rows });
  expect(months.map(({ id }) => id)).toEqual(['2023-06', '2023-09']);
  expect(kpis.map(({ kpi, values }) => [kpi.name, kpi.unit, values])).toEqual([
    ['Plans', 'count', { '2023-06': 10, '2023-09': 12 }],
  ]);
});

test.each<[string, string | null, string | number, string, number | string]>([
  ['Attendance', '%', 91.5, 'percent', 91.5],
  ['Attendance', '%', 0.915, 'percent', 91.5],
  ['% attendance', null, '91.5%', 'percent', 91.5],
  ['Average cost of a place', '£', 61250, 'pounds', 61250],
  ['Average cost of a place', '£000s', 61.25, 'pounds', 61250],
  ['Average cost of a place', null, '£61,250', 'pounds', 61250],
  ['Forecast balance', '£m', -12.5, 'millions', -12.5],
  ['Forecast balance', null, '£12.5m', 'millions', 12.5],
  ['Pupils for each teacher', 'Ratio', '1:12', 'ratio', '1:12'],
  ['Plans', 'Number', '1,204', 'count', 1204],
  ['Plans', 'No. of children', 1204, 'count', 1204],
  ['Plans', null, '*', 'count', '*'],
])('%s in "%s", typed as %s, is in %s', async (name, unit, typed, wanted, value) => {
  const { kpis } = await kpisIn({
    Data: [
      ['Measure', 'Unit', 'June 2023'],
      [name, unit, typed],
    ],
  });
  expect(kpis.map(({ kpi, values }) => [kpi.unit, values['2023-06']])).toEqual([[wanted, value]]);
});

test('groups come from a column, from headings, or from the sheets', async () => {
  const column = await kpisIn({
    Data: [
      ['Theme', 'Measure', 'June 2023'],
      ['A', 'x one', 1],
      ['B', 'y two', 2],
    ],
  });
  expect(column.kpis.map(({ group }) => group)).toEqual(['A', 'B']);
  const headed = await kpisIn({
    Data: [
      ['Measure', 'June 2023'],
      ['A', null],
      ['x one', 1],
      ['B', null],
      ['y two', 2],
    ],
  });
  expect(headed.kpis.map(({ group }) => group)).toEqual(['A', 'B']);
  const sheets = await kpisIn({
    A: [
      ['Measure', 'June 2023'],
      ['x one', 1],
    ],
    B: [
      ['Measure', 'June 2023'],
      ['y two', 2],
    ],
  });
  expect(sheets.kpis.map(({ group }) => group)).toEqual(['A', 'B']);
});

test('a name that is there twice is used once, or with its group', async () => {
  const { kpis, left } = await kpisIn({
    Data: [
      ['Theme', 'Measure', 'June 2023'],
      ['A', 'Total', 1],
      ['B', 'Total', 2],
      ['B', 'Total', 3],
    ],
  });
  expect(kpis.map(({ kpi }) => kpi.name)).toEqual(['Total', 'Total (B)']);
  expect(left).toHaveLength(1);
});

test('what a column says is no question, and an answer settles one', async () => {
  const rows: Rows = [
    ['Measure', 'Polarity', 'Frequency', 'June 2023'],
    ['Plans', 'Lower is better', 'Annual', 3],
    ['Calls', null, null, 4],
  ];
  const { kpis, guesses } = await kpisIn({ Data: rows }, { 'kpis.calls.better': 'up' });
  expect(kpis.map(({ kpi }) => [kpi.better, kpi.regularity])).toEqual([
    ['down', 'Annually'],
    ['up', 'Termly'],
  ]);
  expect(guesses.filter(({ sure }) => !sure).map(({ id }) => id)).toEqual(['kpis.calls.regularity']);
});

test('what is no number is named and left out', async () => {
  const { kpis, left } = await kpisIn({
    Data: [
      ['Measure', 'June 2023', 'September 2023'],
      ['Plans', 'about ten', 12],
    ],
  });
  expect(kpis[0]?.values).toEqual({ '2023-09': 12 });
  expect(left).toEqual(['\'Data\'!B2: "about ten" is no number, and is left out']);
});

/** One plan, in units and signs of every kind: what is read is always the same. */
const plan = (unit: number, income: number, deficit: number, title: string): Rows => [
  [title],
  ['Line', '2023-24', '2024-25', '2025-26'],
  ['High needs block funding', 80 * unit * income, 82 * unit * income, 84 * unit * income],
  ['Special schools', 60 * unit, 61 * unit, 62 * unit],
  ['Other', 30 * unit, 25 * unit, 22 * unit],
  ['Total expenditure', 90 * unit, 86 * unit, 84 * unit],
  ['In-year deficit', 10 * unit * deficit, 4 * unit * deficit, 0],
  ['DfE contribution', -5 * unit * -income, -2 * unit * -income, 0],
  ['Cumulative deficit carried forward', 25 * unit * deficit, 27 * unit * deficit, 27 * unit * deficit],
];

const combinations = [1, 1000, 1_000_000].flatMap((unit) =>
  [1, -1].flatMap((income) => [1, -1].map((deficit) => [unit, income, deficit] as const)),
);

test.each(combinations)('a plan in %s, income %s, deficits %s', async (unit, income, deficit) => {
  const { plan: read } = await planIn({ Plan: plan(unit, income, deficit, 'Financial plan') });
  expect(read?.lines.map(({ role }) => role)).toEqual([
    'income',
    'spend',
    'spend',
    'spend-total',
    'in-year',
    'dfe-contribution',
    'cumulative-after',
  ]);
  const [table] = read?.tables ?? [];
  const values = read?.lines.map(({ id }) => Object.values(table?.rows.get(id)?.values ?? {}));
  expect(values).toEqual([
    [-80, -82, -84],
    [60, 61, 62],
    [30, 25, 22],
    [90, 86, 84],
    [10, 4, 0],
    [-5, -2, 0],
    [25, 27, 27],
  ]);
});

test.each([
  ['In-year surplus / (deficit)', 'In-year deficit / (surplus)'],
  ['Surplus/(Deficit)', 'Deficit/(Surplus)'],
  ['In-year deficit', 'In-year deficit'],
])('a deficit that was negative and is positive: %s becomes %s', async (name, turned) => {
  const rows: Rows = [
    ['Plan £m'],
    ['Line', '2023/24', '2024/25'],
    ['Income', 80, 82],
    ['Schools', 90, 86],
    [name, -10, -4],
  ];
  const { plan: read } = await planIn({ Plan: rows });
  expect(read?.lines.at(-1)?.name).toBe(turned);
  expect(read?.tables[0]?.rows.get(read.lines.at(-1)?.id ?? '')?.values).toEqual({
    '2023/24': 10,
    '2024/25': 4,
  });
  expect(read?.renamed).toHaveLength(name === turned ? 0 : 1);
});

test.each(['2023/24', '2023-24', 'FY23/24', '2023-2024', '2023/24 £000', '2023–24 Budget', '23/24'])(
  'a year headed %s',
  async (heading) => {
    const next = (text: string) =>
      text.replace('2024', '2025').replace('24', '25').replace('2023', '2024').replace('23', '24');
    const { plan: read } = await planIn({
      Plan: [
        ['Plan'],
        ['Line', heading, next(heading.replace('2023-2024', '2023-24'))],
        ['Income', 80000, 81000],
        ['Schools', 70000, 80000],
      ],
    });
    expect(read?.years).toEqual(['2023/24', '2024/25']);
  },
);

test('years down the page, and a plan with its forecast side by side or on a sheet of its own', async () => {
  const down = await planIn({
    Plan: [
      ['Year', 'Grant income', 'Schools'],
      ['2023/24', 80, 70],
      ['2024/25', 81, 80],
    ],
  });
  expect(down.plan?.lines.map(({ name }) => name)).toEqual(['Grant income', 'Schools']);
  const beside = await planIn({
    Money: [
      ['Line', '2023/24 Plan', '2024/25 Plan', '2023/24 Forecast June 2023', '2024/25 Forecast June 2023'],
      ['Income', 80, 81, 82, 83],
      ['Schools', 70, 71, 72, 73],
    ],
  });
  expect(beside.plan?.tables.map(({ kind, round }) => [kind, round])).toEqual([
    ['plan', undefined],
    ['forecast', '2023-06'],
  ]);
  const sheets = await planIn({
    'Forecast June 2023': [
      ['Line', '2023/24', '2024/25'],
      ['Income', 82, 83],
      ['Schools', 72, 73],
    ],
    Agreed: [['Plan'], ['Line', '2023/24', '2024/25'], ['Income', 80, 81], ['Schools', 70, 71]],
  });
  expect(sheets.plan?.tables.map(({ kind, round }) => [kind, round])).toEqual([
    ['forecast', '2023-06'],
    ['plan', undefined],
  ]);
});

test.each([
  ['High Needs Block DSG Income', 'income'],
  ['1.5% Schools Block transfer', 'income'],
  ['Total income', 'income-total'],
  ['Total DSG funding', 'income-total'],
  ['Independent Special Schools', 'spend'],
  ['Top-up funding', 'spend'],
  ['Total expenditure', 'spend-total'],
  ['In-year surplus / (deficit)', 'in-year'],
  ['Surplus/(deficit)', 'in-year'],
  ['Net position', 'in-year'],
  ['Safety Valve funding', 'dfe-contribution'],
  ['LA contribution', 'council-contribution'],
  ['Cumulative deficit', 'cumulative-after'],
  ['Cumulative balance before contributions', 'cumulative-before'],
  ['Closing balance', 'cumulative-after'],
  ['Deficit brought forward', 'left out'],
  ['Unmitigated cumulative deficit', 'unmitigated'],
  ['Cumulative balance without mitigations', 'unmitigated'],
  ['Mitigated cumulative deficit', 'mitigated'],
  ['Cumulative balance with recovery plan', 'mitigated'],
])('the line "%s" is %s', (name, role) => {
  expect(roleInName(name)).toBe(role);
});

describe('the workbooks of the sample, whose layout is that of the DfE and of a council', () => {
  const sample = async (name: string) => {
    const bytes = readFileSync(join(import.meta.dirname, '..', '..', 'inputs', name));
    return (await openWorkbook(name, bytes)).sheets;
  };
  const yaml = (name: string) =>
    parse(readFileSync(join(import.meta.dirname, '..', '..', 'inputs', name), 'utf8'));

  test('have the KPIs of the register, on both pages', async () => {
    const { kpis, left } = readKpis(kpiTables(await sample('kpis.xlsx'), reports), guessing().ask, 5);
    const names = yaml('kpis.yaml').groups.flatMap(({ kpis: own }: { kpis: Array<{ name: string }> }) =>
      own.map(({ name }) => name),
    );
    expect({ names: kpis.map(({ kpi }) => kpi.name), left }).toEqual({ names, left: [] });
    const whole = kpis.filter(({ kpi }) => kpi.unit === 'count');
    for (const { values } of whole)
      for (const value of Object.values(values)) expect(Number.isInteger(value)).toBe(true);
  });

  test('have the lines of the plan, each with its role, and add up', async () => {
    const plan = readPlan(planTables(await sample('dsg-plan.xlsx'), reports), guessing().ask, undefined);
    const roles = (lines: ReadonlyArray<{ name: string; role: string }>) =>
      lines.filter(({ role }) => role !== 'mitigated').map(({ name, role }) => `${role}: ${name}`);
    expect(roles(plan?.lines ?? [])).toEqual(roles(yaml('agreement.yaml').plan.lines));
    expect(plan?.addsUp).toBe(true);
  });
});
