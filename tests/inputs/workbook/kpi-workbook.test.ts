import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readKpiWorkbook } from '../../../src/inputs/workbook/kpi-workbook.ts';
import { moved, plainest, type Row, workbookOf } from './workbooks.ts';

const headings: Row = ['Ref', 'Name', 'Data Source', 'Regularity', 'Baseline (June 2023)', 'September 2023'];
const rows: Row[] = [
  headings,
  [null, 'EHCP'],
  [1, 'Actual EHCPs', 'Synergy', 'Termly', 9870, 9945],
  [2, '% change in EHCPs', 'Synergy', 'Termly', 1.9, null],
  [null, 'HNB'],
  [11, 'HNB spend', 'My Oracle', 'Termly', 169.526, 170.176],
];

async function read(sheets: Record<string, readonly Row[]>) {
  const { kpis, findings } = await readKpiWorkbook('kpis.xlsx', await workbookOf(sheets));
  const values = kpis?.rows.map(({ ref, name, group, values: byMonth }) => [
    ref,
    name,
    group,
    Object.fromEntries(Object.entries(byMonth).map(([month, { value }]) => [month, value])),
  ]);
  return { kpis, findings, values, months: kpis?.periods.map(({ id }) => id) };
}

const wanted = [
  [1, 'Actual EHCPs', 'EHCP', { '2023-06': 9870, '2023-09': 9945 }],
  [2, '% change in EHCPs', 'EHCP', { '2023-06': 1.9 }],
  [11, 'HNB spend', 'HNB', { '2023-06': 169.526, '2023-09': 170.176 }],
];

describe('the table is found by its headings', () => {
  test.each<[string, Record<string, readonly Row[]>]>([
    ['where it stands at the top of the only sheet', { KPIs: rows }],
    ['on a sheet with another name', { 'Sheet 3 (2)': rows }],
    ['moved down and to the right', { KPIs: moved(rows, 5, 3) }],
    ['behind a cover sheet', { Cover: [['Local First Inclusion'], ['Version', 0.2]], KPIs: rows }],
    [
      'behind a cover sheet that has a reference',
      {
        Cover: [
          ['Ref', 'LFI/12'],
          ['Date', 'June 2023'],
        ],
        KPIs: rows,
      },
    ],
    [
      'behind a list of versions with references',
      {
        Versions: [
          ['Ref', 'Author'],
          [1, 'A'],
          [2, 'B'],
        ],
        KPIs: rows,
      },
    ],
    ['below titles and a blank row', { KPIs: [['Norfolk County Council'], ["KPI's"], [], ...rows] }],
    [
      'with other columns before, between and after',
      { KPIs: rows.map(([ref, name, ...rest]) => ['x', ref ?? null, 'y', name ?? null, 7, ...rest, 8]) },
    ],
    [
      'with its columns in another order',
      { KPIs: rows.map((row) => [5, 3, 1, 4, 2, 0].map((i) => row[i] ?? null)) },
    ],
    [
      'with remarks that name months',
      { KPIs: rows.map((row, i) => [...row, i === 2 ? 'see May 2023' : null]) },
    ],
  ])('%s', async (_, sheets) => {
    const { values, findings, months } = await read(sheets);
    expect(findings).toEqual([]);
    expect(values).toEqual(wanted);
    expect(months?.toSorted()).toEqual(['2023-06', '2023-09']);
  });

  test('whatever the heading of a month looks like', async () => {
    const { months, kpis, findings } = await read({
      KPIs: [
        ['Ref.', null, 'June 2023', 'Baseline Sep-23', new Date(Date.UTC(2023, 11, 1)), 'Value, June 2024'],
        [1, 'Actual EHCPs', 1, 2, 3, 4],
      ],
    });
    expect(findings).toEqual([]);
    expect(months).toEqual(['2023-06', '2023-09', '2023-12', '2024-06']);
    expect(kpis?.periods.map(({ baseline }) => baseline)).toEqual([false, true, false, false]);
    expect(kpis?.rows[0]?.values['2024-06']?.value).toBe(4);
  });

  test('whose names need no heading: they stand beside the references', async () => {
    const unnamed = rows.map((row) => row.map((value) => (value === 'Name' ? null : value)));
    expect((await read({ KPIs: unnamed })).values).toEqual(wanted);
  });

  test('with months in a second row, and the headings of the first merged down over it', async () => {
    const bytes = await workbookOf(
      {
        KPIs: [
          ['Ref', 'Name', 'Values'],
          [null, null, 'June 2023', 'September 2023'],
          [1, 'Actual EHCPs', 9870, 9945],
        ],
      },
      (workbook) => {
        workbook.getWorksheet('KPIs')?.mergeCells('A1:A2');
        workbook.getWorksheet('KPIs')?.mergeCells('B1:B2');
      },
    );
    const { kpis, findings } = await readKpiWorkbook('kpis.xlsx', bytes);
    expect(findings).toEqual([]);
    expect(kpis?.rows.map(({ name, values }) => [name, values['2023-09']?.value])).toEqual([
      ['Actual EHCPs', 9945],
    ]);
  });

  test('and where there is none, that is said once', async () => {
    const { kpis, findings } = await read({
      KPIs: [['Actual EHCPs', 9870]],
      Ref: [
        ['Ref', 'Name'],
        [1, 'x'],
      ],
    });
    expect(kpis).toBeUndefined();
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['workbook/no-table', { file: 'kpis.xlsx' }],
    ]);
  });
});

