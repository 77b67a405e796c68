import type { IsoDate } from '../model/fields.ts';

/** The date in London: at 23:30 UTC on 15 June it is already the 16th there, deadline day. */
export function londonToday(now: Date): IsoDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(now);
}
