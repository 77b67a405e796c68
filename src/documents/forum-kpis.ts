import { type Kpi, type KpiSheet, kpisOf, matchKpis } from '../model/kpi.ts';
import type { Paper } from '../model/paper.ts';
import type { ReadableProject } from '../model/project.ts';
import { monthName, shortMonthName } from '../model/round.ts';
import { missing, note, type UsedFigure } from './input.ts';
import { formatChange, formatKpi } from './kpis.ts';

/** The KPIs that Schools Forum follows, with the values that are known on the day of the meeting. */

export const forumKpiShape = {
  dfe_ref: 'text',
  forum_ref: 'text',
  name: 'text',
  workstreams: 'text',
  baseline: 'text',
  latest: 'text',
  change: 'text',
} as const;

/** The months of the workbook up to the month of a meeting, in order. */
export function monthsBefore(sheet: KpiSheet | undefined, paper: string): string[] {
  const ids = sheet?.periods.map(({ id }) => id) ?? [];
  return [...new Set(ids)].filter((id) => id <= paper.slice(0, 7)).sort();
}

/** Whether a count of pupils is so small that a child could be recognised. Nought names nobody. */
export function isSmall(kpi: Kpi, value: number, least: number): boolean {
  return kpi.pupils === true && value > 0 && value < least;
}

export const smallCount = (least: number) => `<${least}`;

/** How a number that the workbook does not tell is printed in public: never nearer than a small count may be. */
export function withheldInPublic(kpi: Kpi, words: string, least: number): string {
  return kpi.pupils && words.startsWith('<') ? smallCount(Math.max(Number(words.slice(1)), least)) : words;
}

export function buildForumKpis(
  { register, kpis: sheet, programme }: ReadableProject,
  paper: Paper,
  figures: UsedFigure[],
) {
  const months = monthsBefore(sheet, paper.id);
  const baseline = sheet?.periods.find((period) => period.baseline)?.id;
  const first = months[0];
  const latest = months.at(-1);
  const rows = matchKpis(register, sheet);
  const least = programme.public.smallest_count;
  const all = kpisOf(register);
  const chosen = (paper.paper?.kpis.ids ?? []).flatMap((id) => all.find((kpi) => kpi.id === id) ?? []);
  const awaited =
    baseline === undefined
      ? 'They will come with the first report'
      : `The baseline is that of ${monthName(baseline)}`;
  return {
    kpi_baseline: first ? `Baseline ${shortMonthName(first)}` : 'Baseline',
    kpi_latest: latest ? `Latest ${shortMonthName(latest)}` : 'Latest',
    kpis_note:
      latest === undefined
        ? `No values have been reported yet. ${awaited}.`
        : `A deficit is negative. A measure that is taken once a year keeps its last value. Counts of pupils below ${least} are shown as ${smallCount(least)}.`,
    has_forum_refs: chosen.some(({ forum_ref }) => forum_ref !== undefined),
    kpis: chosen.map(buildKpi),
  };

  function buildKpi(kpi: Kpi) {
    const { values = {}, withheld = {} } = rows.get(kpi.id) ?? {};
    const at = (month: string | undefined) => {
      const known =
        kpi.regularity === 'Annually' ? months.filter((id) => month !== undefined && id <= month) : [month];
      const found = known.filter((id) => id !== undefined && values[id]).at(-1);
      return found === undefined ? undefined : values[found];
    };
    const print = (
      label: 'baseline' | 'latest',
      month: string | undefined,
      figure: ReturnType<typeof at>,
    ) => {
      const untold = month === undefined ? undefined : withheld[month];
      if (untold !== undefined) return withheldInPublic(kpi, untold, least);
      if (!figure) return latest === undefined ? 'None yet' : missing.value;
      const words = isSmall(kpi, figure.value, least) ? smallCount(least) : formatKpi(kpi, figure.value);
      const named = { name: `KPI ${kpi.dfe_ref} ${kpi.name}, ${label}`, in: [`kpis.${label}`] };
      return note(figures, named, figure, words);
    };
    const [from, to] = [at(first), at(latest)];
    const change = () => {
      if (latest === undefined || first === latest) return 'None yet';
      if (!from || !to) return missing.comparison;
      if (isSmall(kpi, from.value, least) || isSmall(kpi, to.value, least)) return 'Not shown';
      return from === to ? 'No new value' : formatChange(kpi, from.value, to.value);
    };
    return {
      dfe_ref: String(kpi.dfe_ref),
      forum_ref: kpi.forum_ref === undefined ? 'None' : String(kpi.forum_ref),
      name: kpi.forum_name ?? kpi.name,
      workstreams: (kpi.forum_workstreams ?? kpi.workstreams).join(', ') || 'None',
      baseline: print('baseline', first, from),
      latest: print('latest', latest, to),
      change: change(),
    };
  }
}
