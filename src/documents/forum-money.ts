import type { PlanRole } from '../model/agreement.ts';
import type { Paper } from '../model/paper.ts';
import { figureOf } from '../model/plan.ts';
import type { ReadableProject } from '../model/project.ts';
import type { ChartData } from '../word/shape.ts';
import { byColumn, columnShape } from './columns.ts';
import { number } from './formats.ts';
import { missing, type UsedFigure } from './input.ts';
import { buildPlanLines, planLineShape } from './plan-tables.ts';

/** The money in a paper for Schools Forum: what is contributed, how it is accounted for, and the plan. £m. */

export const moneyShape = {
  cabinet: 'markdown',
  cabinet_source: 'text',
  has_cabinet_link: 'flag',
  cabinet_link: 'markdown',
  funding: 'markdown',
  contributions: [{ name: 'text', total: 'flag', ...columnShape('years') }],
  accounting: 'markdown',
  accounting_source: 'text',
  has_accounting_link: 'flag',
  accounting_link: 'markdown',
  plan_introduction: 'markdown',
  ...columnShape('years'),
  plan: [planLineShape],
  balance_chart: 'chart',
  income_chart: 'chart',
} as const;

export function buildGovernance(project: ReadableProject, { paper: text }: Paper) {
  return {
    cabinet: text?.cabinet.text || missing.text,
    cabinet_source: text?.cabinet.source || missing.text,
    has_cabinet_link: Boolean(text?.cabinet.link),
    cabinet_link: text?.cabinet.link ?? '',
    funding: text?.funding || missing.text,
    contributions: buildContributions(project),
    accounting: text?.accounting.text || missing.text,
    accounting_source: text?.accounting.source || missing.text,
    has_accounting_link: Boolean(text?.accounting.link),
    accounting_link: text?.accounting.link ?? '',
  };
}

export function buildPlan(project: ReadableProject, { paper: text }: Paper, figures: UsedFigure[]) {
  return {
    plan_introduction: text?.plan || missing.text,
    ...byColumn('years', project.agreement.financial_years),
    plan: buildPlanLines({ project }, project.plan, figures),
    balance_chart: planChart(
      project,
      ['Before contributions', 'cumulative-before'],
      ['After contributions', 'cumulative-after'],
      'the cumulative balance at the end of each financial year, before and after contributions; deficits are positive',
    ),
    income_chart: planChart(
      project,
      ['Income', 'income-total'],
      ['Spending', 'spend-total'],
      'income and spending of the High Needs Block in each financial year',
    ),
  };
}

/** What the DfE and the council put in, from the agreement. £m. */
function buildContributions({ agreement, programme }: ReadableProject) {
  const { dfe, council } = agreement.contributions;
  const row = (name: string, of: (year: string) => number | undefined, total: boolean) => ({
    name,
    total,
    ...byColumn(
      'years',
      agreement.financial_years.map((year) => {
        const value = of(year);
        return value === undefined ? 'None' : number(value, 3);
      }),
    ),
  });
  return [
    row('DfE', (year) => dfe[year], false),
    row(programme.council, (year) => council[year], false),
    row('Both', (year) => (dfe[year] ?? 0) + (council[year] ?? 0), true),
  ];
}

/** Two lines of the plan by year, as amounts: the plan's income is negative. */
function planChart(
  { agreement, plan }: ReadableProject,
  first: readonly [string, PlanRole],
  second: readonly [string, PlanRole],
  words: string,
): ChartData {
  const series = [first, second].map(([name, role]) => ({
    name,
    values: agreement.financial_years.map((year) => {
      const value = plan && figureOf(agreement, plan, role, year)?.value;
      if (value === undefined) return null;
      return role === 'income-total' ? Math.abs(value) : value;
    }),
  }));
  return {
    categories: agreement.financial_years,
    series,
    description: `Chart of ${words}, in millions of pounds. The figures are in the table of the plan.`,
  };
}
