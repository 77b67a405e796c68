import ical, { ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import type { IsoDate } from '../model/field-types.ts';
import type { DayOfYear } from './days-of-year.ts';
import { shiftDays } from './working-days.ts';

const midnight = (date: IsoDate) => new Date(`${date}T00:00:00Z`);

/**
 * The days as a calendar file (RFC 5545) of all-day entries, which have no time zone. Each keeps its identifier from year
 * to year, so that importing a later file moves the entries and does not double them.
 */
export function writeIcs(council: string, days: readonly DayOfYear[], today: IsoDate): string {
  const calendar = ical({
    name: `${council}: reports to the DfE`,
    prodId: { company: 'triannual', product: 'calendar', language: 'EN' },
  });
  for (const { id, of, date, what, name, remark } of days)
    calendar.createEvent({
      id: `${id}-${what}@triannual`,
      start: midnight(date),
      // The end of an all-day entry is the day after it.
      end: midnight(shiftDays(date, 1)),
      allDay: true,
      timezone: 'UTC',
      stamp: midnight(today),
      summary: `${name}: ${of}`,
      ...(remark ? { description: remark } : {}),
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
  return calendar.toString();
}
