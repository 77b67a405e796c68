import { describe, expect, test } from '@jest/globals';
import { buildEvidence } from '../../src/documents/evidence.ts';
import { buildVariances } from '../../src/documents/variances.ts';
import type { PlanRole } from '../../src/model/agreement.ts';
import { type PlanTable, rowOf } from '../../src/model/plan.ts';
import { rounded } from '../../src/model/rounded.ts';
import { shortName } from '../../src/model/variance.ts';
import fc from '../properties.ts';
import { plain, sample, sourceOf } from './source.ts';

/** The sentence on the main cause, for lines of every role, balances at the start, and differences that make up for each other. */

const id = '2023-12';
const { agreement } = sample();
const lines = agreement.plan.lines.filter(({ role }) => /^(?:income|spend|.*contribution)$/.test(role));
const money = (size: number) => `£${(size / 1000).toFixed(3)}m`;

/** A forecast that is the plan but for steps on lines in 2023/24, and on the balance at the start, in thousandths of £m. */
function forecastWith(steps: Readonly<Record<string, number>>, start = 0) {
  const project = sample();
  const { plan, forecasts } = project;
  const table = forecasts.find(({ round }) => round === id) as PlanTable;
  const years = agreement.financial_years;
  const add = (role: PlanRole | { line: string }, year: string, step: number) => {
    const line = agreement.plan.lines.find((one) =>
      typeof role === 'string' ? one.role === role : one.id === role.line,
    );
    const found = line && rowOf(table, line)?.values[year];
    if (found) found.value = rounded(found.value + step / 1000, 3);
  };
  for (const line of agreement.plan.lines)
    for (const year of years) {
      const [to, from] = [rowOf(table, line)?.values[year], plan && rowOf(plan, line)?.values[year]];
      if (to && from) to.value = from.value;
    }
  for (const [line, step] of Object.entries(steps)) {
    const isPaid = lines.find((one) => one.id === line)?.role.endsWith('contribution');
    add({ line }, '2023/24', step);
    if (!isPaid) add('in-year', '2023/24', step);
    for (const year of years.slice(1)) {
      if (!isPaid) add('cumulative-before', year, step);
      add('cumulative-after', year, step);
    }
  }
  for (const year of years)
    for (const role of ['cumulative-before', 'cumulative-after'] as const) add(role, year, start);
  return project;
}

const causeOf = (...given: Parameters<typeof forecastWith>) =>
  plain(buildVariances(sourceOf(id, forecastWith(...given)), {}));

describe('the main cause', () => {
  test('is above or below the plan as its amount is printed: less income is below', () => {
    const step = fc.integer({ min: -9000, max: 9000 }).filter((one) => one !== 0);
    fc.assert(
      fc.property(fc.constantFrom(...lines), step, (line, by) => {
        const comesIn = line.role !== 'spend';
        const way = by > 0 === comesIn ? 'below' : 'above';
        const said = `${money(Math.abs(by))} ${way} the plan`;
        const { main_cause } = causeOf({ [line.id]: by });
        expect(main_cause).toBe(
          line.role.endsWith('contribution')
            ? `The main cause of the difference is ${line.name}: ${said} over all years to 2028/29.`
            : `The main cause of the difference is ${shortName(line)}: ${said} in 2023/24, and ${money(Math.abs(by))} ${way} it over all years to 2028/29.`,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('is the balance at the start where that explains most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9000 }), fc.integer({ min: 1, max: 900 }), (start, by) => {
        expect(causeOf({}, start).main_cause).toBe(
          `The main cause of the difference is the balance at the start of 2022/23: ${money(start)} above the plan.`,
        );
        expect(causeOf({ 'post-16': by }, start).main_cause).toBe(
          `The main cause of the difference in 2023/24 is Post-16, ${money(by)} above the plan; over all years to 2028/29 it is the balance at the start of 2022/23, ${money(start)} above it.`,
        );
      }),
      { numRuns: 20 },
    );
  });

  test('is none where the lines make up for each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9000 }), (by) => {
        const { main_cause, variance_reasons } = causeOf({ 'post-16': by, 'short-stay-schools': -by });
        expect(main_cause).toMatch(/^The differences of the lines from the plan make up for each other/);
        expect(variance_reasons).toHaveLength(by > 250 ? 2 : 0);
        const most = causeOf({ 'post-16': 3 * by, 'short-stay-schools': -2 * by }).main_cause;
        expect(most).toMatch(/Post-16: .*\. Other lines make up for most of it\.$/);
        expect(causeOf({ 'post-16': 3 * by, 'short-stay-schools': -by }).main_cause).not.toContain(
          'Other lines',
        );
      }),
      { numRuns: 20 },
    );
  });

  test('that needs no reason does not lack one', () => {
    expect(causeOf({ 'post-16': 250 }).variance_reasons).toMatchObject([{ reason: 'None is needed.' }]);
    expect(causeOf({ 'post-16': 251 }).variance_reasons).toMatchObject([{ reason: 'No reason is given.' }]);
  });

  test('is told from what is in no line, in whichever column', () => {
    const project = forecastWith({});
    for (const table of [project.plan, ...project.forecasts])
      table?.rows.forEach((row) => {
        if (/contribution$/i.test(row.name)) row.values = {};
      });
    const { main_cause, variances_over_years } = plain(buildVariances(sourceOf(id, project), {}));
    expect(main_cause).toBe('The forecast is as in the plan in every line.');
    expect(variances_over_years.map(({ line }) => line)).toContain('Not in these lines');
    const without = forecastWith({ 'post-16': 300 });
    without.agreement.plan.lines = without.agreement.plan.lines.filter(
      ({ role }) => role !== 'cumulative-after',
    );
    const rows = plain(buildVariances(sourceOf(id, without), {})).variances_over_years;
    expect(rows.at(-1)?.line).toBe('All years to 2028/29 together');
  });

  test('is in no line where a total alone differs', () => {
    const project = forecastWith({});
    const table = project.forecasts.find(({ round }) => round === id) as PlanTable;
    const line = agreement.plan.lines.find(({ role }) => role === 'in-year');
    const found = line && rowOf(table, line)?.values['2023/24'];
    if (found) found.value += 2;
    expect(plain(buildVariances(sourceOf(id, project), {})).main_cause).toBe(
      'The difference from the plan is in none of its lines.',
    );
  });
});

test('a surplus is better or worse than the plan, and a deficit above or below it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9000, max: 9000 }), (by) => {
      const { value } = buildEvidence(sourceOf(id, forecastWith({ 'post-16': by }))).sentence;
      const said =
        by === 0
          ? 'nil at the end of 2028/29 (as in the plan)'
          : by > 0
            ? `a deficit of ${money(by)} at the end of 2028/29 (${money(by)} above the plan)`
            : `a surplus of ${money(-by)} at the end of 2028/29 (${money(-by)} better than the plan)`;
      expect(value).toContain(said);
    }),
    { numRuns: 30 },
  );
});
