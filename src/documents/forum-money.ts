import type { Agreement, PlanRole } from '../model/agreement.ts';
import type { FinancialYear } from '../model/field-types.ts';
import type { Figure } from '../model/figure.ts';
import type { Paper, PaperInput } from '../model/paper.ts';
import { figureOf, type PlanTable, rowOf } from '../model/plan.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { rounded } from '../model/rounded.ts';
import type { ChartData } from '../word/shape.ts';
import { byColumn, columnShape } from './column-lists.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { alternativeText, list, number } from './house-formats.ts';
import { field, fixed, type Given, orElse, workedOut } from './origins.ts';
import { buildPlanLines, hasUnagreedYears, planLineShape } from './plan-tables.ts';
import { forecastPublishedIn, yearsPublishedIn } from './position.ts';
import { missing } from './report-source.ts';

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
  has_unagreed_years: 'flag',
  /** Whether the charts show the plan alone, or the forecast too. */
  chart_basis: 'text',
  balance_chart: 'chart',
  income_chart: 'chart',
  /** How far the forecast is above the plan; income and spending where the paper publishes none. */
  comparison_chart: 'chart',
  comparison_title: 'text',
} as const;

/** paper.yaml with the places of its fields. */
export type GivenPaper = Fields<PaperInput>;

export function buildGovernance(project: ReadableProject, text: GivenPaper | undefined) {
  const { cabinet, accounting } = text ?? {};
  return {
    cabinet: orElse(cabinet?.text, missing.text),
    cabinet_source: orElse(cabinet?.source, missing.text),
    has_cabinet_link: Boolean(cabinet?.link?.value),
    cabinet_link: cabinet?.link ?? fixed(''),
    funding: orElse(text?.funding, missing.text),
    // More years than a portrait page has room for side by side stand below each other.
    has_many_years: project.agreement.financial_years.length > 7,
    contributions_by_year: contributionsByYear(project),
    contributions: buildContributions(project),
    accounting: orElse(accounting?.text, missing.text),
    accounting_source: orElse(accounting?.source, missing.text),
    has_accounting_link: Boolean(accounting?.link?.value),
    accounting_link: accounting?.link ?? fixed(''),
  };
}

export function buildPlan(project: ReadableProject, paper: Paper, text: GivenPaper | undefined) {
  const forecast = forecastPublishedIn(project, paper);
  const years = yearsPublishedIn(project, paper);
  const asWell = forecast ? ', and as forecast' : '';
  const planned = (name: string, role: PlanRole): ChartLine => [forecast ? `${name}, plan` : name, role];
  const both = (name: string, role: PlanRole): ChartLine[] => [
    planned(name, role),
    ...(forecast ? [[`${name}, forecast`, role, forecast] as const] : []),
  ];
  const income = planChart(
    project,
    [...both('Income', 'income-total'), ...both('Spending', 'spend-total')],
    `income and spending of the High Needs Block in each financial year${asWell}`,
    years,
  );
  return {
    plan_introduction: orElse(text?.plan, missing.text),
    ...byColumn('years', yearsOf(project)),
    plan: buildPlanLines({ project }, project.plan),
    has_unagreed_years: hasUnagreedYears(project.agreement),
    chart_basis: fixed(forecast ? 'as planned and as forecast' : 'as planned'),
    balance_chart: planChart(
      project,
      [
        // Beside the forecast there is no room for it, and the table of the plan has it.
        ...(forecast ? [] : [planned('Before contributions', 'cumulative-before')]),
        ...both('After contributions', 'cumulative-after'),
      ],
      `the cumulative balance at the end of each financial year, ${forecast ? '' : 'before and '}after contributions${asWell}; deficits are positive`,
      years,
    ),
    income_chart: income,
    comparison_chart: forecast ? differenceChart(project, paper) : income,
    comparison_title: fixed(
      forecast
        ? 'How far the forecast is above the plan'
        : 'Income and spending of the High Needs Block, as planned',
    ),
  };
}

/** In the year and cumulative, in £m: beside balances of many times as much nobody would see it. */
function differenceChart(project: ReadableProject, paper: Paper): Given<ChartData> {
  const years = yearsPublishedIn(project, paper);
  const forecast = forecastPublishedIn(project, paper);
  const above = (role: PlanRole) =>
    years.map((year) => {
      const [agreed] = figuresOf(project.agreement, project.plan, role, year);
      const [now] = figuresOf(project.agreement, forecast, role, year);
      return agreed && now
        ? { figures: [agreed, now], value: rounded(now.value - agreed.value, 3) }
        : undefined;
    });
  const [inYear, total] = [above('in-year'), above('cumulative-after')];
  const valuesOf = (of: typeof inYear) => of.map((one) => one?.value ?? null);
  const figures = [...inYear, ...total].flatMap((one) => one?.figures ?? []);
  return workedOut(
    {
      categories: years,
      series: [
        { name: 'In the year', values: valuesOf(inYear) },
        { name: 'In total, at its end', values: valuesOf(total) },
      ],
      description:
        'Chart of how far the forecast is above the plan, in each financial year and in total at its end, in millions of pounds. The figures are in the table of plan and forecast by year.',
    },
    'the forecast less the plan',
    ...figures,
  );
}

