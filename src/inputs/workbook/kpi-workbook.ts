import { error, type Finding } from '../../diagnostics/diagnostic.ts';
import { plural } from '../../diagnostics/format.ts';
import { lineKey } from '../../model/figure.ts';
import { type KpiRegister, type KpiRow, type KpiSheet, kpisOf, matchKpis } from '../../model/kpi.ts';
import { hiddenColumn, hiddenRows } from './hidden-rows.ts';
import { findHeadings, isRefHeading, type KpiHeadings } from './kpi-headings.ts';
import { targetText } from './number-text.ts';
import { headedPeriod, type Reports } from './periods.ts';
import { readFigure } from './read-figure.ts';
import { contentAt, placeAt, type Sheet, textAt } from './sheet.ts';
import { isUnworked, togetherUnworked } from './unworked.ts';
import { noTable, openWorkbook } from './workbook.ts';

/** What the reader knows of the programme: in which unit each KPI is, and what "Q1" means. */
export interface KpiSource {
  register: KpiRegister | undefined;
  reports: Reports;
}

/** A row as it was found, with the columns of its part of the table. */
interface FoundRow {
  row: KpiRow;
  sheet: Sheet;
  number: number;
  periods: KpiHeadings['periods'];
  targets: KpiHeadings['targets'];
}

/** The KPI values: found by headings, in any order of columns, on any sheet or on several. */
export async function readKpiWorkbook(
  file: string,
  bytes: Uint8Array,
  source: KpiSource = { register: undefined, reports: [] },
): Promise<{ kpis: KpiSheet | undefined; findings: Finding[] }> {
  const { opened, sheets, passedOver, findings } = await openWorkbook(file, bytes);
  const tables = sheets.flatMap((sheet) => {
    const parts = findHeadings(sheet, source.reports);
    return parts.length > 0 ? [{ sheet, parts, rows: rowsOf(sheet, parts, source.reports) }] : [];
  });
  // A hidden sheet is read where no other has the table: it is an old copy.
  const shown = tables.filter(({ sheet }) => !sheet.hidden);
  const read: typeof tables = [];
  const copies: Array<(typeof tables)[number] & { first: Sheet }> = [];
  for (const table of shown.length > 0 ? shown : tables) {
    const first = read.find((other) => isCopy(table.rows, other.rows));
    if (first) copies.push({ ...table, first: first.sheet });
    else read.push(table);
  }
  if (copies[0]) findings.push(secondTable(copies[0], copies.length - 1));
  const [table] = read;
  const headings = table?.parts[0];
  if (!table || !headings) {
    if (opened)
      findings.push(
        noTable(
          file,
          'no table of KPIs was found',
          'a table has the headings Ref, Data Source and Regularity, and a column for each period, for example "September 2023"',
          passedOver,
        ),
      );
    return { kpis: undefined, findings };
  }
  const rows = read.flatMap((one) => one.rows);
  const kpis: KpiSheet = {
    illustrative: read.some(({ sheet, parts }) => isIllustrative(sheet, parts[0]?.row ?? 0)),
    cell: placeAt(table.sheet, headings.row, headings.ref),
    periods: [],
    others: read.flatMap(({ parts }) => parts.flatMap(({ others }) => others)),
    undated: read.some(({ parts }) => parts.some((part) => part.undated.length > 0)),
    rows: rows.map(({ row }) => row),
  };
  for (const { parts } of read)
    for (const part of parts) {
      findings.push(...part.findings);
      addPeriods(kpis, part, findings);
    }
  for (const { sheet, parts } of read)
    for (const part of parts) findings.push(...lackingPeriods(kpis, sheet, part, parts));
  for (const { sheet, parts } of read)
    findings.push(
      ...hiddenColumn((parts[0]?.periods ?? []).map(({ column }) => placeAt(sheet, headings.row, column))),
    );
  findings.push(...readValues(kpis, rows, source.register));
  return { kpis, findings: togetherUnworked(findings) };
}

