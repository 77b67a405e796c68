import { referencesIn } from '../model/figure-reference.ts';
import { type Kpi, type KpiRow, kpisOf, matchKpis } from '../model/kpi.ts';
import { mayPrint, type Paper, textOf } from '../model/paper.ts';
import { publicOf } from '../model/programme.ts';
import type { ReadableProject } from '../model/project.ts';
import { type Sum, type Suppressed, suppress, type Value } from '../model/suppression.ts';
import { formatKpi } from './kpis.ts';

/**
 * The one door between the KPI workbook and a paper for everyone. Papers are built from the project that comes out of it, in which a
 * value that must not be printed is not there: words are in its place. So no table, chart, sentence or movement can print it.
 */

/** The words for a count that is hidden. */
export const notShown = 'Not shown';
export const fewerThan = (limit: number) => `fewer than ${limit}`;

/** Whether words say so of some limit. */
export const isFewerThan = (words: string): boolean => words.startsWith('fewer than ');

/** What a paper and the manifest beside it call a KPI: its name in the DfE's list is not printed, and nobody checks it for the public. */
export const publicNameOf = ({ dfe_ref, name, forum_name }: Kpi) => `KPI ${dfe_ref} ${forum_name ?? name}`;

/** A value as a public table has it: a balance by its word, and without a sign, as the tables of the plan have deficits. */
export const formatPublicKpi: typeof formatKpi = (kpi, found) =>
  formatKpi(kpi, found).replace(/^\u2212?(.*) \((deficit|surplus)\)$/, '$1 $2');

/** The months of the workbook that a paper prints, in order: those up to the month of its meeting whose figures it may print. */
export function monthsIn(project: ReadableProject, paper: Paper): string[] {
  const ids = project.kpis?.periods.map(({ id }) => id) ?? [];
  return [...new Set(ids)].filter((id) => id <= paper.id.slice(0, 7) && mayPrint(paper, project, id)).sort();
}

/**
 * The last of some months in which a KPI has a value or words for one; of a KPI that is taken each term, the last month itself.
 * Months are in order.
 */
export function monthOfValue(
  kpi: Kpi,
  row: KpiRow | undefined,
  months: readonly string[],
): string | undefined {
  const known = kpi.regularity === 'Annually' ? months : months.slice(-1);
  return known.findLast((month) => row?.values[month] || row?.withheld[month] !== undefined);
}

/** The project without the values that a paper must not print. */
export function forThePublic(project: ReadableProject, paper: Paper): ReadableProject {
  const { kpis: sheet, register, programme } = project;
  if (!sheet) return project;
  const rows = matchKpis(register, sheet);
  const least = publicOf(programme).smallest_count;
  const { values, sums, cells, keyOf } = tableOf(project, paper, rows);
  const hidden = suppress(values, sums, least);
  // A percentage gives its part away to whoever knows the whole.
  for (const { key, kpi, month } of cells)
    for (const id of kpi.percent_of ? [kpi.percent_of.part, kpi.percent_of.whole] : [])
      if (hidden.has(keyOf(id, month) ?? '') && !hidden.has(key)) hidden.set(key, 'hidden');
  const changed = new Map<KpiRow, KpiRow>();
  for (const { key, month, row, kpi } of cells) {
    const how = hidden.get(key);
    if (how === undefined || !(kpi.pupils || row.values[month])) continue;
    const now = changed.get(row) ?? { ...row, values: { ...row.values }, withheld: { ...row.withheld } };
    delete now.values[month];
    now.withheld[month] = wordsFor(how);
    changed.set(row, now);
  }
  return { ...project, kpis: { ...sheet, rows: sheet.rows.map((row) => changed.get(row) ?? row) } };
}

const wordsFor = (how: Suppressed) => (how === 'hidden' ? notShown : fewerThan(how.below));

interface KpiCell {
  key: string;
  kpi: Kpi;
  month: string;
  row: KpiRow;
}

/** Every value of the workbook as a reader of the paper would know it, and the sums between them in each month. */
function tableOf(project: ReadableProject, paper: Paper, rows: ReadonlyMap<string, KpiRow>) {
  const { kpis: sheet, register, programme } = project;
  const kpis = kpisOf(register);
  const months = [...new Set(sheet?.periods.map(({ id }) => id))].sort();
  const isPrinted = printedBy(project, paper);
  const least = publicOf(programme).smallest_count;
  const cells = kpis.flatMap((kpi): KpiCell[] => {
    const row = rows.get(kpi.id);
    return row ? months.map((month) => ({ key: `${kpi.id} ${month}`, kpi, month, row })) : [];
  });
  const values = new Map(
    cells.map((cell) => [cell.key, knownValue(cell, isPrinted(cell.kpi.id, cell.month), least)]),
  );
  const keyOf = (id: string, month: string) => {
    const kpi = kpis.find((candidate) => candidate.id === id);
    const upTo = months.filter((other) => other <= month);
    const from = kpi && monthOfValue(kpi, rows.get(id), upTo);
    return from && `${id} ${from}`;
  };
  const sums = kpis.flatMap(({ id, sum_of = [] }) =>
    months.flatMap((month): Sum[] => {
      const total = keyOf(id, month);
      const parts = sum_of.flatMap((part) => keyOf(part, month) ?? []);
      return total && parts.length > 0 && parts.length === sum_of.length ? [{ total, parts }] : [];
    }),
  );
  return { values, sums, cells, keyOf };
}

function knownValue({ kpi, month, row }: KpiCell, isPrinted: boolean, least: number): Value {
  // A value that Excel has worked out may be a hair beside a whole number.
  const value = row.values[month] && Number(row.values[month].value.toFixed(6));
  const words = row.withheld[month];
  if (words?.startsWith('<')) return { kind: 'below', limit: Math.max(Number(words.slice(1)), least) };
  if (words === notShown) return { kind: 'hidden' };
  const isCount = value !== undefined && kpi.unit === 'count' && value >= 0;
  const isSmall = value !== undefined && kpi.pupils === true && value > 0 && value < least;
  if (!isSmall && (!isCount || !isPrinted || !Number.isInteger(value))) return { kind: 'unknown' };
  return { kind: 'count', value: value as number, isOfPeople: kpi.pupils === true };
}

/** Whether a paper prints a KPI of a month: KPIs of its table and chart in each month that it prints, and those of references. */
function printedBy(project: ReadableProject, paper: Paper): (id: string, month: string) => boolean {
  const { demand } = paper.paper ?? {};
  const { kpis } = textOf(paper) ?? {};
  const listed = new Set([...(kpis?.ids ?? []), ...(demand?.kpis ?? [])]);
  const months = new Set(monthsIn(project, paper));
  const named = referencesIn(JSON.stringify(paper)).filter(({ kind }) => kind === 'kpi');
  const referred = new Set(named.map(({ id, at }) => `${id} ${at}`));
  return (id, month) => (listed.has(id) && months.has(month)) || referred.has(`${id} ${month}`);
}
