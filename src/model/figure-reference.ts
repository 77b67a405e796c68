import { isOptional, type PlanLine } from './agreement.ts';
import { type NamedPlaces, placesById } from './capital.ts';
import type { CellPlace, Figure } from './figure.ts';
import { type Kpi, kpisOf, matchKpis } from './kpi.ts';
import { type PlanTable, rowOf } from './plan.ts';
import type { ReadableProject } from './project.ts';
import { rounded } from './rounded.ts';

/**
 * Figures that narrative takes from a workbook, so that nobody types them: `{{plan cumulative-before 2022/23}}`,
 * `{{plan dfe-contribution 2028/29 0}}` with the number of decimals, `{{kpi ehcps-actual 2023-09}}`; of the round's own forecast
 * `{{forecast in-year 2023/24}}`, and `{{difference in-year 2023/24}}` between it and the plan. Places are those of the capital
 * programme: `{{places base Autumn 2028}}`, `{{places new-school-4 capacity}}`.
 */
export const referenceKinds = ['plan', 'forecast', 'difference', 'kpi', 'places'] as const;
const pattern = new RegExp(
  `\\{\\{\\s*(${referenceKinds.join('|')})\\s+([^\\s{}]+)\\s+([^\\s{}]+(?:\\s+20\\d\\d)?)(?:\\s+(\\d))?\\s*\\}\\}`,
  'g',
);

export interface Reference {
  typed: string;
  /** Where it begins in the text. */
  start: number;
  kind: (typeof referenceKinds)[number];
  /** The id of a line of the plan, of a KPI, or of a kind of places or a scheme. */
  id: string;
  /** A financial year, a month, or a term. */
  at: string;
  digits: number | undefined;
}

/** The figure that a reference names, or the words for one that is not given, or what it names that is not there: an id, or a figure of a line or KPI. */
type Referred =
  | { figure: Figure; of: { plan: PlanLine } | { kpi: Kpi } }
  /** The forecast less the plan, as they are printed, and both. */
  | { difference: number; figures: [forecast: Figure, plan: Figure]; of: { plan: PlanLine } }
  | { places: NamedPlaces & { count: number } }
  | { withheld: string; cell: CellPlace; of: { kpi: Kpi } }
  | { unknownId: string; known: string[] }
  /** A forecast, in a text that belongs to no round. */
  | { outsideRound: true }
  /** `of`: the line of the agreed plan that has none, where the forecast has one. */
  | { without: string; first?: string; of?: PlanLine };

function toReference(match: readonly string[], start: number): Reference {
  const [typed = '', kind = '', id = '', at = '', digits] = match;
  return {
    typed,
    start,
    kind: kind as Reference['kind'],
    id,
    at,
    digits: digits === undefined ? undefined : Number(digits),
  };
}

export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(pattern)].map((match) => toReference(match, match.index));
}

/** The text with each reference put in other words, which begin in the new text at `at`. */
export function replaceReferences(text: string, put: (reference: Reference, at: number) => string): string {
  let grown = 0;
  return text.replace(pattern, (...match) => {
    const start = match[5] as unknown as number;
    const words = put(toReference(match.slice(0, 5) as string[], start), start + grown);
    grown += words.length - match[0].length;
    return words;
  });
}

/**
 * Whether it is reported by itself that a reference has no figure: the workbook or the cell could not be read, or each KPI and
 * each line must have a figure there. `round` is the round that the text is of, if it is the text of one.
 */
export function isReported(project: ReadableProject, { kind, id, at }: Reference, round?: string): boolean {
  const { agreement, register, plan, planRead, forecasts, kpis, capital } = project;
  if (kind === 'places') return capital === undefined;
  if (kind === 'kpi') {
    const isDue = at === round && kpisOf(register).find((kpi) => kpi.id === id)?.regularity === 'Termly';
    const row = kpis && matchKpis(register, kpis).get(id);
    return !row || isDue || row.unread.includes(at);
  }
  if (kind === 'plan' ? !plan : !planRead) return true;
  const year = at.replace('-', '/');
  const line = agreement.plan.lines.find((one) => one.id === id);
  const forecast = forecasts.find((one) => one.round === round);
  if (kind !== 'plan' && round !== undefined && !forecast) return true;
  const tables = [kind === 'forecast' ? undefined : plan, kind === 'plan' ? undefined : forecast];
  const isUnread = tables.some((table) => line && table && rowOf(table, line)?.unread.includes(year));
  const isNeeded = line && !isOptional(line.role) && !line.role.endsWith('contribution');
  return isUnread || (isNeeded === true && round !== undefined && agreement.financial_years.includes(year));
}

/** The figure that a reference names. `round` is the round that the text belongs to. */
export function lookUp(project: ReadableProject, reference: Reference, round?: string): Referred {
  if (reference.kind === 'places') return inCapital(project, reference);
  if (reference.kind !== 'kpi') return inPlan(project, reference, round);
  const { register, kpis } = project;
  const { id, at } = reference;
  const all = kpisOf(register);
  const kpi = all.find((candidate) => candidate.id === id);
  if (!kpi) return { unknownId: id, known: all.map((candidate) => candidate.id) };
  const row = matchKpis(register, kpis).get(id);
  const [figure, withheld, cell] = [row?.values[at], row?.withheld[at], row?.cells[at]];
  if (withheld !== undefined && cell) return { withheld, cell, of: { kpi } };
  return figure ? { figure, of: { kpi } } : { without: kpi.name };
}

function inPlan(
  { agreement, plan, forecasts }: ReadableProject,
  reference: Reference,
  round?: string,
): Referred {
  const { kind, id, at } = reference;
  if (kind !== 'plan' && round === undefined) return { outsideRound: true };
  const { lines } = agreement.plan;
  const line = lines.find((candidate) => candidate.id === id);
  if (!line) return { unknownId: id, known: lines.map((candidate) => candidate.id) };
  const forecast = forecasts.find((table) => table.round === round);
  const figureIn = (table: PlanTable | undefined) =>
    table && rowOf(table, line)?.values[at.replace('-', '/')];
  const [agreed, now] = [figureIn(plan), figureIn(forecast)];
  const figure = kind === 'plan' ? agreed : now;
  if (!figure) return { without: line.name, ...(kind === 'plan' && { of: line }) };
  if (kind !== 'difference') return { figure, of: { plan: line } };
  if (!agreed || !now) return { without: line.name, of: line };
  const difference = rounded(rounded(now.value, 3) - rounded(agreed.value, 3), 3);
  return { difference, figures: [now, agreed], of: { plan: line } };
}

function inCapital({ capital }: ReadableProject, { id, at }: Reference): Referred {
  const named = capital && placesById(capital, at.replace(/\s+/, ' '));
  if (!named) return { without: id };
  const found = named.get(id);
  if (!found) return { unknownId: id, known: [...named.keys()] };
  const { name, first, count } = found;
  return count === undefined ? { without: name, first } : { places: { ...found, count } };
}

/** Whether a text names places that are made up. Of made-up growth, what was promised is none. */
export function namesMadeUpPlaces(project: ReadableProject, said: unknown): boolean {
  const { illustrative, growth } = project.capital ?? {};
  if (!illustrative && !growth?.illustrative) return false;
  return referencesIn(JSON.stringify(said ?? {})).some((reference) => {
    const found = lookUp(project, reference);
    return 'places' in found && (illustrative || !found.places.isPromised);
  });
}
