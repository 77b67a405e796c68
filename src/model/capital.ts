import * as z from 'zod';
import { distinctBy, name, plainText } from './field-types.ts';

/** The capital programme: its schemes, how far each is, and the places that they bring, term by term. */

/** Terms of a school year, in the order of a calendar year. */
const seasons = ['Spring', 'Summer', 'Autumn'] as const;

const term = z
  .string()
  .regex(/^(Spring|Summer|Autumn) 20\d\d$/, 'a term and a year, for example Autumn 2024');
export type Term = z.infer<typeof term>;

/** Terms as numbers, so that they can be compared. */
export const termNumber = (of: Term): number =>
  Number(of.slice(-4)) * 3 + seasons.findIndex((season) => of.startsWith(season));

export const byTime = (a: Term, b: Term): number => termNumber(a) - termNumber(b);

/** The term of a month: `2023-09` is in `Autumn 2023`. */
export function termOf(month: string): Term {
  const number = Number(month.slice(5, 7));
  return `${number < 4 ? 'Spring' : number < 8 ? 'Summer' : 'Autumn'} ${month.slice(0, 4)}`;
}

/** A name for other entries to point at. */
const id = z.string().regex(/^[a-z\d-]+$/, 'an id in small letters, figures and hyphens');
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month, for example 2023-01');
const placeCount = z.number().int().min(0);

/** What a scheme adds: how many places there are from each term on, the last of them at capacity. */
const places = z.strictObject({
  /** The id of one of the kinds under `growth`. */
  kind: plainText,
  phase: name,
  need: name,
  terms: z
    .record(term, placeCount)
    .refine((terms) => Object.keys(terms).length > 0, 'at least one term, for example { Autumn 2024: 8 }'),
});

/** A scheme of the capital programme. Its project number need not be unique; `id` is for spotlights to point at it. */
export const scheme = z.strictObject({
  id: z.string().optional(),
  workstream: plainText,
  number: plainText,
  name: plainText,
  /** By month, `2023-01`: Green, Amber, Red, tbc. A month that is absent was not recorded. */
  status: z.record(month, plainText).optional(),
  places: places.optional(),
  /** By month: how many of its places were open, and how many pupils were on its roll, where the council has counted them. */
  open: z.record(month, placeCount).optional(),
  pupils: z.record(month, placeCount).optional(),
  /** Since which report it is expected to open in another term than was approved, the last of them last. */
  expected: z
    .array(z.strictObject({ since: month, opens: term }))
    .min(1)
    .optional(),
  /** Why it is late, or has fewer places than approved. */
  reason: plainText.optional(),
});
export type Scheme = z.infer<typeof scheme>;

/** The months whose status is printed, none or four: the template has a column for each. */
export const statusMonths = z.array(month).length(4).optional();

/** Places of one kind: what there is already, and what was promised. */
const kind = z.strictObject({
  id,
  name,
  existing: z.array(z.strictObject({ phase: name, need: name, places: placeCount })).optional(),
  from: z.strictObject({ term, places: placeCount }).optional(),
  to: z.strictObject({ term, places: placeCount }).optional(),
  /** How narrative names the kind: words, or beginnings of words, of one sentence. */
  said_as: z.array(plainText).optional(),
});
export type PlaceKind = z.infer<typeof kind>;

/** Without one of its entries the sums would be others: with a mistake in one part, none of it is used. */
export const capitalSchema = z
  .strictObject({
    illustrative: z.boolean().optional(),
    lists: z
      .array(z.strictObject({ id, title: name, schemes: z.array(scheme).min(1) }))
      .min(1)
      .superRefine(distinctBy((one) => one.id, ['id', 'an id that no other list has'])),
    growth: z
      .strictObject({
        illustrative: z.boolean().optional(),
        /** What the growth plan is called. */
        title: name,
        kinds: z
          .array(kind)
          .min(1)
          .superRefine(distinctBy((one) => one.id, ['id', 'an id that no other kind has'])),
        note: plainText.optional(),
      })
      .optional(),
  })
  .meta({ whole: 'file' });
export type Capital = z.infer<typeof capitalSchema>;

/** How many places a scheme has in a term: what was planned last. */
export function placesIn({ places: of }: Scheme, at: Term): number {
  const until = termNumber(at);
  let [latest, count] = [-1, 0];
  for (const [term, there] of Object.entries(of?.terms ?? {})) {
    const number = termNumber(term);
    if (number <= until && number > latest) [latest, count] = [number, there];
  }
  return count;
}

