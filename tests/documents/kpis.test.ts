import { describe, expect, test } from '@jest/globals';
import { buildKpiGroups, formatChange, formatKpi, kpiHeadings } from '../../src/documents/kpis.ts';
import type { ReportSource } from '../../src/documents/report-source.ts';
import { type Kpi, type KpiRow, kpisOf, matchKpis } from '../../src/model/kpi.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import fc from '../properties.ts';
import { figuresOf, plain, sample, sourceOf } from './source.ts';

const kpi = (over: Partial<Kpi>): Kpi => ({
  id: 'x',
  name: 'X',
  dfe_ref: 1,
  forum_ref: 1,
  unit: 'count',
  sign: 'positive',
  better: 'neither',
  workstreams: [],
  source: 'manual',
  regularity: 'Termly',
  ...over,
});
const surplus = kpi({ unit: 'millions', sign: 'surplus-positive', better: 'up' });

describe('a value', () => {
  test.each<[Partial<Kpi>, number, string]>([
    [{ unit: 'count' }, 9945, '9,945'],
    [{ unit: 'percent' }, 18.64, '18.6%'],
    [{ unit: 'percent', sign: 'either' }, -0.8, '\u22120.8%'],
    [{ unit: 'pounds' }, 24310, '£24,310'],
    [{ unit: 'millions' }, 169.526, '£169.526m'],
    [{ unit: 'ratio' }, 0.8, '0.80'],
    [{ unit: 'millions', sign: 'surplus-positive' }, -25.299, '\u2212£25.299m (deficit)'],
    [{ unit: 'millions', sign: 'surplus-positive' }, 11.32, '£11.320m (surplus)'],
    [{ unit: 'millions', sign: 'surplus-positive' }, 0, '£0.000m'],
    [{ unit: 'millions', sign: 'surplus-positive' }, -0.0001, '£0.000m'],
  ])('%j of %d is printed as %s', (over, value, wanted) => {
    expect(formatKpi(kpi(over), { value })).toBe(wanted);
  });
});

describe('a change', () => {
  test.each<[Partial<Kpi>, number, number, string]>([
    [{}, 9870, 9945, 'Up 75'],
    [{}, 9945, 9870, 'Down 75'],
    [{}, 9870, 9870, 'No change'],
    [{ better: 'down' }, 231, 249, 'Up 18, worse'],
    [{ better: 'down' }, 249, 231, 'Down 18, better'],
    [{ better: 'up' }, 12.4, 13.4, 'Up 1, better'],
    [{ unit: 'percent' }, 12.4, 12.5, 'Up 0.1 points'],
    [{ unit: 'percent', sign: 'either', better: 'down' }, 0.8, -0.4, 'Down 1.2 points, better'],
    [{ unit: 'pounds', better: 'down' }, 24550, 24310, 'Down £240, better'],
    [{ unit: 'millions', better: 'down' }, 169.526, 170.176, 'Up £0.650m, worse'],
    [{ unit: 'ratio', better: 'down' }, 0.8, 0.75, 'Down 0.05, better'],
  ])('%j from %d to %d is "%s"', (over, before, after, wanted) => {
    expect(formatChange(kpi(over), before, after)).toBe(wanted);
  });

  test.each([
    [-25.299, -25.949, 'Deficit up £0.650m, worse'],
    [-25.949, -25.299, 'Deficit down £0.650m, better'],
    [-0.3, 0, 'Deficit down £0.300m, better'],
    [0, -0.3, 'Deficit up £0.300m, worse'],
    [11.32, 16.675, 'Surplus up £5.355m, better'],
    [16.675, 11.32, 'Surplus down £5.355m, worse'],
    [0, 0.3, 'Surplus up £0.300m, better'],
    [-0.3, 11.32, 'From deficit to surplus, better'],
    [11.32, -0.3, 'From surplus to deficit, worse'],
    [-0.0001, 0.0001, 'No change'],
  ])('of a balance from %d to %d goes by the deficit: "%s"', (before, after, wanted) => {
    expect(formatChange(surplus, before, after)).toBe(wanted);
  });

  test('is the difference of the printed values', () => {
    expect(formatChange(kpi({ unit: 'percent' }), 12.44, 12.46)).toBe('Up 0.1 points');
    expect(formatChange(kpi({ unit: 'percent' }), 12.41, 12.44)).toBe('No change');
    const size = (text: string) => Number(/[\d,.]+/.exec(text)?.[0]?.replaceAll(',', '') ?? 0);
    const value = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, (before, after) => {
        const of = kpi({ unit: 'millions' });
        const printed = size(formatKpi(of, { value: after })) - size(formatKpi(of, { value: before }));
        expect(size(formatChange(of, before, after))).toBeCloseTo(Math.abs(printed), 6);
      }),
    );
  });

  test('never calls better in one direction what it calls better in the other', () => {
    const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(value, value, (before, after) => {
        const there = formatChange(surplus, before, after);
        const back = formatChange(surplus, after, before);
        expect(there.endsWith('better')).toBe(back.endsWith('worse'));
        expect(there === 'No change').toBe(back === 'No change');
      }),
    );
  });
});

