import { lookUp, replaceReferences } from '../model/figure-reference.ts';
import type { ReadableProject } from '../model/project.ts';
import { money } from './formats.ts';
import { note, type UsedFigure } from './input.ts';
import { formatKpi } from './kpis.ts';

/**
 * The text with figures in the place of its references; one that names nothing stays as typed, and the checks say so.
 * Amounts of the plan are printed without their sign, as sentences speak of them.
 */
function fillFigures(text: string, project: ReadableProject, figures: UsedFigure[]): string {
  return replaceReferences(text, (reference) => {
    const found = lookUp(project, reference);
    if ('withheld' in found) {
      const { withheld, of } = found;
      const name = `KPI ${of.kpi.dfe_ref} ${of.kpi.name}, ${reference.at}`;
      return note(figures, { name, in: [] }, found, withheld);
    }
    if (!('figure' in found)) return reference.typed;
    const { figure, of } = found;
    if ('kpi' in of)
      return noteText(`KPI ${of.kpi.dfe_ref} ${of.kpi.name}, ${reference.at}`, formatKpi(of.kpi, figure));
    const printed = money(Math.abs(figure.value), reference.digits ?? 3);
    return noteText(`Plan: ${of.plan.name}, ${reference.at}`, printed);

    // Narrative is what a template must print: where in the context the text is does not matter.
    function noteText(name: string, words: string) {
      return note(figures, { name, in: [] }, figure, words);
    }
  });
}

/** The same value with the figures filled in wherever a text refers to them. */
export function withFigures<Value>(value: Value, project: ReadableProject, figures: UsedFigure[]): Value {
  if (typeof value === 'string')
    return (value.includes('{{') ? fillFigures(value, project, figures) : value) as Value;
  if (Array.isArray(value)) return value.map((item) => withFigures(item, project, figures)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inside]) => [key, withFigures(inside, project, figures)]);
  return Object.fromEntries(entries) as Value;
}
