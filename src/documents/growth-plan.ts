import {
  byTime,
  type Capital,
  eachOnce,
  isSame,
  type PlaceKind,
  placesOfKind,
  type Term,
  termNumber,
  termOf,
  termsOf,
} from '../model/capital.ts';
import { inputFiles } from '../model/project.ts';
import type { ChartData } from '../word/shape.ts';
import { buildGrowthNow, growthNowShape, unbroken } from './growth-now.ts';
import { buildList, growthSchemesShape } from './growth-schemes.ts';
import { alternativeText, list, number } from './house-formats.ts';
import { buildNotices, growthMadeUp, noticesShape } from './illustrative.ts';
import { type ContextOf, field, fixed, type Given, workedOut } from './origins.ts';
import type { BuiltDocument, ReportSource } from './report-source.ts';
import { shortFormsNote } from './short-forms.ts';
import { monthOf, statusOf } from './tri-annual-report.ts';

/** The growth plan of a round: places by phase, need and term, from first intake to capacity, and the schemes that bring them. */

export const growthPlanShape = {
  document_title: 'text',
  title: 'text',
  month: 'text',
  council: 'text',
  status: 'text',
  ...noticesShape,
  term: 'text',
  sentences: ['text'],
  note: 'text',
  has_note: 'flag',
  ...growthNowShape,
  ...growthSchemesShape,
  growth_chart: 'chart',
  kinds: [
    {
      name: 'text',
      start_term: 'text',
      /** When each phase has its last places. */
      reached: 'text',
      /** The first term and this one, in their order; one where they are the same. */
      now_terms: ['text'],
      groups: [
        { phase: 'text', need: 'text', total: 'flag', added: 'text', capacity: 'text', now_places: ['text'] },
      ],
      phases: [{ title: 'text', needs: ['text'], terms: [{ term: 'text', places: ['text'] }] }],
    },
  ],
  has_short_forms: 'flag',
  short_forms: 'text',
  has_no_schemes: 'flag',
} as const;

type GrowthPlan = ContextOf<typeof growthPlanShape>;

const file = inputFiles.capital;

/** The growth plan as it is for a round; undefined where the capital programme has none. */
export function buildGrowthPlan(source: ReportSource): BuiltDocument<GrowthPlan> | undefined {
  const { project, round, gaps } = source;
  const { capital, programme } = project;
  if (!capital?.growth) return undefined;
  const { kinds, note } = capital.growth;
  const month = monthOf(round);
  const now = termOf(round.id);
  const council = field(programme.council, inputFiles.programme, 'council');
  const title = field(capital.growth.title, file, 'growth', 'title');
  const lists = capital.lists.flatMap((_, i) => buildList(source, capital, i));
  const context: GrowthPlan = {
    document_title: workedOut(`${title.value}, ${month.value}`, 'the title and the month', title),
    title,
    month,
    council,
    status: statusOf(source, 0),
    ...buildNotices(council, growthMadeUp(project), gaps),
    term: workedOut(now, `the term of ${round.folder}`),
    sentences: kinds.map((kind, i) => sentenceOn(capital, kind, { i, now })),
    has_note: note !== undefined,
    note: note === undefined ? fixed('') : field(note, file, 'growth', 'note'),
    ...buildGrowthNow(capital, round),
    growth_chart: chartOf(capital, now),
    kinds: kinds.map((kind, i) => buildKind(capital, kind, { i, now })),
    ...shortFormsNote(namesIn(lists), programme.glossary, new Set()),
    has_no_schemes: lists.length === 0,
    lists,
  };
  return { context, status: (draft) => statusOf(source, draft) };
}

/** Schemes with their needs, whose names are full of short forms. */
const namesIn = (lists: GrowthPlan['lists']) =>
  lists.flatMap(({ schemes }) => schemes.flatMap(({ name, group }) => [name.value, group.value]));

/** The first and the last term of a kind: where one kind is counted from a term, all are. */
function endsOf(capital: Capital, kind: PlaceKind, now: Term): { start: Term; end: Term } {
  const terms = termsOf(capital, kind);
  const [from] = (capital.growth?.kinds ?? []).flatMap((one) => one.from?.term ?? []).sort(byTime);
  return { start: kind.from?.term ?? from ?? terms[0] ?? now, end: terms.at(-1) ?? now };
}

/** `Specialist resource bases under the plan: 420 places in Spring 2023, 510 in Autumn 2023 and 1,132 in Autumn 2028.`, true before, in and after the term. */
function sentenceOn(capital: Capital, kind: PlaceKind, { i, now }: { i: number; now: Term }): Given {
  const { start, end } = endsOf(capital, kind, now);
  const at = (term: Term) => number(placesOfKind(capital, kind, term));
  const terms = [...new Set([start, now, end])]
    .sort(byTime)
    .map((term, i) => `${at(term)}${i === 0 ? ' places' : ''} in ${unbroken(term)}`);
  const { to } = kind;
  const isPromised = !to || placesOfKind(capital, kind, to.term) === to.places;
  const promise = isPromised
    ? ''
    : ` ${number(to.places)} were promised for ${to.term}, and the schemes add up to ${at(to.term)}.`;
  return workedOut(
    `${kind.name} under the plan: ${list(terms)}.${promise}`,
    'the places of all schemes',
    { field: file, path: ['growth', 'kinds', i] },
    { field: file, path: ['lists'] },
  );
}

