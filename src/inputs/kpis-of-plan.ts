import { asKpi, type KpiSheet, kpisOf, matchKpis } from '../model/kpi.ts';
import type { PlanTable } from '../model/plan.ts';
import { rowOf } from '../model/plan.ts';
import type { Project } from '../model/project.ts';
import { financialYearOf } from '../model/round.ts';

/**
 * KPIs that repeat a line of the plan or forecast have its figure where their own cell is blank: nobody types it twice. An annual one
 * has it once a year. The figure keeps the cell of the plan.
 */
export function withPlanFigures({
  agreement,
  register,
  kpis,
  plan,
  forecasts,
}: Pick<Project, 'agreement' | 'register' | 'kpis' | 'plan' | 'forecasts'>): KpiSheet | undefined {
  if (!agreement || !register || !kpis) return kpis;
  const found = matchKpis(register, kpis);
  const repeated = kpisOf(register).flatMap((kpi) => {
    const row = found.get(kpi.id);
    const line = agreement.plan.lines.find(({ id }) => id === kpi.plan_line?.line);
    return row && line && kpi.plan_line
      ? [{ kpi, basis: kpi.plan_line.basis, annual: kpi.regularity === 'Annually', line, row }]
      : [];
  });
  const months = [...new Set(kpis.periods.map(({ id }) => id))].sort();
  const rows = kpis.rows.map((row) => {
    const of = repeated.find((one) => one.row === row);
    if (!of) return row;
    const values = { ...row.values };
    for (const month of months) {
      const year = financialYearOf(month);
      const isTyped = values[month] || row.withheld[month] !== undefined || row.unread.includes(month);
      const hasYear =
        of.annual && Object.keys(values).some((other) => other < month && financialYearOf(other) === year);
      if (isTyped || hasYear) continue;
      const table: PlanTable | undefined =
        of.basis === 'plan' ? plan : forecasts.find(({ round }) => round === month);
      const figure = table && rowOf(table, of.line)?.values[year];
      if (figure) values[month] = asKpi(of.kpi, figure);
    }
    return { ...row, values };
  });
  return { ...kpis, rows };
}
