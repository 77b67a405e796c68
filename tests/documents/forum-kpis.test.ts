import { describe, expect, test } from '@jest/globals';
import { buildDemand } from '../../src/documents/demand.ts';
import { fieldsOf } from '../../src/documents/fields-of-files.ts';
import { buildForumKpis } from '../../src/documents/forum-kpis.ts';
import { forThePublic } from '../../src/documents/public-kpis.ts';
import type { Kpi } from '../../src/model/kpi.ts';
import type { Paper } from '../../src/model/paper.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import { figuresOf } from './source.ts';

const at = (cell: string) => ({ file: 'kpis.xlsx', sheet: 'KPIs', cell });
const kpi: Kpi = {
  id: 'pex',
  name: 'PEX numbers',
  dfe_ref: 45,
  forum_ref: 37,
  unit: 'count',
  sign: 'positive',
  better: 'down',
  pupils: true,
  workstreams: [1],
  source: 'dashboard',
  regularity: 'Termly',
};

/** A project with one KPI and its values in June and September 2023. */
function projectWith(values: Record<string, number>, change: Partial<Kpi> = {}): ReadableProject {
  const periods = ['2023-06', '2023-09', '2023-12'].map((id, i) => ({
    id,
    heading: id,
    baseline: i === 0,
    cell: at('A1'),
  }));
  const row = {
    ref: 45,
    name: kpi.name,
    group: 'Exclusions',
    cell: at('B2'),
    refCell: at('A2'),
    values: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, cell: at('K2') }])),
    withheld: {},
    unread: [],
    cells: Object.fromEntries(periods.map(({ id }) => [id, at('K2')])),
  };
  return {
    register: { groups: [{ name: 'Exclusions', kpis: [{ ...kpi, ...change }] }] },
    kpis: { illustrative: false, cell: at('A1'), periods, rows: [row] },
    programme: { public: { smallest_count: 5 }, glossary: {} },
    agreement: { reports: [] },
    rounds: [],
  } as unknown as ReadableProject;
}

const paperOf = (id: string) => ({ id, paper: { kpis: { ids: ['pex'] } } }) as unknown as Paper;
const rowOf = (values: Record<string, number>, meeting = '2023-09-27', change: Partial<Kpi> = {}) => {
  const {
    baseline,
    latest,
    change: words,
  } = buildForumKpis(forThePublic(projectWith(values, change), paperOf(meeting)), paperOf(meeting)).kpis[0] ??
  {};
  return [baseline, latest, words].map((one) => one?.value);
};

describe('values that a meeting may see', () => {
  test('are those of the months up to the meeting', () => {
    const values = { '2023-06': 38, '2023-09': 29, '2023-12': 31 };
    expect(rowOf(values, '2023-05-17')).toEqual(['None yet', 'None yet', 'None yet']);
    expect(rowOf(values, '2023-07-05')).toEqual(['38', '38', 'None yet']);
    expect(rowOf(values)).toEqual(['38', '29', 'Down 9, better']);
  });

  test('are said to be missing, and never left blank', () => {
    expect(rowOf({ '2023-06': 38 })).toEqual(['38', 'No value', 'Not known']);
  });

  test('of a measure that is taken once a year are not said to be new', () => {
    expect(rowOf({ '2023-06': 38 }, '2023-09-27', { regularity: 'Annually' })).toEqual([
      '38',
      'No new value',
      'None',
    ]);
  });
});

describe('small counts of pupils', () => {
  test('are not printed, nor is a change that would give them away', () => {
    expect(rowOf({ '2023-06': 38, '2023-09': 3 })).toEqual(['38', 'fewer than 5', 'Not shown']);
    expect(rowOf({ '2023-06': 4, '2023-09': 6 })).toEqual(['fewer than 5', '6', 'Not shown']);
  });

  test('that the workbook does not tell are printed no nearer than that least', () => {
    const words = (untold: string, change: Partial<Kpi> = {}) => {
      const project = projectWith({ '2023-06': 38 }, change);
      const [row] = project.kpis?.rows ?? [];
      if (row) row.withheld = { '2023-09': untold };
      return buildForumKpis(forThePublic(project, paperOf('2023-09-27')), paperOf('2023-09-27')).kpis[0]
        ?.latest.value;
    };
    expect([words('<3'), words('<10'), words('Not shown')]).toEqual([
      'fewer than 5',
      'fewer than 10',
      'Not shown',
    ]);
    expect(words('<3', { pupils: false })).toBe('<3');
  });

  test.each([0, 1, 4, 5])(
    '%i is hidden if it is from one up to the least that the council shows',
    (value) => {
      const latest = (change: Partial<Kpi>) =>
        rowOf({ '2023-06': 38, '2023-09': value }, '2023-09-27', change)[1];
      expect(latest({})).toBe(value > 0 && value < 5 ? 'fewer than 5' : String(value));
      expect(latest({ pupils: false })).toBe(String(value));
    },
  );

  test('that are taken once a year stay hidden until there is a new one', () => {
    const values = { '2023-06': 3 };
    expect(rowOf(values, '2023-09-27', { regularity: 'Annually' })).toEqual([
      'fewer than 5',
      'fewer than 5',
      'Not shown',
    ]);
    const earlier = { '2023-06': 38, '2023-09': 3 };
    expect(rowOf(earlier, '2023-12-13', { regularity: 'Annually' })[1]).toBe('fewer than 5');
  });

  test('are in neither the chart of demand, nor its table, nor the figures of the manifest', () => {
    const demand = { introduction: '', unit: 'numbers', points: '', kpis: ['pex'] };
    const paper = { ...paperOf('2023-09-27'), paper: { demand } } as unknown as Paper;
    const project = projectWith({ '2023-06': 38, '2023-09': 3 });
    const given = fieldsOf(demand, { file: 'paper.yaml' });
    const { chart, table } = buildDemand(forThePublic(project, paperOf('2023-09-27')), paper, given);
    expect(chart.value.series[0]?.values).toEqual([38, null]);
    expect(table.value.split('\n')).toEqual([
      '| Measure | Jun 2023 | Sep 2023 |',
      '|---|---:|---:|',
      '| PEX numbers | 38 | fewer than 5 |',
    ]);
    expect(figuresOf({ table }).map(({ printed }) => printed)).toEqual(['38', 'fewer than 5']);
  });
});

test.each([
  ['before the first values', '2023-05-17', []],
  ['with one month of values', '2023-06-20', ['Baseline Jun 2023']],
  ['with two', '2023-09-27', ['Baseline Jun 2023', 'Latest Sep 2023', 'Change']],
])('%s a table has the columns that hold something', (_, meeting, headings) => {
  const values = { '2023-06': 40, '2023-09': 50 };
  const { kpi_tables } = buildForumKpis(
    forThePublic(projectWith(values), paperOf(meeting)),
    paperOf(meeting),
  );
  // A month stays with its year.
  const [table] = kpi_tables;
  expect(
    [...(table?.figure_columns ?? []), ...(table?.word_columns ?? [])].map(({ value }) => value),
  ).toEqual(headings.map((one) => one.replace(/ (?=\d)/, '\u00A0')));
  for (const { figures, words } of table?.rows ?? [])
    expect([...figures, ...words]).toHaveLength(headings.length);
});
