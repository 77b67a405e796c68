import type { Figure } from '../model/figure.ts';
import { type Kpi, type KpiSheet, kpisOf, matchKpis } from '../model/kpi.ts';
import { type KpiPosition, positionOf } from '../model/kpi-targets.ts';
import { type Paper, textOf } from '../model/paper.ts';
import { publicOf } from '../model/programme.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { list, shortMoney } from './house-formats.ts';
import { formatChange, formatTolerance, kpiFields, monthHeading, noNewValue, targetFields } from './kpis.ts';
import { as, cellAt, field, figure, fixed, type Given, workedOut } from './origins.ts';
import {
  fewerThan,
  formatPublicKpi,
  isFewerThan,
  monthOfValue,
  monthsIn,
  notShown,
  publicNameOf,
} from './public-kpis.ts';
import { missing } from './report-source.ts';
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
  against_target: 'text',
} as const;

/** What is said of them, and their tables: those with a target apart from the others, which have nothing to be held against. */
export const forumKpisShape = {
  kpis_note: 'text',
  kpi_baseline: 'text',
  kpi_latest: 'text',
  has_kpi_targets: 'flag',
  kpi_tables: [
    {
      title: 'text',
      ref_columns: ['text'],
      /** Before the first values; with them there is no room. */
      workstream_columns: ['text'],
      figure_columns: ['text'],
      word_columns: ['text'],
      rows: [
        {
          dfe_ref: 'text',
          name: 'text',
          refs: ['text'],
          workstreams: ['text'],
          figures: ['text'],
          words: ['text'],
        },
      ],
    },
  ],
  kpis_have_short_forms: 'flag',
  kpis_short_forms: 'text',
} as const;

/** The columns that hold something: none before the first values, and with one month of values the baseline alone. */
function columnsFor(
  sheet: KpiSheet | undefined,
  [first, latest]: readonly [string | undefined, string | undefined],
  hasTargets: boolean,
) {
  const all = [
    { name: 'baseline', heading: as(monthHeading('Baseline', first, sheet), held) },
    { name: 'latest', heading: as(monthHeading('Latest', latest, sheet), held) },
    { name: 'change', heading: fixed('Change') },
  ] as const;
  const withValues = all.slice(0, latest === undefined ? 0 : first === latest ? 1 : 3);
  const targets = [
    { name: 'target', heading: fixed('Target') },
    { name: 'against_target', heading: fixed('Against target') },
  ] as const;
  return hasTargets ? [...withValues, ...targets] : withValues;
}

/** With its month and year on one line. */
const held = (heading: string) => heading.replace(/ (?=\d{4}$)/, '\u00A0');

/** Figures are aligned right, and words left. */
const isFigures = ({ name }: { name: string }) => ['baseline', 'latest', 'target'].includes(name);

const noRef = 'None';
type ForumKpi = Record<keyof typeof forumKpiShape, Given>;

function tableOf(
  title: string,
  kpis: readonly ForumKpi[],
  columns: ReturnType<typeof columnsFor>,
  hasRefs: boolean,
) {
  const isWorkstreams = columns.length === 0;
  const figures = columns.filter(isFigures);
  const words = columns.filter((one) => !isFigures(one));
  return {
    title: fixed(title),
    ref_columns: hasRefs ? [fixed('Forum ref')] : [],
    workstream_columns: isWorkstreams ? [fixed('Workstreams')] : [],
    figure_columns: figures.map(({ heading }) => heading),
    word_columns: words.map(({ heading }) => heading),
    rows: kpis.map((kpi) => ({
      dfe_ref: kpi.dfe_ref,
      name: kpi.name,
      refs: hasRefs ? [kpi.forum_ref] : [],
      workstreams: isWorkstreams ? [kpi.workstreams] : [],
      figures: figures.map(({ name }) => kpi[name]),
      words: words.map(({ name }) => kpi[name]),
    })),
  };
}

/** Those with a target, where there are any, and the others. */
function tablesOf(
  kpis: ReadonlyArray<ForumKpi & { has_target: boolean }>,
  hasTargets: boolean,
  columns: (isJudged: boolean) => ReturnType<typeof columnsFor>,
) {
  const hasRefs = kpis.some(({ forum_ref }) => forum_ref.value !== noRef);
  const table = (title: string, is: boolean) => {
    const some = kpis.filter(({ has_target }) => !hasTargets || has_target === is);
    return some.length > 0 ? [tableOf(title, some, columns(is), hasRefs)] : [];
  };
  return hasTargets
    ? [...table('Measures with a target', true), ...table('Measures without a target', false)]
    : table('The measures', false);
}

/** Whether words are in the place of a count that is known and hidden. */
const isHidden = (words: string | undefined) =>
  words !== undefined && (words === notShown || isFewerThan(words));

/** The KPIs that a paper names, in its order. */
function chosenIn({ register }: ReadableProject, paper: Paper): Kpi[] {
  const all = kpisOf(register);
  return (textOf(paper)?.kpis?.ids ?? []).flatMap((id) => all.find((kpi) => kpi.id === id) ?? []);
}

