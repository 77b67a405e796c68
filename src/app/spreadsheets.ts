import type { TriAnnualReport } from '../documents/tri-annual-report.ts';
import { monthName } from '../model/round.ts';
import { type Sheet, writeSpreadsheet } from '../output/spreadsheet.ts';

/**
 * The spreadsheets that the DfE asks for beside the report: its KPIs, and its plan with the forecast. They are made from what the report
 * prints, so that no figure can differ: this round's columns, and none of the council's own.
 */

/** What they take from the report, as it is kept with a draft: without origins. */
export interface ReportTables {
  kpi_baseline: string;
  kpi_previous: string;
  kpi_current: string;
  kpi_groups: ReadonlyArray<{ name: string; kpis: ReadonlyArray<Record<string, string>> }>;
  years: readonly string[];
  plan: readonly PlanLine[];
  forecast: readonly PlanLine[];
}
interface PlanLine {
  name: string;
  years: readonly string[];
}

/** What a context prints, without where it comes from. */
export const tablesIn = (context: object | TriAnnualReport): ReportTables =>
  JSON.parse(JSON.stringify(context)) as ReportTables;

const columns = [
  ['ref', 'Ref', 7],
  ['name', 'KPI', 46],
  ['unit', 'Unit', 14],
  ['workstreams', 'Workstreams', 15],
  ['source', 'Source and regularity', 28],
  ['baseline', '', 18],
  ['previous', '', 18],
  ['current', '', 18],
  ['target', 'Target', 16],
  ['change', 'Change', 26],
  ['as_at', 'As at', 12],
] as const;

function kpiSheet(report: ReportTables): Sheet {
  const headings: Record<string, string> = {
    baseline: report.kpi_baseline,
    previous: report.kpi_previous,
    current: report.kpi_current,
  };
  const rows = report.kpi_groups.flatMap(({ name, kpis }) => kpis.map((kpi) => ({ group: name, kpi })));
  // What the report does not print is not in its spreadsheet either.
  const printed = columns.filter(([key]) => rows.some(({ kpi }) => kpi[key] !== undefined));
  return {
    name: 'KPIs',
    widths: [22, ...printed.map(([, , width]) => width)],
    rows: [
      ['Group', ...printed.map(([key, heading]) => headings[key] ?? heading)],
      ...rows.map(({ group, kpi }) => [group, ...printed.map(([key]) => kpi[key] ?? '')]),
    ],
  };
}

const planSheet = (name: string, years: readonly string[], lines: readonly PlanLine[]): Sheet => ({
  name,
  widths: [60, ...years.map(() => 12)],
  rows: [['Line, £m', ...years], ...lines.map((line) => [line.name, ...line.years])],
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
