import { addDays } from 'date-fns/addDays';
import { differenceInBusinessDays } from 'date-fns/differenceInBusinessDays';
import { isWeekend } from 'date-fns/isWeekend';
import { lightFormat } from 'date-fns/lightFormat';
import type { IsoDate } from '../model/field-types.ts';

/** Working days in England: Monday to Friday, bank holidays out. Dates have no time and no zone. */

/** The beginning of a day where the program runs. The library's reader of dates takes twenty times as long. */
function dayOf(date: IsoDate): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day);
}

/** The date some days later, or earlier where `days` is negative. */
export function shiftDays(date: IsoDate, days: number): IsoDate {
  return lightFormat(addDays(dayOf(date), days), 'yyyy-MM-dd');
}

export function isWorkingDay(date: IsoDate, holidays: ReadonlySet<IsoDate>): boolean {
  return !isWeekend(dayOf(date)) && !holidays.has(date);
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

/** How many working days there are after one day, up to and with a later one. */
export function workingDaysAfter(from: IsoDate, to: IsoDate, holidays: ReadonlySet<IsoDate>): number {
  // The library counts from the first day and leaves the last one out.
  const weekdays = differenceInBusinessDays(dayOf(shiftDays(to, 1)), dayOf(shiftDays(from, 1)));
  const off = [...holidays].filter((day) => from < day && day <= to && !isWeekend(dayOf(day)));
  return weekdays - off.length;
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
