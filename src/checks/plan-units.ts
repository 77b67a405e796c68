import { error } from '../diagnostics/diagnostic.ts';
import type { Agreement } from '../model/agreement.ts';
import { figureOf, type PlanTable } from '../model/plan.ts';
import type { ReadableProject } from '../model/project.ts';
import type { ProjectCheck } from './context.ts';
import { tablesOf } from './plan.ts';

/** Whether a whole table of the plan is in another unit: one cause, where each of its figures would be reported. */

const slips: ReadonlyArray<readonly [factor: number, unit: string]> = [
  [1000, 'thousands of pounds'],
  [1_000_000, 'pounds'],
];

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
    const [factor, unit] = slipOf(project.agreement, table) ?? [];
    if (factor === undefined) return [];
    const message = `the figures of this table are in ${unit}: its contributions are ${factor} times those of the agreement, which are in £m`;
    return error('plan/unit', table.cell, message, {
      help: `divide all of them by ${factor}: plan and forecasts are in £m`,
    });
  });

/** The project without tables in another unit: what follows from that is not said again. */
export function inMillions(project: ReadableProject): ReadableProject {
  const isFit = (table: PlanTable | undefined) => table && !slipOf(project.agreement, table);
  const { plan, forecasts } = project;
  return { ...project, plan: isFit(plan) ? plan : undefined, forecasts: forecasts.filter(isFit) };
}
