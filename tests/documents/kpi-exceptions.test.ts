import { expect, test } from '@jest/globals';
import { formatTolerance } from '../../src/documents/kpis.ts';
import fc from '../properties.ts';

test.each([
  ['count', 5, '5'],
  ['count', 1500, '1,500'],
  ['percent', 0.5, '0.5 points'],
  ['pounds', 240, '£240'],
  ['millions', 0.25, '£0.250m'],
  ['ratio', 0.05, '0.05'],
] as const)('the tolerance of a KPI in %s is printed in its unit', (unit, size, words) => {
  expect(formatTolerance({ unit }, size)).toBe(words);
});

test('a tolerance is never printed as another number', () => {
  const units = fc.constantFrom('count', 'percent', 'pounds', 'millions', 'ratio');
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 2_000_000 }), (unit, thousandths) => {
      const size = thousandths / 1000;
      expect(Number(formatTolerance({ unit } as never, size).replace(/[£,m]| points/g, ''))).toBe(size);
    }),
  );
});
