import { error } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { kpisOf } from '../model/kpi.ts';
import { inputFiles } from '../model/project.ts';
import type { ProjectCheck } from './context.ts';

/** The KPIs that `sum_of` and `percent_of` name are others of the register. */
export const kpiSumsKnown: ProjectCheck = ({ register }) => {
  const known = kpisOf(register).map(({ id }) => id);
  return register.groups.flatMap(({ kpis }, group) =>
    kpis.flatMap(({ id, sum_of = [], percent_of }, i) => {
      const parts = sum_of.map((part, at): [string, Array<string | number>] => [part, ['sum_of', at]]);
      const of = Object.entries(percent_of ?? {}).map(([key, part]): [string, string[]] => [
        part,
        ['percent_of', key],
      ]);
      return [...parts, ...of].flatMap(([named, path]) => {
        const where = { file: inputFiles.register, path: ['groups', group, 'kpis', i, ...path] };
        if (named === id)
          return [
            error(
              'kpi/register',
              where,
              `"${id}" is worked out from itself`,
              'name the KPIs that it is made of',
            ),
          ];
        if (known.includes(named)) return [];
        const message = `the register has no KPI "${named}"${didYouMean(named, known)}`;
        return [error('kpi/register', where, message, 'the ids are those of this file')];
      });
    }),
  );
};
