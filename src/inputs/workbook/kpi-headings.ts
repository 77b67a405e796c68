import type { KpiPeriod } from '../../model/kpi.ts';
import { headedPeriod, periodIn, type Reports } from './periods.ts';
import { placeAt, type Sheet, textAt } from './sheet.ts';

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
}

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
    const { periods, others } = periodsOf(sheet, { row, lastRow, ref, name }, reports);
    if (periods.length > 0) found.push({ row, lastRow, ref, name, periods, others });
  }
  return found;
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
): Pick<KpiHeadings, 'periods' | 'others'> {
  const periods: KpiHeadings['periods'] = [];
  const others: KpiPeriod[] = [];
  const rows = Array.from({ length: lastRow - row + 3 }, (_, i) => row - 2 + i);
  const columns = new Set(rows.flatMap((number) => [...(sheet.rows.get(number)?.keys() ?? [])]));
  for (const column of [...columns].sort((a, b) => a - b)) {
    if (column === ref || column === name) continue;
    const texts = [row, row - 1, row - 2].map((from) => headingFrom(from, column));
    const own = texts.find((text) => headedPeriod(text, reports));
    const named = own ?? texts.find((text) => periodIn(text, reports));
    const id = own ? headedPeriod(own, reports) : named && periodIn(named, reports)?.id;
    if (!named || !id) continue;
    const at = rows.findLast((number) => periodIn(textAt(sheet, number, column), reports)) ?? row;
    const period = {
      id,
      heading: named,
      baseline: /baseline/i.test(named),
      cell: placeAt(sheet, at, column),
    };
    if (own) periods.push({ ...period, column });
    else others.push(period);
  }
  return { periods, others };

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
