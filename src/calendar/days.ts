import type { IsoDate } from '../model/field-types.ts';

/** Days as people write them. Dates have no time and no zone, so they are read and printed in one and the same: UTC. */

const formatOf = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });

/** `Fri 16 Jun 2023`, padded so that days stand below each other. */
export function dayName(date: IsoDate): string {
  const day = new Date(`${date}T00:00:00Z`);
  const weekday = formatOf({ weekday: 'short' }).format(day);
  // "Sept" is the only month that en-GB cuts after four letters.
  const month = formatOf({ month: 'short' }).format(day).slice(0, 3);
  return `${weekday} ${String(day.getUTCDate()).padStart(2)} ${month} ${day.getUTCFullYear()}`;
}

/** `Fri 2 Jun 2023`, as a sentence has it. */
export const shortDayName = (date: IsoDate): string => dayName(date).replace(/ +/g, ' ');

/** `Friday 16 June 2023` */
export function longDayName(date: IsoDate): string {
  const day = new Date(`${date}T00:00:00Z`);
  const weekday = formatOf({ weekday: 'long' }).format(day);
  return `${weekday} ${day.getUTCDate()} ${formatOf({ month: 'long' }).format(day)} ${day.getUTCFullYear()}`;
}
