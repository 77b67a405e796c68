import type { Agreement, PlanRole } from '../model/agreement.ts';
import type { Paper } from '../model/paper.ts';
import { figureOf, type PlanTable, rowOf } from '../model/plan.ts';
import type { ReadableProject } from '../model/project.ts';
import type { ChartData } from '../word/shape.ts';
import { byColumn, columnShape } from './columns.ts';
import { number, rounded } from './formats.ts';
import { missing, type UsedFigure } from './input.ts';
import { buildPlanLines, planLineShape } from './plan-tables.ts';

/** The money in a paper for Schools Forum: what is contributed, how it is accounted for, and the plan. £m. */

export const moneyShape = {
  cabinet: 'markdown',
  cabinet_source: 'text',
  has_cabinet_link: 'flag',
  cabinet_link: 'markdown',
  funding: 'markdown',
  has_many_years: 'flag',
  contributions_by_year: [{ year: 'text', dfe: 'text', council: 'text', both: 'text' }],
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
    // More years than a portrait page has room for side by side stand below each other.
    has_many_years: project.agreement.financial_years.length > 7,
    contributions_by_year: contributionsByYear(project),
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

/** What the DfE and the council put in in each year, from the agreement. £m. */
function contributionsByYear({ agreement }: ReadableProject) {
  const { dfe, council } = agreement.contributions;
  const print = (value: number | undefined) => (value === undefined ? 'None' : number(value, 3));
  return agreement.financial_years.map((year) => ({
    year,
    dfe: print(dfe[year]),
    council: print(council[year]),
    both: print((dfe[year] ?? 0) + (council[year] ?? 0)),
  }));
}

/** The same with the years as columns. */
function buildContributions(project: ReadableProject) {
  const years = contributionsByYear(project);
  const row = (name: string, of: 'dfe' | 'council' | 'both') => ({
    name,
    total: of === 'both',
    ...byColumn(
      'years',
      years.map((year) => year[of]),
    ),
  });
  return [row('DfE', 'dfe'), row(project.programme.council, 'council'), row('Both', 'both')];
}

/** Two lines of the plan by year, as amounts: the plan's income is negative. A line that the plan has not is left out. */
function planChart(
  { agreement, plan }: ReadableProject,
  first: readonly [string, PlanRole],
  second: readonly [string, PlanRole],
  words: string,
): ChartData {
  const series = [first, second].map(([name, role]) => ({
    name,
    values: agreement.financial_years.map((year) => {
      const value =
        plan && (figureOf(agreement, plan, role, year)?.value ?? sumOf(agreement, plan, role, year));
      if (value === undefined) return null;
      return role === 'income-total' ? Math.abs(value) : value;
    }),
  }));
  const given = series.filter(({ values }) => values.some((value) => value !== null));
  return {
    categories: agreement.financial_years,
    series: given.length > 0 ? given : series,
    description: `Chart of ${words}, in millions of pounds. The figures are in the table of the plan.`,
  };
}

/** The sum of the lines of income or spending, where the plan has no line for their total. */
function sumOf(agreement: Agreement, plan: PlanTable, role: PlanRole, year: string): number | undefined {
  const part = role === 'income-total' ? 'income' : role === 'spend-total' ? 'spend' : undefined;
  const lines = agreement.plan.lines.filter((line) => line.role === part);
  const figures = lines.flatMap((line) => rowOf(plan, line)?.values[year] ?? []);
  const isWhole = lines.length > 0 && figures.length === lines.length;
  return isWhole
    ? rounded(
        figures.reduce((sum, { value }) => sum + value, 0),
        3,
      )
    : undefined;
}
