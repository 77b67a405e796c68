import type { FinancialYear } from '../model/fields.ts';
import type { Figure } from '../model/figure.ts';
import { figureOf, type PlanTable } from '../model/plan.ts';
import type { ChartData } from '../word/shape.ts';
import { balance, money, number, rounded } from './formats.ts';
import { missing, note, type ReportSource, type UsedFigure } from './input.ts';
import { forecastOf } from './plan-tables.ts';

/** Whether the programme is on track: the deficit by year, as agreed and as forecast now. £m; deficits are positive. */

export const evidenceShape = {
  year: 'text',
  in_year_plan: 'text',
  in_year_forecast: 'text',
  in_year_difference: 'text',
  plan: 'text',
  forecast: 'text',
  difference: 'text',
} as const;

type Pair = Record<'plan' | 'forecast', Figure | undefined>;
interface YearValues {
  year: string;
  inYear: Pair;
  /** Cumulative, after contributions. */
  balance: Pair;
}

/** How far a forecast is from the plan, £m, as a reader works it out from the printed figures. */
function differenceOf({ plan, forecast }: Pair): number | undefined {
  return plan && forecast && rounded(rounded(forecast.value, 3) - rounded(plan.value, 3), 3);
}

/** `0.150 above plan`, `On plan`. */
function differenceWords(difference: number | undefined): string {
  if (difference === undefined) return missing.comparison;
  if (difference === 0) return 'On plan';
  return `${number(Math.abs(difference), 3)} ${difference > 0 ? 'above' : 'below'} plan`;
}

/** The years that matter: the report's own, and the last of the plan. */
export function yearsThatMatter({ project, calendar }: ReportSource): FinancialYear[] {
  const years = project.agreement.financial_years;
  return years.filter((year, i) => year === calendar.financialYear || i === years.length - 1);
}

/** How the figures of a year are named where they are noted: `Balance plan, 2023/24`. */
export function namesOfYear(year: FinancialYear): string[] {
  return Object.values(labels).map((label) => `${label}, ${year}`);
}
const labels = {
  in_year_plan: 'In-year plan',
  in_year_forecast: 'In-year forecast',
  plan: 'Balance plan',
  forecast: 'Balance forecast',
} as const;

/** The table by year, the chart, and the sentence above them. */
export function buildEvidence(source: ReportSource, figures: UsedFigure[]) {
  const { agreement, plan } = source.project;
  const forecast = forecastOf(source);
  const years: YearValues[] = agreement.financial_years.map((year) => {
    const of = (table: PlanTable | undefined, role: 'in-year' | 'cumulative-after') =>
      table && figureOf(agreement, table, role, year);
    return {
      year,
      inYear: { plan: of(plan, 'in-year'), forecast: of(forecast, 'in-year') },
      balance: { plan: of(plan, 'cumulative-after'), forecast: of(forecast, 'cumulative-after') },
    };
  });
  const rows = years.map(({ year, inYear, balance: after }) => {
    // The report has the rows as "evidence", its front sheet as "money".
    const print = (label: keyof typeof labels, figure: Figure | undefined) => {
      const named = { name: `${labels[label]}, ${year}`, in: [`evidence.${label}`, `money.${label}`] };
      return figure ? note(figures, named, figure, number(figure.value, 3)) : missing.value;
    };
    return {
      year,
      in_year_plan: print('in_year_plan', inYear.plan),
      in_year_forecast: print('in_year_forecast', inYear.forecast),
      in_year_difference: differenceWords(differenceOf(inYear)),
      plan: print('plan', after.plan),
      forecast: print('forecast', after.forecast),
      difference: differenceWords(differenceOf(after)),
    };
  });
  const series = (name: string, of: keyof Pair) => ({
    name,
    values: years.map(({ balance: after }) => after[of]?.value ?? null),
  });
  const sentence = writeSentence(source, years);
  const chart: ChartData = {
    categories: agreement.financial_years,
    series: [series('Agreed plan', 'plan'), series('Forecast', 'forecast')],
    description: `Chart of the cumulative balance after contributions at the end of each financial year, as agreed and as forecast. ${sentence} The figures are in the table above.`,
  };
  return { rows, chart, sentence };
}

/** The balance at the end of the round's year and of the last year, against the plan. */
function writeSentence(source: ReportSource, years: readonly YearValues[]): string {
  if (!forecastOf(source)) return 'No forecast has been given for this report.';
  const shown = yearsThatMatter(source);
  const parts = years
    .filter(({ year }) => shown.includes(year))
    .flatMap(({ year, balance: after }) => {
      if (!after.forecast) return [];
      const words = againstPlan(differenceOf(after));
      return [`${balance(after.forecast.value)} at the end of ${year} (${words})`];
    });
  if (parts.length === 0) return 'The forecast gives no balance for this year or the last.';
  return `The forecast is ${parts.join(' and ')}.`;
}

function againstPlan(difference: number | undefined): string {
  if (difference === undefined) return 'no figure in the plan to compare it with';
  if (difference === 0) return 'as in the plan';
  return `${money(Math.abs(difference))} ${difference > 0 ? 'above' : 'below'} the plan`;
}
