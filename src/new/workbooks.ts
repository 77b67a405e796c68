import { findHeadings, type KpiHeadings } from '../inputs/workbook/kpi-headings.ts';
import { headedPeriod, periodIn, type Reports } from '../inputs/workbook/periods.ts';
import { findPlanTables, isForecast } from '../inputs/workbook/plan-headings.ts';
import { type Sheet, textAt } from '../inputs/workbook/sheet.ts';
import { openWorkbook } from '../inputs/workbook/workbook.ts';
import { workbookParts } from '../inputs/workbook/workbook-parts.ts';
import { months } from '../model/months.ts';
import { monthName } from '../model/round.ts';
import { addressOf, lettersOf } from '../ooxml/cell-address.ts';
import { type Package, readPackage, writePackage } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import { withForecast } from './forecast-sheet.ts';
import { whyNot, withColumn } from './kpi-column.ts';

/** The council's own workbooks, made ready for a round: the next column of KPIs, the next sheet of a forecast. */

/** What was done to a workbook, in words; `bytes` where something was. */
export interface Readied {
  said: string;
  bytes?: Uint8Array;
}

/** The workbook with a column for the round, and all else as it was. */
export async function withNextKpis(
  file: string,
  bytes: Uint8Array,
  id: string,
  reports: Reports,
): Promise<Readied> {
  const { sheets } = await openWorkbook(file, bytes);
  const tables = sheets
    .filter(({ hidden }) => !hidden)
    .map((sheet) => ({ sheet, parts: findHeadings(sheet, reports) }))
    .filter(({ parts }) => parts.length > 0);
  if (tables.length === 0) return { said: 'there is no table of KPIs in it' };
  if (tables.some(({ parts }) => parts.some(({ periods }) => periods.some((one) => one.id === id))))
    return { said: `it has a column for ${monthName(id)} already` };
  const edited = await readPackage(bytes);
  const added: string[] = [];
  for (const { sheet, parts } of tables) {
    const result = editSheet(edited, sheet, { parts, id, reports });
    if ('reason' in result) return byHand(result.reason, `a column headed "${monthName(id)}"`);
    added.push(`'${sheet.name}'!${lettersOf(result.to)}`);
  }
  const made = await writePackage(edited);
  const again = await openWorkbook(file, made);
  const isWhole = tables.every(({ sheet }) => {
    const now = again.sheets.find(({ name }) => name === sheet.name);
    return now && findHeadings(now, reports).every(({ periods }) => periods.some((one) => one.id === id));
  });
  if (!isWhole)
    return byHand(
      'its sheet is written in a way that this program does not know',
      `a column headed "${monthName(id)}"`,
    );
  return { said: `a column for ${monthName(id)}: ${added.join(', ')}`, bytes: made };
}

const byHand = (reason: string, what: string): Readied => ({
  said: `not changed: ${reason}. Add ${what} in Excel`,
});

function editSheet(
  parts: Package,
  sheet: Sheet,
  { parts: tables, id, reports }: { parts: readonly KpiHeadings[]; id: string; reports: Reports },
): { reason: string } | { to: number } {
  const lasts = tables.map(({ periods }) =>
    periods.reduce((last, period) => (period.id > last.id ? period : last)),
  );
  const from = lasts[0]?.column ?? 1;
  if (lasts.some(({ column }) => column !== from))
    return { reason: 'its tables have their last month in different columns' };
  const source = workbookParts(parts).sheets.find(({ name }) => name === sheet.name);
  const text = source?.part.text ?? '';
  // Targets and other columns with headings stay where they are, and the month goes behind them.
  let to = from + 1;
  while (tables.some((table) => isHeaded(sheet, table, to))) to += 1;
  const reason = whyNot(text, to);
  if (reason !== undefined || !source) return { reason: reason ?? 'its sheet is not in the file' };
  const headings = lasts.map(({ cell }): [number, string] => {
    const row = Number(/\d+$/.exec(cell.cell)?.[0]);
    return [row, nextHeading(textAt(sheet, row, from), id, reports)];
  });
  parts.set(source.path, new Part(withColumn(text, { from, to, headings: new Map(headings) })));
  return { to };
}

const isHeaded = (sheet: Sheet, { row, lastRow }: KpiHeadings, column: number) =>
  Array.from({ length: lastRow - row + 1 }, (_, i) => row + i).some(
    (number) => textAt(sheet, number, column) !== '',
  );

