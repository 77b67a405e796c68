import { type Kpi, kpisOf, matchKpis } from '../model/kpi.ts';
import type { Paper } from '../model/paper.ts';
import type { ReadableProject } from '../model/project.ts';
import { monthName, shortMonthName } from '../model/round.ts';
import { missing, note, type UsedFigure } from './input.ts';
import { formatChange, formatKpi } from './kpis.ts';
import { fewerThan, monthOfValue, monthsBefore, notShown } from './public-kpis.ts';

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

/** Whether words are in the place of a count that is known and hidden. */
const isHidden = (words: string | undefined) =>
  words === notShown || words?.startsWith(fewerThan(0).slice(0, -1));

/** `project` is as it comes from `forThePublic`. */
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
  const upTo = (month: string) => months.filter((id) => id <= month);
  const kpis = chosen.map(buildKpi);
  return {
    kpi_baseline: first ? `Baseline ${shortMonthName(first)}` : 'Baseline',
    kpi_latest: latest ? `Latest ${shortMonthName(latest)}` : 'Latest',
    kpis_note:
      latest === undefined
        ? `No values have been reported yet. ${awaited}.`
        : `A deficit is negative. A measure that is taken once a year keeps its last value. Counts of pupils below ${least} are shown as ${fewerThan(least)}.${kpis.some(({ baseline, latest }) => [baseline, latest].includes(notShown)) ? ' Values from which one could be worked out are not shown.' : ''}`,
    has_forum_refs: chosen.some(({ forum_ref }) => forum_ref !== undefined),
    kpis,
  };

  function buildKpi(kpi: Kpi) {
    const row = rows.get(kpi.id);
    const at = (month: string | undefined) => {
      const found = month && monthOfValue(kpi, row, upTo(month));
      return found
        ? { figure: row?.values[found], words: row?.withheld[found], cell: row?.cells[found] }
        : undefined;
    };
    const print = (label: 'baseline' | 'latest', found: ReturnType<typeof at>) => {
      const named = { name: `KPI ${kpi.dfe_ref} ${kpi.name}, ${label}`, in: [`kpis.${label}`] };
      const { figure, words, cell } = found ?? {};
      if (words !== undefined) return cell ? note(figures, named, { cell }, words) : words;
      if (!figure) return latest === undefined ? 'None yet' : missing.value;
      return note(figures, named, figure, formatKpi(kpi, figure));
    };
    const [from, to] = [at(first), at(latest)];
    const change = () => {
      if (latest === undefined || first === latest) return 'None yet';
      if ([from, to].some((one) => isHidden(one?.words))) return notShown;
      if (!from?.figure || !to?.figure) return missing.comparison;
      return from.figure === to.figure
        ? 'No new value'
        : formatChange(kpi, from.figure.value, to.figure.value);
    };
    return {
      dfe_ref: String(kpi.dfe_ref),
      forum_ref: kpi.forum_ref === undefined ? 'None' : String(kpi.forum_ref),
      name: kpi.forum_name ?? kpi.name,
      workstreams: (kpi.forum_workstreams ?? kpi.workstreams).join(', ') || 'None',
      baseline: print('baseline', from),
      latest: print('latest', to),
      change: change(),
    };
  }
}
