import type { IsoDate } from '../model/field-types.ts';

/** The date in London: at 23:30 UTC on 15 June it is already the 16th there, deadline day. */
export function londonToday(now: Date): IsoDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(now);
}

/** The time of day in London, `09:14`; with the day if that is not today, `24 November, 18:02`. */
export function londonTime(instant: Date, now: Date): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'Europe/London' }).format(instant);
  const time = format({ hour: '2-digit', minute: '2-digit' });
  return londonToday(instant) === londonToday(now)
    ? time
    : `${format({ day: 'numeric', month: 'long' })}, ${time}`;
}
