import type { FinancialYear } from '../../model/field-types.ts';
import { lineKey } from '../../model/figure.ts';
import { withheldWords } from './number-text.ts';
import { headedYear } from './periods.ts';
import { contentAt, type Sheet, textAt } from './sheet.ts';

/**
 * A row with at least three financial years, or with all the years of an agreement that has fewer, heads a table, or goes on
 * with it after a page break.
 */
export interface PlanHeadings {
  row: number;
  years: Array<{ year: FinancialYear; column: number }>;
}

/** A stretch of a sheet that is one table: the text above it, its headings, and its rows by number. */
export interface PlanStretch {
  sheet: Sheet;
  titles: string[];
  /** The rows of that text. */
  above: number[];
  headings: PlanHeadings;
  nameColumn: number;
  rows: number[];
}

function headingsOf(sheet: Sheet, agreed: readonly FinancialYear[]): PlanHeadings[] {
  const isShort = agreed.length > 0 && agreed.length < 3;
  return [...sheet.rows].flatMap(([row, cells]) => {
    const years = [...cells.keys()].flatMap((column) => {
      const year = headedYear(textAt(sheet, row, column));
      return year ? [{ year, column }] : [];
    });
    const hasAll = isShort && agreed.every((year) => years.some((one) => one.year === year));
    return years.length >= 3 || hasAll ? [{ row, years }] : [];
  });
}

/** The tables of a sheet. Headings that stand again go on with a table, unless lines follow that it has already. */
export function findPlanTables(sheet: Sheet, agreed: readonly FinancialYear[]): PlanStretch[] {
  const stretches: PlanStretch[] = [];
  const all = headingsOf(sheet, agreed);
  let above = [...sheet.rows.keys()].filter((row) => row < (all[0]?.row ?? 0));
  for (const [i, headings] of all.entries()) {
    const end = all[i + 1]?.row ?? Number.POSITIVE_INFINITY;
    const below = [...sheet.rows.keys()].filter((row) => row > headings.row && row < end);
    const isTitle = (row: number) => isMerged(sheet, row, headings);
    const last = stretches.at(-1);
    const hasFigures = (row: number) =>
      !isTitle(row) && headings.years.some(({ column }) => contentAt(sheet, row, column));
    // Text between the last figures and the next headings is the title of the next table.
    const split = all[i + 1] ? below.findLastIndex(hasFigures) + 1 : below.length;
    const rows = below.slice(0, split).filter((row) => !isTitle(row));
    const name = (row: number, column: number) => lineKey(textAt(sheet, row, column));
    const known = new Set(last?.rows.map((row) => name(row, last.nameColumn)));
    const titles = textsOf(sheet, above);
    const goesOn =
      last !== undefined &&
      isSameYears(last.headings, headings) &&
      (last.titles.some(isForecast) || !titles.some(isForecast)) &&
      !rows.some((row) => hasFigures(row) && known.has(name(row, last.nameColumn)));
    if (goesOn) last.rows.push(...rows);
    else {
      const nameColumn = nameColumnOf(sheet, rows, headings.years[0]?.column ?? 1);
      stretches.push({ sheet, titles, above, headings, nameColumn, rows });
    }
    above = below.slice(split);
  }
  return stretches;
}

/** Words that are merged over the whole row stand in each of its cells, and are no figures. */
function isMerged(sheet: Sheet, row: number, { years }: PlanHeadings): boolean {
  const contents = years.map(({ column }) => contentAt(sheet, row, column));
  const texts = new Set(contents.map((content) => (content?.kind === 'text' ? content.text : '')));
  const [text = ''] = texts;
  return texts.size === 1 && /[a-z]{2}/i.test(text) && withheldWords(text) === undefined;
}

export const isForecast = (text: string) => /forecast/i.test(text);

function textsOf(sheet: Sheet, rows: readonly number[]): string[] {
  const texts = rows.flatMap((row) =>
    [...(sheet.rows.get(row)?.keys() ?? [])].map((column) => textAt(sheet, row, column)),
  );
  return texts.filter((text) => text !== '');
}

function isSameYears({ years }: PlanHeadings, { years: others }: PlanHeadings): boolean {
  const written = (list: PlanHeadings['years']) => list.map(({ year, column }) => `${column} ${year}`).join();
  return written(years) === written(others);
}

/** Of the columns before the first year, the one with the most names; codes and remarks are fewer or shorter. */
function nameColumnOf(sheet: Sheet, rows: readonly number[], firstYear: number): number {
  const columns = new Map<number, Set<string>>();
  for (const row of rows)
    for (const [column, content] of sheet.rows.get(row) ?? []) {
      if (column >= firstYear || content.kind !== 'text') continue;
      columns.set(column, (columns.get(column) ?? new Set()).add(content.text));
    }
  const letters = (names: Set<string>) => [...names].join('').length;
  const [best] = [...columns].sort(([, a], [, b]) => b.size - a.size || letters(b) - letters(a));
  return best?.[0] ?? 1;
}
