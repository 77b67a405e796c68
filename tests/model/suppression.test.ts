import { describe, expect, test } from '@jest/globals';
import { type Sum, suppress, type Value } from '../../src/model/suppression.ts';
import fc from '../properties.ts';

const count = (value: number): Value => ({ kind: 'count', value, isOfPeople: true });
const tableOf = (values: Record<string, number>) =>
  new Map(Object.entries(values).map(([key, value]) => [key, count(value)]));
const printed = (values: Record<string, number>, sums: Sum[], least = 5) => {
  const hidden = suppress(tableOf(values), sums, least);
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const how = hidden.get(key);
      return [key, how === undefined ? value : how === 'hidden' ? 'hidden' : `<${how.below}`];
    }),
  );
};
const sum: Sum = { total: 'all', parts: ['a', 'b', 'c'] };

describe('a small count', () => {
  test('is hidden, nought and others are not', () => {
    expect(printed({ a: 0, b: 1, c: 4, d: 5 }, [])).toEqual({ a: 0, b: '<5', c: '<5', d: 5 });
  });

  test('that a total gives away takes the smallest part beside it with it', () => {
    expect(printed({ a: 3, b: 12, c: 40, all: 55 }, [sum])).toEqual({ a: '<5', b: 'hidden', c: 40, all: 55 });
  });

  test('beside another that is hidden needs no more, unless both can be told', () => {
    expect(printed({ a: 3, b: 2, c: 40, all: 45 }, [sum])).toEqual({ a: '<5', b: '<5', c: 40, all: 45 });
    // Both can only be 4.
    expect(printed({ a: 4, b: 4, c: 40, all: 48 }, [sum])).toEqual({
      a: '<5',
      b: '<5',
      c: 'hidden',
      all: 48,
    });
  });

  test('is no safer for a nought that is hidden: what is left is its value', () => {
    expect(printed({ a: 3, b: 0, c: 40, all: 43 }, [sum])).toEqual({ a: '<5', b: 0, c: 'hidden', all: 43 });
  });

  test('beside a small total is worded less closely where the words would tell it', () => {
    // Four parts from 1 to 4 that make 4 at most can only be 1 each.
    const four: Sum = { total: 'all', parts: ['a', 'b', 'c', 'd'] };
    expect(printed({ a: 1, b: 1, c: 1, d: 1, all: 4 }, [four])).toEqual({
      a: '<5',
      b: '<5',
      c: '<5',
      d: '<5',
      all: 'hidden',
    });
  });

  test('takes nothing with it where a part is not printed', () => {
    const values = tableOf({ a: 3, b: 12, all: 55 }).set('c', { kind: 'unknown' });
    expect([...suppress(values, [sum], 5).keys()]).toEqual(['a']);
  });

  test('that is hidden in the workbook already is kept as well', () => {
    const values = tableOf({ b: 12, c: 40, all: 55 }).set('a', { kind: 'below', limit: 10 });
    expect([...suppress(values, [sum], 5)]).toEqual([
      ['a', { below: 10 }],
      ['b', 'hidden'],
    ]);
  });

  test('in a sum that does not add up still takes another with it', () => {
    expect(printed({ a: 3, b: 12, c: 40, all: 70 }, [sum])).toMatchObject({ a: '<5', b: 'hidden' });
  });
});

/** Every table up to a bound that fits what is printed; the values that each key has in one of them. */
function possible(values: Record<string, number>, sums: readonly Sum[], least: number, bound: number) {
  const hidden = suppress(tableOf(values), sums, least);
  const totals = new Set(sums.map(({ total }) => total));
  const parts = Object.keys(values).filter((key) => !totals.has(key));
  const fits = (key: string, value: number) => {
    const how = hidden.get(key);
    if (how === undefined) return value === values[key];
    const isSmall = (values[key] ?? 0) > 0 && (values[key] ?? 0) < least;
    if (how === 'hidden') return isSmall || value === 0 || value >= least;
    return value > 0 && value < how.below;
  };
  const seen = new Map<string, Set<number>>();
  const table: Record<string, number> = {};
  const fill = (i: number): void => {
    if (i < parts.length) {
      for (let value = 0; value <= bound; value++)
        if (fits(parts[i] as string, value)) {
          table[parts[i] as string] = value;
          fill(i + 1);
        }
      return;
    }
    const whole: Record<string, number> = { ...table };
    for (const { total, parts: of } of sums)
      whole[total] = of.reduce((sumOf, key) => sumOf + (whole[key] ?? 0), 0);
    if (Object.entries(whole).every(([key, value]) => fits(key, value)))
      for (const [key, value] of Object.entries(whole))
        seen.set(key, (seen.get(key) ?? new Set()).add(value));
  };
  fill(0);
  return { hidden, seen };
}

test('no reader can work out a small count, by any table that fits what is printed', () => {
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.nat(4) },
    { weight: 2, arbitrary: fc.integer({ min: 4, max: 7 }) },
  );
  fc.assert(
    fc.property(value, value, value, value, fc.integer({ min: 2, max: 5 }), (a, b, c, d, least) => {
      const values = { a, b, c, d, ab: a + b, cd: c + d, all: a + b + c + d };
      const sums = [
        { total: 'ab', parts: ['a', 'b'] },
        { total: 'cd', parts: ['c', 'd'] },
        { total: 'all', parts: ['ab', 'cd'] },
      ];
      const { seen } = possible(values, sums, least, 13);
      for (const [key, count] of Object.entries(values))
        if (count > 0 && count < least && least > 2)
          expect([key, (seen.get(key)?.size ?? 0) > 1]).toEqual([key, true]);
    }),
    { numRuns: 20 },
  );
});

test('one sum of three parts hides one more than its small counts at most, if that one is large enough to hide behind', () => {
  const part = fc.oneof(fc.nat(4), fc.integer({ min: 9, max: 40 }));
  fc.assert(
    fc.property(part, part, fc.integer({ min: 9, max: 40 }), (a, b, c) => {
      const values = { a, b, c, all: a + b + c };
      const hidden = suppress(tableOf(values), [sum], 5);
      const small = [a, b].filter((value) => value > 0 && value < 5).length;
      expect(hidden.size).toBeLessThanOrEqual(small + (small > 0 ? 1 : 0));
    }),
  );
});

test('a large register with many sums is done in bounded time', () => {
  const keys = Array.from({ length: 200 }, (_, i) => `k${i}`);
  const values = new Map(keys.map((key, i) => [key, count(i % 7)]));
  const sums = keys.slice(0, 100).map((total, i) => ({ total, parts: keys.slice(i + 1, i + 40) }));
  const start = performance.now();
  suppress(values, sums, 5);
  expect(performance.now() - start).toBeLessThan(60_000);
});
