import type { Agreement, PlanRole } from '../model/agreement.ts';
import type { FinancialYear } from '../model/field-types.ts';
import type { Figure } from '../model/figure.ts';
import { figureOf, type PlanTable } from '../model/plan.ts';
import { inputFiles } from '../model/project.ts';
import { rounded } from '../model/rounded.ts';
import type { ChartData } from '../word/shape.ts';
import { alternativeText, balance, list, money, number, withCapital, withSmall } from './house-formats.ts';
import { type ContextOf, field, figure, fixed, type Given, workedOut } from './origins.ts';
import { forecastOf } from './plan-tables.ts';
import { missing, type ReportSource } from './report-source.ts';

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

const printed = (found: Figure | undefined, label: string) =>
  found ? figure(number(found.value, 3), found, label) : fixed(missing.value);

/** The years that matter: the report's own, and the last of the plan. */
export function yearsThatMatter({ project, calendar }: ReportSource): FinancialYear[] {
  const years = project.agreement.financial_years;
  return years.filter((year, i) => year === calendar.financialYear || i === years.length - 1);
}

const labels = {
  in_year_plan: 'In-year plan',
  in_year_forecast: 'In-year forecast',
  plan: 'Balance plan',
  forecast: 'Balance forecast',
} as const;

/** The table by year, the chart, and the sentence above them. */
export function buildEvidence(source: ReportSource) {
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
  const rows = years.map(({ year, inYear, balance: after }, i) => {
    const print = (label: keyof typeof labels, found: Figure | undefined) =>
      printed(found, `${labels[label]}, ${year}`);
    const compare = (pair: Pair) =>
      workedOut(differenceWords(differenceOf(pair)), 'forecast less plan', pair.forecast, pair.plan);
    return {
      year: field(year, inputFiles.agreement, 'financial_years', i),
      in_year_plan: print('in_year_plan', inYear.plan),
      in_year_forecast: print('in_year_forecast', inYear.forecast),
      in_year_difference: compare(inYear),
      plan: print('plan', after.plan),
      forecast: print('forecast', after.forecast),
      difference: compare(after),
    };
  });
  const sentence = writeSentence(source, years);
  return { rows, chart: chartOf(source, years, sentence), sentence };
}

/** The balances as columns: as agreed, as forecast, and what the forecast states beside itself, from the year of the report on. */
function chartOf(source: ReportSource, all: readonly YearValues[], sentence: Given): Given<ChartData> {
  const open = all.filter(({ year }) => year >= source.calendar.financialYear);
  const years = open.length > 0 ? open : all;
  const drawn = [
    { name: 'Agreed plan', figures: years.map(({ balance: after }) => after.plan) },
    { name: 'Forecast', figures: years.map(({ balance: after }) => after.forecast) },
    ...statedIn(source).map(({ words, valueIn }) => ({
      name: words,
      figures: years.map(({ year }) => valueIn(year)),
    })),
  ];
  const chart: ChartData = {
    categories: years.map(({ year }) => year),
    series: drawn.map(({ name, figures }) => ({
      name,
      values: figures.map((found) => found?.value ?? null),
    })),
    description: alternativeText(
      `Chart of the balance after contributions by year, as agreed and as forecast. ${sentence.value} The table above has the figures.`,
      `Chart of the balance after contributions by year. ${sentence.value} The table above has the figures.`,
      'Chart of the balance after contributions by year, as agreed and as forecast. The table above has the figures.',
    ),
  };
  const categories = { field: inputFiles.agreement, path: ['financial_years'] };
  const figures = drawn.flatMap((one) => one.figures);
  return workedOut(chart, 'the balances of each year', ...figures, categories, sentence);
}

/** What a forecast may state beside itself, in the words of a sentence and of a heading. */
const besides = [
  { role: 'unmitigated', usual: 'Without the mitigations', counted: '' },
  {
    role: 'mitigated',
    usual: 'With the mitigations',
    counted: ', which the forecast does not count yet,',
  },
] as const;

/** The council's own words for a balance: `With the recovery plan` of the line "Cumulative Balance with the recovery plan". */
function wordsFor({ plan: { lines } }: Agreement, { role, usual }: (typeof besides)[number]): string {
  const own = lines.find((line) => line.role === role)?.name.match(/\bwith(?:out)? .+$/i)?.[0];
  return own ? withCapital(own) : usual;
}

export const mitigationShape = {
  has_unmitigated: 'flag',
  unmitigated: 'text',
  mitigations_title: 'text',
  mitigation_columns: ['text'],
  mitigation_years: [{ year: 'text', figures: ['text'] }],
} as const;

