import { error, type Finding } from '../../diagnostics/diagnostic.ts';
import type { KpiPeriod, KpiTarget } from '../../model/kpi.ts';
import { monthName } from '../../model/round.ts';
import { headedPeriod, headedTarget, periodIn, type Reports } from './periods.ts';
import { contentAt, placeAt, type Sheet, textAt } from './sheet.ts';

/** The headings of a table of KPIs: which column is which. */
export interface KpiHeadings {
  /** The row with "Ref", and the last row of headings. */
  row: number;
  lastRow: number;
  ref: number;
  name: number;
  periods: Array<KpiPeriod & { column: number }>;
  /** Columns that name a month and hold something else: "Target December 2024". */
  others: KpiPeriod[];
  targets: Array<Pick<KpiTarget, 'month' | 'year'> & { column: number }>;
  /** Columns that are headed "Baseline", and no month with it. */
  undated: Undated[];
  findings: Finding[];
}

type Undated = Omit<KpiPeriod, 'id'> & { column: number };

const refHeading = /^(?:(?:dfe|kpi) )?ref(?:erence|\.)?$/i;
const numberHeading = /^(?:(?:dfe|kpi) )?(?:no\.?|#)$/i;
const nameHeading = /^(?:kpi |measure |indicator )?(?:name|measure|kpi|indicator|description|title)$/i;

export const isRefHeading = (text: string) => refHeading.test(text) || numberHeading.test(text);

/** Headings stand in up to three rows, one of which has "Ref". A cover sheet may have a "Ref" too, and no months. */
export function findHeadings(sheet: Sheet, reports: Reports): KpiHeadings[] {
  const found: KpiHeadings[] = [];
  for (const [row, cells] of sheet.rows) {
    const columnOf = (heading: RegExp) =>
      [...cells.keys()].find((column) => heading.test(textAt(sheet, row, column)));
    const ref = columnOf(refHeading) ?? columnOf(numberHeading);
    if (ref === undefined || row <= (found.at(-1)?.lastRow ?? 0)) continue;
    const name = columnOf(nameHeading) ?? ref + 1;
    const lastRow = lastHeadingRow(sheet, row, [ref, name]);
    const columns = periodsOf(sheet, { row, lastRow, ref, name }, reports);
    if (columns.periods.length > 0) found.push({ row, lastRow, ref, name, ...columns });
  }
  return withBaseline(found);
}

/** A column headed "Baseline" alone holds the month that other headings of the sheet call so. */
function withBaseline(found: KpiHeadings[]): KpiHeadings[] {
  const months = new Set(
    found.flatMap(({ periods }) => periods.filter(({ baseline }) => baseline).map(({ id }) => id)),
  );
  const [id] = months;
  const first = found.find(({ undated }) => undated.length > 0);
  return found.map((part) => {
    if (part.undated.length === 0) return part;
    if (id !== undefined && months.size === 1)
      return {
        ...part,
        undated: [],
        periods: [...part.periods, ...part.undated.map((one) => ({ ...one, id }))],
      };
    const message = 'the heading "Baseline" names no month, and the values below it are not read';
    const help = 'write its month: "Baseline (June 2023)"';
    if (part !== first) return part;
    const findings = part.undated.map(({ cell }) => error('workbook/heading', cell, message, help));
    return { ...part, findings: [...part.findings, ...findings] };
  });
}

/** A further row of headings has nothing, or a heading merged down from above, where references and names stand. */
function lastHeadingRow(sheet: Sheet, row: number, columns: readonly number[]): number {
  const continues = (next: number) =>
    columns.every((column) => ['', textAt(sheet, row, column)].includes(textAt(sheet, next, column)));
  if (!continues(row + 1)) return row;
  return continues(row + 2) ? row + 2 : row + 1;
}

function periodsOf(
  sheet: Sheet,
  { row, lastRow, ref, name }: Pick<KpiHeadings, 'row' | 'lastRow' | 'ref' | 'name'>,
  reports: Reports,
): Pick<KpiHeadings, 'periods' | 'others' | 'targets' | 'undated' | 'findings'> {
  const undated: Undated[] = [];
  const findings: Finding[] = [];
  const periods: KpiHeadings['periods'] = [];
  const others: KpiPeriod[] = [];
  const targets: KpiHeadings['targets'] = [];
  const rows = Array.from({ length: lastRow - row + 3 }, (_, i) => row - 2 + i);
  const columns = new Set(rows.flatMap((number) => [...(sheet.rows.get(number)?.keys() ?? [])]));
  for (const column of [...columns].sort((a, b) => a - b)) {
    if (column === ref || column === name) continue;
    const texts = [row, row - 1, row - 2].map((from) => headingFrom(from, column));
    const target = texts.map((text) => headedTarget(text, reports)).find((one) => one !== undefined);
    if (target) targets.push({ ...target, column });
    const own = texts.find((text) => headedPeriod(text, reports));
    const named = own ?? texts.find((text) => periodIn(text, reports));
    const id = own ? headedPeriod(own, reports) : named && periodIn(named, reports)?.id;
    const baseline = texts.find((text) => /^baseline$/i.test(text));
    if (baseline && !named)
      undated.push({ heading: baseline, baseline: true, cell: placeAt(sheet, row, column), column });
    if (!named || !id) continue;
    const at = rows.findLast((number) => periodIn(textAt(sheet, number, column), reports)) ?? row;
    const cell = placeAt(sheet, at, column);
    const typed = monthMadeDay(sheet, at, column);
    if (typed) {
      const message = `this heading is the day ${typed.shown}, which Excel has made of "${typed.typed}"; it is read as ${monthName(typed.id)}`;
      const help = `give the cell the format Text, and type "${monthName(typed.id)}"`;
      findings.push(error('workbook/heading', cell, message, help));
      periods.push({ id: typed.id, heading: monthName(typed.id), baseline: false, cell, column });
      continue;
    }
    const period = { id, heading: named, baseline: /baseline/i.test(named), cell };
    if (own) periods.push({ ...period, column });
    else others.push(period);
  }
  return { periods, others, targets, undated, findings };

  /**
   * The headings of a column from a row down, each once: a merged one is in all cells of its area. A row above "Ref"
   * belongs to them where it says what they leave open: 2023-24 above Q1. A title over the whole table does not.
   */
  function headingFrom(from: number, column: number): string {
    const texts = rows
      .filter((number) => number >= from)
      .map((number) => {
        const text = textAt(sheet, number, column);
        const isTitle = number < row && [ref, name].some((other) => textAt(sheet, number, other) !== '');
        return isTitle ? '' : text;
      });
    return [...new Set(texts)].join(' ').trim();
  }
}

/** "Jun-23" is a month to whoever types it, and the 23rd of June of that year to Excel, which then shows no year. */
function monthMadeDay(sheet: Sheet, row: number, column: number) {
  const content = contentAt(sheet, row, column);
  if (content?.kind !== 'date' || !content.yearless) return undefined;
  const [year = '', month = '', day = ''] = content.date.split('-');
  // Years that agreements have: a heading "1 June" may well be a day.
  if (Number(day) < 15) return undefined;
  const name = monthName(content.date.slice(0, 7)).slice(0, 3);
  return { id: `20${day}-${month}`, typed: `${name}-${day}`, shown: `${Number(day)} ${name} ${year}` };
}