/** Reads the values of rows into them. Of a row that is not printed, no value is read: the row itself is reported. */
function readValues(kpis: KpiSheet, rows: readonly FoundRow[], register: KpiRegister | undefined): Finding[] {
  const units = register && unitsOf(register, kpis);
  const printed = rows.filter(({ row }) => !units || units.has(row));
  const findings = hiddenRows(printed.map(({ row }) => row.cell));
  const unworked: Array<{ row: KpiRow; id: string; finding: Finding }> = [];
  for (const { row, sheet, number, periods } of printed)
    for (const { id, column } of periods) {
      const at = placeAt(sheet, number, column);
      row.cells[id] ??= at;
      const content = contentAt(sheet, number, column);
      const { figure, withheld, finding } = readFigure(content, at, units?.get(row));
      if (figure) row.values[id] ??= figure;
      if (withheld !== undefined) row.withheld[id] ??= withheld;
      if (finding && isUnworked(finding)) unworked.push({ row, id, finding });
      else if (finding) findings.push(finding);
      if (finding?.severity === 'error' && !isUnworked(finding)) row.unread.push(id);
    }
  // The column of the next period has formulas and no values: nobody has worked them out yet.
  const started = new Set(
    printed.flatMap(({ row }) => [...Object.keys(row.values), ...Object.keys(row.withheld)]),
  );
  for (const { row, id, finding } of unworked)
    if (started.has(id) || started.size === 0) {
      findings.push(finding);
      row.unread.push(id);
    }
  for (const { row, sheet, number, targets } of printed)
    for (const { column, ...of } of targets) {
      const at = placeAt(sheet, number, column);
      const content = contentAt(sheet, number, column);
      const text = content?.kind === 'text' ? targetText(content.text) : undefined;
      if (content?.kind === 'text' && text === undefined) continue;
      const read = content?.kind === 'text' ? { ...content, text: text ?? '' } : content;
      const { figure, finding } = readFigure(read, at, units?.get(row));
      if (figure) row.targets.push({ ...of, figure });
      else if (finding?.severity === 'error') findings.push(finding);
    }
  return findings;
}

function unitsOf(register: KpiRegister, kpis: KpiSheet) {
  const units = new Map(kpisOf(register).map(({ id, unit }) => [id, unit]));
  return new Map([...matchKpis(register, kpis)].map(([id, row]) => [row, units.get(id)]));
}

/** Whether most KPIs of a table stand in another: KPIs may be spread over sheets, and one may stand twice by mistake. */
function isCopy(rows: readonly FoundRow[], others: readonly FoundRow[]): boolean {
  const names = new Set(others.map(({ row }) => lineKey(row.name)));
  return rows.filter(({ row }) => names.has(lineKey(row.name))).length * 2 > rows.length;
}

function secondTable(
  { sheet, parts, first }: { sheet: Sheet; parts: readonly KpiHeadings[]; first: Sheet },
  more: number,
): Finding {
  const others = more === 0 ? '' : `, nor those on ${plural(more, 'more sheet')}`;
  const message = `the table of KPIs is on the sheet "${first.name}" too, and this one is not read${others}`;
  const help = 'keep the one that counts; hide or delete the other sheets';
  const { row, ref } = parts[0] as KpiHeadings;
  return error('workbook/second-table', placeAt(sheet, row, ref), message, help);
}

function isIllustrative(sheet: Sheet, before: number): boolean {
  return [...sheet.rows]
    .filter(([number]) => number < before)
    .some(([number, cells]) =>
      [...cells.keys()].some((column) => /^illustrative/i.test(textAt(sheet, number, column))),
    );
}

