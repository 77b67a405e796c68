import type { Found } from './found.ts';
import type { PlainText } from './plain-text.ts';

/** E-mail addresses, as they are written and as they are spelt out: "jane.doe at norfolk dot gov dot uk". */

const dot = String.raw`(?: ?\. ?(?=[a-z])| ?[([{]dot[)\]}] ?| dot )`;
const name = String.raw`[a-z\d\u00C0-\u024F][a-z\d\u00C0-\u024F+'-]{0,62}`;
const local = String.raw`[a-z\d\u00C0-\u024F][a-z\d\u00C0-\u024F._+'-]{0,62}(?:(?: dot | ?[([{]dot[)\]}] ?)${name}){0,4}`;
const start = String.raw`(?<![a-z\d\u00C0-\u024F._+'-])`;

const written =
  /(?<![a-z\d\u00C0-\u024F._+'-])[a-z\d\u00C0-\u024F._+'-]{1,64} ?@ ?[a-z\d\u00C0-\u024F-]{1,63}(?:\.[a-z\d\u00C0-\u024F-]{1,63})*\.[a-z\u00C0-\u024F]{2,24}/gi;
const bracketed = new RegExp(
  String.raw`${start}(${local}) ?[([{<] ?at ?[)\]}>] ?(?:(${name}(?:${dot}${name}){0,6})|\.\.\.)`,
  'gi',
);
const spelled = new RegExp(`${start}(${local}) at (${name}(?:${dot}${name}){1,6})`, 'gi');

/** The words before "at norfolk.gov.uk" if that is a website. */
const website =
  /^(?:look(?:ing|ed)?|more|us|it|them|me|this|that|these|website|site|online|page|pages|here|available|visit|information|details|published|found|live|is|are|and|or|paper|papers|report|reports|form|forms|film|page|guide|map)$/i;
const cue =
  /\b(?:e-?mail(?:s|ed|ing)?|mail|write|contact|address(?: is)?|reach(?:ed)?|message)[ :]*(?:to|me|us|him|her|them|at|is|on)?[ :]*$/i;

/** An address has one of these; most texts have none. */
const mayHold = /@|[([{<] ?at ?[)\]}>]| at \S{1,63}(?:\.\S| dot | ?[([{]dot)/i;

export function emailsIn({ text, found }: PlainText): Found[] {
  if (!mayHold.test(text)) return [];
  const spans: Found[] = [];
  const keep = (index: number, words: string, value: string) => {
    const one = { ...found('e-mail', index, index + words.length), value };
    if (spans.every((other) => one.end <= other.start || one.start >= other.end)) spans.push(one);
  };
  for (const { index, 0: words } of text.matchAll(written))
    keep(index, words, words.replaceAll(' ', '').toLowerCase());
  for (const { index, 0: words, 1: who = '', 2: domain = '' } of text.matchAll(bracketed))
    keep(index, words, address(who, domain));
  for (const { index, 0: words, 1: who = '', 2: domain = '' } of text.matchAll(spelled)) {
    const isSpelt = / dot |[([{]dot/i.test(domain);
    const isTyped =
      /[a-z\u00C0-\u024F]\.[a-z\u00C0-\u024F]/i.test(domain) && /\.[a-z\u00C0-\u024F]{2,24}$/i.test(domain);
    const isName = /[._\d]| dot /i.test(who) || cue.test(text.slice(Math.max(0, index - 30), index));
    if (!website.test(who) && (isSpelt || (isTyped && isName))) keep(index, words, address(who, domain));
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** The address in the usual form: `jane.doe@norfolk.gov.uk`. */
function address(who: string, domain: string): string {
  const joined = (words: string) => words.replace(/ ?[([{]dot[)\]}] ?| dot | ?\. ?/gi, '.');
  return `${joined(who)}@${joined(domain)}`.toLowerCase();
}