describe('rows', () => {
  test('headings that stand again at a page break are no KPIs, whether in one row or in two', async () => {
    const again: Row[] = [...rows.slice(0, 4), [], ["LFI Programme KPI's"], headings, ...rows.slice(4)];
    expect((await read({ KPIs: again })).values).toEqual(wanted);
    const upper: Row = ['Ref', null, 'Data Source', 'Regularity', 'Values'];
    const lower: Row = [null, null, null, null, 'June 2023', 'September 2023'];
    const [, ...below] = rows;
    const twice = [upper, lower, ...below.slice(0, 3), upper, lower, ...below.slice(3)];
    const { values, findings } = await read({ KPIs: twice });
    expect(findings).toEqual([]);
    expect(values).toEqual(wanted);
  });

  test('a heading of a group is no KPI, and names the group of those below it', async () => {
    const { kpis } = await read({ KPIs: rows });
    expect(kpis?.rows.map(({ group }) => group)).toEqual(['EHCP', 'EHCP', 'HNB']);
  });

  test('a row with values and no reference is kept, so that it can be reported', async () => {
    const { values } = await read({ KPIs: [...rows, [null, 'Suspensions', 'manual', 'Termly', 5, 6]] });
    expect(values?.at(-1)).toEqual([undefined, 'Suspensions', 'HNB', { '2023-06': 5, '2023-09': 6 }]);
  });

  test('a KPI without any value is a row without values', async () => {
    const { values, findings } = await read({
      KPIs: [...rows, [12, 'HNB spend - central', 'My Oracle', 'Termly']],
    });
    expect(findings).toEqual([]);
    expect(values?.at(-1)).toEqual([12, 'HNB spend - central', 'HNB', {}]);
  });

  test('each value, blank and name keeps its cell', async () => {
    const { kpis } = await read({ Indicators: moved(rows, 2, 1) });
    const cell = (address: string) => ({ file: 'kpis.xlsx', sheet: 'Indicators', cell: address });
    expect(kpis?.rows[1]).toMatchObject({
      cell: cell('C6'),
      refCell: cell('B6'),
      values: { '2023-06': { value: 1.9, cell: cell('F6') } },
      cells: { '2023-06': cell('F6'), '2023-09': cell('G6') },
    });
  });

  test('values are marked as made up by a title that begins so', async () => {
    expect((await read({ KPIs: [['Illustrative: made up'], ...rows] })).kpis?.illustrative).toBe(true);
    expect((await read({ KPIs: [['Not illustrative'], ...rows] })).kpis?.illustrative).toBe(false);
  });

  test('two columns for one month are an error at the second, and the first is read', async () => {
    const { findings, values } = await read({ KPIs: rows.map((row, i) => [...row, i === 0 ? 'Sep-23' : 1]) });
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['workbook/heading', { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'G1' }],
    ]);
    expect(values?.[0]?.[3]).toEqual({ '2023-06': 9870, '2023-09': 9945 });
  });
});

describe.each(['libreoffice', 'openpyxl'])('the sample workbook saved again by %s', (by) => {
  test('reads the same, cell by cell', async () => {
    const original = await readFile(join(import.meta.dirname, '..', '..', '..', 'inputs', 'kpis.xlsx'));
    const again = await readFile(join(import.meta.dirname, '..', 'workbooks', `kpis.${by}.xlsx`));
    const read = await readKpiWorkbook('kpis.xlsx', again);
    expect(read.findings).toEqual([]);
    expect(read.kpis?.rows).toHaveLength(46);
    expect(read).toEqual(await readKpiWorkbook('kpis.xlsx', original));
  });
});

test('the sample workbook in the plainest form reads the same, cell by cell', async () => {
  const original = await readFile(join(import.meta.dirname, '..', '..', '..', 'inputs', 'kpis.xlsx'));
  const again = await readKpiWorkbook('kpis.xlsx', await plainest(original));
  expect(again).toEqual(await readKpiWorkbook('kpis.xlsx', original));
});
