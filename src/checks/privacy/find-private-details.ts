import { listCountsIn, tableCountsIn } from './counts-in-tables.ts';
import { emailsIn } from './e-mails.ts';
import type { Found } from './found.ts';
import { internalAddressesIn } from './internal-addresses.ts';
import { birthDatesIn, namesOfPeopleIn, nhsNumbersIn, postcodesIn, upnsIn } from './people.ts';
import { type PlainText, plainText } from './plain-text.ts';
import { smallCountsIn } from './small-counts.ts';
import { telephonesIn } from './telephones.ts';

export type { Found, PrivateKind } from './found.ts';

/** What a text for everyone may hold. */
export interface PublicRules {
  /** Counts of pupils below this are hidden. */
  smallestCount: number;
  /** Names, telephone numbers and e-mail addresses that are listed for the public, as `Found.value` has them. */
  listed: ReadonlySet<string>;
  /** Words that the paper allows, which a find may be part of. */
  allowed: readonly string[];
  /** Names of people of the programme who are no public contacts. */
  staff?: readonly string[];
}

const detectors: Array<(text: PlainText, rules: PublicRules) => Found[]> = [
  emailsIn,
  internalAddressesIn,
  nhsNumbersIn,
  telephonesIn,
  upnsIn,
  postcodesIn,
  birthDatesIn,
  (text, { staff = [] }) => namesOfPeopleIn(text, staff),
  (text, { smallestCount }) => tableCountsIn(text, smallestCount),
  (text, { smallestCount }) => listCountsIn(text, smallestCount),
  (text, { smallestCount }) => smallCountsIn(text, smallestCount),
];

/** The comparable forms of every name, telephone number and e-mail address in texts that list what is public. */
export function contactsIn(texts: readonly string[]): Set<string> {
  const plain = texts.map(plainText);
  return new Set(
    plain
      .flatMap((text) => [...telephonesIn(text), ...emailsIn(text), ...namesOfPeopleIn(text, [])])
      .flatMap(({ value }) => value ?? []),
  );
}

/** What a text says that is private, in the order in which it is read, each once; and which allowed words were needed. */
export function privateDetailsIn(given: string, rules: PublicRules): { found: Found[]; used: Set<string> } {
  const text = plainText(given);
  const all: Found[] = [];
  for (const one of detectors.flatMap((detect) => detect(text, rules)))
    if (all.every(({ start, end }) => one.end <= start || one.start >= end)) all.push(one);
  const allowances = rules.allowed.flatMap((words) => spansOf(words, text));
  const used = new Set<string>();
  const found = all
    .filter(({ value }) => value === undefined || !rules.listed.has(value))
    .filter(({ start, end }) => {
      const allowance = allowances.find((span) => span.start <= start && span.end >= end);
      if (allowance) used.add(allowance.words);
      return allowance === undefined;
    })
    .sort((a, b) => a.start - b.start);
  return { found, used };
}

/** Where allowed words are in a text, marks and capitals aside. */
function spansOf(
  words: string,
  { text, found }: PlainText,
): Array<{ words: string; start: number; end: number }> {
  const wanted = plainText(words).text.replace(/\s+/g, ' ').trim().toLowerCase();
  if (wanted === '') return [];
  const spans = [];
  const read = text.replace(/\s/g, ' ').toLowerCase();
  for (let at = read.indexOf(wanted); at >= 0; at = read.indexOf(wanted, at + 1)) {
    const { start, end } = found('small count', at, at + wanted.length);
    spans.push({ words, start, end });
  }
  return spans;
}
