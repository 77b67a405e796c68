import type { IsoDate } from '../model/fields.ts';

/** Working days in England: Monday to Friday, bank holidays out. Dates have no time and no zone, so they are reckoned in UTC. */

const dayInMilliseconds = 86_400_000;

/** The date some days later, or earlier where `days` is negative. */
export function shiftDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(date) + days * dayInMilliseconds).toISOString().slice(0, 10);
}

export function isWorkingDay(date: IsoDate, holidays: ReadonlySet<IsoDate>): boolean {
  const weekday = new Date(date).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(date);
}

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
