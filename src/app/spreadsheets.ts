import type { TriAnnualReport } from '../documents/tri-annual-report.ts';
import { monthName } from '../model/round.ts';
import { type Cell, numberIn, type Sheet, writeSpreadsheet } from '../output/spreadsheet.ts';

/**
 * The spreadsheets that the DfE asks for beside the report: its KPIs, and its plan with the forecast. They are made from what the report
 * prints, so that no figure can differ: this round's columns, and none of the council's own.
 */

/** What they take from the report, as it is kept with a draft: without origins. */
export interface ReportTables {
  /** The columns of earlier values; drafts of older versions have the two that follow. */
  kpi_earlier?: readonly string[];
  kpi_baseline: string;
  kpi_previous: string;
  kpi_current: string;
  kpi_groups: ReadonlyArray<{ name: string; kpis: readonly KpiRow[] }>;
  years: readonly string[];
  plan: readonly PlanLine[];
  forecast: readonly PlanLine[];
}
type KpiRow = Record<string, string> & { earlier?: readonly string[] };
interface PlanLine {
  name: string;
  years: readonly string[];
}

/** What a context prints, without where it comes from. */
export const tablesIn = (context: object | TriAnnualReport): ReportTables =>
  JSON.parse(JSON.stringify(context)) as ReportTables;

/** A column: its heading, its width, and its text of a KPI; undefined where the report has none. */
type Column = [heading: string, width: number, of: (kpi: KpiRow) => string | undefined];

function columnsOf(report: ReportTables): Column[] {
  const { kpi_earlier: earlier, kpi_baseline, kpi_previous, kpi_current } = report;
  const before: Column[] = earlier?.map((heading, i) => [heading, 18, (kpi) => kpi.earlier?.[i]]) ?? [
    [kpi_baseline, 18, ({ baseline }) => baseline],
    [kpi_previous, 18, ({ previous }) => previous],
  ];
  const change: Column = ['Change since previous', 26, (kpi) => kpi.change];
  return [
    ['Ref', 7, ({ ref }) => ref],
    ['Measure', 46, ({ name }) => name],
    ['Unit', 14, ({ unit }) => unit],
    ['Workstreams', 15, ({ workstreams }) => workstreams],
    ['Source and regularity', 28, ({ source }) => source],
    ...before,
    [kpi_current, 18, ({ current }) => current],
    ['Target', 16, ({ target }) => target],
    // A first report prints no change.
    ...(earlier?.length === 0 ? [] : [change]),
    ['As at', 12, ({ as_at }) => as_at],
  ];
}

const cellOf = (printed: string): Cell => numberIn(printed) ?? printed;

function kpiSheet(report: ReportTables): Sheet {
  const rows = report.kpi_groups.flatMap(({ name, kpis }) => kpis.map((kpi) => ({ group: name, kpi })));
  // What the report does not print is not in its spreadsheet either.
  const printed = columnsOf(report).filter(([, , of]) => rows.some(({ kpi }) => of(kpi) !== undefined));
  return {
    name: 'KPIs',
    widths: [22, ...printed.map(([, width]) => width)],
    rows: [
      ['Group', ...printed.map(([heading]) => heading)],
      ...rows.map(({ group, kpi }) => [group, ...printed.map(([, , of]) => of(kpi) ?? '')].map(cellOf)),
    ],
  };
}

const planSheet = (name: string, years: readonly string[], lines: readonly PlanLine[]): Sheet => ({
  name,
  widths: [60, ...years.map(() => 12)],
  rows: [['Line, £m', ...years], ...lines.map((line) => [line.name, ...line.years].map(cellOf))],
});

/** The spreadsheets of a round, by the names of their files. */
export async function spreadsheetsOf(id: string, report: ReportTables) {
  const forecast = planSheet(`Forecast ${monthName(id)}`, report.years, report.forecast);
  return [
    { file: `kpis-${id}.xlsx`, bytes: await writeSpreadsheet([kpiSheet(report)]) },
    {
      file: `dsg-plan-${id}.xlsx`,
      bytes: await writeSpreadsheet([planSheet('Agreed plan', report.years, report.plan), forecast]),
    },
  ];
}
