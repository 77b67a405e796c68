import type { PlanLine } from './agreement.ts';
import type { CellPlace, Figure } from './figure.ts';
import { type Kpi, kpisOf, matchKpis } from './kpi.ts';
import { rowOf } from './plan.ts';
import type { ReadableProject } from './project.ts';

/**
 * Figures that narrative takes from a workbook, so that nobody types them: `{{plan cumulative-before 2022/23}}`,
 * `{{plan dfe-contribution 2028/29 0}}` with the number of decimals, `{{kpi ehcps-actual 2023-09}}`.
 */
const pattern = /\{\{\s*(plan|kpi)\s+([^\s{}]+)\s+([^\s{}]+)(?:\s+(\d))?\s*\}\}/g;

export interface Reference {
  typed: string;
  kind: 'plan' | 'kpi';
  /** The id of a line of the plan or of a KPI. */
  id: string;
  /** A financial year or a month. */
  at: string;
  digits: number | undefined;
}

/** The figure that a reference names, or the words for one that is not given, or what it names that is not there: an id, or a figure of a line or KPI. */
export type Referred =
  | { figure: Figure; of: { plan: PlanLine } | { kpi: Kpi } }
  | { withheld: string; cell: CellPlace; of: { kpi: Kpi } }
  | { unknownId: string; known: string[] }
  | { without: string };

function toReference(match: RegExpMatchArray | readonly string[]): Reference {
  const [typed = '', kind = '', id = '', at = '', digits] = match;
  return {
    typed,
    kind: kind === 'kpi' ? 'kpi' : 'plan',
    id,
    at,
    digits: digits === undefined ? undefined : Number(digits),
  };
}

export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(pattern)].map(toReference);
}

/** The text with each reference put in other words. */
export function replaceReferences(text: string, put: (reference: Reference) => string): string {
  return text.replace(pattern, (...match) => put(toReference(match.slice(0, 5) as string[])));
}

/** The figure that a reference names. */
export function lookUp({ agreement, plan, register, kpis }: ReadableProject, reference: Reference): Referred {
  const { kind, id, at } = reference;
  if (kind === 'plan') {
    const { lines } = agreement.plan;
    const line = lines.find((candidate) => candidate.id === id);
    if (!line) return { unknownId: id, known: lines.map((candidate) => candidate.id) };
    const figure = plan && rowOf(plan, line)?.values[at.replace('-', '/')];
    return figure ? { figure, of: { plan: line } } : { without: line.name };
  }
  const all = kpisOf(register);
  const kpi = all.find((candidate) => candidate.id === id);
  if (!kpi) return { unknownId: id, known: all.map((candidate) => candidate.id) };
  const row = matchKpis(register, kpis).get(id);
  const [figure, withheld, cell] = [row?.values[at], row?.withheld[at], row?.cells[at]];
  if (withheld !== undefined && cell) return { withheld, cell, of: { kpi } };
  return figure ? { figure, of: { kpi } } : { without: kpi.name };
}