/** The months of a part of the table: each is there once, and one that is there twice is reported once. */
function addPeriods(kpis: KpiSheet, { periods }: KpiHeadings, findings: Finding[]): void {
  for (const [i, { column: _, ...period }] of periods.entries()) {
    const first = periods.slice(0, i).find(({ id }) => id === period.id);
    if (first)
      findings.push(
        error(
          'workbook/heading',
          period.cell,
          `the period of "${period.heading}" has two columns, and the values of the first are printed`,
          { help: 'keep one of the two', note: { message: 'the first is here', where: first.cell } },
        ),
      );
    if (!kpis.periods.some(({ id }) => id === period.id)) kpis.periods.push(period);
  }
}

/** Headings that stand again, or on another sheet, have all the months. */
function lackingPeriods(
  kpis: KpiSheet,
  sheet: Sheet,
  { row, ref, periods }: KpiHeadings,
  parts: readonly KpiHeadings[],
): Finding[] {
  const columnOf = (id: string) =>
    parts.flatMap((part) => part.periods.filter((period) => period.id === id))[0]?.column ?? ref;
  // A heading that is there twice in this part is reported as that.
  const isTwice = (period: { id: string }) => periods.filter(({ id }) => id === period.id).length > 1;
  const lacking = kpis.periods.filter(
    ({ id }) => !periods.some((one) => one.id === id || (one.column === columnOf(id) && isTwice(one))),
  );
  const [first] = lacking;
  if (!first) return [];
  const names = lacking.map(({ heading }) => `"${heading}"`).join(', ');
  const message = `this part of the table has no column for ${names}, though its other parts have one`;
  const help = 'write the same months above each part of the table';
  const at = columnOf(first.id);
  const found = textAt(sheet, row, at);
  const note = {
    message: found === '' ? 'this heading is blank' : `this heading is "${found}"`,
    where: placeAt(sheet, row, at),
  };
  return [error('workbook/heading', placeAt(sheet, row, ref), message, at === ref ? help : { help, note })];
}

/** 7 of "7", "07", "7.0", "KPI 7", "Ref 7". */
function refOf(text: string): number | undefined {
  const [, ref] = /^(?:kpi|ref\.?|no\.?)? ?#?0*(\d{1,4})(?:\.0*)?$/i.exec(text) ?? [];
  return ref === undefined ? undefined : Number(ref);
}

/** The rows of a sheet that hold KPIs, each below the headings that are its own: they may stand again, in another order. */
function rowsOf(sheet: Sheet, parts: readonly KpiHeadings[], reports: Reports): FoundRow[] {
  const rows: FoundRow[] = [];
  let group: string | undefined;
  let heading: string | undefined;
  for (const number of sheet.rows.keys()) {
    const part = parts.findLast(({ row }) => row <= number);
    if (!part) continue;
    if (number <= part.lastRow) {
      // The text before repeated headings is a title, and heads no group.
      heading = undefined;
      continue;
    }
    const { ref: refColumn, name: nameColumn, periods, targets } = part;
    const refText = textAt(sheet, number, refColumn);
    const name = textAt(sheet, number, nameColumn);
    const ref = refOf(refText);
    const areHeadings =
      isRefHeading(refText) ||
      (refText === '' &&
        name === '' &&
        periods.some(({ column }) => headedPeriod(textAt(sheet, number, column), reports)));
    // A heading of a group may stand in one cell or be merged over the whole row.
    const isMerged = refText !== '' && refText === name;
    const hasValues = periods.some(({ column }) => {
      const content = contentAt(sheet, number, column);
      return content && content.kind !== 'formula' && !(content.kind === 'text' && content.text === name);
    });
    if (areHeadings) continue;
    if (ref === undefined && !hasValues) {
      if (name !== '' && (refText === '' || isMerged)) heading = name;
      continue;
    }
    group = heading ?? group;
    heading = undefined;
    const row: KpiRow = {
      ref,
      name,
      group,
      cell: placeAt(sheet, number, nameColumn),
      refCell: placeAt(sheet, number, refColumn),
      values: {},
      targets: [],
      withheld: {},
      unread: [],
      cells: {},
    };
    rows.push({ row, sheet, number, periods, targets });
  }
  return rows;
}
