import type { IsoDate } from '../model/field-types.ts';

/** Working days in England: Monday to Friday, bank holidays out. Dates have no time and no zone, and are counted in UTC. */

/** The date some days later, or earlier where `days` is negative. */
export function shiftDays(date: IsoDate, days: number): IsoDate {
  const day = new Date(date);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

const isWeekday = (date: IsoDate): boolean => new Date(date).getUTCDay() % 6 > 0;

export const isWorkingDay = (date: IsoDate, holidays: ReadonlySet<IsoDate>): boolean =>
  isWeekday(date) && !holidays.has(date);

/** The date itself if it is a working day, or else the last one before it. */
export function workingDayOnOrBefore(date: IsoDate, holidays: ReadonlySet<IsoDate>): IsoDate {
  let day = date;
  while (!isWorkingDay(day, holidays)) day = shiftDays(day, -1);
  return day;
}

/** The working day that lies `count` working days before a date. */
export function workingDaysBefore(date: IsoDate, count: number, holidays: ReadonlySet<IsoDate>): IsoDate {
  let day = date;
  for (let left = count; left > 0; left--) day = workingDayOnOrBefore(shiftDays(day, -1), holidays);
  return day;
}

/** How many working days there are after one day, up to and with a later one. */
export function workingDaysAfter(from: IsoDate, to: IsoDate, holidays: ReadonlySet<IsoDate>): number {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const rest = Array.from({ length: days % 7 }, (_, i) => shiftDays(from, i + 1));
  const off = [...holidays].filter((day) => from < day && day <= to && isWeekday(day));
  return Math.floor(days / 7) * 5 + rest.filter(isWeekday).length - off.length;
}

/**
 * Working days from one day to another: 0 on the day itself alone, so 1 even from a Saturday to the Sunday; negative once it
 * has passed.
 */
export function workingDaysUntil(today: IsoDate, date: IsoDate, holidays: ReadonlySet<IsoDate>): number {
  if (today === date) return 0;
  const [from, to] = today < date ? [today, date] : [date, today];
  const count = Math.max(1, workingDaysAfter(from, to, holidays));
  return today < date ? count : -count;
}
