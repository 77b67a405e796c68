import { kpisOf, matchKpis } from '../model/kpi.ts';
import { type KpiPosition, positionOf } from '../model/kpi-targets.ts';
import type { ReadableProject } from '../model/project.ts';
import { monthName, type ReportInput, roundBefore } from '../model/round.ts';
import type { Fields } from './fields-of-files.ts';
import { counted, inWords, inWordsAlone, list, withCapital, withSmall } from './house-formats.ts';
import {
  formatChange,
  formatDistance,
  formatKpi,
  formatTolerance,
  judgedBy,
  judgementOf,
  kpiFields,
  noTarget,
  targetWithLimits,
  turnOf,
} from './kpis.ts';
import { type ContextOf, figure, type Given, orElse, type Source, workedOut } from './origins.ts';
import type { ReportSource } from './report-source.ts';
import { inRanges } from './scheme-tables.ts';

/** The KPIs that a report explains: off target, moved by more than their own tolerance, or commented on by its author. */

export const exceptionsShape = {
  kpi_position: 'text',
  has_kpi_exceptions: 'flag',
  kpi_exceptions: [
    {
      ref: 'text',
      name: 'text',
      value: 'text',
      target: 'text',
      why: 'text',
      comment: 'text',
      action: 'text',
    },
  ],
} as const;

/** All KPIs as they are in the round, in the register's order. */
export function positionsIn(project: ReadableProject, id: string): KpiPosition[] {
  const rows = matchKpis(project.register, project.kpis);
  return kpisOf(project.register).map((kpi) => positionOf(project, kpi, rows.get(kpi.id), id));
}

export function buildExceptions(
  { project, calendar }: ReportSource,
  report: Fields<ReportInput>,
): ContextOf<typeof exceptionsShape> {
  const positions = positionsIn(project, calendar.id);
  const comments = report.kpi_comments ?? {};
  const exceptions = positions.filter(
    ({ kpi, isException }) => isException || Boolean(comments[kpi.id]?.comment?.value),
  );
  return {
    kpi_position: workedOut(
      sentenceOf(positions),
      'the values against their targets',
      ...positions.flatMap(cellsOf),
    ),
    has_kpi_exceptions: exceptions.length > 0,
    kpi_exceptions: exceptions.flatMap((position) => {
      const { kpi, current } = position;
      if (!current) return [];
      const { dfe_ref, name } = kpiFields(project.register, kpi);
      const { comment, action } = comments[kpi.id] ?? {};
      return [
        {
          ref: dfe_ref,
          name,
          value: figure(
            formatKpi(kpi, current.figure),
            current.figure,
            `KPI ${kpi.dfe_ref} ${kpi.name}, exception`,
          ),
          target: targetWithLimits(position),
          why: workedOut(whyOf(position), 'the value against its target and the last', ...cellsOf(position)),
          comment: orElse(comment, 'No comment is given.'),
          action: orElse(action, position.isException ? 'None given.' : 'None needed.'),
        },
      ];
    }),
  };
}

const cellsOf = ({ current, previous, target }: KpiPosition): Source[] => [
  current?.figure,
  previous?.figure,
  target,
  ...judgedBy,
];

/** `Off target by 24`, `On target so far; 300 likely, off by 30`, `On target; up 23, worse, beyond its tolerance of 5`, `For its comment; on target`, `No new value`. */
function whyOf(position: KpiPosition): string {
  const { kpi, current, previous, target, onTarget, likelyMiss, hasMoved, isNew, isException } = position;
  const own = kpi.tolerance ? formatTolerance(kpi, kpi.tolerance) : undefined;
  const change =
    hasMoved && current && previous ? formatChange(kpi, previous.figure.value, current.figure.value) : '';
  const by =
    onTarget === false && current && target ? formatDistance(kpi, current.figure.value, target.value) : '';
  const likely =
    likelyMiss !== undefined && target
      ? `; ${formatKpi(kpi, { value: likelyMiss })} likely, off by ${formatDistance(kpi, likelyMiss, target.value)}`
      : '';
  const judgement = by ? `off target by ${by}` : withSmall(judgementOf(position) ?? '') + likely;
  const moved = change
    ? [`${withSmall(change)}, beyond its tolerance${own === undefined ? '' : ` of ${own}`}`]
    : [];
  if (!isNew) return 'No new value';
  const words = [...(isException ? [] : ['for its comment']), ...(judgement ? [judgement] : []), ...moved];
  return withCapital(words.join('; ')) || noTarget;
}

/** Those with a target and a value of this report. */
const judgedIn = (positions: readonly KpiPosition[]) =>
  positions.filter(({ onTarget, isNew }) => isNew && onTarget !== undefined);

/** How KPIs with a target and a value are: `four on target (one likely to miss it), six within tolerance of it and none off it`. */
export function againstTargets(positions: readonly KpiPosition[]): string {
  const judged = judgedIn(positions);
  const off = judged.filter(({ onTarget }) => !onTarget).length;
  const within = judged.filter(({ isWithinTolerance }) => isWithinTolerance).length;
  const missing = judged.filter(({ likelyMiss }) => likelyMiss !== undefined).length;
  const likely = missing > 0 ? ` (${inWords(missing)} likely to miss it)` : '';
  const parts = [
    `${inWordsAlone(judged.length - off - within)} on target${likely}`,
    ...(within > 0 ? [`${inWords(within)} within tolerance of it`] : []),
    `${inWordsAlone(off)} off it`,
  ];
  return list(parts);
}

