import { describe, expect, test } from '@jest/globals';
import type { PlanTable } from '../../src/model/plan.ts';
import { calendarOf } from '../../src/model/round.ts';
import { rounded } from '../../src/model/rounded.ts';
import { comparedIn, mainCause, type Variance, variancesOf } from '../../src/model/variance.ts';
import { sample } from '../documents/source.ts';
import fc from '../properties.ts';

/** The sums of the variance tables, against sums that were made by hand, and against themselves. */

const project = sample();
const { agreement } = project;

function comparedAt(id: string) {
  const calendar = calendarOf(agreement, id);
  const found = calendar && comparedIn(project, calendar);
  if (!found) throw new Error(`no forecast of ${id}`);
  return found;
}

/** The lines that differ, by id, and the difference that each column ends in. */
const differing = (lines: ReadonlyArray<Variance & { line: { id: string } }>) =>
  Object.fromEntries(
    lines.filter(({ difference }) => difference !== 0).map(({ line, difference }) => [line.id, difference]),
  );

/** By hand from scripts/sample/forecast-changes.csv: what each line adds, the total, and the rounding of the plan itself. */
const byHand = [
  {
    id: '2023-06',
    year: [{ 'independent-special-schools': 0.15 }, 0.15],
    all: [{ 'independent-special-schools': 0.3 }, 0.303, 0.003],
    moved: [undefined, undefined],
  },
  {
    id: '2023-09',
    year: [{ 'independent-special-schools': 0.62, 'state-special-schools': 0.18 }, 0.8],
    all: [{ 'independent-special-schools': 1.97, 'state-special-schools': 0.48 }, 2.453, 0.003],
    moved: [0.65, 2.15],
  },
  {
    id: '2023-12',
    year: [
      {
        'independent-special-schools': 2.9,
        'inclusion-fund': 0.7,
        'state-special-schools': 0.45,
        'resource-bases': -0.05,
      },
      4,
    ],
    all: [
      {
        'independent-special-schools': 8.1,
        'inclusion-fund': 1.8,
        'state-special-schools': 1.05,
        'resource-bases': -0.15,
      },
      10.803,
      0.003,
    ],
    moved: [3.2, 8.35],
  },
] as const;

describe.each(byHand)('$id', ({ id, year, all, moved }) => {
  const { ofYear, overYears } = comparedAt(id);

  test('has the differences that a person adds up for the year', () => {
    expect(differing(ofYear?.lines ?? [])).toEqual(year[0]);
    expect([ofYear?.total.difference, ofYear?.rounding]).toEqual([year[1], undefined]);
  });

  test('has those over all years, where the plan of the source is 0.003 out by rounding', () => {
    expect(differing(overYears?.lines ?? [])).toEqual(all[0]);
    expect(overYears?.total.difference).toBe(all[1]);
    expect(overYears?.rounding).toMatchObject({ difference: all[2], isRounding: true });
    expect(overYears?.opening).toMatchObject({ agreed: { value: 53.976 }, difference: 0 });
  });

  test('has moved since the last forecast as by hand', () => {
    expect([ofYear?.total.movement, overYears?.total.movement]).toEqual(moved);
  });

  test('has independent special schools as its main line', () => {
    for (const table of [ofYear, overYears])
      expect(table && mainCause(table)?.line?.id).toBe('independent-special-schools');
  });
});

test('a line is material beyond the greater of the amount and the part of the line, in the year or over all', () => {
  expect([...comparedAt('2023-06').material]).toEqual([]);
  expect([...comparedAt('2023-09').material]).toEqual([]);
  expect([...comparedAt('2023-12').material].sort()).toEqual([
    'inclusion-fund',
    'independent-special-schools',
  ]);
  const own = { ...agreement, plan: { ...agreement.plan, materiality: { amount: 0.4, percent: 0 } } };
  const calendar = calendarOf(own, '2023-12');
  const found = calendar && comparedIn({ ...project, agreement: own }, calendar);
  expect([...(found?.material ?? [])]).toContain('state-special-schools');
  expect([...(found?.material ?? [])]).not.toContain('resource-bases');
});

const cents = fc.integer({ min: -90_000, max: 90_000 }).map((value) => value / 1000);

/** A table with random lines, whose totals are right, or out by as much as rounding makes. */
const tables = (title: string) =>
  fc
    .record({
      figures: fc.array(cents, { minLength: 4 * 3, maxLength: 4 * 3 }),
      opening: cents,
      slip: fc.integer({ min: -2, max: 2 }),
    })
    .map(({ figures, opening, slip }): PlanTable => {
      const at = (line: number, year: number) => figures[line * 3 + year] ?? 0;
      const inYear = [0, 1, 2].map((year) => at(0, year) + at(1, year) + at(2, year));
      const after = inYear.map(
        (_, year) =>
          opening + inYear.slice(0, year + 1).reduce((sum, one, i) => sum + one + at(3, i), 0) + slip / 1000,
      );
      const rows = [...[0, 1, 2, 3].map((line) => [0, 1, 2].map((year) => at(line, year))), inYear, after];
      const cell = { file: 'plan.xlsx', sheet: title, cell: 'A1' };
      return {
        kind: 'plan',
        title,
        round: undefined,
        illustrative: true,
        cell,
        years: ['a', 'b', 'c'],
        rows: rows.map((values, i) => ({
          name: `line ${i}`,
          key: `line ${i}`,
          cell,
          values: Object.fromEntries(
            ['a', 'b', 'c'].map((year, j) => [year, { value: rounded(values[j] ?? 0, 3), cell }]),
          ),
          unread: [],
          cells: {},
        })),
      };
    });

const roles = ['income', 'spend', 'spend', 'dfe-contribution', 'in-year', 'cumulative-after'] as const;
const made = {
  ...agreement,
  financial_years: ['a', 'b', 'c'],
  plan: { lines: roles.map((role, i) => ({ id: `l${i}`, name: `line ${i}`, role })) },
};

test('every column adds up to its total, to the last digit, whatever the figures', () => {
  fc.assert(
    fc.property(tables('plan'), tables('last'), tables('now'), (plan, last, forecast) => {
      for (const year of [undefined, 'a', 'b', 'c']) {
        const { lines, opening, rounding, total } = variancesOf(
          { agreement: made, plan, forecast, last },
          year,
        );
        const parts: Variance[] = [...lines, ...(opening ? [opening] : []), ...(rounding ? [rounding] : [])];
        for (const of of ['agreed', 'last', 'now'] as const)
          expect(
            rounded(
              parts.reduce((sum, one) => sum + (one[of]?.value ?? 0), 0),
              3,
            ),
          ).toBe(total[of]?.value);
        for (const of of ['movement', 'difference'] as const)
          expect(
            rounded(
              parts.reduce((sum, one) => sum + (one[of] ?? 0), 0),
              3,
            ),
          ).toBe(total[of]);
        expect(rounding?.isRounding ?? true).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
