import { describe, expect, test } from '@jest/globals';
import type { Workbook, Worksheet } from 'exceljs';
import { type KpiSource, readKpiWorkbook } from '../../../src/inputs/workbook/kpi-workbook.ts';
import type { Kpi } from '../../../src/model/kpi.ts';
import { moved, type Row, workbookOf } from './workbooks.ts';

/** Tables of KPIs as people lay them out: each is read as what it says, or the message names the cell and what to do. */

const kpi: Omit<Kpi, 'id' | 'dfe_ref' | 'name' | 'unit'> = {
  forum_ref: 1,
  sign: 'either',
  better: 'up',
  workstreams: [],
  source: 'Synergy',
  regularity: 'Termly',
};
const source: KpiSource = {
  register: {
    groups: [
      { name: 'EHCP', kpis: [{ ...kpi, id: 'a', dfe_ref: 1, name: 'Actual EHCPs', unit: 'count' }] },
      {
        name: 'HNB',
        kpis: [
          { ...kpi, id: 'b', dfe_ref: 2, name: 'HNB spend', unit: 'millions' },
          { ...kpi, id: 'c', dfe_ref: 3, name: 'Average cost', unit: 'pounds' },
          { ...kpi, id: 'd', dfe_ref: 4, name: '% of pupils', unit: 'percent' },
        ],
      },
    ],
  },
  reports: [
    { number: 1, month: 'June' },
    { number: 2, month: 'September' },
    { number: 3, month: 'December' },
  ] as KpiSource['reports'],
};

/** Name, and the values of June and September 2023; nothing where there is none. */
type Values = Array<[name: string, june?: number, september?: number]>;

async function read(sheets: Record<string, readonly Row[]>, edit?: (workbook: Workbook) => void) {
  const { kpis, findings } = await readKpiWorkbook('kpis.xlsx', await workbookOf(sheets, edit), source);
  const values = kpis?.rows.map(({ name, values: { '2023-06': june, '2023-09': september } }) => [
    name,
    june?.value,
    september?.value,
  ]);
  const said = findings.map(
    ({ code, where, message }) =>
      `${'cell' in where ? `${where.sheet}!${where.cell} ` : ''}${message} [${code}]`,
  );
  return { kpis, values: values as Values | undefined, said, groups: kpis?.rows.map(({ group }) => group) };
}

const sheetOf = (workbook: Workbook, name = 'KPIs') => workbook.getWorksheet(name) as Worksheet;
const ehcps: Row = [1, 'Actual EHCPs', 9870, 9945];
const spend: Row = [2, 'HNB spend', 169.526, 170.176];
const months: Row = ['Ref', 'Name', 'June 2023', 'September 2023'];
const wanted: Values = [
  ['Actual EHCPs', 9870, 9945],
  ['HNB spend', 169.526, 170.176],
];

