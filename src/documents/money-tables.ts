import { figureOf, type PlanRow, type PlanTable, rowOf } from '../model/plan.ts';
import type { ChartData } from '../word/shape.ts';
import { balance, money, number } from './house.ts';
import { type FigureBook, missing, type ReportSource } from './input.ts';

/** The forecast that was made for the round, if there is one. */
export function forecastOf({ project, calendar }: ReportSource): PlanTable | undefined {
  return project.forecasts.find(({ round }) => round === calendar.id);
}

export const planLineShape = {
  name: 'text',
  total: 'flag',
  year_1: 'text',
  year_2: 'text',
  year_3: 'text',
  year_4: 'text',
  year_5: 'text',
  year_6: 'text',
  year_7: 'text',
} as const;

const totals = ['income-total', 'spend-total', 'in-year', 'cumulative-before', 'cumulative-after'];

/** A plan or forecast, line by line as it stands in the workbook. A blank there is not applicable, which is not zero. */
export function buildPlanLines({ project }: ReportSource, table: PlanTable | undefined, book: FigureBook) {
  const { agreement } = project;
  return agreement.plan.lines.map((line) => {
    const row = table && rowOf(table, line);
    const print = (year: string | undefined) => {
      const figure = year === undefined ? undefined : row?.values[year];
      if (!figure) return year === undefined ? '' : blankWord(row);
      const name = `${table?.kind === 'plan' ? 'Plan' : 'Forecast'}: ${line.name}, ${year}`;
      return book.note(name, figure, number(figure.value, 3));
    };
    const [year_1 = '', year_2 = '', year_3 = '', year_4 = '', year_5 = '', year_6 = '', year_7 = ''] =
      agreement.financial_years.map(print);
    return {
      name: line.name,
      total: totals.includes(line.role),
      year_1,
      year_2,
      year_3,
      year_4,
      year_5,
      year_6,
      year_7,
    };
  });
}

const blankWord = (row: PlanRow | undefined) => (row ? 'None' : missing.value);

export const evidenceShape = {
  year: 'text',
  in_year_plan: 'text',
  in_year_forecast: 'text',
  plan: 'text',
  forecast: 'text',
  difference: 'text',
} as const;

/** `0.150 above plan`, `On plan`. */
function differenceWords(plan: number, forecast: number): string {
  const difference = number(Math.abs(forecast - plan), 3);
  if (difference === '0.000') return 'On plan';
  return `${difference} ${forecast > plan ? 'above' : 'below'} plan`;
}

/** The deficit by year, as agreed and as forecast now: what shows whether the programme is on track. */
export function buildEvidence(source: ReportSource, book: FigureBook) {
  const { project } = source;
  const { agreement, plan } = project;
  const forecast = forecastOf(source);
  const values = agreement.financial_years.map((year) => {
    const of = (table: PlanTable | undefined, role: 'in-year' | 'cumulative-after') =>
      table && figureOf(agreement, table, role, year);
    return {
      year,
      inYear: { plan: of(plan, 'in-year'), forecast: of(forecast, 'in-year') },
      balance: { plan: of(plan, 'cumulative-after'), forecast: of(forecast, 'cumulative-after') },
    };
  });
  const rows = values.map(({ year, inYear, balance: after }) => {
    const print = (label: string, figure: typeof inYear.plan) =>
      figure ? book.note(`${label}, ${year}`, figure, number(figure.value, 3)) : missing.value;
    return {
      year,
      in_year_plan: print('In-year plan', inYear.plan),
      in_year_forecast: print('In-year forecast', inYear.forecast),
      plan: print('Balance plan', after.plan),
      forecast: print('Balance forecast', after.forecast),
      difference:
        after.plan && after.forecast ? differenceWords(after.plan.value, after.forecast.value) : 'Not known',
    };
  });
  const series = (name: string, of: 'plan' | 'forecast') => ({
    name,
    values: values.map(({ balance: after }) => after[of]?.value ?? null),
  });
  const sentence = evidenceSentence(source, values);
  const chart: ChartData = {
    categories: agreement.financial_years,
    series: [series('Agreed plan', 'plan'), series('Forecast', 'forecast')],
    description: `Column chart of the cumulative balance after contributions by financial year, agreed plan and forecast. ${sentence} The figures are in the table above.`,
  };
  return { rows, chart, sentence };
}

type YearValues = { year: string; balance: Record<'plan' | 'forecast', { value: number } | undefined> };

function evidenceSentence({ calendar }: ReportSource, values: readonly YearValues[]): string {
  const now = values.find(({ year }) => year === calendar.financialYear);
  const last = values.at(-1);
  const say = (at: YearValues | undefined) => {
    const { plan, forecast } = at?.balance ?? {};
    if (!at || !plan || !forecast) return undefined;
    const difference = forecast.value - plan.value;
    const words =
      number(difference, 3) === '0.000' || number(difference, 3) === '\u22120.000'
        ? 'as in the plan'
        : `${money(Math.abs(difference))} ${difference > 0 ? 'above' : 'below'} the plan`;
    return `${balance(forecast.value)} at the end of ${at.year} (${words})`;
  };
  const parts = [say(now), say(last)].filter((text) => text !== undefined);
  return parts.length === 2
    ? `The forecast is ${parts.join(' and ')}.`
    : 'There is no forecast for this report.';
}
