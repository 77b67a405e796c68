import type { Figure } from '../model/figure.ts';
import { type Kpi, type KpiSheet, kpisOf, matchKpis } from '../model/kpi.ts';
import { positionOf } from '../model/kpi-targets.ts';
import { type Paper, textOf } from '../model/paper.ts';
import { publicOf } from '../model/programme.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { missing } from './input.ts';
import { formatChange, formatKpi, kpiFields, monthHeading, noTarget, targetWords } from './kpis.ts';
import { cellAt, field, figure, fixed, type Given, workedOut } from './origins.ts';
import { fewerThan, monthOfValue, monthsBefore, notShown, publicNameOf } from './public-kpis.ts';
import { shortFormsNote } from './short-forms.ts';

/** The KPIs that Schools Forum follows, with the values that are known on the day of the meeting. */

export const forumKpiShape = {
  dfe_ref: 'text',
  forum_ref: 'text',
  name: 'text',
  workstreams: 'text',
  baseline: 'text',
  latest: 'text',
  change: 'text',
  target: 'text',
  /** Those of the columns that hold something. */
  values: ['text'],
  figures: ['text'],
  words: ['text'],
} as const;

/** The columns that hold something: none before the first values, and with one month of values the baseline alone. */
function columnsFor(
  sheet: KpiSheet | undefined,
  [first, latest]: readonly [string | undefined, string | undefined],
  hasTargets: boolean,
) {
  const all = [
    { name: 'baseline', heading: monthHeading('Baseline', first, sheet) },
    { name: 'latest', heading: monthHeading('Latest', latest, sheet) },
    { name: 'change', heading: fixed('Change') },
  ] as const;
  const withValues = all.slice(0, latest === undefined ? 0 : first === latest ? 1 : 3);
  return hasTargets ? [...withValues, { name: 'target', heading: fixed('Target') } as const] : withValues;
}

/** Figures are aligned right, and words left. */
const isFigures = ({ name }: { name: string }) => name === 'baseline' || name === 'latest';

const headingsOf = (columns: ReadonlyArray<{ name: string; heading: Given }>) => ({
  kpi_columns: columns.map(({ heading }) => heading),
  kpi_figure_columns: columns.filter(isFigures).map(({ heading }) => heading),
  kpi_word_columns: columns.filter((one) => !isFigures(one)).map(({ heading }) => heading),
});

function valuesOf<Name extends string>(kpi: Record<Name, Given>, columns: ReadonlyArray<{ name: Name }>) {
  return {
    values: columns.map(({ name }) => kpi[name]),
    figures: columns.filter(isFigures).map(({ name }) => kpi[name]),
    words: columns.filter((one) => !isFigures(one)).map(({ name }) => kpi[name]),
  };
}

/** Whether words are in the place of a count that is known and hidden. */
const isHidden = (words: string | undefined) =>
  words === notShown || words?.startsWith(fewerThan(0).slice(0, -1));

/** `project` is as it comes from `forThePublic`; a paper that asks for targets has a column of them where there are any. */
export function buildForumKpis(project: ReadableProject, paper: Paper, withTargets = false) {
  const { register, kpis: sheet, programme } = project;
  const months = monthsBefore(sheet, paper.id);
  const [first, latest] = [months[0], months.at(-1)];
  const rows = matchKpis(register, sheet);
  const all = kpisOf(register);
  const chosen = (textOf(paper)?.kpis?.ids ?? []).flatMap((id) => all.find((kpi) => kpi.id === id) ?? []);
  const upTo = (month: string) => months.filter((id) => id <= month);
  const kpis = chosen.map(buildKpi);
  const hasTargets = withTargets && kpis.some(({ target }) => target.value !== noTarget);
  const columns = columnsFor(sheet, [first, latest], hasTargets);
  const names = kpis.map(({ name }) => name.value);
  const { has_short_forms, short_forms } = shortFormsNote(names, programme.glossary, new Set());
  return {
    kpi_baseline: monthHeading('Baseline', first, sheet),
    kpi_latest: monthHeading('Latest', latest, sheet),
    ...headingsOf(columns),
    kpis_note: noteOn(kpis, sheet, latest !== undefined, programme),
    kpis_have_short_forms: has_short_forms,
    kpis_short_forms: short_forms,
    has_forum_refs: chosen.some(({ forum_ref }) => forum_ref !== undefined),
    kpis: kpis.map((kpi) => ({ ...kpi, ...valuesOf(kpi, columns) })),
  };

  function buildKpi(kpi: Kpi) {
    const { dfe_ref, forum_ref, name, forum_name, workstreams, forum_workstreams } = kpiFields(register, kpi);
    const row = rows.get(kpi.id);
    const at = (month: string | undefined) => {
      const found = month && monthOfValue(kpi, row, upTo(month));
      return found
        ? { figure: row?.values[found], words: row?.withheld[found], cell: row?.cells[found] }
        : { figure: undefined, words: undefined, cell: month === undefined ? undefined : row?.cells[month] };
    };
    const print = (label: 'baseline' | 'latest', { figure: found, words, cell }: ReturnType<typeof at>) => {
      const printed = words ?? (found && formatKpi(kpi, found));
      const place = found?.cell ?? cell;
      if (printed !== undefined && place)
        return figure(printed, { cell: place }, `${publicNameOf(kpi)}, ${label}`);
      if (latest === undefined) return fixed('None yet');
      return workedOut(missing.value, 'the cell is blank', cellAt(place));
    };
    const [from, to] = [at(first), at(latest)];
    return {
      dfe_ref,
      forum_ref: forum_ref ?? fixed('None'),
      name: forum_name ?? name,
      workstreams: forum_workstreams ?? workstreams,
      baseline: print('baseline', from),
      latest: print('latest', to),
      change: workedOut(
        latest === undefined || first === latest ? 'None yet' : changeWords(kpi, from, to),
        'the latest value against the baseline',
        cellAt(to.cell),
        cellAt(from.cell),
      ),
      target: targetWords(positionOf(project, kpi, row, latest ?? paper.id.slice(0, 7))),
    };
  }
}

type ValueOrWords = { figure: Figure | undefined; words: string | undefined };

function changeWords(kpi: Kpi, from: ValueOrWords, to: ValueOrWords): string {
  if ([from, to].some((one) => isHidden(one.words))) return notShown;
  if (!from.figure || !to.figure) return missing.comparison;
  return from.figure === to.figure ? 'No new value' : formatChange(kpi, from.figure.value, to.figure.value);
}

/** What a reader of the table has to know. */
function noteOn(
  kpis: ReadonlyArray<Record<'baseline' | 'latest', Given>>,
  sheet: KpiSheet | undefined,
  hasValues: boolean,
  programme: ReadableProject['programme'],
): Given {
  const least = publicOf(programme).smallest_count;
  const baseline = sheet?.periods.find((period) => period.baseline)?.id;
  const awaited = baseline
    ? `The baseline is that of ${monthName(baseline)}`
    : 'They will come with the first report';
  const isHidden = kpis.some((kpi) => [kpi.baseline.value, kpi.latest.value].includes(notShown));
  const hidden = isHidden ? ' Values from which one could be worked out are not shown.' : '';
  return workedOut(
    hasValues
      ? `A deficit is negative. A measure that is taken once a year keeps its last value. Counts of pupils below ${least} are shown as ${fewerThan(least)}.${hidden}`
      : `No values have been reported yet. ${awaited}.`,
    'the rule for small counts',
    field(least, inputFiles.programme, 'public', 'smallest_count'),
  );
}
