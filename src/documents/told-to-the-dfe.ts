import { correctionsIn, namedIn } from '../model/changed-since-sent.ts';
import { kpisOf, matchKpis, valueAsAt } from '../model/kpi.ts';
import type { Printed } from '../model/printed-list.ts';
import type { Told } from '../model/submission-record.ts';
import { toldBy } from '../model/told-figures.ts';
import { formatKpi } from './kpis.ts';
import type { ReportSource } from './report-source.ts';

/** What the report of a round tells the DfE, for the record of its submission. `printed` is the list of what it prints. */
export function toldIn({ project, round, calendar }: ReportSource, printed: readonly Printed[]): Told {
  const { register, kpis: sheet } = project;
  const rows = matchKpis(register, sheet);
  const corrections = correctionsIn(project, round).map(({ difference, reason }) => {
    const of = { round: difference.round.id, reason, ...namedIn(difference) };
    if ('condition' in difference)
      return { ...of, rating: difference.now ?? '', printed: difference.now ?? '' };
    if (!('kpi' in difference)) return { ...of, printed: difference.now ?? '' };
    const { kpi, now } = difference;
    return { ...of, ...(now ? { value: now.value, printed: formatKpi(kpi, now) } : { printed: '' }) };
  });
  const kpis = Object.fromEntries(
    kpisOf(register).flatMap((kpi) => {
      const found = valueAsAt(kpi, sheet, rows.get(kpi.id), calendar.id);
      if (!found) return [];
      const { value } = found.figure;
      return [[kpi.id, { month: found.month, value, printed: formatKpi(kpi, found.figure) }]];
    }),
  );
  return {
    ratings: Object.fromEntries(
      round.conditions.map(({ update }) => [String(update.condition), update.rating ?? '']),
    ),
    kpis,
    ...(corrections.length > 0 ? { corrections } : {}),
    ...toldBy(printed, project, round, kpis),
  };
}
