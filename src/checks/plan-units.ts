import { error } from '../diagnostics/diagnostic.ts';
import type { Agreement } from '../model/agreement.ts';
import { figureOf, type PlanTable, rowOf } from '../model/plan.ts';
import type { ReadableProject } from '../model/project.ts';
import type { ProjectCheck } from './context.ts';
import { tablesOf } from './plan.ts';

/** Whether a whole table of the plan is in another unit, or has its signs turned: one cause, where each of its figures would be reported. */

const slips: ReadonlyArray<readonly [factor: number, unit: string]> = [
  [1000, 'thousands of pounds'],
  [1_000_000, 'pounds'],
];

/** Whether all income of a table is positive, and all contributions. */
function isTurned({ plan: { lines } }: Agreement, table: PlanTable): boolean {
  const turned = lines.filter(({ role }) => role === 'income' || role.endsWith('-contribution'));
  const figures = turned.flatMap((line) => Object.values(rowOf(table, line)?.values ?? {}));
  return figures.some(({ value }) => value > 0) && figures.every(({ value }) => value >= 0);
}

/** The unit that all contributions of a table are in, where it is not £m: the agreement has them too. */
function slipOf(agreement: Agreement, table: PlanTable) {
  const ratios = (['dfe', 'council'] as const).flatMap((payer) =>
    agreement.financial_years.flatMap((year) => {
      const { value = 0 } = figureOf(agreement, table, `${payer}-contribution`, year) ?? {};
      const agreed = agreement.contributions[payer][year];
      return value !== 0 && agreed ? [Math.abs(value / agreed)] : [];
    }),
  );
  return slips.find(
    ([factor]) => ratios.length > 0 && ratios.every((ratio) => Math.abs(ratio / factor - 1) < 0.05),
  );
}

export const planInMillions: ProjectCheck = (project) =>
  tablesOf(project).flatMap((table) => {
    if (isTurned(project.agreement, table)) {
      const signs = 'the signs of this table are turned: its income and contributions are positive';
      const help =
        'write income, contributions and surpluses with a minus, spending and deficits without one';
      return error('plan/unit', table.cell, signs, help);
    }
    const [factor, unit] = slipOf(project.agreement, table) ?? [];
    if (factor === undefined) return [];
    const message = `the figures of this table are in ${unit}: its contributions are ${factor} times those of the agreement, which are in £m`;
    return error('plan/unit', table.cell, message, {
      help: `divide all of them by ${factor}: plan and forecasts are in £m`,
    });
  });

/** The project without tables in another unit, or there twice: what follows from that is not said again. */
export function inMillions(project: ReadableProject): ReadableProject {
  const { plan, forecasts, agreement } = project;
  const isTwice = ({ round }: PlanTable) => forecasts.filter((one) => one.round === round).length > 1;
  const isFit = (table: PlanTable | undefined) =>
    table && !slipOf(agreement, table) && !isTurned(agreement, table) && !(table.round && isTwice(table));
  return { ...project, plan: isFit(plan) ? plan : undefined, forecasts: forecasts.filter(isFit) };
}
