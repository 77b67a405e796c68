import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { milestonesOf, windowOf } from '../../src/calendar/milestones.ts';
import {
  isWorkingDay,
  shiftDays,
  workingDayOnOrBefore,
  workingDaysBefore,
} from '../../src/calendar/working-days.ts';
import type { RoundContext } from '../../src/checks/context.ts';
import { holidaysReachDeadline } from '../../src/checks/dates.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { isReadable } from '../../src/model/project.ts';
import { calendarOf } from '../../src/model/round.ts';
import { cycles } from './cycles.ts';

const { project } = await readProject(join(import.meta.dirname, '..', '..', 'inputs'));
if (!isReadable(project)) throw new Error('the sample programme cannot be read');
const { agreement, holidays } = project;
const days = new Set(holidays?.holidays.map(({ date }) => date));

const calendar = (round: string) => {
  const found = calendarOf(agreement, round);
  if (!found) throw new Error(`no round ${round}`);
  return found;
};
const weekday = (date: string) =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
const dated = (date: string) => `${weekday(date)} ${date}`;

describe('the 21 rounds of 2023 to 2029', () => {
  test.each(cycles)(
    'a deadline of %s counts from %s: draft %s, sign-off %s, submitted %s',
    (deadline, effective, ...milestones) => {
      const round = calendar(deadline.slice(4, 11));
      expect(dated(round.deadline)).toBe(deadline);
      expect(dated(workingDayOnOrBefore(round.deadline, days))).toBe(effective);
      expect(milestonesOf(agreement, round, holidays).map(({ date }) => dated(date))).toEqual(milestones);
    },
  );

  test('in any one year the three deadlines fall on the same weekday, and none on a bank holiday', () => {
    for (let year = 2023; year <= 2029; year++) {
      const deadlines = ['06', '09', '12'].map((month) => calendar(`${year}-${month}`).deadline);
      expect(new Set(deadlines.map(weekday)).size).toBe(1);
      expect(deadlines.filter((date) => days.has(date))).toEqual([]);
    }
  });
});

test("milestones have the agreement's names and order, and a round's own date wins", () => {
  const own = { 'executive-board': '2023-06-09' };
  expect(milestonesOf(agreement, calendar('2023-06'), holidays, own)).toEqual([
    {
      id: 'delivery-group',
      name: 'Draft to Delivery Group',
      date: '2023-05-26',
      stage: 'draft',
      with: 'Delivery Group',
    },
    {
      id: 'executive-board',
      name: 'Final sign-off by Executive Board',
      date: '2023-06-09',
      stage: 'board',
      with: 'the Executive Board',
    },
    { id: 'submit', name: 'Final submitted to DfE', date: '2023-06-15', stage: 'submit' },
  ]);
});

test('without a list of bank holidays, weekends alone are left out', () => {
  const [known] = milestonesOf(agreement, calendar('2026-09'), holidays);
  const [unknown] = milestonesOf(agreement, calendar('2026-09'), undefined);
  expect([known?.date, unknown?.date]).toEqual(['2026-08-25', '2026-08-26']);
});

test('a round opens on the day after the deadline before it', () => {
  expect(windowOf(agreement, '2023-09')).toEqual({ opens: '2023-06-17', closes: '2023-09-15' });
  expect(windowOf(agreement, '2023-06')).toEqual({ opens: '2022-12-16', closes: '2023-06-16' });
  expect(windowOf(agreement, '2024-06')).toEqual({ opens: '2023-12-16', closes: '2024-06-16' });
});

describe('working days', () => {
  test.each([
    ['Tuesday after Easter', '2024-04-02', 1, '2024-03-28'],
    ['Tuesday after Easter', '2024-04-02', 2, '2024-03-27'],
    ['first working day of 2024', '2024-01-02', 1, '2023-12-29'],
    ['first working day of 2024', '2024-01-02', 4, '2023-12-22'],
    ['Tuesday after two substitute days', '2027-12-29', 1, '2027-12-24'],
    ['Tuesday after a substitute New Year', '2028-01-04', 1, '2027-12-31'],
    ['Tuesday after the coronation', '2023-05-09', 1, '2023-05-05'],
    ['Tuesday after the coronation', '2023-05-09', 5, '2023-04-28'],
  ])('%s, %s less %i working days is %s', (_, date, count, before) => {
    expect(workingDaysBefore(date, count, days)).toBe(before);
  });

  test('Good Friday to Easter Monday are not working days; Maundy Thursday is', () => {
    const dates = ['2024-03-28', '2024-03-29', '2024-03-30', '2024-03-31', '2024-04-01', '2024-04-02'];
    expect(dates.map((date) => isWorkingDay(date, days))).toEqual([true, false, false, false, false, true]);
    expect(workingDayOnOrBefore('2024-04-01', days)).toBe('2024-03-28');
  });

  test('Christmas Day on a Saturday moves both holidays to the days after the weekend', () => {
    expect(workingDayOnOrBefore('2027-12-28', days)).toBe('2027-12-24');
    expect(isWorkingDay('2027-12-29', days)).toBe(true);
  });

  test('days are counted over the change of clocks and over a leap day', () => {
    expect(shiftDays('2023-03-25', 1)).toBe('2023-03-26');
    expect(shiftDays('2023-03-26', 1)).toBe('2023-03-27');
    expect(shiftDays('2023-10-30', -1)).toBe('2023-10-29');
    expect(shiftDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(shiftDays('2024-03-01', -366)).toBe('2023-03-01');
  });

  test('no working days before a date is the date itself', () => {
    expect(workingDaysBefore('2023-06-16', 0, days)).toBe('2023-06-16');
  });
});

describe('the end of the list of bank holidays', () => {
  const check = (round: string) =>
    holidaysReachDeadline({ project, calendar: calendar(round) } as unknown as RoundContext);

  test('a deadline that the list reaches is not remarked on', () => {
    expect(check('2030-12')).toEqual([]);
  });

  test('a deadline after the last day of the list is a warning at that day', () => {
    expect(check('2031-06')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'date/holidays-run-out',
        message: 'the bank holidays run out on 2030-12-31, before the deadline of 2031-06-16',
        where: { file: 'bank-holidays.yaml', path: ['runs_out'] },
      }),
    ]);
  });
});
