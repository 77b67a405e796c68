import type { Figure } from '../model/figure.ts';
import {
  type Kpi,
  type KpiRegister,
  type KpiSheet,
  type KpiUnit,
  kpiDigits,
  matchKpis,
  unitOf,
} from '../model/kpi.ts';
import { type KpiPosition, positionOf } from '../model/kpi-targets.ts';
import { inputFiles } from '../model/project.ts';
import { monthName, shortMonthName } from '../model/round.ts';
import { rounded } from '../model/rounded.ts';
import { money, number, percent, pounds, shortMoney } from './house-formats.ts';
import { as, cellAt, field, figure, fixed, type Given, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';

/** How a unit is printed: a value, and the step from one value to another. */
const units: Record<KpiUnit, { value(value: number): string; step(size: number): string }> = {
  count: { value: number, step: number },
  percent: { value: percent, step: (size) => `${number(size, 1)} points` },
  pounds: { value: pounds, step: pounds },
  millions: { value: money, step: money },
  ratio: { value: (value) => number(value, 2), step: (size) => number(size, 2) },
};

/** A KPI's value in its unit, with the word for a deficit or surplus where its sign means one; a ratio as it was typed. */
export function formatKpi({ unit, sign }: Kpi, { value, typed }: Pick<Figure, 'value' | 'typed'>): string {
  if (unit === 'ratio' && typed !== undefined) return typed;
  const printed = rounded(value, kpiDigits[unit]);
  const word = sign !== 'surplus-positive' || printed === 0 ? '' : printed < 0 ? ' (deficit)' : ' (surplus)';
  return `${units[unit].value(printed)}${word}`;
}

/** A KPI's own tolerance in its unit; one with more digits than the unit is printed with, as it was typed. */
export const formatTolerance = ({ unit }: Pick<Kpi, 'unit'>, size: number): string =>
  rounded(size, kpiDigits[unit]) === size ? units[unit].step(size) : String(size);

/** What a value is away from another, as both are printed: `24`, `£4.000m`. */
export function formatDistance({ unit }: Pick<Kpi, 'unit'>, one: number, other: number): string {
  const digits = kpiDigits[unit];
  return units[unit].step(Math.abs(rounded(one, digits) - rounded(other, digits)));
}

/** Whether a value has become better or worse, as both are printed; undefined where it is the same, or neither. */
export function turnOf({ unit, better }: Kpi, before: number, after: number): 'better' | 'worse' | undefined {
  const rise = rounded(after, kpiDigits[unit]) - rounded(before, kpiDigits[unit]);
  if (rise === 0 || better === 'neither') return undefined;
  return (better === 'up') === rise > 0 ? 'better' : 'worse';
}

/**
 * What has changed between two values, in words: `Up 75`, `Down £240, better`, `Deficit up £0.650m, worse`. It is the
 * difference of the values as printed, so that a reader who subtracts them gets the same.
 */
export function formatChange(kpi: Kpi, before: number, after: number): string {
  const digits = kpiDigits[kpi.unit];
  const from = rounded(before, digits);
  const to = rounded(after, digits);
  if (from === to) return 'No change';
  const rises = to > from;
  const turn = turnOf(kpi, before, after);
  return turn ? `${movement()}, ${turn}` : movement();

  function movement(): string {
    const size = formatDistance(kpi, from, to);
    if (kpi.sign !== 'surplus-positive') return `${rises ? 'Up' : 'Down'} ${size}`;
    // A deficit that grows is a falling number: the words go by the deficit.
    if (from <= 0 && to <= 0) return `Deficit ${rises ? 'down' : 'up'} ${size}`;
    if (from >= 0 && to >= 0) return `Surplus ${rises ? 'up' : 'down'} ${size}`;
    return rises ? 'From deficit to surplus' : 'From surplus to deficit';
  }
}

export const kpiShape = {
  ref: 'text',
  name: 'text',
  unit: 'text',
  workstreams: 'text',
  /** Its source and regularity together, and each by itself. */
  source: 'text',
  source_name: 'text',
  regularity: 'text',
  baseline: 'text',
  previous: 'text',
  current: 'text',
  /** The values of the columns of `kpi_earlier`. */
  earlier: ['text'],
  change: 'text',
  /** Whether the value is that of an earlier report. */
  is_kept: 'flag',
  has_target: 'flag',
  target: 'text',
  /** Whether there is a new value to hold against a target. */
  is_judged: 'flag',
  is_off_target: 'flag',
  /** `Off target`, `Within tolerance`, `On target`. */
  against_target: 'text',
  as_at: 'text',
  /** Whether a page may end after its row: small groups are on one page. */
  may_break: 'flag',
} as const;

/** How many KPIs a group has that is printed on one page. */
const smallGroup = 6;

const mayBreak = ({ length }: readonly Kpi[], i: number) => length > smallGroup || i === length - 1;

/** The months of the workbook: the baseline, and the last one before a round. */
function periodsFor(sheet: KpiSheet | undefined, id: string) {
  const ids = [...new Set(sheet?.periods.map((period) => period.id) ?? [])].sort();
  const baseline = sheet?.periods.find((period) => period.baseline)?.id ?? ids[0];
  const before = ids.filter((other) => other < id).at(-1);
  return { baseline, before };
}

/** The heading of a column of values, by the month that the workbook has: `Baseline Jun 2023`. */
export function monthHeading(words: string, id: string | undefined, sheet: KpiSheet | undefined) {
  const cells = sheet?.periods.filter((period) => period.id === id).map(({ cell }) => cellAt(cell)) ?? [];
  return workedOut(id ? `${words} ${shortMonthName(id)}` : words, 'a month of the workbook', ...cells);
}

/** Headings of the three columns of values. */
export function kpiHeadings({ project: { kpis: sheet }, calendar, round }: ReportSource) {
  const { baseline, before } = periodsFor(sheet, calendar.id);
  return {
    kpi_earlier: earlierIn(sheet, calendar.id).map(({ words, id }) => monthHeading(words, id, sheet)),
    kpi_baseline: monthHeading('Baseline', baseline, sheet),
    kpi_previous: monthHeading('Previous', before, sheet),
    kpi_current: workedOut(`This report ${shortMonthName(calendar.id)}`, `the month of ${round.folder}`),
  };
}

/** The columns of earlier values: one if the last report is the baseline, none in the first report. */
function earlierIn(sheet: KpiSheet | undefined, id: string) {
  const { baseline, before } = periodsFor(sheet, id);
  if (baseline === undefined || before === undefined) return [];
  const previous = { name: 'previous', words: 'Previous', id: before } as const;
  return baseline === before
    ? [{ ...previous, words: 'Previous, baseline' }]
    : [{ name: 'baseline', words: 'Baseline', id: baseline } as const, previous];
}

type KpiFields = ReturnType<typeof kpiFields>;

/** What is printed of a KPI of the register; lists of workstreams as `2, 4`. */
export function kpiFields({ groups }: KpiRegister, kpi: Kpi) {
  const group = groups.findIndex(({ kpis }) => kpis.some(({ id }) => id === kpi.id));
  const place = groups[group]?.kpis.findIndex(({ id }) => id === kpi.id) ?? 0;
  const of = <Value>(value: Value, name: keyof Kpi) =>
    field(value, inputFiles.register, 'groups', group, 'kpis', place, name);
  const { name, forum_name, dfe_ref, forum_ref, workstreams, forum_workstreams, source, regularity } = kpi;
  // The source marks those of no one workstream as the programme's.
  const listed = (numbers: readonly number[]) => numbers.join(', ') || 'Programme';
  return {
    name: of(name, 'name'),
    forum_name: forum_name === undefined ? undefined : of(forum_name, 'forum_name'),
    dfe_ref: of(String(dfe_ref), 'dfe_ref'),
    forum_ref: forum_ref === undefined ? undefined : of(String(forum_ref), 'forum_ref'),
    workstreams: of(listed(workstreams), 'workstreams'),
    forum_workstreams: forum_workstreams && of(listed(forum_workstreams), 'forum_workstreams'),
    unit: of(unitOf(kpi), kpi.unit_words ? 'unit_words' : 'unit'),
    source: of(source, 'source'),
    regularity: of(regularity, 'regularity'),
  };
}

/** Where tolerances are said: in the register, and for what repeats the plan in the agreement. */
export const judgedBy = [
  { field: inputFiles.register, path: ['groups'] },
  { field: inputFiles.agreement, path: ['on_track', 'tolerance'] },
];

export const noTarget = 'No target';

/** `970`; without a target, that there is none: that is no finding. */
export const targetValue = ({ kpi, target }: KpiPosition, format = formatKpi): Given =>
  target ? workedOut(format(kpi, target), 'the target', target) : fixed(noTarget);

/** `Off target`, `Within tolerance` of a value that is only nearly as good, `On target so far`; undefined without a target or a value. */
export function judgementOf({ onTarget, isWithinTolerance, likelyMiss }: KpiPosition): string | undefined {
  if (onTarget === undefined) return undefined;
  if (likelyMiss !== undefined) return 'On target so far';
  if (isWithinTolerance) return 'Within tolerance';
  return onTarget ? 'On target' : 'Off target';
}

/** The target and the judgement in columns of their own; an annual value that is not new is not judged again. */
export function targetFields(position: KpiPosition, isKept: boolean, format = formatKpi) {
  const { current, target } = position;
  const judgement = isKept ? undefined : judgementOf(position);
  const words = judgement ?? (target ? missing.comparison : noTarget);
  return {
    has_target: target !== undefined,
    target: targetValue(position, format),
    is_judged: judgement !== undefined,
    is_off_target: judgement !== undefined && position.onTarget === false,
    against_target: workedOut(words, 'the value against its target', current?.figure, target, ...judgedBy),
  };
}

/** The target with its better side, and by how much a value may miss it: `970 or less, ±5`, `−£25.149m or better, ±£1m`. */
export function targetWithLimits({ kpi, target, tolerance }: KpiPosition): Given {
  if (!target) return fixed(noTarget);
  const { unit, sign, better } = kpi;
  const isSigned = sign === 'surplus-positive';
  const value = isSigned ? units[unit].value(rounded(target.value, kpiDigits[unit])) : formatKpi(kpi, target);
  const side = { up: isSigned ? ' or better' : ' or more', down: ' or less', neither: '' }[better];
  const size = unit === 'millions' ? shortMoney(tolerance, 0) : formatTolerance(kpi, tolerance);
  return workedOut(`${value}${side}${tolerance > 0 ? `, ±${size}` : ''}`, 'the target', target, ...judgedBy);
}

/** A source that nobody has given yet leaves no comma behind. */
const sourceWords = (source: Given, regularity: Given) =>
  workedOut(
    [source.value.trim(), regularity.value.toLowerCase()].filter((word) => word !== '').join(', '),
    'source and regularity',
    source,
    regularity,
  );

/** A value with its month, if that is not the one of its column: `9,950 (Jun 2023)`. */
const ofMonth = (value: Given, month: string | undefined, column: string | undefined) =>
  month === undefined || month === column
    ? value
    : as(value, (words) => `${words} (${shortMonthName(month).replace(' ', '\u00A0')})`);

/** What is printed in the place of an annual value that a report does not have. */
export const noNewValue = (last: Figure) =>
  workedOut('No new value', 'the cell of this month is blank', last);

/** The KPIs by group, in the register's order. */
export function buildKpiGroups({ project, calendar: { id } }: ReportSource) {
  const { register, kpis: sheet } = project;
  const { baseline, before } = periodsFor(sheet, id);
  const first = sheet !== undefined && before === undefined;
  const rows = matchKpis(register, sheet);
  const columns = earlierIn(sheet, id);
  return register.groups.map(({ name, kpis }, group) => ({
    name: field(name, inputFiles.register, 'groups', group, 'name'),
    kpis: kpis.map((kpi, i) => ({
      ...buildKpi(kpi, kpiFields(register, kpi)),
      may_break: mayBreak(kpis, i),
    })),
  }));

  function buildKpi(kpi: Kpi, { dfe_ref, name, unit, source, regularity, workstreams }: KpiFields) {
    const row = rows.get(kpi.id);
    const position = positionOf(project, kpi, row, id);
    const { current, previous } = position;
    const cellOf = (month = '') => row?.cells[month];
    const print = (label: string, month = '', found?: Figure) => {
      const withheld = row?.withheld[month];
      const cell = found?.cell ?? cellOf(month);
      const words = withheld ?? (found && formatKpi(kpi, found));
      if (words === undefined || !cell) return workedOut(missing.value, 'the cell is blank', cellAt(cell));
      return figure(words, { cell }, `KPI ${kpi.dfe_ref} ${kpi.name}, ${label}`);
    };
    const told = row?.withheld[before ?? ''] === undefined ? previous?.month : before;
    const toldBefore = ofMonth(print('previous', before, previous?.figure), told, before);
    const isKept = current !== undefined && current.month !== id;
    const change = () => {
      if (first) return 'First report';
      if (!current || !previous) return missing.comparison;
      return isKept ? 'None' : formatChange(kpi, previous.figure.value, current.figure.value);
    };
    const own = current?.figure ?? cellAt(cellOf(id));
    const last = previous?.figure ?? cellAt(cellOf(before));
    const asAt = current?.month ?? (row?.withheld[id] ? id : undefined);
    const earlier = {
      baseline: print('baseline', baseline, row?.values[baseline ?? '']),
      previous: first ? fixed('None yet') : toldBefore,
    };
    return {
      ref: dfe_ref,
      name,
      unit,
      workstreams,
      source: sourceWords(source, regularity),
      source_name: source,
      regularity,
      ...earlier,
      current: isKept ? noNewValue(current.figure) : print(monthName(id), id, current?.figure),
      earlier: columns.map(({ name }) => earlier[name]),
      change: workedOut(change(), 'this value against the last', own, last),
      is_kept: isKept,
      ...targetFields(position, isKept),
      target: targetWithLimits(position),
      as_at: workedOut(asAt ? shortMonthName(asAt) : missing.value, 'the month of the value', own),
    };
  }
}
