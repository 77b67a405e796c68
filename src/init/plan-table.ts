import { amountIn } from '../inputs/workbook/number-text.ts';
import { periodIn, type Reports } from '../inputs/workbook/periods.ts';
import { isForecast } from '../inputs/workbook/plan-headings.ts';
import { contentAt, type Sheet, textAt } from '../inputs/workbook/sheet.ts';
import type { FinancialYear } from '../model/field-types.ts';
import { lineKey } from '../model/figure.ts';
import { cellOf, tablesShown, wordiest } from './kpi-table.ts';

/** A council's own tables of its plan and forecasts: financial years in a row or a column, and lines with figures. */

export interface OwnLine {
  name: string;
  /** The heading that it is under. */
  under: string;
  /** The cell of its name. */
  from: string;
  values: Record<FinancialYear, number>;
}

export interface OwnTable {
  kind: 'plan' | 'forecast';
  /** The month of a forecast, `2024-06`. */
  round: string | undefined;
  /** `'Budget'!A3` */
  from: string;
  /** Titles and headings, which may say the unit. */
  titles: string[];
  years: FinancialYear[];
  lines: OwnLine[];
  /** What is written beside numbers: £1.2m, 1,250k. */
  mark: 'k' | 'm' | undefined;
}

interface YearColumn {
  year: FinancialYear;
  column: number;
  /** What the heading says besides. */
  rest: string;
}

/** "2023/24", "FY23-24", "2023-2024 £000", "23/24 Forecast"; columns of differences head no figures of a plan. */
function yearHeaded(text: string): Omit<YearColumn, 'column'> | undefined {
  if (text.length > 60) return undefined;
  const [found, start = '', end = ''] =
    /(?<![\d/])(?:FY ?)?((?:20)?\d\d) ?[/\u2013-] ?(?:20)?(\d\d)(?![\d/-])/i.exec(text) ?? [];
  if (found === undefined || Number(end) !== (Number(start.slice(-2)) + 1) % 100) return undefined;
  const rest = text.replace(found, ' ').trim();
  if (/variance|difference|change|movement|%/i.test(rest)) return undefined;
  return { year: `${start.length === 2 ? '20' : ''}${start}/${end}`, rest };
}

/** The plan, and forecasts laid out like it. */
export const planTables = (sheets: readonly Sheet[], reports: Reports): OwnTable[] =>
  tablesShown(sheets, (sheet, isTurned) => tablesOf(sheet, isTurned, reports));

function tablesOf(sheet: Sheet, isTurned: boolean, reports: Reports): OwnTable[] {
  const rows = [...sheet.rows.keys()];
  const heads = rows.flatMap((row) => {
    const years = [...(sheet.rows.get(row)?.keys() ?? [])].flatMap((column): YearColumn[] => {
      const own = yearHeaded(textAt(sheet, row, column));
      if (!own) return [];
      const around = [textAt(sheet, row - 1, column), textAt(sheet, row + 1, column)].filter(
        (text) => text.length < 40,
      );
      return [{ ...own, column, rest: [own.rest, ...around].join(' ') }];
    });
    return years.length > 0 && !rows.some((other) => other === row - 1 && isYearRow(sheet, other))
      ? [{ row, years }]
      : [];
  });
  return heads.flatMap(({ row, years }, i) => {
    const end = heads[i + 1]?.row ?? Number.POSITIVE_INFINITY;
    const before = heads[i - 1]?.row ?? 0;
    const titles = rows
      .filter((one) => one < row && one > Math.max(before, row - 8))
      .filter((one) => !years.some(({ column }) => contentAt(sheet, one, column)?.kind === 'number'))
      .flatMap((one) => [
        ...new Set([...(sheet.rows.get(one)?.keys() ?? [])].map((column) => textAt(sheet, one, column))),
      ]);
    const own = titles.filter((text) => text !== '');
    const body = rows.filter((one) => one > row && one < end);
    const kinds = ([false, true] as const).map((forecasts) =>
      years.filter(({ rest }) => isForecast(rest) === forecasts),
    );
    return kinds.flatMap((columns, kind) =>
      columns.length === 0
        ? []
        : tableOf({
            sheet,
            isTurned,
            row,
            titles: own,
            columns,
            body,
            reports,
            isSplit: kinds.every((one) => one.length > 0),
            forecasts: kind === 1,
          }),
    );
  });
}

const isYearRow = (sheet: Sheet, row: number) =>
  [...(sheet.rows.get(row)?.keys() ?? [])].some((column) => yearHeaded(textAt(sheet, row, column)));

interface Part {
  sheet: Sheet;
  isTurned: boolean;
  row: number;
  titles: string[];
  columns: YearColumn[];
  body: number[];
  reports: Reports;
  /** Whether the plan and a forecast are side by side below the same headings. */
  isSplit: boolean;
  forecasts: boolean;
}

function tableOf(part: Part): OwnTable[] {
  const { sheet, isTurned, row, titles, columns, reports, isSplit, forecasts } = part;
  const years = columns.filter(({ year }, i) => columns.findIndex((one) => one.year === year) === i);
  const { lines, mark } = linesOf(part, years);
  if (lines.length < 2) return [];
  const said = [...titles, ...columns.map(({ rest }) => rest)];
  const isPlan =
    !forecasts &&
    (isSplit || (titles.some((text) => /\b(?:plan|budget)\b/i.test(text)) && !titles.some(isForecast)));
  const words = isPlan ? undefined : [...said, sheet.name].find(isForecast);
  const named = words && [words, ...said, sheet.name].find((text) => periodIn(text, reports));
  return [
    {
      kind: words ? 'forecast' : 'plan',
      round: named && periodIn(named, reports)?.id,
      from: cellOf({ sheet, turned: isTurned }, row, years[0]?.column ?? 1),
      titles: [...said, sheet.name],
      years: years.map(({ year }) => year),
      lines,
      mark,
    },
  ];
}

/** Rows with figures, by the name in the column with the most words before the years. */
function linesOf({ sheet, isTurned, body, columns }: Part, years: readonly YearColumn[]) {
  const first = Math.min(...columns.map(({ column }) => column));
  const nameColumn = wordiest(sheet, body, (column) => column < first) ?? first - 1;
  const lines: OwnLine[] = [];
  const marks = new Set<'k' | 'm'>();
  let under = '';
  for (const row of body) {
    const name = textAt(sheet, row, nameColumn).replace(/\s+/g, ' ').trim();
    if (lineKey(name) === '') continue;
    const values: OwnLine['values'] = {};
    for (const { year, column } of years) {
      const amount = amountIn(contentAt(sheet, row, column));
      if (!amount || amount.mark === '%') continue;
      if (amount.mark) marks.add(amount.mark);
      values[year] = amount.value;
    }
    if (Object.keys(values).length > 0)
      lines.push({ name, under, from: cellOf({ sheet, turned: isTurned }, row, nameColumn), values });
    else under = name;
  }
  const [mark] = marks.size === 1 ? marks : [];
  return { lines, mark };
}