/** The term in which a report expects a scheme to open, and the one that was approved, where they differ. */
export function expectedIn({ expected = [], places: of }: Scheme, round: string) {
  const approved = Object.keys(of?.terms ?? {}).sort(byTime)[0];
  const opens = expected.findLast(({ since }) => since <= round)?.opens;
  return opens && approved && opens !== approved ? { opens, approved } : undefined;
}

/** The month of the last count in the term of a round, until the round itself. */
export const monthCounted = (counts: Scheme['open'], round: string): string | undefined =>
  Object.keys(counts ?? {})
    .filter((one) => one <= round && termOf(one) === termOf(round))
    .sort()
    .at(-1);

export const countedIn = (counts: Scheme['open'], round: string): number | undefined =>
  counts?.[monthCounted(counts, round) ?? ''];

/** How many places of a scheme are open in a round's term: as counted, or else as approved, unless it is expected later. */
export function openIn(scheme: Scheme, round: string): number {
  const now = termOf(round);
  const isLate = termNumber(expectedIn(scheme, round)?.opens ?? now) > termNumber(now);
  return countedIn(scheme.open, round) ?? (isLate ? 0 : placesIn(scheme, now));
}

/** Phases and needs are words that people type: capitals make no other of them. */
export const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Each word once, as it is first typed. */
export const eachOnce = (words: readonly string[]): string[] =>
  words.filter((word, i) => words.findIndex((other) => isSame(other, word)) === i);

/** The places of a kind in a term, what there is already included; of one phase and need where they are given. */
export function placesOfKind(
  { lists }: Capital,
  { id, existing = [] }: PlaceKind,
  at: Term,
  group?: { phase: string; need: string },
): number {
  const isIn = (one: { phase: string; need: string } | undefined) =>
    !group || (one !== undefined && isSame(one.phase, group.phase) && isSame(one.need, group.need));
  const before = existing.filter(isIn).reduce((sum, one) => sum + one.places, 0);
  return lists
    .flatMap(({ schemes }) => schemes)
    .filter(({ places: of }) => of?.kind === id && isIn(of))
    .reduce((sum, one) => sum + placesIn(one, at), before);
}

/** The terms in which places of a kind change, or are promised, in order. */
export function termsOf({ lists }: Capital, { id, from, to }: PlaceKind): Term[] {
  const planned = lists.flatMap(({ schemes }) =>
    schemes.flatMap(({ places: of }) => (of?.kind === id ? Object.keys(of.terms) : [])),
  );
  const named = [from, to].flatMap((one) => one?.term ?? []);
  return [...new Set([...planned, ...named])].sort(byTime);
}

/** What a reference may call the last of the terms. */
const capacity = 'capacity';

/** Places by the id of a kind or scheme, in a term from the first on: how many, and where the file says so. */
export interface NamedPlaces {
  name: string;
  /** The first term, from which on there is a number. */
  first: Term;
  count: number | undefined;
  /** Whether they are the places that `from` or `to` promises. */
  isPromised: boolean;
  from: Array<Array<string | number>>;
}

/** Everything with places that has an id. */
export function placesById(capital: Capital, at: string): Map<string, NamedPlaces> {
  const named = new Map<string, NamedPlaces>();
  const counted = (terms: readonly Term[], count: (at: Term) => number) => {
    const [first = '', last = ''] = [terms[0], terms.at(-1)];
    const when = at.toLowerCase() === capacity ? last : at;
    const isTerm = term.safeParse(when).success && termNumber(when) >= termNumber(first);
    return { first, when, count: isTerm ? count(when) : undefined };
  };
  for (const [i, { schemes }] of capital.lists.entries())
    for (const [j, one] of schemes.entries()) {
      if (one.id === undefined || !one.places) continue;
      const { when, ...found } = counted(Object.keys(one.places.terms).sort(byTime), (in_) =>
        placesIn(one, in_),
      );
      const from = [['lists', i, 'schemes', j, 'places']];
      named.set(one.id, { name: one.name, ...found, isPromised: false, from });
    }
  for (const [i, one] of (capital.growth?.kinds ?? []).entries()) {
    const terms = termsOf(capital, one).filter(
      (at) => !one.from || termNumber(at) >= termNumber(one.from.term),
    );
    const { when, ...found } = counted(terms, (at) => placesOfKind(capital, one, at));
    const isPromised = [one.from, one.to].some((end) => end?.term === when && end.places === found.count);
    named.set(one.id, { name: one.name, ...found, isPromised, from: [['growth', 'kinds', i], ['lists']] });
  }
  return named;
}