/** `project` is as it comes from `forThePublic`. Targets, where there are any, are a column. */
export function buildForumKpis(project: ReadableProject, paper: Paper) {
  const { register, kpis: sheet, programme } = project;
  const months = monthsIn(project, paper);
  const [first, latest] = [months[0], months.at(-1)];
  const rows = matchKpis(register, sheet);
  const chosen = chosenIn(project, paper);
  const asAt = latest ?? paper.id.slice(0, 7);
  const position = (kpi: Kpi) => positionOf(project, kpi, rows.get(kpi.id), asAt);
  const kpis = chosen.map(buildKpi);
  const hasTargets = latest !== undefined && kpis.some((kpi) => kpi.has_target);
  const tolerances = hasTargets ? toleranceWords(project, chosen.map(position)) : '';
  const names = kpis.map(({ name }) => name.value);
  const { has_short_forms, short_forms } = shortFormsNote(names, programme.glossary, new Set());
  return {
    kpi_baseline: monthHeading('Baseline', first, sheet),
    kpi_latest: monthHeading('Latest', latest, sheet),
    kpis_note: noteOn(kpis, latest !== undefined, project, tolerances),
    kpis_have_short_forms: has_short_forms,
    kpis_short_forms: short_forms,
    kpis,
    has_kpi_targets: hasTargets,
    kpi_tables: tablesOf(kpis, hasTargets, (isJudged) => columnsFor(sheet, [first, latest], isJudged)),
  };

  function buildKpi(kpi: Kpi) {
    const { dfe_ref, forum_ref, name, forum_name, workstreams, forum_workstreams } = kpiFields(register, kpi);
    const row = rows.get(kpi.id);
    const at = (month: string | undefined) => {
      const found =
        month &&
        monthOfValue(
          kpi,
          row,
          months.filter((id) => id <= month),
        );
      return found
        ? { figure: row?.values[found], words: row?.withheld[found], cell: row?.cells[found] }
        : { figure: undefined, words: undefined, cell: month === undefined ? undefined : row?.cells[month] };
    };
    const [from, to] = [at(first), at(latest)];
    const kept = to.figure === from.figure && first !== latest ? to.figure : undefined;
    return {
      dfe_ref,
      forum_ref: forum_ref ?? fixed(noRef),
      name: forum_name ?? name,
      workstreams: forum_workstreams ?? workstreams,
      baseline: printed(kpi, 'baseline', from, latest !== undefined),
      latest: kept ? noNewValue(kept) : printed(kpi, 'latest', to, latest !== undefined),
      change: workedOut(
        latest === undefined || first === latest ? 'None yet' : changeWords(kpi, from, to),
        'the latest value against the baseline',
        cellAt(to.cell),
        cellAt(from.cell),
      ),
      ...targetFields(position(kpi), false, formatPublicKpi),
    };
  }
}

/** A value, the words in its place, or that there is none. */
function printed(
  kpi: Kpi,
  label: 'baseline' | 'latest',
  { figure: found, words, cell }: ValueOrWords & { cell: Cell },
  hasValues: boolean,
): Given {
  const shown = words ?? (found && formatPublicKpi(kpi, found));
  const place = found?.cell ?? cell;
  if (shown !== undefined && place) return figure(shown, { cell: place }, `${publicNameOf(kpi)}, ${label}`);
  if (!hasValues) return fixed('None yet');
  return workedOut(missing.value, 'the cell is blank', cellAt(place));
}

type Cell = Figure['cell'] | undefined;
type ValueOrWords = { figure: Figure | undefined; words: string | undefined };

function changeWords(kpi: Kpi, from: ValueOrWords, to: ValueOrWords): string {
  if ([from, to].some((one) => isHidden(one.words))) return notShown;
  if (!from.figure || !to.figure) return missing.comparison;
  return from.figure === to.figure ? 'None' : formatChange(kpi, from.figure.value, to.figure.value);
}

/** How far past its target a measure may be that is counted as on target. */
function toleranceWords({ agreement }: ReadableProject, positions: readonly KpiPosition[]): string {
  const all = positions.flatMap(({ kpi, isWithinTolerance }) => (isWithinTolerance ? [kpi] : []));
  const own = all.flatMap((kpi) =>
    kpi.tolerance ? [`${formatTolerance(kpi, kpi.tolerance)} for “${kpi.forum_name ?? kpi.name}”`] : [],
  );
  const ofPlan = all.some((kpi) => kpi.plan_line && !kpi.tolerance)
    ? [`${shortMoney(agreement.on_track.tolerance)} for plan figures`]
    : [];
  return all.length === 0
    ? ''
    : ` Within tolerance means past the target by at most ${list([...ofPlan, ...own])}.`;
}

/** What a reader of the table has to know. */
function noteOn(
  kpis: ReadonlyArray<Record<'baseline' | 'latest', Given>>,
  hasValues: boolean,
  { programme, kpis: sheet }: ReadableProject,
  tolerances: string,
): Given {
  const least = publicOf(programme).smallest_count;
  const baseline = sheet?.periods.find((period) => period.baseline)?.id;
  const awaited = baseline
    ? `The baseline is that of ${monthName(baseline)}`
    : 'They will come with the first report';
  const isHidden = kpis.some((kpi) => [kpi.baseline.value, kpi.latest.value].includes(notShown));
  const isFew = kpis.some(({ baseline, latest }) =>
    [baseline, latest].some(({ value }) => isFewerThan(value)),
  );
  const few = isFew ? ` Counts of pupils below ${least} are shown as ${fewerThan(least)}.` : '';
  const hidden = isHidden ? ' Values from which one could be worked out are not shown.' : '';
  return workedOut(
    hasValues ? `${tolerances}${few}${hidden}`.trim() : `No values have been reported yet. ${awaited}.`,
    'the rules for small counts and for tolerances',
    field(least, inputFiles.programme, 'public', 'smallest_count'),
    ...(tolerances
      ? [
          { field: inputFiles.agreement, path: ['on_track', 'tolerance'] },
          { field: inputFiles.register, path: ['groups'] },
        ]
      : []),
  );
}
