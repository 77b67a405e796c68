import * as z from 'zod';
import { name, plainText, workstreamNumber } from './field-types.ts';
import { type CellPlace, type Figure, lineKey } from './figure.ts';

const kpiUnit = z.enum(['count', 'percent', 'pounds', 'millions', 'ratio']);
export type KpiUnit = z.infer<typeof kpiUnit>;

/** With how many decimals a value of each unit is printed. */
export const kpiDigits: Record<KpiUnit, number> = { count: 0, percent: 1, pounds: 0, millions: 3, ratio: 2 };

/** An answer to the question whether an unlikely value is right. It lapses when the value changes. */
const expected = z.strictObject({
  period: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month of the workbook, for example 2023-06'),
  value: z.number(),
  reason: name,
});

const kpi = z.strictObject({
  /** Stable: survives renumbering and rewording. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in small letters, for example ehcps-actual'),
  /** The name in the DfE's list, spelling and all. */
  name,
  /** The name in the Forum's list, where it differs. */
  forum_name: plainText.optional(),
  dfe_ref: z.number().int().min(1),
  /** The number in the Forum's list, where the council numbers its KPIs for Schools Forum. */
  forum_ref: z.number().int().min(1).optional(),
  unit: kpiUnit,
  /**
   * `positive`: never below zero. `either`: can be both. `surplus-positive`: a surplus is positive and a deficit
   * negative, the opposite of the plan.
   */
  sign: z.enum(['positive', 'either', 'surplus-positive']),
  better: z.enum(['up', 'down', 'neither']),
  /**
   * How far, in its own unit, it may be from its target and still be on target, and how far it may move between two reports
   * before the report explains it. Without one it is on target only if it is met, and no move needs explaining.
   */
  tolerance: z.number().min(0).optional(),
  /** What a count counts, or a ratio compares, as a column of units has it: `plans`. */
  unit_words: name.optional(),
  workstreams: z.array(workstreamNumber),
  /** Workstreams in the Forum's list, where they differ. */
  forum_workstreams: z.array(workstreamNumber).optional(),
  source: plainText,
  /** The role that comments on it: its update form asks for that. */
  owner: name.optional(),
  regularity: z.enum(['Termly', 'Annually']),
  /** Whether it counts pupils: small counts are not shown in public. */
  pupils: z.boolean().optional(),
  /** KPIs that add up to this one: where a part is hidden in public, so is another, or a reader would subtract. */
  sum_of: z.array(z.string()).min(2).optional(),
  /** The KPIs that this percentage is worked out from: it is hidden in public where one of them is. */
  percent_of: z.strictObject({ part: z.string(), whole: z.string() }).optional(),
  /** The line of the plan or forecast that this KPI repeats, for the round's financial year. */
  plan_line: z
    .strictObject({
      line: z.string(),
      basis: z.enum(['plan', 'forecast']),
      sign: z.enum(['same', 'opposite']),
    })
    .optional(),
  /** Unlikely values that are right. */
  expected: z.array(expected).optional(),
});
export type Kpi = z.infer<typeof kpi>;

/** The KPI register: what kpis.yaml holds, in the order of the DfE's list. */
export const registerSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  /** Columns that repeat another and are right; `value` is the number of values that are the same. */
  expected: z.array(expected).optional(),
  /** None where the council has no KPIs. */
  groups: z.array(z.strictObject({ name, kpis: z.array(kpi).min(1) })),
});
export type KpiRegister = z.infer<typeof registerSchema>;

/** A month in which KPIs are observed, as a column of the workbook heads it. */
export interface KpiPeriod {
  /** `2023-06` */
  id: string;
  /** As the workbook has it: "Baseline (June 2023)". */
  heading: string;
  baseline: boolean;
  cell: CellPlace;
}

/** A row of the KPI workbook, as the workbook has it. */
export interface KpiRow {
  ref: number | undefined;
  name: string;
  /** The group heading above the row. */
  group: string | undefined;
  /** The cell of the name. */
  cell: CellPlace;
  refCell: CellPlace;
  /** By period id; a period that is absent here is blank in the workbook. */
  values: Record<string, Figure>;
  /** From the columns that are headed "Target". */
  targets: KpiTarget[];
  /** Periods whose number is withheld, and the words to print for it: `Not shown`, `<5`. */
  withheld: Record<string, string>;
  /** Periods whose cell holds something that is no number; the reader has said so. */
  unread: string[];
  /** The cell for the value of each period, also if it is blank. */
  cells: Record<string, CellPlace>;
}

