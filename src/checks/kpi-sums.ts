import { error, resting } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { kpisOf } from '../model/kpi.ts';
import { inputFiles } from '../model/project.ts';
import { inRegister, type ProjectCheck } from './context.ts';

/** The KPIs that `sum_of` and `percent_of` name are others of the register. */
export const kpiSumsKnown: ProjectCheck = ({ register }) => {
  const known = kpisOf(register).map(({ id }) => id);
  return register.groups.flatMap(({ kpis }, group) =>
    kpis.flatMap(({ id, sum_of = [], percent_of = {} }, i) => {
      const named = [
        ...sum_of.map((part, at) => ({ part, path: ['sum_of', at] as Array<string | number> })),
        ...Object.entries(percent_of).map(([key, part]) => ({ part, path: ['percent_of', key] })),
      ];
      return named.flatMap(({ part, path }) => {
        const where = { file: inputFiles.register, path: ['groups', group, 'kpis', i, ...path] };
        if (part === id) {
          const help = 'name the KPIs that it is made of';
          return error('kpi/register', where, `"${id}" is worked out from itself`, help);
        }
        if (known.includes(part)) return [];
        const message = `the register has no KPI "${part}"${didYouMean(part, known)}`;
        const found = error('kpi/register', where, message, 'the ids are those of this file');
        return resting(found, inRegister({ id: part }));
      });
    }),
  );
};
