import { amountIn, parseAmount, parseRatio, withheldWords } from '../inputs/workbook/number-text.ts';
import { type Content, contentAt, textAt } from '../inputs/workbook/sheet.ts';
import { lineKey } from '../model/figure.ts';
import type { Kpi, KpiUnit } from '../model/kpi.ts';
import type { Answered } from './guess.ts';
import { cellOf, type KpiColumn, type KpiTable, type Month } from './kpi-table.ts';
import {
  betterInName,
  betterSaid,
  regularitySaid,
  type UnitSaid,
  unitInName,
  unitSaid,
  workstreamsSaid,
} from './kpi-words.ts';
import { idsFor } from './one-line.ts';

/** A KPI as the council's workbook has it, in our units. */
export interface OwnKpi {
  kpi: Kpi;
  group: string;
  /** The cell of its name. */
  from: string;
  /** By month: a number in its unit, or the words in place of one. */
  values: Record<string, number | string>;
}

export interface KpisRead {
  kpis: OwnKpi[];
  months: Month[];
  /** What could not be read, in words. */
  left: string[];
}

interface Row {
  table: KpiTable;
  number: number;
  name: string;
  group: string;
}

/** The KPIs of tables, each once: numbered anew unless the workbook numbers them 1 to the last. */
export function readKpis(tables: readonly KpiTable[], ask: Answered, workstreams: number): KpisRead {
  const left: string[] = [];
  const rows = onceEach(
    tables.flatMap((table) => rowsOf(table, tables.length > 1)),
    left,
  );
  const ids = idsFor(
    rows.map(({ name }) => name),
    'kpi',
  );
  const numbers = rows.map((row) => Number(/\d+$/.exec(said(row, 'ref'))?.[0]));
  const isNumbered =
    new Set(numbers).size === rows.length && numbers.every((number) => number >= 1 && number <= rows.length);
  const kpis = rows.map((row, i): OwnKpi => {
    const id = ids[i] as string;
    const { values, negative } = valuesOf(row, unitOf(row, id, ask), left);
    const from = cellOf(row.table, row.number, row.table.columns.name);
    const numbered = workstreamsSaid(said(row, 'workstreams'), workstreams);
    const owner = said(row, 'owner');
    const kpi: Kpi = {
      id,
      name: row.name,
      dfe_ref: isNumbered ? (numbers[i] as number) : i + 1,
      unit: values.unit,
      sign: signOf(row, id, negative, ask),
      better: betterOf(row, id, ask),
      workstreams: numbered,
      source: said(row, 'source'),
      ...(owner && { owner }),
      regularity: regularityOf(row, id, ask),
    };
    return { kpi, group: row.group, from, values: values.byMonth };
  });
  const months = new Map(tables.flatMap((table) => table.months.map((month) => [month.id, month])));
  return { kpis, months: [...months.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), left };
}

const said = ({ table, number }: Pick<Row, 'table' | 'number'>, column: KpiColumn): string => {
  const at = table.columns[column];
  return at === undefined ? '' : textAt(table.sheet, number, at).replace(/\s+/g, ' ').trim();
};

/** Rows with a name and a value, a number or a unit; a name alone heads a group. */
function rowsOf(table: KpiTable, isOneOfSeveral: boolean): Row[] {
  const { sheet, columns, months, row: heading, lastRow } = table;
  const rows: Row[] = [];
  let group = isOneOfSeveral && !/^sheet ?\d*$/i.test(sheet.name) ? sheet.name : '';
  for (const number of sheet.rows.keys()) {
    if (number <= heading || number > lastRow) continue;
    const name = textAt(sheet, number, columns.name).replace(/\s+/g, ' ').trim();
    const contents = months.map(({ column }) => contentAt(sheet, number, column));
    const isTitle = contents.every(
      (one) => one === undefined || (one.kind === 'text' && one.text.trim() === name),
    );
    const marked = (['ref', 'unit', 'better', 'regularity', 'source'] as const).some((column) => {
      const text = said({ table, number }, column);
      return text !== '' && text !== name;
    });
    const only =
      name ||
      [...(sheet.rows.get(number)?.keys() ?? [])]
        .map((column) => textAt(sheet, number, column))
        .join(' ')
        .trim();
    if (isTitle && !marked) group = only || group;
    else if (name !== '')
      rows.push({ table, number, name, group: said({ table, number }, 'group') || group || 'KPIs' });
  }
  return rows;
}

