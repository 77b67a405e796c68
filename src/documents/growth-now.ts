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
  termOf,
} from '../model/capital.ts';
import { groupBy } from '../model/group-by.ts';
import { inputFiles } from '../model/project.ts';
import { monthName, type Round } from '../model/round.ts';
import { counted, list, number, stopped, withCapital } from './house-formats.ts';
import { type ContextOf, fixed, type Given, workedOut } from './origins.ts';
import { inRanges } from './scheme-tables.ts';

/** What a growth plan says first: which schemes are late, and what is open of the places approved by the round's term. */

const nowShape = { name: 'text', approved: 'text', open: ['text'], total: 'flag' } as const;

export const growthNowShape = {
  has_late: 'flag',
  late: ['text'],
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
  const pupilsOf = ({ pupils }: Scheme) => countedIn(pupils, id);
  const hasCounts = all.some(({ open }) => countedIn(open, id) !== undefined);
  const hasPupils = all.some((one) => pupilsOf(one) !== undefined);
  const row = (name: string, of: readonly Scheme[], { before = 0, total = false } = {}) => {
    const approved = count(of, (one) => placesIn(one, termOf(id)));
    const open = count(of, (one) => openIn(one, id));
    const counts = [number(before + open), differs(open - approved)];
    return {
      name: show(name, 'kind and phase, or the list of schemes'),
      approved: show(number(before + approved), 'places approved by this term'),
      open: hasCounts ? counts.map((words) => show(words, 'places counted, or else approved')) : [],
      total,
    };
  };
  const byList = (name: string, of: readonly Scheme[], total = false) => ({
    ...row(name, of, { total }),
    schemes: show(number(of.length), 'schemes with places'),
    capacity: show(number(count(of, mostOf)), 'places at capacity'),
    pupils: hasPupils ? [show(number(count(of, pupilsOf)), 'pupils counted')] : [],
  });
  const before = there((capital.growth?.kinds ?? []).flatMap(({ existing = [] }) => existing));
  const lists = capital.lists.map(({ title, schemes }) => byList(inShort(title), withPlaces(schemes)));
  const unplaced = unplacedIn(capital);
  return {
    ...lateSchemes(capital, id),
    open_columns: hasCounts ? [fixed('Open'), fixed('Difference')] : [],
    by_phase: [
      ...phasesIn(capital, all).map(({ name, of, existing }) => row(name, of, { before: there(existing) })),
      row('All', all, { before, total: true }),
    ],
    by_list: [...lists, ...(lists.length > 1 ? [byList('All', all, true)] : [])],
    pupil_columns: hasPupils ? [fixed('Pupils on roll')] : [],
    has_counts: hasCounts,
    counts: show(countsOf(all, id, before), 'the schemes that have been counted'),
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
  by === 0 ? 'As approved' : `${number(Math.abs(by))} ${by < 0 ? 'fewer' : 'more'}`;

const mostOf = (scheme: Scheme) =>
  Math.max(...Object.keys(scheme.places?.terms ?? {}).map((term) => placesIn(scheme, term)));

/** Which of the schemes that should have places by now have been counted, and when last. */
function countsOf(all: readonly Scheme[], round: string, before: number): string {
  const months = all.flatMap(({ open }) => monthCounted(open, round) ?? []).sort();
  const due = all.filter((one) => placesIn(one, termOf(round)) > 0 || monthCounted(one.open, round)).length;
  const rest = months.length < due ? `; the others have those approved` : '';
  const at = months.length < due ? `${months.length} of the ${due}` : `all ${due}`;
  const there =
    before > 0
      ? ` The ${number(before)} places that were there before the schemes are taken as open, and are in the first table only.`
      : '';
  return `Open places were last counted in ${monthName(months.at(-1) ?? round)}, at ${at} schemes that were to have some by now${rest}.${there}`;
}

/** `Named in Phase 1 without places, and so not in its table: Primary Complex Needs (projects 31 and 32).` */
const unplacedIn = ({ lists }: Capital): string[] =>
  lists.flatMap(({ title, schemes }) => {
    const bare = groupBy(
      schemes.filter(({ places }) => !places),
      ({ name }) => name,
    );
    const named = [...bare].map(
      ([name, of]) =>
        `${name} (project${of.length > 1 ? 's' : ''} ${inRanges(of.map(({ number }) => number))})`,
    );
    return named.length > 0
      ? [`Named in ${inShort(title)} without places, and so not in its table: ${list(named)}.`]
      : [];
  });

/** The schemes that open in another term than approved, or have other places than approved, each with why. */
function lateSchemes({ lists }: Capital, id: string): { has_late: boolean; late: Given[] } {
  const late = lists.flatMap(({ schemes }, i) =>
    schemes.flatMap((scheme, j) => {
      const words = [...openingOf(scheme, id), ...shortfallOf(scheme, id)];
      if (words.length === 0) return [];
      const why = scheme.reason ? ` ${stopped(withCapital(scheme.reason))}` : ' No reason is given.';
      return [
        workedOut(`${scheme.name}: ${list(words)}.${why}`, 'places that are not as approved', {
          field: file,
          path: ['lists', i, 'schemes', j],
        }),
      ];
    }),
  );
  return { has_late: late.length > 0, late };
}

function openingOf(scheme: Scheme, id: string): string[] {
  const moved = expectedIn(scheme, id);
  if (!moved) return [];
  const first = number(placesIn(scheme, moved.approved));
  return [
    `its first ${first} places are expected in ${unbroken(moved.opens)} (approved: ${unbroken(moved.approved)})`,
  ];
}

function shortfallOf(scheme: Scheme, id: string): string[] {
  const [open, due] = [countedIn(scheme.open, id), placesIn(scheme, termOf(id))];
  return open === undefined || open >= due
    ? []
    : [`${number(open)} of the ${counted(due, 'place')} approved by ${unbroken(termOf(id))} are open`];
}
