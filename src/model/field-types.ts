import * as z from 'zod';
import { months } from './months.ts';

// Each schema is used for a few files and then never again: compiling them took longer than it saved (6 % of a run).
z.config({ jitless: true });

/** Whether the calendar has the day: 30 February becomes 2 March. */
function exists(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const asDate = 'a date as year-month-day, for example 2023-06-16';

/**
 * Days as people in England write them, `16/06/2023`, `16.6.23`, `16th June 2023`, `16-Jun-23`, `June 16, 2023`, and `2023/6/16`, as
 * `2023-06-16`; any other text as it is.
 */
function fromEnglish(typed: string): string {
  const text = typed
    .trim()
    .replace(/^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i, '$2 $1 $3')
    .replace(/^(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?Z?$/, '$1');
  const [, yearFirst, monthNext, dayLast = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? [];
  const [, day = dayLast, name, number = monthNext, year = yearFirst] =
    /^(\d{1,2})(?:(?:st|nd|rd|th)?[-\s]+(?:of\s+)?([a-z]{3,})\.?,?[-\s]+|[/.-](\d{1,2})[/.-])(\d{4}|\d\d)$/i.exec(
      text,
    ) ?? [];
  if (year === undefined) return typed;
  const month = name === undefined ? Number(number) : months.findIndex((one) => isShortFor(name, one)) + 1;
  return month === 0
    ? typed
    : `${year.padStart(4, '20')}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `Jun`, `june` and `Sept` are short for a month's name. */
const isShortFor = (word: string, month: string) => month.toLowerCase().startsWith(word.toLowerCase());

/** A date without a time, `2023-06-16`; days as the English write them are read too. Whether the day exists is checked. */
export const isoDate = z
  .string(asDate)
  .transform(fromEnglish)
  .pipe(
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, { error: asDate, abort: true })
      .refine(exists, 'a date that exists'),
  );
export type IsoDate = string;

/** Whether a text is a date as this program writes it, as in names of folders. */
export const isIsoDate = (text: string) => isoDate.safeParse(text).data === text;

/** A day, or a month of which the day is not known: `2023-04-30`, `2023-04`. */
export const dayOrMonth = z
  .string('a day, for example 2023-04-30, or a month, 2023-04')
  .transform(fromEnglish)
  .pipe(
    z
      .string()
      .refine(
        (text) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text) || isoDate.safeParse(text).success,
        'a day that exists, for example 2023-04-30, or a month, 2023-04',
      ),
  );

/** A financial year as the tables print it: `2023/24`. `2023-24` and `2023-2024` are read as the same year. */
const asYear = 'a financial year, for example 2023/24';
export const financialYear = z
  .string(asYear)
  .regex(/^\d{4}[/-](\d{2}|\d{4})$/, { error: asYear, abort: true })
  .refine((text) => Number(text.slice(-2)) === (Number(text.slice(0, 4)) + 1) % 100, asYear)
  .transform((text) => `${text.slice(0, 4)}/${text.slice(-2)}`);
export type FinancialYear = string;

/** One of these words, in any letters: `no` for "No". */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.preprocess(
    (typed) =>
      words.find((word) => typeof typed === 'string' && word.toLowerCase() === typed.trim().toLowerCase()) ??
      typed,
    z.enum(words),
  );

/** Text that is printed as it was typed. */
export const plainText = z.string().trim();

/** A name that is printed: a blank one would leave a gap in a document. */
export const name = plainText.min(1, 'a name in words');

/** The time that Markdown takes grows with the square of the marks in a paragraph: half a second for so many. */
const mostMarks = 20_000;

function hasFewMarks(text: string): boolean {
  return text.length <= mostMarks || text.split(/[*_]/, mostMarks + 2).length <= mostMarks + 1;
}

/** One mailbox, as the header of an e-mail takes it. */
export const eMailAddress = plainText.regex(
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i,
  'an address, for example name@example.org',
);

/** Narrative: Markdown with paragraphs, bold, italic, lists, links and simple tables. */
export const markdown = z
  .string()
  .trim()
  .refine(hasFewMarks, 'text with at most 20,000 marks for bold and italic');

export const workstreamNumber = z.number().int().min(1);

/**
 * A list in which no two entries have the same value of a field. `what` says in
 * words what belongs there.
 */
export function distinctBy<Item>(
  keyOf: (item: Item) => string | number,
  [field, what]: readonly [field: string, what: string],
) {
  return (items: readonly Item[], context: z.core.$RefinementCtx) => {
    const keys = items.map(keyOf);
    for (const [i, key] of keys.entries())
      if (keys.indexOf(key) < i) context.addIssue({ code: 'custom', path: [i, field], message: what });
  };
}

/** `2023-11-13-cabinet`: the day of the meeting, and the body in small letters. */
export const isPaperId = (text: string) =>
  isIsoDate(text.slice(0, 10)) && /^.{10}(?:-[a-z0-9]+)+$/.test(text);

/** `difficulty-2024-02-05`: the day on which it was noticed, and words in small letters where there are two. */
export const isDifficultyId = (text: string) =>
  /^difficulty-20\d{2}-\d{2}-\d{2}(?:-[a-z0-9]+)*$/.test(text) && isIsoDate(text.slice(11, 21));

/** The id of a paper: the day of a meeting of Schools Forum, or that of another body with its name. */
export const paperId = z
  .string('the id of a paper, for example "2023-05-17" or "2023-11-13-cabinet"')
  .refine(
    (id) => isIsoDate(id) || isPaperId(id),
    'the id of a paper, for example 2023-05-17 or 2023-11-13-cabinet',
  );

/** `2024-03`: year and month. */
export const isRoundId = (text: string) => /^\d{4}-\d{2}$/.test(text);

export const roundId = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a round, for example 2023-06');

/** `2024-03-15`: the day of a meeting of Schools Forum, as its folder is called. */
export const isForumName = isIsoDate;
