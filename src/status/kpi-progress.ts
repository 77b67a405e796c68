import { groupBy } from '../model/group-by.ts';
import { kpisOf, matchKpis, valueAsAt } from '../model/kpi.ts';
import type { ReadableProject } from '../model/project.ts';

/** How many KPIs have a value for a round, and which have none, by the source that they come from. */
export interface KpiProgress {
  expected: number;
  given: number;
  missing: Array<{ source: string; kpis: string[] }>;
}

export function kpiProgress({ register, kpis: sheet }: ReadableProject, id: string): KpiProgress {
  const rows = matchKpis(register, sheet);
  const all = kpisOf(register);
  const lacking = all.filter((kpi) => {
    const row = rows.get(kpi.id);
    return !valueAsAt(kpi, sheet, row, id) && !row?.withheld[id] && !row?.unread.includes(id);
  });
  return {
    expected: all.length,
    given: all.length - lacking.length,
    missing: [...groupBy(lacking, ({ source }) => source)].map(([source, own]) => ({
      source,
      kpis: own.map((kpi) => `${kpi.dfe_ref} ${kpi.name}`),
    })),
  };
}
