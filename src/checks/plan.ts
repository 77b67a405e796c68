import { error } from '../diagnostics/diagnostic.ts';
import { didYouMean, nearest } from '../diagnostics/nearest.ts';
import { type Agreement, isOptional, type PlanRole } from '../model/agreement.ts';
import { lineKey } from '../model/figure.ts';
import { figureOf, type PlanTable, rowOf } from '../model/plan.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import type { ProjectCheck } from './context.ts';

/** The agreed plan and the forecasts: every line and year, and arithmetic that holds within rounding. */

export const tablesOf = ({ plan, forecasts }: ReadableProject): PlanTable[] => [
  ...(plan ? [plan] : []),
  ...forecasts,
];

export const planPresent: ProjectCheck = (project) => {
  if (project.plan || !project.planRead) return [];
  const help = 'add a sheet with the plan; a table with "forecast" in its title is taken for a forecast';
  return [error('plan/missing', { file: inputFiles.plan }, 'the agreed plan is not in the workbook', help)];
};

export const planLinesMatch: ProjectCheck = (project) => {
  const { lines } = project.agreement.plan;
  return tablesOf(project).flatMap((table) => {
    const names = lines.map(({ name }) => name);
    const meant = table.rows
      .filter(
        ({ key, values }) => Object.keys(values).length > 0 && !names.some((name) => lineKey(name) === key),
      )
      .map((row) => nearest(row.name, names));
    // A line whose name is misspelt is named at that name alone.
    const missing = lines
      .filter((line) => !isOptional(line.role) && !rowOf(table, line) && !meant.includes(line.name))
      .map(({ name }) => {
        const help = 'add it, under the name that agreement.yaml has';
        return error('plan/line', table.cell, `the line "${name}" is not in this table`, help);
      });
    const others = table.rows.flatMap((row, i) => {
      if (!lines.some(({ name }) => lineKey(name) === row.key)) {
        if (Object.keys(row.values).length === 0) return [];
        const message = `the agreement has no line "${row.name}"${didYouMean(row.name, names)}`;
        const help = 'mend its name here or in agreement.yaml, or remove the row';
        return error('plan/line', row.cell, message, help);
      }
      if (table.rows.findIndex((other) => other.key === row.key) === i) return [];
      const help = 'keep one of the two; the first is printed';
      return error('plan/line', row.cell, `the line "${row.name}" is here a second time`, help);
    });
    return [...missing, ...others];
  });
};

export const planYearsMatch: ProjectCheck = (project) => {
  const { financial_years } = project.agreement;
  return tablesOf(project).flatMap((table) => {
    const missing = financial_years.filter((year) => !table.years.includes(year));
    const unknown = table.years.filter((year) => !financial_years.includes(year));
    return [
      ...missing.map((year) =>
        error('plan/year', table.cell, `the year ${year} is not in this table`, 'add its column'),
      ),
      ...unknown.map((year) => {
        const help = 'remove its column, or add the year to agreement.yaml';
        return error('plan/year', headingOf(table, year), `the agreement has no year ${year}`, help);
      }),
    ];
  });
};

/** The heading of a year: in the row of the headings, above the figures. */
function headingOf({ cell, rows }: PlanTable, year: string): PlanTable['cell'] {
  const column = rows[0]?.cells[year]?.cell.replace(/\d+$/, '');
  return column === undefined ? cell : { ...cell, cell: column + cell.cell.replace(/^\D+/, '') };
}

export const planValuesGiven: ProjectCheck = (project) => {
  const { agreement } = project;
  return tablesOf(project).flatMap((table) => {
    const blank = agreement.financial_years.filter((year) => table.rows.every((row) => isBlank(row, year)));
    const lacking = agreement.plan.lines.flatMap((line) => {
      const row = rowOf(table, line);
      return agreement.financial_years.flatMap((year) => {
        const cell = row?.cells[year];
        if (!row || !cell || !isBlank(row, year) || isNotPaid(agreement, line.role, year)) return [];
        return { cell, year, name: line.name };
      });
    });
    // A table or a year without any figure is one problem, at its first cell.
    const isAll = blank.length > 1 && table.years.every((year) => blank.includes(year));
    const firstOf = (year: string) => lacking.findIndex((one) => isAll || one.year === year);
    return lacking.flatMap(({ cell, year, name }, i) => {
      if (blank.includes(year) && firstOf(year) !== i) return [];
      const what = blank.includes(year) ? 'this column has' : `"${name}" has`;
      const message = isAll ? 'this table has no figures' : `${what} no figure for ${year}`;
      return error('plan/value-missing', cell, message, 'write the figure; where there is nothing, write 0');
    });
  });
};

const isBlank = ({ values, unread }: PlanTable['rows'][number], year: string) =>
  !values[year] && !unread.includes(year);

/** A contribution that the agreement does not have in a year stays blank: not applicable, which is not zero. */
function isNotPaid(agreement: Agreement, role: PlanRole, year: string): boolean {
  if (isOptional(role)) return true;
  if (role === 'dfe-contribution') return agreement.contributions.dfe[year] === undefined;
  if (role === 'council-contribution') return agreement.contributions.council[year] === undefined;
  return false;
}

export const contributionsAgree: ProjectCheck = ({ agreement, plan }) => {
  if (!plan) return [];
  const payers = [
    { role: 'dfe-contribution' as const, payer: 'dfe' as const, name: "the DfE's" },
    { role: 'council-contribution' as const, payer: 'council' as const, name: "the council's" },
  ];
  return payers.flatMap(({ role, payer, name }) =>
    agreement.financial_years.flatMap((year) => {
      const agreed = agreement.contributions[payer][year];
      const figure = figureOf(agreement, plan, role, year);
      const line = agreement.plan.lines.find((candidate) => candidate.role === role);
      const cell = figure?.cell ?? (line && rowOf(plan, line)?.cells[year]);
      const printed = figure ? -figure.value : undefined;
      if (!cell || Math.abs((agreed ?? 0) - (printed ?? 0)) < 0.0005) return [];
      const say = (value: number | undefined) =>
        value === undefined ? 'nothing' : `${Number(value.toFixed(3))}`;
      if (figure && Math.abs(figure.value - (agreed ?? 0)) < 0.0005) {
        const message = `${name} contribution in ${year} is typed as ${figure.value}, without a minus`;
        const help = `write ${-figure.value}: income and contributions are negative in the plan`;
        return error('plan/contribution', cell, message, help);
      }
      const message = `${name} contribution in ${year} is ${say(printed)} in the plan, and ${say(agreed)} in the agreement`;
      const where = { file: inputFiles.agreement, path: ['contributions', payer, year] };
      return error('plan/contribution', cell, message, {
        help: 'find out which of the two is right, and mend the other',
        note: { message: 'the agreement says so here', where },
      });
    }),
  );
};
