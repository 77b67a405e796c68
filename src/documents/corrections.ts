import { monthName } from '../model/round.ts';
import { correctionsIn, type Difference } from '../model/sent.ts';
import { missing, note, type ReportSource, type UsedFigure } from './input.ts';
import { formatKpi } from './kpis.ts';

export const correctionShape = {
  report: 'text',
  item: 'text',
  told: 'text',
  now: 'text',
  reason: 'text',
} as const;

/** What earlier reports said wrongly, with what is right and why. */
export function buildCorrections({ project, round }: ReportSource, figures: UsedFigure[]) {
  return correctionsIn(project, round).map(({ difference, reason }) => ({
    report: monthName(difference.round.id),
    item: itemOf(project.agreement.conditions, difference),
    told: difference.sent,
    now: nowOf(difference, figures),
    reason,
  }));
}

function itemOf(
  conditions: ReadonlyArray<{ number: number; short: string }>,
  difference: Difference,
): string {
  if ('kpi' in difference) return `KPI ${difference.kpi.dfe_ref}, ${difference.kpi.name}`;
  const { condition } = difference;
  const short = conditions.find(({ number }) => number === condition)?.short;
  return `Rating of condition ${condition}${short ? `, ${short}` : ''}`;
}

function nowOf(difference: Difference, figures: UsedFigure[]): string {
  if (!('kpi' in difference)) return difference.now ?? missing.text;
  const { kpi, now, month } = difference;
  if (!now) return missing.value;
  const name = `KPI ${kpi.dfe_ref} ${kpi.name}, ${monthName(month)}, corrected`;
  return note(figures, { name, in: ['corrections.now', 'decisions.words'] }, now, formatKpi(kpi, now));
}