/** The places of each kind, year by year, in the term of the last of them. */
function chartOf(capital: Capital, now: Term): Given<ChartData> {
  const kinds = capital.growth?.kinds ?? [];
  const ends = kinds.map((kind) => endsOf(capital, kind, now));
  const start = Math.min(...ends.map((one) => termNumber(one.start)));
  const last =
    ends
      .map((one) => one.end)
      .sort(byTime)
      .at(-1) ?? now;
  const terms = [last];
  for (let year = Number(last.slice(-4)) - 1; termNumber(last) - 3 * terms.length >= start; year--)
    terms.unshift(`${last.slice(0, -4)}${year}`);
  const series = kinds.map((kind) => ({
    name: kind.name,
    values: terms.map((term) => placesOfKind(capital, kind, term)),
  }));
  const what = `Chart of places under the plan, ${terms[0]} to ${last}`;
  const grow = series.map(({ name, values }) => `${name} from ${values[0]} to ${values.at(-1)}`);
  const description = alternativeText(`${what}: ${list(grow)}. The tables have the figures.`, `${what}.`);
  const from = [['growth'], ['lists']].map((path) => ({ field: file, path }));
  return workedOut({ categories: terms, series, description }, 'the places of all schemes', ...from);
}

const namedBy = ({ lists }: Capital, { id, existing = [] }: PlaceKind) => [
  ...existing,
  ...lists.flatMap(({ schemes }) => schemes.flatMap(({ places }) => (places?.kind === id ? [places] : []))),
];

/** Phases of a kind in the order in which the file names them, with their needs in an order that is that of all kinds. */
function groupsOf(capital: Capital, kind: PlaceKind) {
  const needs = eachOnce(
    (capital.growth?.kinds ?? []).flatMap((one) => namedBy(capital, one)).map(({ need }) => need),
  );
  const all = namedBy(capital, kind);
  return eachOnce(all.map(({ phase }) => phase)).map((phase) => ({
    phase,
    needs: needs.filter((need) => all.some((one) => isSame(one.phase, phase) && isSame(one.need, need))),
  }));
}

function buildKind(capital: Capital, kind: PlaceKind, { i, now }: { i: number; now: Term }) {
  const { start, end } = endsOf(capital, kind, now);
  const path = ['growth', 'kinds', i];
  const show = (text: string, how: string) => workedOut(text, how, { field: file, path });
  const places = (count = 0) => show(number(count), 'places of the schemes and those that there are');
  const groups = groupsOf(capital, kind);
  const nowTerms = [...new Set([start, now])].sort(byTime);
  const row = (phase: string, need: string, group?: { phase: string; need: string }) => {
    const [before, today, after] = [start, now, end].map((term) => placesOfKind(capital, kind, term, group));
    return {
      phase: show(phase, 'the phase of the schemes'),
      need: show(need, 'the need of the schemes'),
      total: group === undefined,
      now_places: nowTerms.map((term) => places(term === start ? before : today)),
      added: places((after ?? 0) - (before ?? 0)),
      capacity: places(after),
    };
  };
  const terms = termsOf(capital, kind).filter((term) => termNumber(term) >= termNumber(start));
  const byPhase = groups.map(({ phase, needs }) => ({
    phase,
    needs,
    counts: terms.map((term) => needs.map((need) => placesOfKind(capital, kind, term, { phase, need }))),
  }));
  return {
    name: field(kind.name, file, ...path, 'name'),
    start_term: show(start, 'the first term'),
    now_terms: nowTerms.map((term) => show(term, 'the first term and this one')),
    reached: show(reachedIn(byPhase, terms), 'the first term with the places of the last'),
    groups: [
      ...groups.flatMap(({ phase, needs }) => needs.map((need) => row(phase, need, { phase, need }))),
      row('All', 'All', undefined),
    ],
    phases: byPhase.map(({ phase, needs, counts }) => ({
      title: show(`${kind.name}, ${phase.toLowerCase()}`, 'kind and phase'),
      needs: [...needs, 'Total'].map((need) => show(need, 'needs of the schemes')),
      terms: runsOf(terms, counts).map(({ term, own }) => ({
        term: show(term, 'a term in which places change'),
        places: [...own, sumOf(own)].map(places),
      })),
    })),
  };
}

/** Terms that follow each other with the same places are one row: `Autumn 2025 to Autumn 2028`. */
function runsOf(terms: readonly Term[], counts: ReadonlyArray<readonly number[]>) {
  const rows = terms.map((term, i) => ({ term, own: counts[i] ?? [] }));
  const runs = rows.filter(({ own }, i) => i === 0 || String(own) !== String(rows[i - 1]?.own));
  return runs.map(({ term, own }, i) => {
    const next = runs[i + 1]?.term;
    const last = terms[(next === undefined ? terms.length : terms.indexOf(next)) - 1] ?? term;
    return { term: last === term ? term : `${term} to ${last}`, own };
  });
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** The first term in which each phase has as many places as in the last: `Autumn 2025 (primary) and Autumn 2027 (secondary)`. */
function reachedIn(
  byPhase: ReadonlyArray<{ phase: string; counts: ReadonlyArray<readonly number[]> }>,
  terms: readonly Term[],
): string {
  const reached = byPhase.flatMap(({ phase, counts }) => {
    const sums = counts.map(sumOf);
    const term = terms[sums.findIndex((_, i) => sums.slice(i).every((sum) => sum === sums.at(-1)))];
    return term ? [{ phase, term }] : [];
  });
  const one = new Set(reached.map(({ term }) => term)).size === 1 ? reached[0]?.term : undefined;
  return one ?? list(reached.map(({ phase, term }) => `${term} (${phase.toLowerCase()})`));
}
