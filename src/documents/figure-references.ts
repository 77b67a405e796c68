import { type CellPlace, cellName } from '../model/figure.ts';
import { isReported, lookUp, replaceReferences } from '../model/figure-reference.ts';
import type { Kpi } from '../model/kpi.ts';
import { type Origin, withItsFigures } from '../model/printed-list.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { Sourced } from '../word/sourced.ts';
import { money, number } from './house-formats.ts';
import { formatKpi } from './kpis.ts';
import { type Given, workedOut } from './origins.ts';
import { missing } from './report-source.ts';

/**
 * Texts with figures in the place of their references; one that names nothing is left as typed, and the checks say so. Amounts of
 * the plan are printed without their sign, as sentences have them. A text of a round may name its forecast too.
 */
export const withFigures =
  (project: ReadableProject, nameOf = nameForTheDfe, round?: string) =>
  (text: string, place: Origin): Given => {
    const figures: Origin[] = [];
    const filled = replaceReferences(text, (reference, at) => {
      const found = lookUp(project, reference, round);
      const print = (printed: string, { cell }: { cell: CellPlace }, name: string) => {
        figures.push({ cell: cellName(cell), figure: `${name}, ${reference.at}`, as: printed, at });
        return printed;
      };
      if ('withheld' in found) return print(found.withheld, found, nameOf(found.of.kpi));
      if ('without' in found && isReported(project, reference, round)) return missing.value;
      if ('difference' in found) {
        const printed = money(Math.abs(found.difference), reference.digits ?? 3);
        const from = found.figures.map(({ cell }) => ({ cell: cellName(cell) }));
        figures.push({
          workedOut: `${found.of.plan.name}: the forecast less the plan`,
          from,
          as: printed,
          at,
        });
        return printed;
      }
      if ('places' in found) {
        const { count, from: paths } = found.places;
        const from = paths.map((path) => ({ field: inputFiles.capital, path }));
        figures.push({
          workedOut: `places of ${reference.id}, ${reference.at}`,
          from,
          as: number(count),
          at,
        });
        return number(count);
      }
      if (!('figure' in found)) return reference.typed;
      const { figure, of } = found;
      if ('kpi' in of) return print(formatKpi(of.kpi, figure), figure, nameOf(of.kpi));
      const name = `${reference.kind === 'plan' ? 'Plan' : 'Forecast'}: ${of.plan.name}`;
      return print(money(Math.abs(figure.value), reference.digits ?? 3), figure, name);
    });
    return figures.length > 0
      ? workedOut(filled, withItsFigures, place, ...figures)
      : new Sourced(filled, place);
  };

const nameForTheDfe = ({ dfe_ref, name }: Kpi) => `KPI ${dfe_ref} ${name}`;