/** A name that is there in another group again gets its group beside it; one in the same group is a copy. */
function onceEach(rows: readonly Row[], left: string[]): Row[] {
  const taken = new Map<string, Row>();
  return rows.flatMap((row) => {
    const first = taken.get(lineKey(row.name));
    const name = first && first.group !== row.group ? `${row.name} (${row.group})` : row.name;
    if (lineKey(name) === '' || taken.has(lineKey(name))) {
      left.push(
        `${cellOf(row.table, row.number, row.table.columns.name)}: "${row.name}" is in the workbook a second time; the first is used`,
      );
      return [];
    }
    taken.set(lineKey(name), row);
    return [{ ...row, name }];
  });
}

const units: readonly KpiUnit[] = ['count', 'percent', 'pounds', 'millions', 'ratio'];

/** What is written beside numbers, and the unit that it means: the first that any cell has. */
const unitsOfMarks: ReadonlyArray<readonly [string, KpiUnit]> = [
  ['%', 'percent'],
  ['m', 'millions'],
  ['k', 'pounds'],
  ['£', 'pounds'],
  [':', 'ratio'],
];

/** The unit of a row: as its column says, or as its cells are formatted, or as its name suggests. */
function unitOf(row: Row, id: string, ask: Answered): UnitSaid {
  const { table, number, name } = row;
  const contents = table.months.flatMap(({ column }) => contentAt(table.sheet, number, column) ?? []);
  const marks = new Set(contents.map(markOf));
  const told = unitSaid(said(row, 'unit'));
  const [, marked] = unitsOfMarks.find(([mark]) => marks.has(mark)) ?? [];
  const byMark = marked && { unit: marked, times: 1 };
  const named = unitOfFractions(name, contents) ?? unitInName(name);
  const best = told ?? byMark ?? named ?? { unit: 'count' as const, times: 1 };
  const isPlain =
    !told &&
    !byMark &&
    !named &&
    contents.every((one) => one.kind !== 'number' || Number.isInteger(one.value));
  const unit = ask({
    id: `kpis.${id}.unit`,
    cell: cellOf(table, number, table.columns.name),
    found: `"${name}" is in ${unitNames[best.unit]}${best.times === 1000 ? ', typed in thousands' : ''}`,
    taken: best.unit,
    choices: units,
    sure:
      told !== undefined ||
      byMark !== undefined ||
      isPlain ||
      (named !== undefined && named.unit !== 'pounds' && named.unit === unitInName(name)?.unit),
  });
  return { unit, times: unit === best.unit ? best.times : 1 };
}

/** Fractions are no whole numbers: small ones of money are in £m. */
function unitOfFractions(name: string, contents: ReadonlyArray<ReturnType<typeof contentAt>>) {
  const values = contents.flatMap((one) => (one?.kind === 'number' ? one.value : []));
  const isMoney =
    /surplus|deficit|spend|\bcosts?\b|budget|\bfund\b|grant|allocation|transfer|saving|balance/i.test(name);
  const isSmall = values.every((value) => Math.abs(value) < 1000);
  const isMillions = isMoney && isSmall && values.some((value) => !Number.isInteger(value));
  return isMillions && !/%/.test(name) ? { unit: 'millions' as const, times: 1 } : undefined;
}

const unitNames: Record<KpiUnit, string> = {
  count: 'whole numbers',
  percent: 'per cent',
  pounds: 'pounds',
  millions: '£m',
  ratio: 'a ratio',
};

function markOf(content: Content): string {
  if (content.kind === 'number') return content.mark ?? '';
  if (content.kind !== 'text') return '';
  const amount = parseAmount(content.text);
  if (!amount && parseRatio(content.text)) return ':';
  return amount?.mark ?? (amount && content.text.includes('£') ? '£' : '');
}

