import { type CellPlace, cellName, lineKey } from './figure.ts';
import { kpiDigits, kpisOf, matchKpis } from './kpi.ts';
import { originsIn, type Printed } from './printed-list.ts';
import type { ReadableProject } from './project.ts';
import type { Round } from './round.ts';
import { linesOf, type Told } from './submission-record.ts';

/** What a report takes from its round's folder and from workbooks, by names that stay the same when rows move. */

/** A figure of a workbook as it is compared: with the decimals that are printed, or the words in its place. */
interface NamedFigure {
  value: string;
  cell: CellPlace;
}

/** `kpi ehcps-actual 2023-06`, `target pex 2023/24`, `plan cumulative-after 2023/24`, `forecast 2023-06 cumulative-after 2023/24`. */
export function namedFigures({
  agreement,
  register,
  kpis,
  plan,
  forecasts,
}: ReadableProject): Map<string, NamedFigure> {
  const figures = new Map<string, NamedFigure>();
  const rows = matchKpis(register, kpis);
  for (const { id, unit } of kpisOf(register)) {
    const row = rows.get(id);
    for (const [month, cell] of Object.entries(row?.cells ?? {})) {
      const value = row?.withheld[month] ?? row?.values[month]?.value.toFixed(kpiDigits[unit]);
      if (value !== undefined) figures.set(`kpi ${id} ${month}`, { value, cell });
    }
    // A target for no time of its own is that of the day, and may be another next year.
    for (const { figure, month, year } of row?.targets ?? [])
      if (month ?? year)
        figures.set(`target ${id} ${month ?? year}`, {
          value: figure.value.toFixed(kpiDigits[unit]),
          cell: figure.cell,
        });
  }
  for (const table of plan ? [plan, ...forecasts] : forecasts) {
    const kind = table.round === undefined ? 'plan' : `forecast ${table.round}`;
    const byKey = new Map(table.rows.map((row) => [row.key, row]));
    for (const { id, name } of agreement.plan.lines)
      for (const [year, { value, cell }] of Object.entries(byKey.get(lineKey(name))?.values ?? {}))
        figures.set(`${kind} ${id} ${year}`, { value: value.toFixed(3), cell });
  }
  return figures;
}

/** A field of a round's folder as a text; undefined where it is not filled in. `file` is relative to that folder. */
export function fieldOf(
  round: Round,
  file: string,
  path: ReadonlyArray<string | number>,
): string | undefined {
  const root =
    file === 'report.yaml'
      ? round.report
      : round.conditions.find((condition) => condition.file === `${round.folder}/${file}`)?.update;
  const value = path.reduce<unknown>(
    (inside, key) => (inside as Record<string, unknown> | undefined)?.[key],
    root,
  );
  return typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
}

/** A field and what it said when the report was submitted, null where it was not filled in. */
export type ToldField = [file: string, path: Array<string | number>, value: string | null];
export type ToldFigure = [name: string, value: string];

/** Fields and figures that a report printed, by the list of what it prints. Ratings and this round's KPIs are told by themselves. */
export function toldBy(
  printed: readonly Printed[],
  project: ReadableProject,
  round: Round,
  kpis: Told['kpis'],
): Pick<Told, 'fields' | 'figures' | 'printed'> {
  const own = printed.filter(({ origin }) => !('fixed' in origin));
  const origins = new Set(own.flatMap(({ origin }) => originsIn(origin)));
  const names = new Map(
    [...namedFigures(project)].map(([name, { cell, value }]) => [cellName(cell), { name, value }]),
  );
  const fields = new Map<string, ToldField>();
  const figures = new Map<string, ToldFigure>();
  for (const origin of origins) {
    if ('field' in origin && origin.field.startsWith(`${round.folder}/`)) {
      const file = origin.field.slice(round.folder.length + 1);
      const path = [...origin.path];
      const name = nameOfField(file, path);
      if (path[0] !== 'rating' && !fields.has(name))
        fields.set(name, [file, path, fieldOf(round, file, path) ?? null]);
    }
    const found = 'cell' in origin && names.get(origin.cell);
    if (!found) continue;
    const [kind, id = '', month] = found.name.split(' ');
    if (kind !== 'kpi' || kpis[id]?.month !== month) figures.set(found.name, [found.name, found.value]);
  }
  return {
    figures: linesOf([...figures.values()]),
    fields: linesOf([...fields.values()]),
    printed: [...new Set(own.map((one) => linesOf([inShort(one)])))].join(''),
  };
}

/** Its name in the template, its text, and the fields and cells that it goes back to. */
function inShort({ name, text, origin }: Printed): string[] {
  const places = originsIn(origin).flatMap((one) =>
    'field' in one ? [nameOfField(one.field, one.path)] : 'cell' in one ? [one.cell] : [],
  );
  return [name, text, ...new Set(places)];
}

/** `report.yaml summary`, `conditions/4-school.yaml mitigation.action` */
export const nameOfField = (file: string, path: ReadonlyArray<string | number>) =>
  `${file} ${path.join('.')}`;
