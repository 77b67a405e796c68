import {
  byTime,
  type Capital,
  countedIn,
  expectedIn,
  openIn,
  placesIn,
  type Scheme,
  termNumber,
  termOf,
} from '../model/capital.ts';
import { groupBy } from '../model/group-by.ts';
import { inputFiles } from '../model/project.ts';
import { roundBefore, shortMonthName } from '../model/round.ts';
import { unbroken } from './growth-now.ts';
import { number } from './house-formats.ts';
import { field, fixed, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';
import { inRanges } from './scheme-tables.ts';

/** The schemes of a growth plan, and how far each is in the round's term. */

const file = inputFiles.capital;

export const growthSchemesShape = {
  lists: [
    {
      title: 'text',
      /** One where a scheme has pupils, or else none. */
      pupil_columns: ['text'],
      schemes: [
        {
          projects: 'text',
          name: 'text',
          group: 'text',
          first: 'text',
          /** How many places are approved by this term, and how many are open. */
          approved: 'text',
          open: 'text',
          pupils: ['text'],
          full: 'text',
          capacity: 'text',
        },
      ],
    },
  ],
} as const;

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
  const countsOf = ({ open, pupils }: Scheme) =>
    [open, pupils].map((one) => countedIn(one, round.id) ?? null);
  const rows = groupBy(schemes, ({ scheme }) =>
    JSON.stringify([scheme.name, scheme.places, statusIn(scheme), scheme.expected, ...countsOf(scheme)]),
  );
  const hasPupils = lists.some((list) =>
    list.schemes.some((one) => countedIn(one.pupils, round.id) !== undefined),
  );
  return [
    {
      title: field(found.title, file, 'lists', i, 'title'),
      pupil_columns: hasPupils ? [fixed('Pupils on roll')] : [],
      schemes: [...rows.values()].map((equal) => {
        const { pupils, ...row } = buildRow(equal, { i, round: round.id }, statusIn);
        return { ...row, pupils: hasPupils ? [pupils] : [] };
      }),
    },
  ];
}

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
  const open = scheme ? openIn(scheme, round) : 0;
  const isAsApproved = !moved && open >= places(now);
  const status = scheme && statusIn(scheme);
  const pupils = countedIn(scheme?.pupils, round);
  const numbers = [...new Set(equal.map((one) => one.scheme.number))];
  const times = equal.length > numbers.length ? ` (${equal.length}\u00A0schemes)` : '';
  return {
    projects: show(`${inRanges(numbers)}${times}`, 'project numbers'),
    name: show(
      `${scheme?.name.replace(/ (?=\+\d+$)/, '\u00A0')}${status ? `; ${status[1]} (${unbroken(shortMonthName(status[0]))})` : ''}`,
      'the name of the scheme, and its last status',
    ),
    group: show(`${scheme?.places?.phase}, ${scheme?.places?.need}`, 'phase and need'),
    approved: show(number(places(now)), 'places approved by this term'),
    open: show(isClosed ? 'Closed' : number(open), 'places counted, or approved'),
    pupils: show(
      pupils !== undefined ? `${number(pupils)}` : places(now) > 0 ? 'Not counted' : 'None',
      'pupils counted in this term',
    ),
    first: show(
      `${first}: ${number(places(first))}${moved ? `; expected ${unbroken(moved.opens)}` : ''}`,
      'places in the first term',
    ),
    full: show(`${full}${isAsApproved ? '' : ' (approved)'}`, 'the first term with the most places'),
    capacity: show(`${number(most)}${then}`, 'the most places, and those of the last term'),
  };
}