describe('headings', () => {
  const date = (month: number) => new Date(Date.UTC(2023, month - 1, 30));
  test.each<[string, Row[], ((workbook: Workbook) => void)?]>([
    ['as text', [months]],
    ['short', [['Ref', 'Name', 'Jun-23', 'Sept 23']]],
    [
      'with words that a heading of values has',
      [['Ref', 'Name', 'Baseline (June 2023)', 'Actual, as at 30 September 2023']],
    ],
    ['as quarters of a financial year', [['Ref', 'Name', 'Q1 2023-24', 'Q2 (September) 2023/24']]],
    ['as dates', [['Ref', 'Name', date(6), date(9)]]],
    [
      'as formulas that give dates',
      [['Ref', 'Name', { formula: 'A1', result: date(6) }, { formula: 'A2', result: date(9) }]],
    ],
    [
      'as formulas that give text',
      [['Ref', 'Name', { formula: 'A1', result: 'June 2023' }, { formula: 'A2', result: 'Sep-23' }]],
    ],
    [
      'as rich text with a line break',
      [['Ref', 'Name', { richText: [{ text: 'June\n' }, { text: '2023' }] }, 'September 2023']],
    ],
    [
      'with a comment on each',
      [months],
      (workbook) => {
        sheetOf(workbook).getCell('C1').note = 'Synergy';
      },
    ],
    [
      'in two rows, the year over the months',
      [
        [null, null, '2023', '2023'],
        ['Ref', 'Name', 'June', 'September'],
      ],
    ],
    [
      'in two rows, the financial year merged over the quarters',
      [
        [null, null, '2023-24'],
        ['Ref', 'Name', 'Q1', 'Q2'],
      ],
      (workbook) => sheetOf(workbook).mergeCells('C1:D1'),
    ],
    [
      'in two rows, the months below "Values"',
      [
        ['Ref', 'Name', 'Values'],
        [null, null, 'June 2023', 'September 2023'],
      ],
      (workbook) => sheetOf(workbook).mergeCells('C1:D1'),
    ],
    [
      'in three rows',
      [
        ['Ref', 'Name', 'Values', 'Values'],
        [null, null, '2023-24', '2023-24'],
        [null, null, 'Q1', 'Q2'],
      ],
    ],
    [
      'below a title that names a month, merged over the table',
      [['KPIs at December 2023'], months],
      (workbook) => sheetOf(workbook).mergeCells('A1:D1'),
    ],
    ['below titles', [['Norfolk County Council'], ["KPI's"], [], months]],
    [
      'with "DfE ref" beside "Forum ref"',
      [['DfE ref', 'KPI name', 'June 2023', 'September 2023', 'Forum ref']],
    ],
    ['with "No."', [['No.', 'Measure', 'June 2023', 'September 2023']]],
  ])('%s', async (_, headings, ...[edit]) => {
    const { values, said } = await read({ KPIs: [...headings, ehcps, spend] }, edit);
    expect(said).toEqual([]);
    expect(values).toEqual(wanted);
  });

  test('in a workbook whose dates count from 1904', async () => {
    const headings: Row = ['Ref', 'Name', date(6), date(9)];
    const { values } = await read({ KPIs: [headings, ehcps, spend] }, (workbook) => {
      workbook.properties.date1904 = true;
    });
    expect(values).toEqual(wanted);
  });

  test('that name a month and head something else are no columns of values, and are kept for the message', async () => {
    const { kpis, values, said } = await read({
      KPIs: [
        ['Ref', 'Name', 'Target June 2023', 'September 2023', 'Change since June 2023', 'June 2023'],
        [1, 'Actual EHCPs', 1, 9945, 75, 9870],
      ],
    });
    expect(said).toEqual([]);
    expect(values).toEqual(wanted.slice(0, 1));
    expect(kpis?.others.map(({ heading }) => heading)).toEqual([
      'Target June 2023',
      'Change since June 2023',
    ]);
  });

  test.each<[Array<string | Date>, string | undefined]>([
    [['Ref', 'Name', new Date(Date.UTC(2026, 5, 23))], 'Jun-23'],
    [['Ref', 'Name', new Date(Date.UTC(2025, 11, 24))], 'Dec-24'],
    [['Ref', 'Name', new Date(Date.UTC(2023, 5, 1))], undefined],
  ])('that Excel has made a day of are reported where they are (%#)', async (headings, typed) => {
    const { said, kpis } = await read({ KPIs: [headings, [1, 'Actual EHCPs', 5]] }, (workbook) => {
      sheetOf(workbook).getCell('C1').numFmt = 'd-mmm';
    });
    const day = (headings[2] as Date).toISOString().slice(0, 10);
    const [year, month, last] = day.split('-');
    expect(kpis?.periods.map(({ id }) => id)).toEqual([typed ? `20${last}-${month}` : `${year}-${month}`]);
    expect(said).toHaveLength(typed ? 1 : 0);
    if (typed) expect(said[0]).toContain(`KPIs!C1 this heading is the day`);
    if (typed) expect(said[0]).toContain(`which Excel has made of "${typed}"`);
  });

  test('"Baseline" alone is the month that other headings call so', async () => {
    const rows = [
      ['Ref', 'Name', 'Baseline (June 2023)', 'September 2023'],
      ehcps,
      ['Ref', 'Name', 'Baseline', 'September 2023'],
      spend,
    ];
    const { said, values } = await read({ KPIs: rows });
    expect([said, values]).toEqual([[], wanted]);
  });

  test('"Baseline" alone is asked about where no heading says of which month', async () => {
    const { said } = await read({ KPIs: [['Ref', 'Name', 'Baseline', 'September 2023'], ehcps] });
    expect(said).toEqual([
      'KPIs!C1 the heading "Baseline" names no month, and the values below it are not read [workbook/heading]',
    ]);
  });

  test.each<[string, Row[], string[]]>([
    [
      'twice',
      [['Ref', 'Name', 'June 2023', 'Jun-23'], ehcps],
      [
        'KPIs!D1 the period of "Jun-23" has two columns, and the values of the first are printed [workbook/heading]',
      ],
    ],
    [
      'in one part of the table and not in the other',
      [months, ehcps, ['Ref', 'Name', 'June 2023'], spend],
      [
        'KPIs!A3 this part of the table has no column for "September 2023", though its other parts have one [workbook/heading]',
      ],
    ],
  ])('a month that stands %s is told of', async (_, rows, messages) => {
    expect((await read({ KPIs: rows })).said).toEqual(messages);
  });

  test('that stand again in another order are those of the rows below them', async () => {
    const { values, said } = await read({
      KPIs: [
        months,
        ehcps,
        [],
        ['Name', 'Ref', 'September 2023', 'June 2023'],
        ['HNB spend', 2, 170.176, 169.526],
      ],
    });
    expect(said).toEqual([]);
    expect(values).toEqual(wanted);
  });
});

