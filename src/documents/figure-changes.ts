import type { Change } from '../model/draft-differences.ts';
import { yearsThatMatter } from './evidence.ts';
import { list } from './house-formats.ts';
import { missing, type ReportSource } from './report-source.ts';

/** Figures that have changed between two drafts, in sentences. */

export const isFigure = ({ origin }: Change) => 'figure' in origin && origin.figure !== undefined;

/** A figure that was printed in one draft or both. */
interface Changed {
  /** The name in the context, and what it is. */
  name: string;
  figure: string;
  cell: string;
  now: string;
  last: string;
}

/** Those of the years that matter have a sentence each; of the others one says which or how many have changed. */
export function figureChanges(values: readonly Change[], source: ReportSource): string[] {
  const changed = values.flatMap(({ name, origin, before, after }): Changed[] => {
    if (!('figure' in origin) || origin.figure === undefined) return [];
    const { figure, cell } = origin;
    return [{ name, figure, cell, now: after ?? missing.value, last: before ?? missing.value }];
  });
  const years = yearsThatMatter(source);
  const ofYears = changed.filter(({ name }) => name.startsWith('evidence.'));
  const single = ofYears.filter(({ figure }) => years.some((year) => figure.endsWith(`, ${year}`)));
  const cells = new Set(single.map(({ cell }) => cell));
  const others = (table: string) => {
    const isOf = ({ figure, name }: Changed) =>
      figure.startsWith(`${table}: `) ||
      (name.startsWith('evidence.') && figure.includes(` ${table.toLowerCase()}, `));
    return new Set(changed.filter((one) => isOf(one) && !cells.has(one.cell)).map(({ cell }) => cell)).size;
  };
  return [
    ...single.map(({ figure, now, last }) => `${figure}, £m: ${now}, was ${last}.`),
    ...counted(others('Forecast'), single.length > 0, 'forecast'),
    ...counted(others('Plan'), single.length > 0, 'agreed plan'),
    ...kpiChanges(changed),
  ];
}

function counted(count: number, isOther: boolean, table: string): string[] {
  if (count === 0) return [];
  const what = `${isOther ? 'other ' : ''}${count === 1 ? 'figure' : 'figures'}`;
  return [`${count === 1 ? 'One' : count} ${what} of the ${table} changed.`];
}

/** Up to three KPIs with their values, more of them by their numbers. */
function kpiChanges(changed: readonly Changed[]): string[] {
  const all = changed.filter(({ figure }) => /^KPI \d+ /.test(figure));
  // Later reports print a value as "previous" too.
  const main = all.filter(({ figure }) => !figure.endsWith(', previous'));
  const kpis = main.length > 0 ? main : all;
  if (kpis.length <= 3) return kpis.map(({ figure, now, last }) => `${figure}: ${now}, was ${last}.`);
  const numbers = [...new Set(kpis.map(({ figure }) => figure.split(' ')[1] ?? ''))];
  return [`The values of KPIs ${list(numbers)} changed.`];
}
