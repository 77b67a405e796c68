import { isoDate } from '../model/field-types.ts';

/** Days as people in Britain type them: `29 February 2024`, `Thu 29th Feb 24`, `29/2/24`, `29.2.2024`, `2024-02-29`. */

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The day as `2024-02-29`, or why it cannot be read. The day comes before the month. */
export function dayTyped(text: string): { day: string } | { why: string } {
  const [, name, rest = ''] = /^(?:([a-z]{3,9})[.,]?\s+)?(.*?)[.;]?$/is.exec(text.trim()) ?? [];
  const weekday = name === undefined ? -1 : days.findIndex((one) => isShortFor(name, one));
  const typed = weekday < 0 ? text.trim().replace(/[.;]$/, '') : rest;
  const read = isoDate.safeParse(typed);
  if (!read.success) {
    const exists = read.error.issues[0]?.message === 'a date that exists';
    return {
      why: exists
        ? `"${text}" is no day of the calendar`
        : `"${text}" is not a day: type day, month and year, for example 29 February 2024`,
    };
  }
  const is = new Date(`${read.data}T00:00:00Z`).getUTCDay();
  return weekday < 0 || weekday === is
    ? { day: read.data }
    : { why: `"${text}" is a ${capital(days[is] ?? '')}, not a ${capital(days[weekday] ?? '')}` };
}

const isShortFor = (word: string, name: string) => name.startsWith(word.toLowerCase());
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