describe('what Excel hides is read, and said to be hidden', () => {
  test.each<[string, string[], (workbook: Workbook) => void]>([
    [
      'a row',
      ['KPIs!B2 the values of this row are printed, though Excel does not show them [workbook/hidden]'],
      (workbook) => (sheetOf(workbook).getRow(2).hidden = true),
    ],
    [
      'rows under a filter that was left on',
      [
        'KPIs!B2 the values of this row and 1 more row of this sheet are printed, though Excel does not show them [workbook/hidden]',
      ],
      (workbook) => {
        sheetOf(workbook).autoFilter = 'A1:D2';
        sheetOf(workbook).getRow(2).hidden = true;
        sheetOf(workbook).getRow(3).hidden = true;
      },
    ],
    [
      'the last column',
      ['KPIs!D1 the values of this column are printed, though Excel does not show them [workbook/hidden]'],
      (workbook) => (sheetOf(workbook).getColumn(4).hidden = true),
    ],
    ['months gone by', [], (workbook) => (sheetOf(workbook).getColumn(3).hidden = true)],
  ])('%s', async (_, messages, edit) => {
    const { values, said } = await read({ KPIs: [months, ehcps, spend] }, edit);
    expect(said).toEqual(messages);
    expect(values).toEqual(wanted);
  });

  test('a message that concerns a cell of a hidden column says so', async () => {
    const { kpis } = await read({ KPIs: [months, ehcps] }, (workbook) => {
      sheetOf(workbook).getColumn(3).hidden = true;
    });
    expect(kpis?.rows[0]?.cells['2023-06']).toEqual({
      file: 'kpis.xlsx',
      sheet: 'KPIs',
      cell: 'C2',
      hidden: 'column C is hidden',
    });
  });
});

describe('a row that is not printed', () => {
  test('is not read, whatever is in it', async () => {
    const rows = [months, ehcps, [77, 'Of another list', 'tbc', '61%'], [1, 'Actual EHCPs', '170m', 'tbc']];
    const { said } = await read({ KPIs: rows });
    expect(said).toEqual([]);
  });
});

describe('values', () => {
  const percent = (workbook: Workbook) => (sheetOf(workbook).getCell('C2').numFmt = '0.0%');
  test.each<[string, Row, Array<number | undefined>, ((workbook: Workbook) => void)?]>([
    ['numbers as text', [1, 'Actual EHCPs', '9,870', '9 945'], [9870, 9945]],
    ['with a pound sign, and in brackets', [3, 'Average cost', '£24,310', '(£240)'], [24310, -240]],
    ['in thousands and millions', [2, 'HNB spend', '£169,526k', '£170.176m'], [169.526, 170.176]],
    ['in pounds with "k"', [3, 'Average cost', '£24.31k', 24310], [24310, 24310]],
    ['with footnote marks', [1, 'Actual EHCPs', '9,870*', '9945 [note 1]'], [9870, 9945]],
    ['percentages as text', [4, '% of pupils', '18.6%', '7'], [18.6, 7]],
    ['percentages as fractions in a percentage format', [4, '% of pupils', 0.186, 7], [18.6, 7], percent],
    [
      'the results of formulas',
      [1, 'Actual EHCPs', { formula: 'A1', result: 0 }, { formula: 'A2', result: 5 }],
      [0, 5],
    ],
    ['blank', [1, 'Actual EHCPs', null, 9945], [undefined, 9945]],
    [
      'a formula that gives no text',
      [1, 'Actual EHCPs', { formula: 'IF(1,"")', result: '' }, 9945],
      [undefined, 9945],
    ],
    ['linked', [1, 'Actual EHCPs', { text: '9870', hyperlink: 'https://a.example/' }, 9945], [9870, 9945]],
    [
      'in a hidden column',
      [1, 'Actual EHCPs', 9870, 9945],
      [9870, 9945],
      (workbook) => (sheetOf(workbook).getColumn(3).hidden = true),
    ],
    [
      'on a protected sheet',
      [1, 'Actual EHCPs', 9870, 9945],
      [9870, 9945],
      (workbook) => void sheetOf(workbook).protect('x', {}),
    ],
    [
      'merged over both months',
      [1, 'Actual EHCPs', 9870],
      [9870, 9870],
      (workbook) => sheetOf(workbook).mergeCells('C2:D2'),
    ],
  ])('%s', async (_, row, [june, september], ...[edit]) => {
    const { values, said } = await read({ KPIs: [months, row] }, edit);
    expect(said).toEqual([]);
    expect(values?.map(([, ...both]) => both)).toEqual([[june, september]]);
  });

  test.each<[string, Row, string]>([
    [
      'text',
      [1, 'Actual EHCPs', 'tbc'],
      'a number belongs here, and "tbc" was found [workbook/not-a-number]',
    ],
    [
      'a percentage of a count',
      [1, 'Actual EHCPs', '18%'],
      'a count belongs here, and "18%" was found [workbook/not-a-number]',
    ],
    [
      'a date',
      [1, 'Actual EHCPs', date2()],
      'a number belongs here, and a date was found (2023-06-01) [workbook/date-in-number]',
    ],
    [
      'an error',
      [1, 'Actual EHCPs', { error: '#N/A' }],
      'a number belongs here, and #N/A was found [workbook/cell-error]',
    ],
    [
      'a formula never worked out',
      [1, 'Actual EHCPs', { formula: 'A1+1' }],
      'the formula A1+1 has no stored result [workbook/formula-no-result]',
    ],
    [
      'suppressed',
      [1, 'Actual EHCPs', 'c'],
      '"c" is in place of a number, and is printed as "Not shown" [workbook/withheld]',
    ],
  ])('%s: the message names the cell', async (_, row, message) => {
    const { values, said } = await read({ KPIs: [months, row] });
    expect(said).toEqual([`KPIs!C2 ${message}`]);
    expect(values?.[0]?.[1]).toBeUndefined();
  });

  test('suppressed, nought and blank are three things', async () => {
    const { kpis } = await read({
      KPIs: [months, [1, 'Actual EHCPs', '<5', 0], [2, 'HNB spend', '-', null]],
    });
    expect(kpis?.rows.map(({ values, withheld }) => [Object.keys(values), withheld])).toEqual([
      [['2023-09'], { '2023-06': '<5' }],
      [[], { '2023-06': 'Not applicable' }],
    ]);
  });

  function date2() {
    return new Date(Date.UTC(2023, 5, 1));
  }
});

