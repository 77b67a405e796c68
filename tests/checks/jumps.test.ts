import { describe, expect, test } from '@jest/globals';
import { factorBetween, jumpOf } from '../../src/checks/jumps.ts';
import type { Kpi } from '../../src/model/kpi.ts';
import fc from '../properties.ts';

type Kind = Pick<Kpi, 'unit' | 'sign'>;
const kind = (unit: Kpi['unit'], sign: Kpi['sign'] = 'positive') => ({ unit, sign }) as Kpi;

describe('a change is asked about', () => {
  test.each<[number, number, Kind]>([
    [9945, 994500, kind('count')],
    [121, 10303, kind('count')],
    [112, 11, kind('count')],
    [37, 370, kind('count')],
    [24540, 2454, kind('pounds')],
    [24540, 2454000, kind('pounds')],
    [4.9, 49, kind('percent')],
    [41.2, 4.12, kind('percent')],
    [1.24, 12.4, kind('millions')],
    [-25.299, -252.99, kind('millions', 'surplus-positive')],
    [2.1, 21, kind('ratio')],
    [231, 1400, kind('count')],
  ])('from %p to %p', (before, after, of) => {
    expect(jumpOf(before, after, of as Kpi)?.message).toContain(`${before} before it`);
  });

  test('where the digits stay and the point moves, in every unit and sign', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2000, max: 100_000, noNaN: true }),
        fc.constantFrom(10, 100, 1000),
        fc.constantFrom<Kpi['unit']>('count', 'percent', 'pounds', 'millions', 'ratio'),
        fc.constantFrom<Kpi['sign']>('positive', 'either', 'surplus-positive'),
        (value, factor, unit, sign) => {
          const rose = jumpOf(value, value * factor, kind(unit, sign));
          const fell = jumpOf(value * factor, value, kind(unit, sign));
          expect(rose?.message).toContain(`about ${factor} times`);
          expect(fell?.message).toContain(`about one part in ${factor} of`);
        },
      ),
    );
  });
});

describe('a change is not asked about', () => {
  test.each<[number, number, Kind]>([
    [9870, 10065, kind('count')],
    [2, 9, kind('count')],
    [1, 20, kind('count')],
    [0, 500, kind('count')],
    [500, 0, kind('count')],
    [5, 0, kind('millions', 'either')],
    [0.3, -11.32, kind('millions', 'surplus-positive')],
    [1.9, 0.2, kind('percent', 'either')],
    [0.41, 0.88, kind('millions')],
    [1840, 2760, kind('pounds')],
  ])('from %p to %p', (before, after, of) => {
    expect(jumpOf(before, after, of as Kpi)).toBeUndefined();
  });

  test('where it is less than fivefold and no power of ten', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 0.21, max: 4.9, noNaN: true }),
        (value, times) => {
          expect(jumpOf(value, value * times, kind('count'))).toBeUndefined();
        },
      ),
    );
  });
});

test.each([
  [1, 9.5, 10],
  [1, 14, undefined],
  [500, 5, 100],
  [5, 5000, 1000],
  [-5, 50, 10],
])('the factor between %p and %p is %p', (before, after, factor) => {
  expect(factorBetween(before, after)).toBe(factor);
});
