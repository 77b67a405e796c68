import { headedPeriod, type Reports } from '../inputs/workbook/periods.ts';
import { contentAt, type Sheet, textAt } from '../inputs/workbook/sheet.ts';
import { monthName } from '../model/round.ts';
import { addressOf } from '../ooxml/cell-address.ts';

/** A council's own table of KPIs: which column is which, by its headings, wherever it is and whichever way it runs. */

const headings = {
  unit: /^(?:units?(?: of measure(?:ment)?)?|format|measured (?:in|as)|value type|data type)$/i,
  better: /polarity|good (?:is|to be|performance)|\bbetter\b|desired|direction of travel|^direction$|aim to/i,
  regularity: /frequency|regularity|how often|^reported$|^collected$/i,
  source: /source|^system$|data from/i,
  owner: /owner|\blead\b|responsible|accountable/i,
  group: /^(?:group|theme|category|section|area|domain|priority|heading|outcome)$/i,
  workstreams: /^work-? ?streams?(?: (?:no\.?|numbers?))?$/i,
  ref: /^(?:(?:dfe|kpi|pi) ?)?(?:ref(?:erence|\.)?(?: no\.?)?|no\.?|#|id|number|code)$/i,
  name: /\b(?:measures?|indicators?|kpis?|metrics?|description|names?|title)\b/i,
} as const;

export type KpiColumn = keyof typeof headings;

export interface Month {
  column: number;
  id: string;
  baseline: boolean;
}

export interface KpiTable {
  sheet: Sheet;
  /** Whether its KPIs are side by side, and months below one another. */
  turned: boolean;
  row: number;
  columns: Partial<Record<KpiColumn, number>> & { name: number };
  months: Month[];
  lastRow: number;
}

function turned(sheet: Sheet): Sheet {
  const rows = new Map<number, Map<number, NonNullable<ReturnType<typeof contentAt>>>>();
  for (const [row, cells] of sheet.rows)
    for (const [column, content] of cells) {
      const now = rows.get(column) ?? new Map();
      rows.set(column, now.set(row, content));
    }
  return { ...sheet, rows: new Map([...rows].sort(([a], [b]) => a - b)) };
}

/** A cell as Excel names it: `'Data'!B7`. */
export const cellOf = (
  { sheet, turned: isTurned }: Pick<KpiTable, 'sheet' | 'turned'>,
  row: number,
  column: number,
): string => `'${sheet.name}'!${isTurned ? addressOf(column, row) : addressOf(row, column)}`;

/** The tables of the sheets that are shown; those that run down the page where none runs across. */
export function tablesShown<Table>(
  sheets: readonly Sheet[],
  tablesOf: (sheet: Sheet, isTurned: boolean) => Table[],
): Table[] {
  const shown = sheets.filter(({ hidden }) => !hidden);
  const across = shown.flatMap((sheet) => tablesOf(sheet, false));
  return across.length > 0 ? across : shown.flatMap((sheet) => tablesOf(turned(sheet), true));
}

export const kpiTables = (sheets: readonly Sheet[], reports: Reports): KpiTable[] =>
  tablesShown(sheets, (sheet, isTurned) => tablesOf(sheet, isTurned, reports));

function tablesOf(sheet: Sheet, isTurned: boolean, reports: Reports): KpiTable[] {
  const found: KpiTable[] = [];
  const numbers = [...sheet.rows.keys()];
  const end = numbers.at(-1) ?? 0;
  for (const row of numbers) {
    const months = monthsOf(sheet, row, reports);
    if (months.length === 0) continue;
    const columns = columnsOf(sheet, row, months);
    const last = found.at(-1);
    // The same months again are those of headings in two rows.
    if (!columns || (last && row <= last.row + 1)) continue;
    if (last) last.lastRow = row - 1;
    found.push({ sheet, turned: isTurned, row, columns, months, lastRow: end });
  }
  return found;
}

/** The months that a row heads. A heading may need the year above it: 2023-24 above Q1. */
function monthsOf(sheet: Sheet, row: number, reports: Reports): Month[] {
  const found: Month[] = [];
  for (const column of sheet.rows.get(row)?.keys() ?? []) {
    if (contentAt(sheet, row, column)?.kind === 'number') continue;
    const own = textAt(sheet, row, column);
    const above = textAt(sheet, row - 1, column);
    const heading = [own, `${own} ${above}`].find(
      (text) => text.trim() !== '' && headedPeriod(text, reports),
    );
    const id = heading === undefined ? undefined : headedPeriod(heading, reports);
    if (heading === undefined || id === undefined || found.some((month) => month.id === id)) continue;
    found.push({ column, id, baseline: /baseline/i.test(heading) });
  }
  return found;
}

/** Which column is which; undefined if none has names. */
function columnsOf(sheet: Sheet, row: number, months: readonly Month[]): KpiTable['columns'] | undefined {
  const cells = [...(sheet.rows.get(row)?.keys() ?? [])].filter(
    (column) => !months.some((month) => month.column === column),
  );
  const columns: Partial<Record<KpiColumn, number>> = {};
  const below = [...sheet.rows.keys()].filter((number) => number > row);
  const isBefore = (column: number) => column < (months[0]?.column ?? 1);
  const longest = wordiest(sheet, below, isBefore);
  const differing = (column: number) => new Set(below.map((number) => textAt(sheet, number, column))).size;
  // "Measure most aligned to workstreams", with a "Yes" in some of its rows, heads no names.
  const areNames = (column: number) => longest === undefined || differing(column) * 2 > differing(longest);
  for (const kind of Object.keys(headings) as KpiColumn[]) {
    const taken = new Set(Object.values(columns));
    const column = cells.find((one) => {
      const text = textAt(sheet, row, one);
      return (
        !taken.has(one) &&
        text.length <= 40 &&
        !/target|comment|note/i.test(text) &&
        headings[kind].test(text) &&
        (kind !== 'name' || areNames(one))
      );
    });
    if (column !== undefined) columns[kind] = column;
  }
  const taken = Object.values(columns);
  const isFree = (column: number) => isBefore(column) && !taken.includes(column);
  const name = columns.name ?? wordiest(sheet, below, isFree);
  return name === undefined ? undefined : { ...columns, name };
}

/** Without a heading of names: of the columns of these rows that may have them, the one with the most words. */
export function wordiest(
  { rows }: Sheet,
  numbers: readonly number[],
  mayHaveNames: (column: number) => boolean,
): number | undefined {
  const texts = new Map<number, Set<string>>();
  for (const number of numbers)
    for (const [column, content] of rows.get(number) ?? [])
      if (content.kind === 'text' && mayHaveNames(column))
        texts.set(column, (texts.get(column) ?? new Set()).add(content.text));
  const letters = (own: ReadonlySet<string>) => [...own].join('').length;
  return [...texts].sort(([, a], [, b]) => letters(b) - letters(a))[0]?.[0];
}

/** How a month is headed in our workbook. */
export const monthHeading = ({ id, baseline }: Pick<Month, 'id' | 'baseline'>) =>
  baseline ? `Baseline (${monthName(id)})` : monthName(id);
