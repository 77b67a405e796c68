import { groupBy } from '../model/group-by.ts';
import { kpiDigits } from '../model/kpi.ts';
import { monthName } from '../model/round.ts';
import { type Cell, type Sheet, writeSpreadsheet } from '../output/spreadsheet.ts';
import { type Month, monthHeading } from './kpi-table.ts';
import type { KpisRead, OwnKpi } from './read-kpis.ts';
import type { PlanRead, TableRead } from './read-plan.ts';

/** The two workbooks of a project, with the figures that were read from the council's own. */

/** Where the figures were copied from. */
const fromSheet = (source: string | undefined, rows: ReadonlyArray<readonly [string, string]>): Sheet[] =>
  source === undefined || rows.length === 0
    ? []
    : [
        {
          name: 'Copied from',
          rows: [['Row', `In ${source}`], ...rows],
          widths: [64, 48],
        },
      ];

/** kpis.xlsx; without months in the council's workbook, with a blank column for the first round. */
export function kpiWorkbook(read: KpisRead, source: string | undefined, first: string): Promise<Uint8Array> {
  const months: Array<Pick<Month, 'id' | 'baseline'>> =
    read.months.length > 0 ? read.months : [{ id: first, baseline: false }];
  const rows: Sheet['rows'][number][] = [];
  for (const [i, own] of inGroups(read.kpis).entries()) {
    if (i === 0 || inGroups(read.kpis)[i - 1]?.group !== own.group) rows.push([undefined, own.group]);
    const { kpi, values } = own;
    rows.push([
      kpi.dfe_ref,
      kpi.name,
      kpi.source || undefined,
      kpi.regularity,
      ...months.map(({ id }) => cellFor(own, values[id])),
    ]);
  }
  const sheet: Sheet = {
    name: 'KPIs',
    rows: [['Ref', 'Measure', 'Data Source', 'Regularity', ...months.map(monthHeading)], ...rows],
    widths: [8, 64, 20, 12, 18],
  };
  return writeSpreadsheet([
    sheet,
    ...fromSheet(
      source,
      read.kpis.map(({ kpi, from }) => [kpi.name, from]),
    ),
  ]);
}

/** The order of the register: groups in the order in which they are first met. */
export const inGroups = (kpis: readonly OwnKpi[]): OwnKpi[] =>
  [...groupBy(kpis, ({ group }) => group).values()].flat();

function cellFor({ kpi }: OwnKpi, value: number | string | undefined): Cell | undefined {
  if (typeof value !== 'number') return value;
  const digits = kpiDigits[kpi.unit];
  return { value, format: digits === 0 ? '#,##0' : (0).toFixed(digits) };
}

/** Above each table, for whoever types figures there. */
const signs = '£m: income and contributions negative, spending and deficits positive';

/** dsg-plan.xlsx: the plan, the forecasts that there are, and a blank one for the first round. */
export function planWorkbook(
  { years, lines, tables }: PlanRead,
  source: string | undefined,
  first: string,
): Promise<Uint8Array> {
  const sheetOf = (name: string, title: string, rows?: TableRead['rows']): Sheet => ({
    name,
    rows: [
      [title],
      [undefined, ...years],
      ...lines.map(({ id, name: line }): Sheet['rows'][number] => [
        line,
        ...years.map((year): Cell | undefined => {
          const value = rows?.get(id)?.values[year];
          return value === undefined ? undefined : { value, format: '0.000' };
        }),
      ]),
    ],
    headings: 2,
    widths: [56, 12],
  });
  const forecasts = tables.filter(({ kind, round }) => kind === 'forecast' && round !== undefined);
  const named = (round: string) =>
    [`Forecast ${monthName(round)}`, `Forecast at ${monthName(round)}, ${signs}`] as const;
  const plan = tables.find(({ kind }) => kind === 'plan');
  const from = tables.flatMap(({ kind, round, rows }) =>
    [...rows].map(([id, row]): [string, string] => {
      const line = lines.find((one) => one.id === id)?.name ?? id;
      return [kind === 'plan' ? line : `${line}, ${named(round ?? '')[0]}`, row.from];
    }),
  );
  return writeSpreadsheet([
    sheetOf('Agreed plan', `Dedicated Schools Grant plan, ${signs}`, plan?.rows),
    ...forecasts.map(({ round = '', rows }) => sheetOf(...named(round), rows)),
    ...(forecasts.some(({ round }) => round === first) ? [] : [sheetOf(...named(first))]),
    ...fromSheet(source, from),
  ]);
}
