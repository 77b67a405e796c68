import { error, type Finding } from '../../diagnostics/diagnostic.ts';
import type { Agreement } from '../../model/agreement.ts';
import { lineKey } from '../../model/figure.ts';
import { type ForecastBasis, isStarted, type PlanRow, type PlanTable, rowOf } from '../../model/plan.ts';
import { hiddenRows } from './hidden-rows.ts';
import { periodIn, type Reports } from './periods.ts';
import { findPlanTables, isForecast, type PlanHeadings, type PlanStretch } from './plan-headings.ts';
import { readFigure } from './read-figure.ts';
import { contentAt, placeAt, type Sheet, textAt } from './sheet.ts';
import { isUnworked, togetherUnworked } from './unworked.ts';
import { noTable, openWorkbook } from './workbook.ts';

interface PlanRead {
  opened: boolean;
  plan: PlanTable | undefined;
  forecasts: PlanTable[];
  /** Sheets for forecasts in which no figure has been typed yet. */
  blank: PlanTable[];
  findings: Finding[];
}

/** The agreed plan and the forecasts, wherever in the workbook they stand: tables are known by their headings. */
export async function readPlanWorkbook(
  file: string,
  bytes: Uint8Array,
  reports: Reports = [],
  agreement?: Pick<Agreement, 'financial_years' | 'plan'>,
): Promise<PlanRead> {
  const { opened, sheets, passedOver, findings } = await openWorkbook(file, bytes);
  const all = sheets.flatMap((sheet) =>
    findPlanTables(sheet, agreement?.financial_years ?? []).map((stretch) => ({
      hidden: sheet.hidden,
      ...readTable(stretch, reports, agreement?.plan.lines),
    })),
  );
  // A table on a hidden sheet is read where no other is of its kind and month: it is an old copy.
  const found = all.filter(
    ({ hidden, table: { kind, round } }) =>
      !hidden ||
      !all.some((other) => !other.hidden && other.table.kind === kind && other.table.round === round),
  );
  for (const one of found) {
    // The sheet of the next forecast has formulas and no figures: nobody has worked them out yet.
    const isBlank = one.table.kind === 'forecast' && !isStarted(one.table);
    findings.push(...one.findings.filter((finding) => !isBlank || !isUnworked(finding)));
  }
  const tables = found.map(({ table }) => table);
  const [plan, second] = tables.filter(({ kind }) => kind === 'plan');
  if (plan && second)
    findings.push(
      error(
        'workbook/second-table',
        second.cell,
        'the agreed plan is here a second time, and this one is not read',
        {
          help: 'keep one; if this is a forecast, say "Forecast" and its month in the title above it',
          note: { message: 'the first is here', where: plan.cell },
        },
      ),
    );
  if (opened && tables.length === 0)
    findings.push(
      noTable(
        file,
        'no table of the plan was found',
        'a table has a row of headings with financial years: 2022/23, 2023/24, 2024/25 …',
        passedOver,
      ),
    );
  const everyForecast = tables.filter(({ kind }) => kind === 'forecast');
  const forecasts = everyForecast.filter(isStarted);
  const blank = everyForecast.filter((table) => !isStarted(table));
  return { opened, plan, forecasts, blank, findings: togetherUnworked(findings) };
}

function readTable(
  { sheet, titles, above, headings, nameColumn, rows }: PlanStretch,
  reports: Reports,
  lines: ReadonlyArray<{ name: string }> | undefined,
): { table: PlanTable; findings: Finding[] } {
  const { years } = headings;
  const findings = years.flatMap(({ year, column }, i) =>
    years.findIndex((other) => other.year === year) === i
      ? []
      : error(
          'workbook/heading',
          placeAt(sheet, headings.row, column),
          `the year ${year} is there twice`,
          'keep one of the two columns; a second table goes below the first, or on a sheet of its own',
        ),
  );
  // The name of a sheet counts where no title says what the table is: a sheet "Plan and forecast" may have both.
  const isPlan = titles.some((text) => /\bplan\b/i.test(text)) && !titles.some(isForecast);
  const words = isPlan ? undefined : [...titles, sheet.name].find(isForecast);
  const named = rows.flatMap((number) => {
    const name = textAt(sheet, number, nameColumn);
    if (name === '') return [];
    const row: PlanRow = {
      name,
      key: lineKey(name),
      cell: placeAt(sheet, number, nameColumn),
      values: {},
      unread: [],
      cells: {},
    };
    return [{ row, findings: readValues(row, { sheet, number, years }) }];
  });
  // A row that is not printed is reported itself, and not what is in it.
  const printed = lines
    ? named.filter((one) =>
        lines.some((line) => one.row === rowOf({ rows: named.map(({ row }) => row) }, line)),
      )
    : named;
  const table: PlanTable = {
    kind: words ? 'forecast' : 'plan',
    title: titles[0] ?? sheet.name,
    round: words ? (periodIn(words, reports) ?? periodIn(sheet.name, reports))?.id : undefined,
    illustrative: titles.some((text) => /^illustrative/i.test(text)),
    cell: placeAt(sheet, headings.row, years[0]?.column ?? 1),
    years: [...new Set(years.map(({ year }) => year))],
    ...(words && { basis: basisIn(sheet, above, reports) }),
    rows: named.map(({ row }) => row),
  };
  const hidden = hiddenRows(printed.map(({ row }) => row.cell));
  return { table, findings: [...findings, ...hidden, ...printed.flatMap((one) => one.findings)] };
}

function readValues(
  row: PlanRow,
  { sheet, number, years }: { sheet: Sheet; number: number; years: PlanHeadings['years'] },
): Finding[] {
  const findings: Finding[] = [];
  for (const { year, column } of years) {
    const at = placeAt(sheet, number, column);
    // The plan is in £m. A "-" or "n/a" in it is a blank: there is nothing, which is not nought.
    const { figure, withheld, finding } = readFigure(contentAt(sheet, number, column), at, 'millions');
    row.cells[year] ??= at;
    if (figure) row.values[year] ??= figure;
    if (!finding || withheld !== undefined) continue;
    findings.push(finding);
    row.unread.push(year);
  }
  return findings;
}

/**
 * Which ledger a forecast is taken from, and who made it, as the rows above its table say: "Ledger period: August 2023, period 5" and
 * "Prepared by: Finance Business Partner", each in one cell, or its label in one and the rest in the next.
 */
function basisIn(sheet: Sheet, rows: readonly number[], reports: Reports): ForecastBasis {
  const basis: ForecastBasis = {};
  for (const row of rows)
    for (const column of sheet.rows.get(row)?.keys() ?? []) {
      const text = textAt(sheet, row, column);
      const cell = placeAt(sheet, row, column);
      const said = (label: RegExp) => {
        const rest = label.exec(text)?.[1]?.trim();
        return rest === '' ? textAt(sheet, row, column + 1).trim() : rest;
      };
      const ledger = said(
        /^(?:taken )?(?:from )?(?:the )?(?:general )?ledger(?: period| month| position)?(?: at| to)?(?::|$| )\s*(.*)$/i,
      );
      if (ledger) basis.ledger ??= { words: ledger, month: periodIn(ledger, reports)?.id, cell };
      const by = said(/^(?:by|(?:forecast )?(?:prepared|made|produced|compiled) by)(?::|$| )\s*(.*)$/i);
      if (by) basis.by ??= { words: by, cell };
    }
  return basis;
}