interface Values {
  unit: KpiUnit;
  byMonth: Record<string, number | string>;
}

/** The values in the unit. Percentages that are all fractions of one, with no sign of percent, are a hundredth of what is meant. */
function valuesOf(
  row: Row,
  { unit, times }: UnitSaid,
  left: string[],
): { values: Values; negative: boolean } {
  const { table, number } = row;
  const byMonth: Values['byMonth'] = {};
  const unmarked: string[] = [];
  for (const { column, id } of table.months) {
    const content = contentAt(table.sheet, number, column);
    const at = `${cellOf(table, number, column)}: `;
    if (!content) continue;
    const amount = amountIn(content);
    const ratio = unit === 'ratio' && content.kind === 'text' ? parseRatio(content.text) : undefined;
    const withheld = content.kind === 'text' && !amount && !ratio ? withheldWords(content.text) : undefined;
    if (ratio) byMonth[id] = ratio.typed;
    else if (amount) {
      byMonth[id] = Number((amount.value * (amount.mark ? worth(unit, amount.mark) : times)).toFixed(9));
      if (!amount.mark) unmarked.push(id);
    } else if (withheld !== undefined && content.kind === 'text') byMonth[id] = content.text.trim();
    else left.push(`${at}${wordsFor(content)} is no number, and is left out`);
  }
  const isFraction =
    unit === 'percent' &&
    unmarked.length === Object.keys(byMonth).length &&
    unmarked.every((id) => Math.abs(Number(byMonth[id])) <= 1) &&
    unmarked.some((id) => !Number.isInteger(byMonth[id]));
  if (isFraction) for (const id of unmarked) byMonth[id] = Number((Number(byMonth[id]) * 100).toFixed(9));
  return { values: { unit, byMonth }, negative: Object.values(byMonth).some((value) => Number(value) < 0) };
}

/** What a number with a mark is worth in the unit. */
function worth(unit: KpiUnit, mark: '%' | 'k' | 'm'): number {
  if (unit === 'pounds') return mark === 'm' ? 1e6 : 1e3;
  return unit === 'millions' && mark === 'k' ? 1e-3 : 1;
}

function wordsFor(content: Content): string {
  if (content.kind === 'text') return `"${content.text.slice(0, 40)}"`;
  if (content.kind === 'date') return `the date ${content.date}`;
  if (content.kind === 'error') return content.error;
  return content.kind === 'formula' ? 'a formula without a stored result' : 'what is there';
}

function signOf({ table, number, name }: Row, id: string, negative: boolean, ask: Answered): Kpi['sign'] {
  const isBalance = /balance|deficit|surplus/i.test(name);
  return ask({
    id: `kpis.${id}.sign`,
    cell: cellOf(table, number, table.columns.name),
    found: `"${name}" ${negative ? 'is negative in some months' : 'is never negative'}`,
    taken: isBalance || negative ? 'either' : 'positive',
    choices: ['positive', 'either', 'surplus-positive'],
    sure: !isBalance && !negative,
  });
}

function betterOf(row: Row, id: string, ask: Answered): Kpi['better'] {
  const { table, number, name } = row;
  const told = betterSaid(said(row, 'better'));
  return ask({
    id: `kpis.${id}.better`,
    cell: cellOf(table, number, table.columns.better ?? table.columns.name),
    found: `which way is better for "${name}"`,
    taken: told ?? betterInName(name),
    choices: ['up', 'down', 'neither'],
    sure: told !== undefined,
  });
}

function regularityOf(row: Row, id: string, ask: Answered): Kpi['regularity'] {
  const { table, number, name } = row;
  const told = regularitySaid(said(row, 'regularity'));
  return ask({
    id: `kpis.${id}.regularity`,
    cell: cellOf(table, number, table.columns.regularity ?? table.columns.name),
    found: `how often "${name}" is measured`,
    taken: told ?? 'Termly',
    choices: ['Termly', 'Annually'],
    sure: told !== undefined,
  });
}
