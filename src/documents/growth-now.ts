import {
  type Capital,
  countedIn,
  eachOnce,
  expectedIn,
  isSame,
  monthCounted,
  openIn,
  type PlaceKind,
  placesIn,
  type Scheme,
  termNumber,
  termOf,
} from '../model/capital.ts';
import { groupBy } from '../model/group-by.ts';
import { inputFiles } from '../model/project.ts';
import { monthName, type Round } from '../model/round.ts';
import { counted, list, number, stopped, withCapital } from './house-formats.ts';
import { type ContextOf, fixed, workedOut } from './origins.ts';
import { inRanges } from './scheme-tables.ts';

/** What a growth plan says first: which schemes are late, and what is open of the places approved by the round's term. */

const nowShape = { name: 'text', approved: 'text', open: ['text'], total: 'flag' } as const;

export const growthNowShape = {
  /** In one sentence: how many of the approved places are open, and what is not as approved. */
  verdict: 'text',
  has_late: 'flag',
  late: [{ name: 'text', approved: 'text', now: 'text', why: 'text' }],
  /** What is open and how it differs, where the council has counted; otherwise none. */
  open_columns: ['text'],
  by_phase: [nowShape],
  by_list: [{ ...nowShape, schemes: 'text', capacity: 'text', pupils: ['text'] }],
  pupil_columns: ['text'],
  has_counts: 'flag',
  counts: 'text',
  has_unplaced: 'flag',
  unplaced: 'text',
} as const;

const file = inputFiles.capital;

const show = (text: string, how: string) => workedOut(text, how, { field: file, path: ['lists'] });
const there = (before: PlaceKind['existing'] = []) => before.reduce((sum, { places }) => sum + places, 0);
const count = (of: readonly Scheme[], one: (scheme: Scheme) => number | undefined) =>
  of.reduce((sum, scheme) => sum + (one(scheme) ?? 0), 0);
const withPlaces = (schemes: readonly Scheme[]) => schemes.filter(({ places }) => places);

export function buildGrowthNow(capital: Capital, { id }: Round): ContextOf<typeof growthNowShape> {
  const all = capital.lists.flatMap(({ schemes }) => withPlaces(schemes));
  const term = termOf(id);
  const pupilsOf = ({ pupils }: Scheme) => countedIn(pupils, id);
  const hasCounts = all.some(({ open }) => countedIn(open, id) !== undefined);
  const hasPupils = all.some((one) => pupilsOf(one) !== undefined);
  const approvedOf = (of: readonly Scheme[]) => count(of, (one) => placesIn(one, term));
  const openOf = (of: readonly Scheme[]) => count(of, (one) => openIn(one, id));
  const row = (name: string, of: readonly Scheme[], { before = 0, total = false } = {}) => {
    const [approved, open] = [approvedOf(of), openOf(of)];
    const counts = [number(before + open), differs(open - approved)];
    return {
      name: show(name, 'kind and phase, or the list of schemes'),
      approved: show(number(before + approved), 'places approved by this term'),
      open: hasCounts ? counts.map((words) => show(words, 'places counted, or else approved')) : [],
      total,
    };
  };
  const byList = (name: string, of: readonly Scheme[], { before = 0, total = false } = {}) => ({
    ...row(name, of, { before, total }),
    schemes: show(of.length > 0 ? number(of.length) : 'None', 'schemes with places'),
    capacity: show(number(before + count(of, mostOf)), 'places at capacity'),
    pupils: hasPupils
      ? [show(of.length > 0 ? number(count(of, pupilsOf)) : 'Not counted', 'pupils counted')]
      : [],
  });
  const before = there((capital.growth?.kinds ?? []).flatMap(({ existing = [] }) => existing));
  const lists = [
    ...(before > 0 ? [byList('Before the schemes', [], { before })] : []),
    ...capital.lists.map(({ title, schemes }) => byList(inShort(title), withPlaces(schemes))),
  ];
  const [approved, open] = [before + approvedOf(all), before + openOf(all)];
  const unplaced = unplacedIn(capital);
  return {
    verdict: show(
      `${hasCounts && open !== approved ? `${number(open)} of the ` : 'All '}${counted(approved, 'place')} approved by ${unbroken(term)} are ${hasCounts ? '' : 'taken as '}open${notAsApproved(all, id)}.`,
      'places approved and counted',
    ),
    ...lateSchemes(capital, id),
    open_columns: hasCounts ? [fixed('Open'), fixed('Difference')] : [],
    by_phase: [
      ...phasesIn(capital, all).map(({ name, of, existing }) => row(name, of, { before: there(existing) })),
      row('All', all, { before, total: true }),
    ],
    by_list: [...lists, ...(lists.length > 1 ? [byList('All', all, { before, total: true })] : [])],
    pupil_columns: hasPupils ? [fixed('Pupils on roll')] : [],
    has_counts: hasCounts,
    counts: show(countsOf(all, id), 'the schemes that have been counted'),
    has_unplaced: unplaced.length > 0,
    unplaced: show(unplaced.join(' '), 'the schemes without places'),
  };
}

/** `Phase 1` of "Phase 1: specialist resource bases and special schools" */
const inShort = (title: string) => title.replace(/:.*/, '');