/** `Of 46 KPIs, ten have a target: one on target, two within tolerance of it and seven off it. Another has moved by more than its own tolerance. …` */
function sentenceOf(positions: readonly KpiPosition[]): string {
  const judged = judgedIn(positions);
  const hasMore = positions.some((one) => one.target && !judged.includes(one));
  const moved = positions
    .filter(({ hasMoved, onTarget }) => hasMoved && onTarget !== false)
    .map(({ kpi }) => String(kpi.dfe_ref));
  const all = positions.length === 1 ? 'The one KPI' : `All ${counted(positions.length, 'KPI')}`;
  const of =
    judged.length === positions.length
      ? all
      : `Of ${counted(positions.length, 'KPI')}, ${inWords(judged.length)}`;
  const targets =
    judged.length === 0
      ? `None of the ${counted(positions.length, 'KPI')} has a target and a new value.`
      : `${of} ${judged.length === 1 ? 'has' : 'have'} a target${hasMore ? ' and a new value' : ''}: ${againstTargets(positions)}.`;
  const [have, own] =
    moved.length === 1 ? ['One has', 'its'] : [`${withCapital(inWords(moved.length))} have`, 'their'];
  const which = `${moved.length === 1 ? 'KPI' : 'KPIs'} ${inRanges(moved)}`;
  const beyond = moved.length === 0 ? [] : [`${have} moved by more than ${own} own tolerance (${which}).`];
  return [targets, ...beyond, ...directionsOf(positions)].join(' ');
}

/** `Against their previous values, nine are better and 15 worse.`: of those that are new, have one before, and can be either. */
function directionsOf(positions: readonly KpiPosition[]): string[] {
  const turns = positions.flatMap(({ kpi, isNew, current, previous }) =>
    isNew && current && previous ? [turnOf(kpi, previous.figure.value, current.figure.value)] : [],
  );
  const count = (turn: 'better' | 'worse') => turns.filter((one) => one === turn).length;
  const [better, worse] = [count('better'), count('worse')];
  const are = better === 1 ? 'is' : 'are';
  return better + worse === 0
    ? []
    : [
        `Against their previous values, ${inWordsAlone(better)} ${are} better and ${inWordsAlone(worse)} worse.`,
      ];
}

/** What a KPI that repeats a line of the plan is of. */
const planWords = (role = '') => (role === 'in-year' ? role : role.replace(/-.*/, ''));

/** The KPIs off target, as many as a line has room for: `KPI 42 (994, target 970), and four more.` */
export function offTarget({ project, calendar }: ReportSource): Given {
  const all = positionsIn(project, calendar.id);
  const off = all.flatMap(({ kpi, current, target, onTarget, isNew }) =>
    onTarget === false && isNew && current && target ? [{ kpi, current: current.figure, target }] : [],
  );
  // Those that repeat the plan say what the table of money says.
  const [own, ofPlan] = [off.filter(({ kpi }) => !kpi.plan_line), off.filter(({ kpi }) => kpi.plan_line)];
  const by = new Set(ofPlan.map((one) => formatDistance(one.kpi, one.current.value, one.target.value)));
  const refs = ofPlan.map(({ kpi }) => String(kpi.dfe_ref));
  const lines = project.agreement.plan.lines;
  const of = new Set(
    ofPlan.map(({ kpi }) => planWords(lines.find(({ id }) => id === kpi.plan_line?.line)?.role)),
  );
  const parts = [
    ...own.slice(0, 3).map(({ kpi, current, target }) => {
      const values = `${formatKpi(kpi, current)}, target ${formatKpi(kpi, target)}`;
      return `KPI ${kpi.dfe_ref}, ${kpi.name} (${values})`;
    }),
    ...(own.length > 3 ? [counted(own.length - 3, 'other')] : []),
    ...(ofPlan.length > 0
      ? [
          `${inWords(ofPlan.length)} of the deficit plan by ${list([...by])} (${list([...of])}: ${inRanges(refs)})`,
        ]
      : []),
  ];
  const judged = judgedIn(all).length;
  const before = roundBefore(project.agreement, calendar.id) ?? '';
  const last = judgedIn(positionsIn(project, before));
  const offThen = inWordsAlone(last.filter(({ onTarget }) => !onTarget).length);
  const then = last.length > 0 ? `${offThen} in ${monthName(before).slice(0, 3)}` : '';
  const none =
    judged > 0
      ? `None (${againstTargets(all)}${then && `; ${then}`}).`
      : 'No KPI has a target and a new value.';
  return workedOut(
    parts.length > 0
      ? `${withCapital(inWords(off.length))} of ${inWords(judged)}${then && ` (${then})`}: ${list(parts)}.`
      : none,
    'the values against their targets',
    ...all.flatMap(({ current, target }) => [current?.figure, target]),
    ...judgedBy,
  );
}
