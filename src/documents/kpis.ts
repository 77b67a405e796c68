import type { Figure } from '../model/figure.ts';
import { type Kpi, type KpiSheet, type KpiUnit, kpiDigits, matchKpis, valueAsAt } from '../model/kpi.ts';
import { monthName, shortMonthName } from '../model/round.ts';
import { money, number, percent, pounds, rounded } from './formats.ts';
import { missing, note, type ReportSource, type UsedFigure } from './input.ts';

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

/**
 * What has changed between two values, in words: `Up 75`, `Down £240, better`, `Deficit up £0.650m, worse`. It is the
 * difference of the values as printed, so that a reader who subtracts them gets the same.
 */
export function formatChange(kpi: Kpi, before: number, after: number): string {
  const { step } = units[kpi.unit];
  const digits = kpiDigits[kpi.unit];
  const from = rounded(before, digits);
  const to = rounded(after, digits);
  if (from === to) return 'No change';
  const rises = to > from;
  const judgement = kpi.better === 'neither' ? '' : (kpi.better === 'up') === rises ? ', better' : ', worse';
  return `${movement()}${judgement}`;

  function movement(): string {
    const size = step(Math.abs(to - from));
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
  workstreams: 'text',
  source: 'text',
  baseline: 'text',
  previous: 'text',
  current: 'text',
  change: 'text',
  as_at: 'text',
} as const;

/** The months of the workbook: the baseline, and the last one before a round. */
function periodsFor(sheet: KpiSheet | undefined, id: string) {
  const ids = [...new Set(sheet?.periods.map((period) => period.id) ?? [])].sort();
  const baseline = sheet?.periods.find((period) => period.baseline)?.id ?? ids[0];
  const before = ids.filter((other) => other < id).at(-1);
  return { baseline, before };
}

/** Headings of the three columns of values. */
export function kpiHeadings({ project, calendar }: ReportSource) {
  const { baseline, before } = periodsFor(project.kpis, calendar.id);
  return {
    kpi_baseline: baseline ? `Baseline ${shortMonthName(baseline)}` : 'Baseline',
    kpi_previous: before ? `Previous ${shortMonthName(before)}` : 'Previous',
    kpi_current: `This report ${shortMonthName(calendar.id)}`,
  };
}

/** The KPIs by group, in the register's order. */
export function buildKpiGroups({ project, calendar }: ReportSource, figures: UsedFigure[]) {
  const { register, kpis: sheet } = project;
  const { baseline, before } = periodsFor(sheet, calendar.id);
  const first = sheet !== undefined && before === undefined;
  const rows = matchKpis(register, sheet);
  return register.groups.map(({ name, kpis }) => ({ name, kpis: kpis.map(buildKpi) }));

  function buildKpi(kpi: Kpi) {
    const row = rows.get(kpi.id);
    const values = row?.values ?? {};
    const current = valueAsAt(kpi, sheet, row, calendar.id);
    const previous = before && valueAsAt(kpi, sheet, row, before);
    const print = (
      column: 'baseline' | 'previous' | 'current',
      month: string | undefined,
      figure: Figure | undefined,
    ) => {
      const withheld = month === undefined ? undefined : row?.withheld[month];
      if (withheld !== undefined) return withheld;
      if (!figure) return missing.value;
      const label = column === 'current' ? monthName(calendar.id) : column;
      const named = { name: `KPI ${kpi.dfe_ref} ${kpi.name}, ${label}`, in: [`kpi_groups.kpis.${column}`] };
      return note(figures, named, figure, formatKpi(kpi, figure));
    };
    const change = () => {
      if (first) return 'First report';
      if (!current || !previous) return missing.comparison;
      if (current.month !== calendar.id) return 'No new value';
      return formatChange(kpi, previous.figure.value, current.figure.value);
    };
    return {
      ref: String(kpi.dfe_ref),
      name: kpi.name,
      workstreams: kpi.workstreams.length > 0 ? kpi.workstreams.join(', ') : 'None',
      source: `${kpi.source}, ${kpi.regularity.toLowerCase()}`,
      baseline: print('baseline', baseline, baseline ? values[baseline] : undefined),
      previous: first ? 'None yet' : print('previous', before, previous ? previous.figure : undefined),
      current: print('current', calendar.id, current?.figure),
      change: change(),
      as_at:
        current || row?.withheld[calendar.id] ? shortMonthName(current?.month ?? calendar.id) : missing.value,
    };
  }
}
