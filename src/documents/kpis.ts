import type { Figure } from '../model/figure.ts';
import { type Kpi, type KpiSheet, kpisOf, matchKpis } from '../model/kpi.ts';
import { monthName, shortMonthName } from '../model/round.ts';
import { money, number, percent, pounds } from './house.ts';
import { type FigureBook, missing, type ReportSource } from './input.ts';

/** A KPI's value in its unit, with the word for a deficit or surplus where its sign means one. */
export function formatKpi({ unit, sign }: Kpi, value: number): string {
  switch (unit) {
    case 'count':
      return number(value);
    case 'percent':
      return percent(value);
    case 'pounds':
      return pounds(value);
    case 'ratio':
      return number(value, 2);
    case 'millions': {
      const printed = money(value);
      if (sign !== 'surplus-positive' || value === 0) return printed;
      return `${printed} ${value < 0 ? 'deficit' : 'surplus'}`;
    }
  }
}

const steps: Record<Kpi['unit'], (difference: number) => string> = {
  count: (difference) => number(difference),
  percent: (difference) => `${number(difference, 1)} points`,
  pounds,
  millions: (difference) => money(difference),
  ratio: (difference) => number(difference, 2),
};

/** What has changed between two values, in words: `Up 75`, `Down £0.650m, worse`. */
export function formatChange(kpi: Kpi, from: number, to: number): string {
  const difference = Number((to - from).toFixed(6));
  const step = steps[kpi.unit](Math.abs(difference));
  if (!/[1-9]/.test(step)) return 'No change';
  const up = difference > 0;
  const word = kpi.better === 'neither' ? '' : (kpi.better === 'up') === up ? ', better' : ', worse';
  return `${up ? 'Up' : 'Down'} ${step}${word}`;
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

/** Headings of the three columns of values. */
export function kpiHeadings({ project, calendar }: ReportSource) {
  const { baseline, before } = periodsFor(project.kpis, calendar.id);
  return {
    kpi_baseline: baseline ? `Baseline ${shortMonthName(baseline)}` : 'Baseline',
    kpi_previous: before ? `Previous ${shortMonthName(before)}` : 'Previous',
    kpi_current: `This report ${shortMonthName(calendar.id)}`,
  };
}

function periodsFor(sheet: KpiSheet | undefined, id: string) {
  const ids = [...new Set(sheet?.periods.map((period) => period.id) ?? [])].sort();
  const baseline = sheet?.periods.find((period) => period.baseline)?.id ?? ids[0];
  const before = ids.filter((other) => other < id).at(-1);
  return { ids, baseline, before };
}

/** The KPIs by group, in the register's order. */
export function buildKpiGroups(source: ReportSource, book: FigureBook) {
  const { project, calendar } = source;
  const sheet = project.kpis;
  const { ids, baseline, before } = periodsFor(sheet, calendar.id);
  const kpis = kpisOf(project.register);
  const rows = matchKpis(project.register, sheet);
  return project.register.groups.map((group) => ({
    name: group.name,
    kpis: kpis.filter((kpi) => kpi.group === group.name).map(buildKpi),
  }));

  function buildKpi(kpi: Kpi) {
    const row = rows.get(kpi.id);
    const print = (label: string, figure: Figure | undefined) =>
      figure
        ? book.note(`KPI ${kpi.dfe_ref} ${kpi.name}, ${label}`, figure, formatKpi(kpi, figure.value))
        : undefined;
    const upTo = (id: string) => ids.filter((other) => other <= id && row?.values[other]).at(-1);
    // A KPI that is measured once a year keeps its last value, with the month that it is from.
    const annual = kpi.regularity === 'Annually';
    const from = annual ? upTo(calendar.id) : row?.values[calendar.id] ? calendar.id : undefined;
    const earlier = before && (annual ? upTo(before) : row?.values[before] ? before : undefined);
    const current = from ? row?.values[from] : undefined;
    const previous = earlier ? row?.values[earlier] : undefined;
    const first = before === undefined;
    const change = () => {
      if (first) return 'First report';
      if (!current || !previous) return 'Not known';
      if (annual && from !== calendar.id) return 'No new value';
      return formatChange(kpi, previous.value, current.value);
    };
    return {
      ref: String(kpi.dfe_ref),
      name: kpi.name,
      workstreams: kpi.workstreams.length > 0 ? kpi.workstreams.join(', ') : 'None',
      source: `${kpi.source}, ${kpi.regularity.toLowerCase()}`,
      baseline: print('baseline', baseline ? row?.values[baseline] : undefined) ?? missing.value,
      previous: first ? 'None yet' : (print('previous', previous) ?? missing.value),
      current: print(monthName(calendar.id), current) ?? missing.value,
      change: change(),
      as_at: from ? shortMonthName(from) : missing.value,
    };
  }
}
