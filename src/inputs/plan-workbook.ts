import type { Row, Worksheet } from 'exceljs';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import type { FinancialYear } from '../model/fields.ts';
import { lineKey } from '../model/figure.ts';
import type { PlanRow, PlanTable } from '../model/plan.ts';
import { monthId } from '../model/round.ts';
import { cellText, contentOf, openWorkbook, readFigure } from './workbook.ts';

/** A heading that names a financial year: "2022/23", "2022-23", "FY2022/23". */
function yearOf(text: string): FinancialYear | undefined {
  const match = /^(?:FY\s*)?(\d{4})\s*[/\u2013-]\s*(?:\d{2})?(\d{2})$/.exec(text.trim());
  return match ? `${match[1]}/${match[2]}` : undefined;
}

interface Header {
  row: number;
  nameColumn: number;
  years: Array<{ year: FinancialYear; column: number }>;
}

/** A row with at least three financial years heads a table; the names of its lines stand left of the first. */
function findHeader(sheet: Worksheet): Header | undefined {
  let found: Header | undefined;
  sheet.eachRow((row, number) => {
    if (found) return;
    const years: Header['years'] = [];
    row.eachCell((cell, column) => {
      const year = yearOf(cellText(cell));
      if (year) years.push({ year, column });
    });
    const first = years[0]?.column ?? 1;
    if (years.length >= 3) found = { row: number, nameColumn: nameColumnOf(sheet, number, first), years };
  });
  return found;
}

/** Of the columns before the first year, the one with the most names; codes and remarks are fewer or shorter. */
function nameColumnOf(sheet: Worksheet, header: number, firstYear: number): number {
  const columns = new Map<number, Set<string>>();
  sheet.eachRow((row, number) => {
    if (number <= header) return;
    row.eachCell((cell, column) => {
      const content = contentOf(cell);
      if (column >= firstYear || content.kind !== 'text') return;
      columns.set(column, (columns.get(column) ?? new Set()).add(content.text));
    });
  });
  const letters = (names: Set<string>) => [...names].join('').length;
  const [best] = [...columns].sort(([, a], [, b]) => b.size - a.size || letters(b) - letters(a));
  return best?.[0] ?? 1;
}

/** The agreed plan and the forecasts, wherever in the workbook they stand: tables are known by their headings. */
export async function readPlanWorkbook(
  file: string,
  bytes: Uint8Array,
): Promise<{ opened: boolean; plan: PlanTable | undefined; forecasts: PlanTable[]; findings: Finding[] }> {
  const { sheets, findings } = await openWorkbook(file, bytes);
  const tables = sheets.flatMap((sheet) => {
    const header = findHeader(sheet);
    return header ? [readTable(file, sheet, header, findings)] : [];
  });
  const plan = tables.find(({ kind }) => kind === 'plan');
  if (sheets.length > 0 && tables.length === 0)
    findings.push(
      error(
        'workbook/no-table',
        { file },
        'no table of the plan was found',
        'a table has a row of headings with financial years: 2022/23, 2023/24, 2024/25 …',
      ),
    );
  const forecasts = tables.filter(({ kind }) => kind === 'forecast');
  return { opened: sheets.length > 0, plan, forecasts, findings };
}

function readTable(file: string, sheet: Worksheet, header: Header, findings: Finding[]): PlanTable {
  const place = (row: number, column: number) => ({
    file,
    sheet: sheet.name,
    cell: sheet.getCell(row, column).address,
  });
  for (const [i, { year, column }] of header.years.entries())
    if (header.years.findIndex((other) => other.year === year) < i)
      findings.push(
        error(
          'workbook/heading',
          place(header.row, column),
          `the year ${year} stands twice`,
          'keep one of the two columns',
        ),
      );
  const titles: string[] = [];
  for (let row = 1; row < header.row; row++)
    sheet.getRow(row).eachCell((cell) => void titles.push(cellText(cell)));
  const title = titles.find((text) => text !== '') ?? sheet.name;
  const words = [...titles, sheet.name].find((text) => /forecast/i.test(text));
  const rows: PlanRow[] = [];
  sheet.eachRow((row, number) => {
    const name = cellText(row.getCell(header.nameColumn));
    // The headings may stand again at a page break.
    const isHeader = header.years.some(({ column }) => yearOf(cellText(row.getCell(column))));
    if (number > header.row && name !== '' && !isHeader) rows.push(readRow(row, number, name));
  });

  function readRow(row: Row, number: number, name: string): PlanRow {
    const read: PlanRow = {
      name,
      key: lineKey(name),
      cell: place(number, header.nameColumn),
      values: {},
      unread: [],
      cells: {},
    };
    for (const { year, column } of header.years) {
      const at = place(number, column);
      const { figure, finding } = readFigure(row.getCell(column), at);
      read.cells[year] ??= at;
      if (figure) read.values[year] ??= figure;
      if (finding) {
        findings.push(finding);
        read.unread.push(year);
      }
    }
    return read;
  }

  return {
    kind: words ? 'forecast' : 'plan',
    title,
    round: words ? (monthId(words) ?? monthId(sheet.name)) : undefined,
    illustrative: titles.some((text) => /^illustrative/i.test(text)),
    cell: place(header.row, header.years[0]?.column ?? 1),
    years: [...new Set(header.years.map(({ year }) => year))],
    rows,
  };
}