describe('in the table of a report', () => {
  const plainHeadings = (source: ReportSource) => plain(kpiHeadings(source));
  const tableOf = (round: string, project?: ReadableProject) => {
    const built = buildKpiGroups(sourceOf(round, project)).flatMap((group) => group.kpis);
    const rows = plain(built);
    return {
      rows,
      figures: figuresOf(built),
      row: (ref: number) => rows.find((row) => row.ref === String(ref)),
    };
  };

  test('the first report has values, none before them, and no change', () => {
    const { row, rows } = tableOf('2023-06');
    expect(row(1)).toMatchObject({
      baseline: '9,870',
      previous: 'None yet',
      current: '9,870',
      change: 'First report',
      as_at: 'Jun 2023',
    });
    expect(new Set(rows.map(({ change }) => change))).toEqual(new Set(['First report']));
  });

  test('a later report has the value before, and what has changed since', () => {
    expect(tableOf('2023-09').row(1)).toMatchObject({
      baseline: '9,870',
      previous: '9,870',
      current: '9,945',
      change: 'Up 75',
      as_at: 'Sep 2023',
    });
    expect(tableOf('2023-09').row(11)).toMatchObject({
      previous: '\u2212£25.299m (deficit)',
      current: '\u2212£25.949m (deficit)',
      change: 'Deficit up £0.650m, worse',
    });
  });

  test('a number that the workbook does not tell is printed as the words for it, with its month', () => {
    const project = sample();
    const { kpis: sheet } = project;
    const withheld = (ref: number, words: string) => (row: KpiRow) =>
      row.ref === ref ? { ...row, values: {}, withheld: { '2023-09': words } } : row;
    const rows = sheet?.rows.map(withheld(1, '<5')).map(withheld(3, 'Not shown')) ?? [];
    const { row } = tableOf('2023-09', { ...project, kpis: sheet && { ...sheet, rows } });
    const wanted = { baseline: 'No value', change: 'Not known', as_at: 'Sep 2023' };
    expect(row(1)).toMatchObject({ ...wanted, current: '<5' });
    expect(row(3)).toMatchObject({ ...wanted, current: 'Not shown' });
  });

  test('a KPI that is measured once a year has no new value in the reports between, with the month of its last', () => {
    for (const [round, previous] of [
      ['2023-09', '9,950'],
      ['2023-12', '9,950 (Jun\u00A02023)'],
    ] as const)
      expect(tableOf(round).row(3)).toMatchObject({
        previous,
        current: 'No new value',
        change: 'None',
        is_kept: true,
        as_at: 'Jun 2023',
        source: 'SEN2, annually',
      });
  });

  test('a target and whether it is met have columns of their own, and only a new value is held against a target', () => {
    const judged = (round: string, ref: number, project?: ReadableProject) => {
      const found = tableOf(round, project).row(ref);
      return [found?.has_target, found?.target, found?.is_judged, found?.against_target];
    };
    expect(judged('2023-12', 6)).toEqual([true, '270 or less', true, 'On target so far']);
    expect(judged('2023-12', 42)).toEqual([true, '970 or less, ±5', true, 'Off target']);
    expect(judged('2023-09', 42)).toEqual([true, '970 or less, ±5', true, 'Within tolerance']);
    expect(judged('2023-12', 1)).toEqual([false, 'No target', false, 'No target']);
    // An annual KPI that has a target, with the figure of another, and no value of this report.
    const project = sample();
    const rows = project.kpis?.rows ?? [];
    const [annual, other] = [3, 42].map((ref) => rows.find((row) => row.ref === ref));
    if (annual && other?.targets) annual.targets = other.targets;
    expect(judged('2023-12', 3, project)).toEqual([true, '970 or less', false, 'Not known']);
  });

  test('one that is measured each term does not: a value that is missing is said to be', () => {
    const project = sample();
    const row = project.kpis && matchKpis(project.register, project.kpis).get('ehcps-actual');
    delete row?.values['2023-09'];
    expect(tableOf('2023-09', project).row(1)).toMatchObject({
      previous: '9,870',
      current: 'No value',
      change: 'Not known',
      as_at: 'No value',
    });
    expect(tableOf('2023-12', project).row(1)).toMatchObject({ previous: 'No value', change: 'Not known' });
  });

  test('without a workbook every value is missing in words', () => {
    const project = { ...sample(), kpis: undefined };
    const { rows, figures } = tableOf('2023-09', project);
    expect(rows).toHaveLength(46);
    expect(figures).toEqual([]);
    for (const { baseline, previous, current, change, as_at } of rows)
      expect([baseline, previous, current, change, as_at]).toEqual([
        'No value',
        'No value',
        'No value',
        'Not known',
        'No value',
      ]);
    expect(plainHeadings(sourceOf('2023-09', project))).toEqual({
      kpi_earlier: [],
      kpi_baseline: 'Baseline',
      kpi_previous: 'Previous',
      kpi_current: 'This report Sep 2023',
    });
  });

  test('the headings name the months', () => {
    expect(plainHeadings(sourceOf('2023-12'))).toEqual({
      kpi_earlier: ['Baseline Jun 2023', 'Previous Sep 2023'],
      kpi_baseline: 'Baseline Jun 2023',
      kpi_previous: 'Previous Sep 2023',
      kpi_current: 'This report Dec 2023',
    });
  });

  test('the first report has no earlier values, the second one column of them: its previous values are the baseline', () => {
    expect(plainHeadings(sourceOf('2023-06'))).toMatchObject({ kpi_earlier: [] });
    expect(tableOf('2023-06').row(1)?.earlier).toEqual([]);
    expect(plainHeadings(sourceOf('2023-09'))).toMatchObject({
      kpi_earlier: ['Previous, baseline Jun 2023'],
    });
    expect(tableOf('2023-09').row(1)?.earlier).toEqual(['9,870']);
    expect(tableOf('2023-12').row(1)?.earlier).toEqual(['9,870', '9,945']);
  });

  test('a KPI that no workstream has belongs to the programme', () => {
    const project = sample();
    const alone = kpisOf(project.register).find(({ workstreams }) => workstreams.length === 0);
    expect(tableOf('2023-06', project).row(alone?.dfe_ref ?? 0)?.workstreams).toBe('Programme');
  });

  test('each figure is noted as printed, with its cell', () => {
    const { figures } = tableOf('2023-09');
    expect(figures).toContainEqual(
      expect.objectContaining({
        name: 'KPI 1 Actual EHCPs, September 2023',
        printed: '9,945',
        cell: "kpis.xlsx 'KPIs'!L7",
      }),
    );
    expect(figures.every(({ printed }) => printed !== 'No value')).toBe(true);
  });
});
