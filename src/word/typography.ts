/**
 * The signs of a typographer for those of a keyboard, in English: apostrophes, quotation marks, and blanks at which no line ends. One sign
 * takes the place of one, so that places in a text stay.
 */

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
/** May is no short form. */
const shortMonths = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

/** Blanks that hold a day and its month together, and a sign and its number: `< 16`. */
const days = [
  new RegExp(`(?<=(?<![\\d.,/])(?:[1-9]|[12]\\d|3[01])) (?=(?:${months}|${shortMonths})\\b)`, 'g'),
  /(?<=[<>≤≥±]) (?=\d)/g,
];
/** Those, and blanks that hold a number and what it counts together, or a short form and what it is of. */
const all = [
  ...days,
  new RegExp(`(?<=\\b(?:${shortMonths})) (?=\\d{4}\\b)`, 'g'),
  /(?<=\d) (?=%|(?:m|bn|k|km|am|pm|million|billion)\b)/g,
  /(?<=\b(?:Mr|Mrs|Ms|Dr|Cllr|Prof)\.?) (?=\p{Lu})/gu,
  /(?<=\b(?:pp?|[Nn]os?)\.) (?=\d)/g,
  /(?<=\bYears?) (?=\d)/g,
];
/** Which blanks are joined: a narrow cell needs most places at which a line may end. */
const joined = { none: [], days, all };
export type Blanks = keyof typeof joined;

/** What is left as it was typed: code, tags, addresses, paths. */
const code = /`[^`\n]*`|\{\{.*?\}\}|\S*(?:\/\/|@|www\.|\\)\S*|\S+\.(?:docx|xlsx|pdf|yaml|yml|csv|png)\b/g;

const quote = /['"]/g;
const opensAfter = /^$|[\s([{\u2013\u2014\-/\u2018\u201C"']/;
const elision = /^'(?:\d\ds?(?!\p{L}|\d)|(?:tis|twas|em|til|n)\b)/iu;

export function typeset(text: string, blanks: Blanks): string {
  if (!/['" ]/.test(text)) return text;
  const asTyped = [...text.matchAll(code)].map((one) => [one.index, one.index + one[0].length] as const);
  const isCode = (at: number) => asTyped.some(([from, to]) => from <= at && at < to);
  const open = { "'": false, '"': false };
  const quoted = text.replace(quote, (sign: string, at: number) => {
    const mark = sign as "'" | '"';
    if (isCode(at)) return sign;
    const [before, after] = [text.slice(Math.max(0, at - 1), at), text.slice(at + 1, at + 2)];
    // Feet and inches, minutes and seconds.
    if (/\d/.test(before) && !/[\p{L}\d]/u.test(after) && !open[mark]) return sign;
    const opens = opensAfter.test(before) && /\S/.test(after);
    if (mark === '"') {
      open[mark] = opens;
      return opens ? '\u201C' : '\u201D';
    }
    if (!opens || elision.test(text.slice(at, at + 6))) {
      if (!/\p{L}/u.test(after)) open[mark] = false;
      return '\u2019';
    }
    open[mark] = true;
    return '\u2018';
  });
  return joined[blanks].reduce(
    (set, pattern) => set.replace(pattern, (blank: string, at: number) => (isCode(at) ? blank : '\u00A0')),
    quoted,
  );
}

/** The same text as a keyboard has it: for comparing what was printed with what was typed. */
export const straight = (text: string): string =>
  /[\u2018\u2019\u201C\u201D\u00A0]/.test(text)
    ? text
        .replace(/[\u2018\u2019]/g, "'")
        .replace(/[\u201C\u201D]/g, '"')
        .replaceAll('\u00A0', ' ')
    : text;
