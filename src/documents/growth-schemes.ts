import {
  byTime,
  type Capital,
  expectedIn,
  placesIn,
  type Scheme,
  termNumber,
  termOf,
} from '../model/capital.ts';
import { groupBy } from '../model/group-by.ts';
import { inputFiles } from '../model/project.ts';
import { type Round, roundBefore, shortMonthName } from '../model/round.ts';
import { list, number } from './house-formats.ts';
import { field, fixed, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';
import { inRanges } from './scheme-tables.ts';

/** The schemes of a growth plan: how far each is in the round's term, and which are expected in another term than was approved. */

const file = inputFiles.capital;

export const growthSchemesShape = {
  has_expected: 'flag',
  expected: 'text',
  lists: [
    {
      title: 'text',
      has_status: 'flag',
      schemes: [
        {
          projects: 'text',
          name: 'text',
          group: 'text',
          first: 'text',
          /** How far it is in this term, under the plan. */
          now: 'text',
          full: 'text',
          capacity: 'text',
          status: 'text',
        },
      ],
    },
  ],
} as const;

/** `Expected in another term than approved: New Special School #5, with its first 40 places in Spring 2027 (approved: Autumn 2026).` */
export function expectedOpenings({ lists }: Capital, { id }: Round) {
  const known = lists.flatMap(({ schemes }, i) =>
    schemes.flatMap((scheme, j) => {
      const moved = expectedIn(scheme, id);
      if (!moved) return [];
      const from = { field: file, path: ['lists', i, 'schemes', j, 'expected'] };
      const first = number(placesIn(scheme, moved.approved));
      return [
        {
          words: `${scheme.name}, with its first ${first} places in ${moved.opens} (approved: ${moved.approved})`,
          from,
        },
      ];
    }),
  );
  const isOne = known.length === 1;
  return {
    has_expected: known.length > 0,
    expected:
      known.length > 0
        ? workedOut(
            `Expected in another term than approved: ${list(known.map(({ words }) => words))}. The tables have the approved ${isOne ? 'term' : 'terms'} until the DfE agrees to the new ${isOne ? 'one' : 'ones'}.`,
            'the schemes whose opening is expected to move',
            ...known.map(({ from }) => from),
          )
        : fixed('No scheme is expected in another term than approved.'),
  };
}

/** A list's schemes that have places; equal ones are one row with all their project numbers. */
export function buildList({ project: { agreement }, round }: ReportSource, { lists }: Capital, i: number) {
  const found = lists[i];
  const schemes = (found?.schemes ?? [])
    .map((scheme, j) => ({ scheme, j }))
    .filter(({ scheme }) => scheme.places);
  if (!found || schemes.length === 0) return [];
  const before = roundBefore(agreement, round.id) ?? '';
  const statusIn = ({ status = {} }: Scheme) =>
    Object.entries(status)
      .filter(([month]) => month > before && month <= round.id)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .at(-1);
  const rows = groupBy(schemes, ({ scheme }) =>
    JSON.stringify([scheme.name, scheme.places, statusIn(scheme), scheme.expected]),
  );
  return [
    {
      title: field(found.title, file, 'lists', i, 'title'),
      has_status: schemes.some(({ scheme }) => statusIn(scheme)),
      schemes: [...rows.values()].map((equal) => buildRow(equal, { i, round: round.id }, statusIn)),
    },
  ];
}

/** `Open: 85`, until a scheme has all its places. */
const stateIn = (there: number, all: number, apiece: string) =>
  there === 0 ? 'Not open' : there < all ? `Open: ${number(there)}${apiece}` : 'Full';

function buildRow(
  equal: ReadonlyArray<{ scheme: Scheme; j: number }>,
  { i, round }: { i: number; round: string },
  statusIn: (scheme: Scheme) => [string, string] | undefined,
) {
  const [{ scheme, j } = { scheme: undefined, j: 0 }] = equal;
  const now = termOf(round);
  const moved = scheme && expectedIn(scheme, round);
  const at = { field: file, path: ['lists', i, 'schemes', j] };
  const terms = Object.keys(scheme?.places?.terms ?? {}).sort(byTime);
  const show = (text: string, how: string) => workedOut(text, how, at);
  const places = (term: string) => (scheme ? placesIn(scheme, term) : 0);
  const [first = missing.text, last = missing.text] = [terms[0], terms.at(-1)];
  const most = Math.max(...terms.map(places));
  const full = terms.find((term) => places(term) === most) ?? missing.text;
  // A scheme may close, or become smaller.
  const left = places(last) === 0 ? 'closed' : `then ${number(places(last))}`;
  const then = places(last) < most ? `, ${left} from ${last}` : '';
  const isClosed = places(now) < most && places(now) === 0 && termNumber(now) > termNumber(full);
  const status = scheme && statusIn(scheme);
  const numbers = [...new Set(equal.map((one) => one.scheme.number))];
  const times = equal.length > 1 ? ` (${equal.length} schemes)` : '';
  const apiece = equal.length > 1 ? ' each' : '';
  return {
    projects: show(inRanges(numbers), 'project numbers'),
    name: show(`${scheme?.name}${times}`, 'the name of the scheme'),
    group: show(`${scheme?.places?.phase}, ${scheme?.places?.need}`, 'phase and need'),
    now: show(isClosed ? 'Closed' : stateIn(places(now), most, apiece), 'places in this term'),
    first: show(
      `${first}: ${number(places(first))}${apiece}${moved ? `; expected ${moved.opens}` : ''}`,
      'places in the first term',
    ),
    full: show(full, 'the first term with the most places'),
    capacity: show(`${number(most)}${apiece}${then}`, 'the most places, and those of the last term'),
    status: show(status ? `${status[1]} (${shortMonthName(status[0])})` : 'Not recorded', 'the last status'),
  };
}
