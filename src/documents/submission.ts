import type { IsoDate } from '../model/fields.ts';
import { kpisOf, matchKpis, valueAsAt } from '../model/kpi.ts';
import { correctionsIn } from '../model/sent.ts';
import type { Submission } from '../model/submission.ts';
import type { ReportSource } from './input.ts';
import { formatKpi } from './kpis.ts';

/** What the report of a round tells the DfE, for the record of its submission. */
export function recordOf(
  { project, round, calendar }: ReportSource,
  submitted: IsoDate,
  program: string,
  files: Submission['files'],
): Submission {
  const { programme, register, kpis: sheet } = project;
  const rows = matchKpis(register, sheet);
  const corrections = correctionsIn(project, round).map(({ difference, reason }) => {
    const of = { round: difference.round.id, reason };
    if (!('kpi' in difference)) {
      const { condition, now = '' } = difference;
      return { ...of, condition, rating: now, printed: now };
    }
    const { kpi, now } = difference;
    const corrected = now ? { value: now.value, printed: formatKpi(kpi, now) } : { printed: '' };
    return { ...of, kpi: kpi.id, ...corrected };
  });
  return {
    round: round.id,
    submitted,
    program,
    signed: programme.sign_offs.map(({ id, role }) => {
      const { name = '', date = '' } = round.report?.sign_offs?.[id] ?? {};
      return { role, name, date };
    }),
    files,
    ratings: Object.fromEntries(
      round.conditions.map(({ update }) => [String(update.condition), update.rating ?? '']),
    ),
    kpis: Object.fromEntries(
      kpisOf(register).flatMap((kpi) => {
        const found = valueAsAt(kpi, sheet, rows.get(kpi.id), calendar.id);
        if (!found) return [];
        const { value } = found.figure;
        return [[kpi.id, { month: found.month, value, printed: formatKpi(kpi, found.figure) }]];
      }),
    ),
    ...(corrections.length > 0 ? { corrections } : {}),
  };
}