const yearsOf = ({ agreement }: ReadableProject) =>
  fieldsOf(agreement.financial_years, { file: inputFiles.agreement, at: ['financial_years'] });

/** What the DfE and the council put in in each year, from the agreement. £m. */
function contributionsByYear(project: ReadableProject) {
  const { dfe, council } = project.agreement.contributions;
  const print = (value: number | undefined) => (value === undefined ? 'None' : number(value, 3));
  const from = (who: 'dfe' | 'council', year: string) =>
    field(
      print(project.agreement.contributions[who][year]),
      inputFiles.agreement,
      'contributions',
      who,
      year,
    );
  return yearsOf(project).map((year) => {
    const { value } = year;
    const parts = [from('dfe', value), from('council', value)] as const;
    return {
      year,
      dfe: parts[0],
      council: parts[1],
      both: workedOut(print((dfe[value] ?? 0) + (council[value] ?? 0)), 'the sum of both', ...parts),
    };
  });
}

/** The same with the years as columns. */
function buildContributions(project: ReadableProject) {
  const years = contributionsByYear(project);
  const row = (name: Given, of: 'dfe' | 'council' | 'both') => ({
    name,
    total: of === 'both',
    ...byColumn(
      'years',
      years.map((year) => year[of]),
    ),
  });
  return [row(fixed('DfE'), 'dfe'), row(fixed('Council'), 'council'), row(fixed('Both'), 'both')];
}

/** What it is called, and where its figures are, if not in the plan. */
type ChartLine = readonly [name: string, role: PlanRole, forecast?: PlanTable];

/** Lines of the plan, or of a forecast, by year, as amounts: the plan's income is negative. A line that it has not is left out. */
function planChart(
  { agreement, plan }: ReadableProject,
  lines: readonly ChartLine[],
  words: string,
  years: readonly FinancialYear[],
): Given<ChartData> {
  const figures: Figure[] = [];
  const series: Array<{ name: string; values: Array<number | null> }> = [];
  const forecasts: string[] = [];
  for (const [name, role, table] of lines) {
    const values = years.map((year) => {
      const found = figuresOf(agreement, table ?? plan, role, year);
      if (found.length === 0) return null;
      figures.push(...found);
      const value = rounded(sumOf(found), 3);
      return role === 'income-total' ? Math.abs(value) : value;
    });
    // Sums of rounded lines differ in the last figure, which a chart does not show.
    const same = table && series.find((one) => String(shown(one.values)) === String(shown(values)));
    if (same) same.name += ' and forecast';
    else series.push({ name, values });
    if (table && !same) forecasts.push(` ${name}: ${list(shown(values))}.`);
  }
  const given = series.filter(({ values }) => values.some((value) => value !== null));
  const about = `Chart of ${words}, in millions of pounds. The figures${forecasts.length > 0 ? ' of the plan' : ''} are in the table of the plan.`;
  const chart = {
    categories: years,
    series: given.length > 0 ? given : series,
    description: alternativeText(about + forecasts.join(''), about, `Chart of ${words}.`),
  };
  const categories = { field: inputFiles.agreement, path: ['financial_years'] };
  return workedOut(chart, 'lines of the plan', ...figures, categories);
}

const shown = (values: ReadonlyArray<number | null>) =>
  values.map((one) => (one === null ? missing.value : number(one, 1)));

const sumOf = (figures: readonly Figure[]) => figures.reduce((sum, { value }) => sum + value, 0);

/** The figure of a line; where the plan has no line for the total of income or spending, those of all lines that make it up. */
function figuresOf(
  agreement: Agreement,
  plan: PlanTable | undefined,
  role: PlanRole,
  year: string,
): Figure[] {
  if (!plan) return [];
  const own = figureOf(agreement, plan, role, year);
  if (own) return [own];
  const part = role === 'income-total' ? 'income' : role === 'spend-total' ? 'spend' : undefined;
  const lines = agreement.plan.lines.filter((line) => line.role === part);
  const figures = lines.flatMap((line) => rowOf(plan, line)?.values[year] ?? []);
  return figures.length === lines.length ? figures : [];
}