/** A heading as the last one was written: "Actual Sep 2023" to "Actual Dec 2023". */
export function nextHeading(last: string, id: string, reports: Reports): string {
  const name = withMonth(last, id);
  return headedPeriod(name, reports) === id ? name : monthName(id);
}

/** A text that names a month, with another month, in the same form. */
export function withMonth(text: string, id: string): string {
  const [year = '', number = ''] = id.split('-');
  const month = months[Number(number) - 1] ?? '';
  const names = months.map((one) => `${one.slice(0, 3)}(?:${one.slice(3)})?`).join('|');
  return text.replace(
    new RegExp(`\\b(${names}|sept)\\b([ .,'’/–-]*)(20\\d\\d|\\d\\d)(?!\\d| ?[/–-] ?\\d\\d)`, 'i'),
    (_, name: string, between: string, written: string) => {
      const short =
        name.length <= 4 &&
        name.toLowerCase() !== months.find((one) => one.toLowerCase() === name.toLowerCase())?.toLowerCase();
      return `${short ? month.slice(0, 3) : month}${between}${written.length === 2 ? year.slice(2) : year}`;
    },
  );
}

/** The workbook with a sheet for the round's forecast, and all else as it was. */
export async function withNextForecast(
  file: string,
  bytes: Uint8Array,
  id: string,
  { reports, years }: { reports: Reports; years: Parameters<typeof findPlanTables>[1] },
): Promise<Readied> {
  const sheet = `a sheet "Forecast ${monthName(id)}"`;
  const { sheets } = await openWorkbook(file, bytes);
  const forecasts = sheets.flatMap((one) => {
    const tables = findPlanTables(one, years);
    const named = [...(tables[0]?.titles ?? []), one.name].find(isForecast);
    const round = named && (periodIn(named, reports) ?? periodIn(one.name, reports))?.id;
    return round ? [{ sheet: one, tables, round }] : [];
  });
  if (forecasts.some(({ round }) => round === id))
    return { said: `it has a forecast of ${monthName(id)} already` };
  const last = forecasts.reduce<(typeof forecasts)[number] | undefined>(
    (found, one) => (found && found.round > one.round ? found : one),
    undefined,
  );
  if (!last) return byHand('it has no forecast to take the form from', sheet);
  const [table] = last.tables;
  if (!table || last.tables.length > 1) return byHand(`'${last.sheet.name}' holds several tables`, sheet);
  const parts = await readPackage(bytes);
  const source = workbookParts(parts).sheets.find(({ name }) => name === last.sheet.name);
  if (!source) return byHand('its sheet is not in the file', sheet);
  const newName = freeName(withMonth(last.sheet.name, id), id, sheets);
  const columns = new Set(table.headings.years.map(({ column }) => column));
  const rows = new Set(table.rows);
  const made = await writePackage(
    withForecast(parts, {
      path: source.path,
      name: last.sheet.name,
      newName,
      titles: titlesAbove(last.sheet, table.headings.row, id, reports),
      isFigure: (row, column) => rows.has(row) && columns.has(column),
    }),
  );
  const again = await openWorkbook(file, made);
  const added = again.sheets.find(({ name }) => name === newName);
  if (!added || findPlanTables(added, years).length !== 1)
    return byHand('its sheet is written in a way that this program does not know', sheet);
  return { said: `a sheet for the forecast of ${monthName(id)}: '${newName}'`, bytes: made };
}

/** A name of at most 31 characters, as Excel wants it, that no other sheet has. */
function freeName(name: string, id: string, sheets: readonly Sheet[]): string {
  const taken = (one: string) => sheets.some((sheet) => sheet.name.toLowerCase() === one.toLowerCase());
  const wanted = taken(name) || name.length > 31 ? `Forecast ${monthName(id)}` : name;
  return taken(wanted) ? `Forecast ${id}` : wanted;
}

/** Texts above the headings that name the month of the last forecast, with the new one. */
function titlesAbove(sheet: Sheet, before: number, id: string, reports: Reports): Map<string, string> {
  const titles = new Map<string, string>();
  for (const [row, cells] of sheet.rows)
    for (const column of row < before ? cells.keys() : []) {
      const text = textAt(sheet, row, column);
      if (isForecast(text) && periodIn(text, reports))
        titles.set(addressOf(row, column), withMonth(text, id));
    }
  return titles;
}