/** The target of a KPI, and what it is for: a month, a financial year, or, without either, every report. */
export interface KpiTarget {
  month?: string;
  year?: string;
  figure: Figure;
}

/** The KPI workbook as read. */
export interface KpiSheet {
  /** Whether a title above the table says that the values are illustrative. */
  illustrative: boolean;
  cell: CellPlace;
  periods: KpiPeriod[];
  /** Columns that name a month and do not hold its values: "Target December 2024". */
  others: KpiPeriod[];
  /** Whether a column is headed "Baseline" and no month; the reader has said so. */
  undated: boolean;
  rows: KpiRow[];
}

/** The register's KPIs in one list, each with its group. */
export function kpisOf(register: KpiRegister): Array<Kpi & { group: string }> {
  return register.groups.flatMap((group) => group.kpis.map((kpi) => ({ ...kpi, group: group.name })));
}

/** KPIs by their names as names are compared: the DfE's, and the Forum's where no other KPI has it. */
export function kpisByName<K extends Kpi>(kpis: readonly K[]): Map<string, K> {
  return new Map([
    ...kpis.flatMap((kpi): Array<[string, K]> => (kpi.forum_name ? [[lineKey(kpi.forum_name), kpi]] : [])),
    ...kpis.map((kpi): [string, K] => [lineKey(kpi.name), kpi]),
  ]);
}

/**
 * The rows of the workbook by the KPI that they hold: found by name, or else by the DfE's reference, where the row bears
 * the name of no other KPI.
 */
export function matchKpis(
  register: KpiRegister,
  sheet: Pick<KpiSheet, 'rows'> | undefined,
): ReadonlyMap<string, KpiRow> {
  const kpis = kpisOf(register);
  const names = kpisByName(kpis);
  const rows = new Map<string, KpiRow>();
  const inSheet = sheet?.rows ?? [];
  for (const row of inSheet) {
    const id = names.get(lineKey(row.name))?.id;
    if (id !== undefined && !rows.has(id)) rows.set(id, row);
  }
  const refs = new Map([...kpis].reverse().map((kpi) => [kpi.dfe_ref as number | undefined, kpi.id]));
  for (const row of inSheet) {
    const id = refs.get(row.ref);
    if (id !== undefined && !rows.has(id) && !names.has(lineKey(row.name))) rows.set(id, row);
  }
  return rows;
}

/**
 * The value of a KPI in the report of a month. A KPI that is measured once a year keeps its last value, with the month that
 * it is from; one that is withheld in that month has none.
 */
export function valueAsAt(
  kpi: Kpi,
  sheet: KpiSheet | undefined,
  row: KpiRow | undefined,
  id: string,
): { month: string; figure: Figure } | undefined {
  if (row?.withheld[id] !== undefined) return undefined;
  const ids = [...new Set(sheet?.periods.map((period) => period.id) ?? [])].sort();
  const months = kpi.regularity === 'Annually' ? ids.filter((other) => other <= id) : [id];
  const month = months.filter((other) => row?.values[other]).at(-1);
  const figure = month === undefined ? undefined : row?.values[month];
  return month !== undefined && figure ? { month, figure } : undefined;
}

/** A figure of the plan, in £m, as a KPI that repeats its line has it: with its own sign, and in pounds where that is its unit. */
export const asKpi = ({ unit, plan_line }: Kpi, { value, cell }: Figure): Figure => ({
  value: Number((inUnit(unit, value) * (plan_line?.sign === 'opposite' ? -1 : 1)).toFixed(6)),
  cell,
});

/** An amount in £m in the unit of a KPI that repeats the plan. */
export const inUnit = (unit: KpiUnit, millions: number): number =>
  unit === 'pounds' ? millions * 1e6 : millions;

/** What each unit is called in a column of units. */
const unitNames: Record<KpiUnit, string> = {
  count: 'Number',
  percent: '%',
  pounds: '£',
  millions: '£m',
  ratio: 'Ratio',
};

export const unitOf = ({ unit, unit_words }: Kpi): string => unit_words ?? unitNames[unit];