/** What the balance would be without the mitigations, or with those to come, where the forecast states it: in a sentence, and by year. */
export function buildMitigations(source: ReportSource): ContextOf<typeof mitigationShape> {
  const { agreement, plan } = source.project;
  const forecast = forecastOf(source);
  const stated = statedIn(source);
  const [counted, toCome] = besides.map(({ role }) => stated.find((one) => one.role === role));
  const from = agreement.financial_years.indexOf(source.calendar.financialYear);
  const years = agreement.financial_years.filter(
    (year, i) => i >= from && stated.some((one) => one.valueIn(year)),
  );
  return {
    has_unmitigated: stated.length > 0,
    unmitigated: inSentences(stated, source),
    // A forecast counts the savings of the agreed plan: it is "before" what it does not count yet, and never "unmitigated".
    mitigations_title: fixed(
      `The balance ${list([toCome && !counted ? 'before' : 'as forecast', ...stated.map(({ words }) => withSmall(words))])}`,
    ),
    mitigation_columns: [
      'Plan',
      toCome ? toCome.words.replace(/^With\b/, 'Before') : 'Forecast',
      ...stated.flatMap(({ words }) => [words, `${stated.length > 1 ? words : 'With it'}, against plan`]),
    ].map(fixed),
    mitigation_years: years.map((year) => {
      const agreed = plan && figureOf(agreement, plan, 'cumulative-after', year);
      return {
        year: field(year, inputFiles.agreement, 'financial_years', agreement.financial_years.indexOf(year)),
        figures: [
          printed(agreed, `${labels.plan}, ${year}`),
          printed(
            forecast && figureOf(agreement, forecast, 'cumulative-after', year),
            `${labels.forecast}, ${year}`,
          ),
          ...stated.flatMap(({ words, valueIn }) => {
            const pair = { plan: agreed, forecast: valueIn(year) };
            return [
              printed(pair.forecast, `${words}, ${year}`),
              workedOut(
                differenceWords(differenceOf(pair)),
                'this balance less the plan',
                pair.forecast,
                agreed,
              ),
            ];
          }),
        ],
      };
    }),
  };
}

/** A balance beside the forecast, in its words and by year. */
type Stated = ReadonlyArray<
  (typeof besides)[number] & { words: string; valueIn(year: string): Figure | undefined }
>;

/** The balances beside the forecast that its sheet has. */
function statedIn(source: ReportSource): Stated {
  const { agreement } = source.project;
  const forecast = forecastOf(source);
  const at = (role: PlanRole, year: string) => forecast && figureOf(agreement, forecast, role, year);
  return besides
    .filter(({ role }) => agreement.financial_years.some((year) => at(role, year)))
    .map((one) => ({
      ...one,
      words: wordsFor(agreement, one),
      valueIn: (year: string) => at(one.role, year),
    }));
}

/** The balances beside the forecast at the end of the round's year and of the last. */
function inSentences(stated: Stated, source: ReportSource): Given {
  const { agreement, plan } = source.project;
  const sentences = stated.map(({ words, counted, valueIn }) => {
    const parts = yearsThatMatter(source).flatMap((year) => {
      const found = valueIn(year);
      const agreed = plan && figureOf(agreement, plan, 'cumulative-after', year);
      if (!found) return [];
      const is = `${balance(found.value)} at the end of ${year} (${againstPlan({ plan: agreed, forecast: found })})`;
      return [{ is, found }];
    });
    return { text: `${words}${counted} the balance would be ${list(parts.map(({ is }) => is))}.`, parts };
  });
  return workedOut(
    sentences.map(({ text }) => text).join(' ') || missing.text,
    'the balances beside the forecast',
    ...sentences.flatMap(({ parts }) => parts.map(({ found }) => found)),
  );
}

/** The balance at the end of the round's year and of the last year, against the plan. */
function writeSentence(source: ReportSource, years: readonly YearValues[]): Given {
  if (!forecastOf(source)) return fixed('No forecast has been given for this report.');
  const shown = yearsThatMatter(source);
  const parts = years.flatMap(({ year, balance: after }, i) => {
    if (!shown.includes(year) || !after.forecast) return [];
    const words = againstPlan(after);
    const sources = [after.forecast, after.plan, field(year, inputFiles.agreement, 'financial_years', i)];
    return [{ words: `${balance(after.forecast.value)} at the end of ${year} (${words})`, sources }];
  });
  if (parts.length === 0) return fixed('The forecast gives no balance for this year or the last.');
  return workedOut(
    `The forecast is ${parts.map(({ words }) => words).join(' and ')}.`,
    'the forecast balances against the plan',
    ...parts.flatMap(({ sources }) => sources),
  );
}

/** `£4.000m above the plan`; of a surplus, which has no "above", `£0.600m worse than the plan`. */
function againstPlan(pair: Pair): string {
  const difference = differenceOf(pair);
  if (difference === undefined) return 'no figure in the plan to compare it with';
  if (difference === 0) return 'as in the plan';
  const [more, less] =
    rounded(pair.forecast?.value ?? 0, 3) < 0 ? ['worse than', 'better than'] : ['above', 'below'];
  return `${money(Math.abs(difference))} ${difference > 0 ? more : less} the plan`;
}
