import { describe, expect, test } from '@jest/globals';
import { buildMitigations } from '../../src/documents/evidence.ts';
import type { Fields } from '../../src/documents/fields-of-files.ts';
import { againstTargets, positionsIn } from '../../src/documents/kpi-exceptions.ts';
import { buildVariances } from '../../src/documents/variances.ts';
import { lineKey } from '../../src/model/figure.ts';
import { type PlanTable, rowOf } from '../../src/model/plan.ts';
import type { ReportInput } from '../../src/model/round.ts';
import fc from '../properties.ts';
import { plain, sample, sourceOf } from './source.ts';

/** What the tables of variances, and the sentences beside them, say to a reader who adds them up. */

const value = (text = '') => Number(text.replace('−', '-').replace(/[+,£m]/g, ''));
const built = (id: string, project = sample(), report: Fields<ReportInput> = {}) =>
  plain(buildVariances(sourceOf(id, project), report));
const forecast = (project: ReturnType<typeof sample>, id: string) =>
  project.forecasts.find(({ round }) => round === id) as PlanTable;

/** The sample with made-up steps on the lines of spending, in thousandths of £m, in its year. */
function moved(steps: readonly number[]) {
  const project = sample();
  const spending = project.agreement.plan.lines.filter(({ role }) => role === 'spend');
  const rows = forecast(project, '2023-12').rows.filter(({ name }) =>
    spending.some((line) => line.name === name),
  );
  rows.forEach((row, i) => {
    const before = forecast(project, '2023-09').rows.find(({ key }) => key === row.key)?.values['2023/24'];
    const found = row.values['2023/24'];
    if (found && before) found.value = (Math.round(before.value * 1000) + (steps[i] ?? 0)) / 1000;
  });
  return project;
}

describe('the rows of a variance table', () => {
  test.each(['2023-06', '2023-09', '2023-12'])(
    'of %s list the main cause, and income apart from spending',
    (id) => {
      const { variances, variances_over_years, main_cause } = built(id);
      for (const rows of [variances, variances_over_years]) {
        const names = rows.map(({ line }) => line);
        expect(names).toContain('Independent Special Schools');
        expect(main_cause).toContain('Independent Special Schools');
        expect(names).toEqual(expect.arrayContaining(['Other lines of spending', 'Income']));
      }
      expect(variances_over_years.map(({ line }) => line)).toContain('Contributions');
      expect(variances.map(({ line }) => line)).not.toContain('Contributions');
    },
  );

  test('add up to the last one, whichever lines are listed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -4000, max: 4000 }), { minLength: 12, maxLength: 12 }),
        (steps) => {
          const { variances, variances_over_years } = built('2023-12', moved(steps));
          for (const rows of [variances, variances_over_years]) {
            const total = rows.at(-1);
            for (const column of total?.figures.keys() ?? []) {
              const parts = rows.slice(0, -1).map(({ figures }) => value(figures[column]));
              expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(value(total?.figures[column]), 6);
            }
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

test('KPIs that are only within tolerance are not counted as on target', () => {
  const project = sample();
  expect(againstTargets(positionsIn(project, '2023-09'))).toBe(
    'four on target, six within tolerance of it and none off it',
  );
  expect(againstTargets(positionsIn(project, '2023-12'))).toBe(
    'three on target (one likely to miss it) and seven off it',
  );
});

describe('the balance with mitigations that the forecast does not count', () => {
  test('is printed by year beside the plan and the forecast', () => {
    const { has_unmitigated, unmitigated, mitigation_columns, mitigation_years } = plain(
      buildMitigations(sourceOf('2023-12')),
    );
    expect(has_unmitigated).toBe(true);
    expect(unmitigated).toContain('a deficit of £0.303m at the end of 2028/29 (£0.303m above the plan)');
    expect(mitigation_columns).toEqual([
      'Plan',
      'Before the draft recovery plan',
      'With the draft recovery plan',
      'With it, against plan',
    ]);
    // By hand: 63.262 less 0, 74.995 less 1.500, 76.320 less 4.000, 66.321 less 6.600, 44.101 less 8.800, 10.803 less 10.500.
    expect(mitigation_years.map(({ figures }) => figures[2])).toEqual([
      '63.262',
      '73.495',
      '72.320',
      '59.721',
      '35.301',
      '0.303',
    ]);
  });

  test.each([
    [0.303, /and a deficit of £0\.303m at the end of 2028\/29/],
    [-0.5, /and a surplus of £0\.500m at the end of 2028\/29/],
    [undefined, /^Not given$/],
  ])('is said of the last year: %s', (value, words) => {
    const project = sample();
    const line = project.agreement.plan.lines.find(({ role }) => role === 'mitigated');
    for (const forecast of project.forecasts) {
      const row = line && rowOf(forecast, line);
      const figure = row?.values['2028/29'];
      if (row && figure && value !== undefined) row.values['2028/29'] = { ...figure, value };
      if (row && value === undefined) row.values = {};
    }
    const { unmitigated, has_unmitigated } = plain(buildMitigations(sourceOf('2023-12', project)));
    expect(unmitigated).toMatch(words);
    expect(has_unmitigated).toBe(value !== undefined);
  });

  test.each([
    ['Cumulative Balance with the recovery plan', 'With the recovery plan'],
    ['Balance with further savings', 'With further savings'],
    ['Mitigated balance', 'With the mitigations'],
  ])('is named as its line is: %s', (name, words) => {
    const project = sample();
    const line = project.agreement.plan.lines.find(({ role }) => role === 'mitigated');
    const own = project.forecasts.flatMap((forecast) => (line && rowOf(forecast, line)) ?? []);
    for (const row of own) row.key = lineKey(name);
    if (line) line.name = name;
    const { unmitigated, mitigations_title, mitigation_columns } = plain(
      buildMitigations(sourceOf('2023-12', project)),
    );
    expect(unmitigated).toMatch(
      new RegExp(`^${words}, which the forecast does not count yet, the balance would be a deficit of `),
    );
    expect(mitigations_title).toBe(`The balance before and ${words.toLowerCase()}`);
    expect(mitigation_columns.slice(1, 3)).toEqual([words.replace('With', 'Before'), words]);
  });

  test('is not there where the forecast does not state it', () => {
    expect(plain(buildMitigations(sourceOf('2023-09')))).toMatchObject({
      has_unmitigated: false,
      mitigation_years: [],
    });
  });

  test('may stand beside that without any', () => {
    const project = sample();
    project.agreement.plan.lines.push({ id: 'worse', name: 'Without', role: 'unmitigated' });
    const table = forecast(project, '2023-12');
    const [first] = table.rows;
    if (first)
      table.rows.push({
        ...first,
        name: 'Without',
        key: 'without',
        values: { '2028/29': { value: 20, cell: table.cell } },
      });
    const { mitigation_columns, mitigation_years, mitigations_title, unmitigated } = plain(
      buildMitigations(sourceOf('2023-12', project)),
    );
    expect(mitigation_columns).toHaveLength(6);
    expect(mitigations_title).toBe(
      'The balance as forecast, without the mitigations and with the draft recovery plan',
    );
    expect(unmitigated).toMatch(
      /^Without the mitigations the balance would be a deficit of £20\.000m at the end of 2028\/29/,
    );
    for (const { figures } of mitigation_years) expect(figures).toHaveLength(6);
  });
});
