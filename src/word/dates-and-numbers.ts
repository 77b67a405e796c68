import type { HelperOption, Helpers } from './shape.ts';

/** Dates and numbers as tags ask for them: `{{date deadline "D MMMM YYYY"}}`, `{{number share 1}}`. English. */

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** Parts of a date, by how they are typed. */
const dateParts: Record<string, (date: Date) => string> = {
  D: (date) => String(date.getUTCDate()),
  DD: (date) => String(date.getUTCDate()).padStart(2, '0'),
  ddd: (date) => (days[date.getUTCDay()] as string).slice(0, 3),
  dddd: (date) => days[date.getUTCDay()] as string,
  M: (date) => String(date.getUTCMonth() + 1),
  MM: (date) => String(date.getUTCMonth() + 1).padStart(2, '0'),
  MMM: (date) => (months[date.getUTCMonth()] as string).slice(0, 3),
  MMMM: (date) => months[date.getUTCMonth()] as string,
  YY: (date) => String(date.getUTCFullYear()).slice(-2),
  YYYY: (date) => String(date.getUTCFullYear()),
};
const words = /[A-Za-z]+/g;

/** Whether a text is a day of the calendar as contexts have it: `2023-06-16`. */
export function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** `2023-06-16` by a pattern such as `dddd D MMMM YYYY`. */
export function formatDate(date: string, pattern = 'D MMMM YYYY'): string {
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? date : pattern.replace(words, (part) => dateParts[part]?.(at) ?? part);
}

/** The day that a text is, in such a pattern with day, month and year: `2023-06-16`. Of numbers alone the day comes first. */
export function parseDate(text: string): string | undefined {
  const plain = text.trim().replace(/^[A-Za-z]+,?\s+(?=\d)/, '');
  if (isDate(plain)) return plain;
  const [, day = '', word = '', year = ''] =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([A-Za-z]+|\d{1,2})[\s.,/-]+(\d{4}|\d{2})$/.exec(plain) ?? [];
  const named = months.findIndex((month) => month.toLowerCase().startsWith(word.toLowerCase()));
  const month = /^\d/.test(word) ? Number(word) : word.length < 3 ? 0 : named + 1;
  const [full, ...rest] = [year.length === 2 ? `20${year}` : year, month, day];
  const found = [full, ...rest.map((part) => String(part).padStart(2, '0'))].join('-');
  return isDate(found) ? found : undefined;
}

/** For a helper of dates: how they are written. */
export const datePattern: HelperOption = {
  name: 'a pattern such as "D MMMM YYYY"',
  takes: 'text',
  check(pattern: string) {
    const unknown = pattern.match(words)?.find((part) => !Object.hasOwn(dateParts, part));
    if (unknown === undefined && words.test(pattern)) return undefined;
    words.lastIndex = 0;
    const known = `there are: ${Object.keys(dateParts).join(', ')}`;
    return unknown === undefined
      ? `it names no part of a date; ${known}`
      : `"${unknown}" is no part of a date; ${known}`;
  },
};

/** For a helper of numbers: how many decimals are printed. */
export const decimals: HelperOption = {
  name: 'a number of decimals',
  takes: 'number',
  check: (digits: number) =>
    Number.isInteger(digits) && digits >= 0 && digits <= 10 ? undefined : 'it is a whole number from 0 to 10',
};

/** Digits in groups of three, with a true minus (U+2212); what is rounded to zero has none. */
function formatNumber(value: number, digits = 0): string {
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const text = Math.abs(value).toLocaleString('en-GB', format);
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

/** What every template may use; helpers of one's own with these names take their place. */
export const standardHelpers: Helpers = {
  date: { takes: 'date', options: [datePattern], print: formatDate as never },
  number: { takes: 'number', options: [decimals], print: formatNumber as never },
  percent: {
    takes: 'number',
    options: [decimals],
    print: ((value: number, digits?: number) => `${formatNumber(value, digits)}%`) as never,
  },
};