/** Each kind and phase of school, with its schemes and what there was before them. */
const phasesIn = ({ growth }: Capital, all: readonly Scheme[]) =>
  (growth?.kinds ?? []).flatMap(({ id, name, existing = [] }) => {
    const own = all.flatMap((scheme) => (scheme.places?.kind === id ? [{ scheme, ...scheme.places }] : []));
    return eachOnce([...existing, ...own].map(({ phase }) => phase)).map((phase) => ({
      name: `${name}, ${phase.toLowerCase()}`,
      of: own.filter((one) => isSame(one.phase, phase)).map(({ scheme }) => scheme),
      existing: existing.filter((one) => isSame(one.phase, phase)),
    }));
  });

/** A term, or a month, with its year on the same line. */
export const unbroken = (term: string) => term.replace(' ', '\u00A0');

/** `7 fewer` */
const differs = (by: number): string =>
  by === 0 ? 'None' : `${number(Math.abs(by))} ${by < 0 ? 'fewer' : 'more'}`;

const mostOf = (scheme: Scheme) =>
  Math.max(...Object.keys(scheme.places?.terms ?? {}).map((term) => placesIn(scheme, term)));

/** Which of the schemes that should have places by now have been counted, and when last. */
function countsOf(all: readonly Scheme[], round: string): string {
  const months = all.flatMap(({ open }) => monthCounted(open, round) ?? []).sort();
  const due = all.filter((one) => placesIn(one, termOf(round)) > 0 || monthCounted(one.open, round)).length;
  const [at, rest] =
    months.length < due ? [`${months.length} of the`, '; others have those approved'] : ['all', ''];
  return `Open places were last counted in ${monthName(months.at(-1) ?? round)}, at ${at} ${due} schemes that were to have some by now${rest}. Places from before the schemes are taken as open.`;
}

/** `Phase 1 names Primary Complex Needs (projects 31 and 32) without places: they are counted in Phase 2.` */
const unplacedIn = ({ lists }: Capital): string[] =>
  lists.flatMap(({ title, schemes }) => {
    const bare = schemes.filter(({ places }) => !places);
    const elsewhere = lists.filter((list) =>
      bare.every((one) =>
        withPlaces(list.schemes).some(({ name, number }) => name === one.name && number === one.number),
      ),
    );
    const named = [...groupBy(bare, ({ name }) => name)].map(
      ([name, of]) =>
        `${name} (project${of.length > 1 ? 's' : ''} ${inRanges(of.map(({ number }) => number))})`,
    );
    const where =
      elsewhere.length > 0 ? `counted in ${list(elsewhere.map((one) => inShort(one.title)))}` : 'not counted';
    return bare.length > 0
      ? [`${inShort(title)} names ${list(named)} without places: they are ${where}.`]
      : [];
  });

/** `: one scheme is seven places short and one scheme is expected one term later than approved` */
function notAsApproved(all: readonly Scheme[], id: string): string {
  const short = all.flatMap((one) => shortfallOf(one, id) ?? []);
  const moved = all.flatMap((one) => openingOf(one, id) ?? []);
  const by = short.reduce((sum, { by }) => sum + by, 0);
  const parts = [
    ...(short.length > 0
      ? [
          `${counted(short.length, 'scheme')} ${short.length === 1 ? 'is' : 'are'} ${counted(by, 'place')} short`,
        ]
      : []),
    ...(moved.length === 1 ? [`${counted(1, 'scheme')} is expected ${moved[0]?.later} than approved`] : []),
    ...(moved.length > 1
      ? [`${counted(moved.length, 'scheme')} are expected in other terms than approved`]
      : []),
  ];
  return parts.length > 0 ? `: ${list(parts)}` : ', and no scheme is known to be late';
}

/** The schemes that open in another term than approved, or have fewer places than approved, each with why. */
function lateSchemes({ lists }: Capital, id: string) {
  const late = lists.flatMap(({ schemes }, i) =>
    schemes.flatMap((scheme, j) => {
      const path = ['lists', i, 'schemes', j];
      const write = (text: string) =>
        workedOut(text, 'places that are not as approved', { field: file, path });
      return [openingOf(scheme, id), shortfallOf(scheme, id)].flatMap((one) =>
        one
          ? [
              {
                name: write(scheme.name),
                approved: write(one.approved),
                now: write(one.now),
                why: write(scheme.reason ? stopped(withCapital(scheme.reason)) : 'Not given'),
              },
            ]
          : [],
      );
    }),
  );
  return { has_late: late.length > 0, late };
}

function openingOf(scheme: Scheme, id: string) {
  const moved = expectedIn(scheme, id);
  if (!moved) return undefined;
  const by = termNumber(moved.opens) - termNumber(moved.approved);
  const later = `${counted(Math.abs(by), 'term')} ${by > 0 ? 'later' : 'earlier'}`;
  return {
    approved: `First ${counted(placesIn(scheme, moved.approved), 'place')} in ${unbroken(moved.approved)}`,
    now: `Expected in ${unbroken(moved.opens)}, ${later}`,
    later,
  };
}

function shortfallOf(scheme: Scheme, id: string) {
  const [open, due] = [countedIn(scheme.open, id), placesIn(scheme, termOf(id))];
  if (open === undefined || open >= due) return undefined;
  const by = due - open;
  return {
    approved: `${counted(due, 'place')} by ${unbroken(termOf(id))}`,
    now: `${number(open)} open, ${number(by)} fewer`,
    by,
  };
}
