import { describe, expect, test } from '@jest/globals';
import { type Kpi, kpisOf, matchKpis } from '../../src/model/kpi.ts';
import { isOnTarget, positionOf, targetFor } from '../../src/model/kpi-targets.ts';
import { sample } from '../documents/source.ts';

/** Targets, and what has to be explained. */

const project = sample();
const kpiOf = (id: string) => {
  const kpi = kpisOf(project.register).find((one) => one.id === id);
  if (!kpi) throw new Error(`no KPI ${id}`);
  return kpi;
};
const rowOf = (kpi: Kpi, from = project) => matchKpis(from.register, from.kpis).get(kpi.id);

/** The tolerance is 2; printed without decimals, so 10.4 is 10. */
test.each([
  ['up', 8, 10, true],
  ['up', 7, 10, false],
  ['up', 99, 10, true],
  ['down', 12, 10, true],
  ['down', 13, 10, false],
  ['down', 12.4, 10, true],
  ['down', 0, 10, true],
  [undefined, 12, 10, true],
  [undefined, 13, 10, false],
  [undefined, 7, 10, false],
] as const)('better %s: %d with a target of %d is on it: %s', (better, value, target, wanted) => {
  const { better: _, plan_line: __, ...kpi } = kpiOf('pex');
  const judged = { ...kpi, tolerance: 2, ...(better && { better }) } as Kpi;
  expect(isOnTarget(project, judged, value, target)).toBe(wanted);
});

describe('the target', () => {
  const targets = (...list: Array<[number, { month?: string; year?: string }]>) => {
    const kpi = kpiOf('pex');
    const row = rowOf(kpi);
    const cell = { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'N1' };
    const of = list.map(([value, when]) => ({ ...when, figure: { value, cell } }));
    return (id: string) => targetFor(project, kpi, row && ({ ...row, targets: of } as typeof row), id)?.value;
  };

  test('of the month comes before that of the year, and that before one for every report', () => {
    const at = targets([1, {}], [2, { year: '2023/24' }], [3, { month: '2023-09' }]);
    expect([at('2023-06'), at('2023-09'), at('2023-12'), at('2024-06')]).toEqual([3, 3, 2, 1]);
  });

  test('is nowhere taken from another year', () => {
    const at = targets([5, { year: '2022/23' }], [6, { month: '2024-06' }]);
    expect([at('2023-09'), at('2024-06')]).toEqual([undefined, 6]);
  });

  /** By hand: the plan's cumulative balance after contributions is a deficit of 59.262 at the end of 2023/24; KPIs have it negative. */
  test('of a KPI that repeats a line of the plan is what was agreed, with the sign of the KPI', () => {
    const kpi = kpiOf('dsg-cumulative-after');
    expect(targetFor(project, kpi, rowOf(kpi), '2023-12')?.value).toBe(-59.262);
  });
});

describe('what is explained', () => {
  test('is what is off target, or has moved by more than its own tolerance', () => {
    const at = (id: string, round: string) => {
      const kpi = kpiOf(id);
      const { onTarget, hasMoved, isException } = positionOf(project, kpi, rowOf(kpi), round);
      return [onTarget, hasMoved, isException];
    };
    // 958, 971, 994 placements against 970; its tolerance is 5.
    expect(at('independent-placements', '2023-06')).toEqual([true, false, false]);
    expect(at('independent-placements', '2023-09')).toEqual([true, true, true]);
    expect(at('independent-placements', '2023-12')).toEqual([false, true, true]);
    expect(at('ehcps-actual', '2023-12')).toEqual([undefined, false, false]);
  });

  test('an annual KPI is explained only in the report that has its new value', () => {
    const annual = { ...kpiOf('pex'), regularity: 'Annually' } as Kpi;
    const row = rowOf(annual);
    const figure = row?.values['2023-12'];
    const only = row && { ...row, values: figure ? { '2023-06': figure } : {} };
    expect(positionOf(project, annual, only, '2023-06').isException).toBe(true);
    expect(positionOf(project, annual, only, '2023-09').isException).toBe(false);
  });
});

test('a value that is on target only by its tolerance says so', () => {
  const placements = kpiOf('independent-placements');
  const within = (month: string) =>
    positionOf(project, placements, rowOf(placements), month).isWithinTolerance;
  expect(['2023-06', '2023-09', '2023-12'].map(within)).toEqual([false, true, false]);
});
