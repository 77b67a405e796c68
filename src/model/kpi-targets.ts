import type { Figure } from './figure.ts';
import { asKpi, inUnit, type Kpi, type KpiRow, kpiDigits, valueAsAt } from './kpi.ts';
import { rowOf } from './plan.ts';
import type { ReadableProject } from './project.ts';
import { financialYearOf } from './round.ts';
import { rounded } from './rounded.ts';

/** Targets of KPIs, and which values a report has to explain. */

/**
 * The target of a KPI in a round: that of its month, of the next month of the year that has one, of the year, or of every report;
 * or else what the plan agreed for the line whose forecast the KPI repeats.
 */
export function targetFor(
  { agreement, plan }: ReadableProject,
  kpi: Kpi,
  row: KpiRow | undefined,
  id: string,
): Figure | undefined {
  const year = financialYearOf(id);
  const targets = row?.targets ?? [];
  const [next] = targets
    .filter(({ month }) => month !== undefined && month >= id && financialYearOf(month) === year)
    .sort((a, b) => ((a.month ?? '') < (b.month ?? '') ? -1 : 1));
  const own =
    next ??
    targets.find((one) => one.year === year) ??
    targets.find((one) => one.month === undefined && one.year === undefined);
  if (own) return own.figure;
  const { plan_line } = kpi;
  if (plan_line?.basis !== 'forecast') return undefined;
  const line = agreement.plan.lines.find((one) => one.id === plan_line.line);
  const agreed = plan && line && rowOf(plan, line)?.values[year];
  return agreed && asKpi(kpi, agreed);
}

/** How far a value may be from its target: one that repeats a line of the plan has the council's tolerance for its balance, unless it has its own. */
const toleranceOf = (
  { agreement }: Pick<ReadableProject, 'agreement'>,
  { unit, plan_line, tolerance = plan_line ? inUnit(unit, agreement.on_track.tolerance) : 0 }: Kpi,
): number => tolerance;

/** Whether a value is as good as its target, within the KPI's tolerance, as both are printed. */
export const isOnTarget = (
  project: Pick<ReadableProject, 'agreement'>,
  kpi: Kpi,
  value: number,
  target: number,
): boolean => isMet(kpi, value, target, toleranceOf(project, kpi));

function isMet({ unit, better }: Pick<Kpi, 'unit' | 'better'>, value: number, target: number, tolerance = 0) {
  const digits = kpiDigits[unit];
  const above = rounded(rounded(value, digits) - rounded(target, digits), digits);
  const within = tolerance + 1e-9;
  if (better === 'up') return above >= -within;
  return better === 'down' ? above <= within : Math.abs(above) <= within;
}

/** What a report says of a KPI beside its value. */
export interface KpiPosition {
  kpi: Kpi;
  /** Of this report; the last known of an annual KPI that has no new one. */
  current: { month: string; figure: Figure } | undefined;
  previous: { month: string; figure: Figure } | undefined;
  target: Figure | undefined;
  /** How far a value may be from it. */
  tolerance: number;
  /** Whether the value is of this report. */
  isNew: boolean;
  /** Undefined without a value or a target. */
  onTarget: boolean | undefined;
  /** Whether it is on target only because of its tolerance. */
  isWithinTolerance: boolean;
  /** What its author expects by the end of the period, where a value that is on target now is then off it. */
  likelyMiss: number | undefined;
  /** Whether it has moved since the last report by more than its own tolerance. */
  hasMoved: boolean;
  /** Whether it needs a comment: off target, likely to be, or moved, and new in this report. */
  isException: boolean;
}

export function positionOf(
  project: ReadableProject,
  kpi: Kpi,
  row: KpiRow | undefined,
  id: string,
): KpiPosition {
  const { kpis: sheet } = project;
  const before = [...new Set(sheet?.periods.map((period) => period.id) ?? [])]
    .sort()
    .filter((other) => other < id)
    .at(-1);
  const current = valueAsAt(kpi, sheet, row, id);
  const previous = before === undefined ? undefined : valueAsAt(kpi, sheet, row, before);
  const target = targetFor(project, kpi, row, id);
  const onTarget = current && target && isOnTarget(project, kpi, current.figure.value, target.value);
  const digits = kpiDigits[kpi.unit];
  const isNew = current?.month === id;
  const { likely } = project.rounds.find((one) => one.id === id)?.report?.kpi_comments?.[kpi.id] ?? {};
  const isLikely = isNew && onTarget && target && likely !== undefined;
  const likelyMiss = isLikely && !isOnTarget(project, kpi, likely, target.value) ? likely : undefined;
  const hasMoved =
    kpi.tolerance !== undefined &&
    isNew &&
    previous !== undefined &&
    Math.abs(rounded(current.figure.value, digits) - rounded(previous.figure.value, digits)) >
      kpi.tolerance + 1e-9;
  return {
    kpi,
    current,
    previous,
    target,
    tolerance: toleranceOf(project, kpi),
    isNew,
    onTarget,
    isWithinTolerance: onTarget === true && !isMet(kpi, current?.figure.value ?? 0, target?.value ?? 0),
    likelyMiss,
    hasMoved,
    isException: isNew && (onTarget === false || likelyMiss !== undefined || hasMoved),
  };
}