describe('references and groups', () => {
  test.each([['1'], ['01'], [' 1 '], ['1.'], ['KPI 1'], ['Ref 1'], [1]])(
    'the reference %j is 1',
    async (ref) => {
      expect(
        (await read({ KPIs: [months, [ref, 'Actual EHCPs', 1, 2]] })).kpis?.rows.map((row) => row.ref),
      ).toEqual([1]);
    },
  );

  test.each([[null], ['x'], ['1a'], [1.5]])('the reference %j is none, and the row is kept', async (ref) => {
    expect(
      (await read({ KPIs: [months, [ref, 'Actual EHCPs', 1, 2]] })).kpis?.rows.map((row) => row.ref),
    ).toEqual([undefined]);
  });

  test('a heading of a group may stand beside the references, over them, or be merged over the row', async () => {
    const { groups, said } = await read(
      { KPIs: [months, [null, 'EHCP'], ehcps, ['hnb'], spend] },
      (workbook) => sheetOf(workbook).mergeCells('A4:D4'),
    );
    expect(said).toEqual([]);
    expect(groups).toEqual(['EHCP', 'hnb']);
    const beside = await read({ KPIs: [months, [null, 'EHCP'], ehcps, [null, 'HNB'], spend] }, (workbook) =>
      sheetOf(workbook).mergeCells('B4:D4'),
    );
    expect([beside.groups, beside.said]).toEqual([['EHCP', 'HNB'], []]);
  });
});

describe('sheets', () => {
  test.each<[string, Record<string, Row[]>]>([
    ['a renamed sheet', { 'Tabelle1 (2)': [months, ehcps, spend] }],
    [
      'a cover sheet before',
      {
        Cover: [
          ['Ref', 'LFI/12'],
          ['Date', 'June 2023'],
        ],
        KPIs: [months, ehcps, spend],
      },
    ],
    ['the groups on sheets of their own', { EHCP: [months, ehcps], HNB: moved([months, spend], 3, 1) }],
  ])('%s', async (_, sheets) => {
    const { values, said } = await read(sheets);
    expect(said).toEqual([]);
    expect(values).toEqual(wanted);
  });

  test('a copy on a hidden sheet is passed over, whichever comes first', async () => {
    const old: Row[] = [months, [1, 'Actual EHCPs', 1, 2]];
    const { values, said } = await read({ Old: old, KPIs: [months, ehcps, spend] }, (workbook) => {
      sheetOf(workbook, 'Old').state = 'hidden';
    });
    expect(said).toEqual([]);
    expect(values).toEqual(wanted);
  });

  test('a copy that is shown is told of, and the first is read', async () => {
    const { values, said } = await read({
      KPIs: [months, ehcps, spend],
      Copy: moved([months, [1, 'Actual EHCPs', 1, 2]], 1, 1),
    });
    expect(said).toEqual([
      'Copy!B2 the table of KPIs is on the sheet "KPIs" too, and this one is not read [workbook/second-table]',
    ]);
    expect(values).toEqual(wanted);
  });
});
