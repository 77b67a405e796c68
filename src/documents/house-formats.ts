import { months } from '../model/months.ts';
import { colourOf, fills } from '../model/rating-colours.ts';
import { rounded } from '../model/rounded.ts';
import { datePattern, decimals, formatDate } from '../word/dates-and-numbers.ts';
import type { Helpers } from '../word/shape.ts';

/**
 * How numbers, money and dates are written in documents. A minus is a true one (U+2212), which screen
 * readers say; a zero never has a sign; beside a balance is the word for it.
 */

function signed(value: number, digits: number, unit: (digits: string) => string): string {
  const printed = rounded(value, digits);
  const [whole = '', ...fraction] = Math.abs(printed).toFixed(digits).split('.');
  const text = [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.');
  return `${printed < 0 ? '\u2212' : ''}${unit(text)}`;
}

/** A plain number: `−120.578`, `9,512`. */
export function number(value: number, digits = 0): string {
  return signed(value, digits, (text) => text);
}

/** Millions of pounds: `£25.149m`. */
export function money(value: number, digits = 3): string {
  return signed(value, digits, (text) => `£${text}m`);
}

/** £1.0m of 1, and £0.25m of 0.25. */
export const shortMoney = (amount: number, least = 1): string =>
  money(amount, Math.max(least, String(amount).split('.')[1]?.length ?? 0));

export function pounds(value: number): string {
  return signed(value, 0, (text) => `£${text}`);
}

export function percent(value: number, digits = 1): string {
  return signed(value, digits, (text) => `${text}%`);
}

/** A balance whose deficits are positive, as in the plan, in words: `a deficit of £59.412m`, `a surplus of £11.320m`. */
export function balance(value: number): string {
  if (rounded(value, 3) === 0) return 'in balance';
  return `a ${value > 0 ? 'deficit' : 'surplus'} of ${money(Math.abs(value))}`;
}

/** `2023-06-16` as `16 June 2023`. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}

/** `2023-11-06` as `6 Nov 2023`, for narrow columns. */
export function shortDate(date: string): string {
  const [day = '', month = '', year = ''] = longDate(date).split(' ');
  return `${day} ${month.slice(0, 3)} ${year}`;
}

const words = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** `four`, `46` */
export const inWords = (count: number) => words[count] ?? String(count);

/** `four`, and `none` where no noun follows: `none are better` */
export const inWordsAlone = (count: number) => (count === 0 ? 'none' : inWords(count));

/** `one report`, `four questions`, `46 measures` */
export const counted = (count: number, noun: string) => `${inWords(count)} ${noun}${count === 1 ? '' : 's'}`;

/** The adjective for something done `count` times a year. There is no plain word for five and six. */
export const frequencyOf = (count: number): string | undefined =>
  [undefined, 'annual', 'twice-yearly', 'tri-annual', 'quarterly'][count];

/** `2, 4, 5 and 6` */
export function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `condition 7`, `conditions 1, 5 and 9` */
export const conditionsNamed = (numbers: readonly string[]): string =>
  `condition${numbers.length > 1 ? 's' : ''} ${list(numbers)}`;

const mostOfAlternativeText = 250;

/**
 * An alternative text that screen readers read in one go: the first that has fewer than 250 characters, of texts that get
 * shorter, or else the beginning of the last.
 */
export const alternativeText = (...texts: readonly [string, ...string[]]): string => {
  const short = texts.find((one) => one.length < mostOfAlternativeText);
  const last = texts.at(-1) ?? '';
  return short ?? `${last.slice(0, mostOfAlternativeText - 2).replace(/\s+\S*$/, '')}…`;
};

type Scale = Parameters<typeof colourOf>[0];

/** What templates may use beside names and blocks. A rating is shaded as the agreement's scale says. */
export const helpersFor = (scale: Scale = []): Helpers => ({
  money: {
    takes: 'number',
    options: [decimals],
    print: (value: number, digits: number | string = 3) => money(value, Number(digits)),
  },
  balance: { takes: 'number', options: [], print: (value: number) => balance(value) },
  count: { takes: 'number', options: [], print: (value: number) => number(value) },
  number: {
    takes: 'number',
    options: [decimals],
    print: (value: number, digits: number | string = 3) => number(value, Number(digits)),
  },
  percent: {
    takes: 'number',
    options: [decimals],
    print: (value: number, digits: number | string = 1) => percent(value, Number(digits)),
  },
  date: {
    takes: 'date',
    options: [datePattern],
    print: (value: string, pattern?: string | number) =>
      pattern === undefined ? longDate(value) : formatDate(value, String(pattern)),
  },
  rating: {
    takes: 'text',
    options: [],
    print: (value: string) => value,
    shade(value: string) {
      const colour = colourOf(scale, value);
      return colour && fills[colour];
    },
  },
  judgement: {
    takes: 'text',
    options: [],
    print: (value: string) => value,
    shade: (value: string) => (value === 'Off target' ? fills.red : undefined),
  },
});

/** With a capital at the beginning, as a sentence has it. */
export const withCapital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

export const withSmall = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

/** Text that the template ends with a full stop of its own. */
export const withoutStop = (text: string): string => text.replace(/[.\s]+$/, '');

/** With a full stop at the end, where there is a word. */
export const stopped = (text: string): string => text.replace(/(?<=[\p{L}\p{N}\])%”’"'])\s*$/u, '.');

/** Markdown that begins with a list or a table: it cannot go on in the line of its label. */
export const beginsBlock = /^\s*(?:[-*+]\s|\||\d+[.)]\s)/;
