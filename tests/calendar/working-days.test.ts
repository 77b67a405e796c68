import { describe, expect, test } from '@jest/globals';
import { isWorkingDay, shiftDays, workingDaysUntil } from '../../src/calendar/working-days.ts';
import fc from '../properties.ts';

const days = new Set(['2023-05-29']);

describe('working days from one day to another', () => {
  test.each([
    ['the day itself', '2023-06-16', '2023-06-16', 0],
    ['over a weekend', '2023-06-09', '2023-06-12', 1],
    ['from a Saturday', '2023-06-10', '2023-06-12', 1],
    ['over a bank holiday', '2023-05-26', '2023-05-30', 1],
    ['back over a weekend', '2023-06-19', '2023-06-16', -1],
    ['from a Saturday to the Sunday', '2023-06-10', '2023-06-11', 1],
    ['back from a Saturday', '2023-06-17', '2023-06-16', -1],
    ['a fortnight', '2023-05-26', '2023-06-16', 14],
  ])('%s', (_, from, to, count) => {
    expect(workingDaysUntil(from, to, days)).toBe(count);
  });

  test('are those that a count day by day gives, over clock changes and holidays at weekends too', () => {
    const off = new Set([...days, '2023-06-10', '2024-03-31']);
    const day = fc.integer({ min: 0, max: 1500 }).map((past) => shiftDays('2022-01-01', past));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 300 }), (from, length) => {
        const each = Array.from({ length }, (_, i) => shiftDays(from, i + 1));
        const count = Math.max(1, each.filter((one) => isWorkingDay(one, off)).length);
        const to = shiftDays(from, length);
        expect([workingDaysUntil(from, to, off), workingDaysUntil(to, from, off)]).toEqual([count, -count]);
      }),
    );
  });
});
