import { describe, expect, test } from '@jest/globals';
import { buildEvidence } from '../../src/documents/evidence.ts';
import { buildPlanLines, forecastOf, hasUnagreedYears } from '../../src/documents/plan-tables.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import { financialYearOf } from '../../src/model/round.ts';
import { figuresOf, plain, sample, sourceOf } from './source.ts';

/** The programme with the balances of September's forecast as given, by year. */
function withForecast(balances: Record<string, number | undefined>): ReadableProject {
  const project = sample();
  const forecast = project.forecasts.find(({ round }) => round === '2023-09');
  const row = forecast?.rows.find(({ name }) => name === 'Cumulative Balance');
  if (!row) throw new Error('no balance');
  for (const [year, value] of Object.entries(balances)) {
    const figure = row.values[year];
    if (value === undefined) delete row.values[year];
    else if (figure) row.values[year] = { ...figure, value };
  }
  return project;
}
const evidence = (round: string, project?: ReadableProject) => {
  const built = buildEvidence(sourceOf(round, project));
  return { ...plain(built), figures: figuresOf(built) };
};
const sentence = (balances: Record<string, number | undefined>) =>
  evidence('2023-09', withForecast(balances)).sentence;

describe('the sentence', () => {
  test('gives the balance of the year and of the last year, against the plan', () => {
    expect(evidence('2023-06').sentence).toBe(
      'The forecast is a deficit of £59.412m at the end of 2023/24 (£0.150m above the plan) and a deficit of £0.303m at the end of 2028/29 (£0.303m above the plan).',
    );
  });

  test.each<[Record<string, number | undefined>, string]>([
    [
      { '2023/24': 59.262, '2028/29': 0 },
      'The forecast is a deficit of £59.262m at the end of 2023/24 (as in the plan) and in balance at the end of 2028/29 (as in the plan).',
    ],
    [
      { '2023/24': 58.1, '2028/29': -1.5 },
      'The forecast is a deficit of £58.100m at the end of 2023/24 (£1.162m below the plan) and a surplus of £1.500m at the end of 2028/29 (£1.500m better than the plan).',
    ],
    [
      { '2023/24': 59.2622, '2028/29': -0.0004 },
      'The forecast is a deficit of £59.262m at the end of 2023/24 (as in the plan) and in balance at the end of 2028/29 (as in the plan).',
    ],
    [
      { '2023/24': undefined, '2028/29': 1 },
      'The forecast is a deficit of £1.000m at the end of 2028/29 (£1.000m above the plan).',
    ],
    [
      { '2023/24': undefined, '2028/29': undefined },
      'The forecast gives no balance for this year or the last.',
    ],
  ])('with %j is "%s"', (balances, wanted) => {
    expect(sentence(balances)).toBe(wanted);
  });

  test('in the last year names it once', () => {
    const project = sample();
    const forecast = project.forecasts[0];
    if (forecast) project.forecasts = [{ ...forecast, round: '2028-09' }];
    expect(evidence('2028-09', project).sentence).toBe(
      'The forecast is a deficit of £0.303m at the end of 2028/29 (£0.303m above the plan).',
    );
  });

  test('without a forecast, or without a plan, says so', () => {
    expect(evidence('2023-09', { ...sample(), forecasts: [] }).sentence).toBe(
      'No forecast has been given for this report.',
    );
    expect(evidence('2023-09', { ...sample(), plan: undefined }).sentence).toContain(
      '(no figure in the plan to compare it with)',
    );
  });
});

describe('the table', () => {
  test('has a row for each year, and the difference of the printed figures in words', () => {
    const { rows } = evidence('2023-06');
    expect(rows.map(({ year }) => year)).toEqual(sample().agreement.financial_years);
    expect(rows[0]).toMatchObject({ plan: '45.613', forecast: '45.613', difference: 'On plan' });
    expect(rows[1]).toEqual({
      year: '2023/24',
      in_year_plan: '25.149',
      in_year_forecast: '25.299',
      in_year_difference: '0.150 above plan',
      plan: '59.262',
      forecast: '59.412',
      difference: '0.150 above plan',
    });
    expect(rows[5]?.in_year_plan).toBe('\u221211.320');
  });

  test('says "below plan" where the forecast is better', () => {
    const { rows } = evidence('2023-09', withForecast({ '2024/25': 60 }));
    expect(rows[2]).toMatchObject({ forecast: '60.000', difference: '8.194 below plan' });
  });

  test('has words where a figure is missing, and never a blank', () => {
    const { rows, figures, chart } = evidence('2023-09', { ...sample(), plan: undefined, forecasts: [] });
    for (const row of rows)
      expect(row).toEqual({
        year: row.year,
        in_year_plan: 'No value',
        in_year_forecast: 'No value',
        in_year_difference: 'Not known',
        plan: 'No value',
        forecast: 'No value',
        difference: 'Not known',
      });
    expect(figures).toEqual([]);
    expect(chart.series.map(({ values }) => values)).toEqual([Array(6).fill(null), Array(6).fill(null)]);
  });

  test('and the chart show the same figures from the year of the report on, and the chart says in words what it shows', () => {
    const { rows: all, chart, sentence: said } = evidence('2023-09');
    const rows = all.slice(1);
    expect(rows[0]?.year).toBe('2023/24');
    expect(chart.categories).toEqual(rows.map(({ year }) => year));
    expect(chart.series.map(({ name }) => name)).toEqual(['Agreed plan', 'Forecast']);
    expect(chart.series[0]?.values.map((value) => value?.toFixed(3))).toEqual(rows.map(({ plan }) => plan));
    expect(chart.series[1]?.values.map((value) => value?.toFixed(3))).toEqual(
      rows.map(({ forecast }) => forecast),
    );
    expect(chart.description).toContain(said);
  });

  test('the chart has what the forecast states beside itself as a series of its own, with gaps where it states none', () => {
    const { chart } = evidence('2023-12');
    const [, , beside] = chart.series;
    expect(chart.series).toHaveLength(3);
    expect(beside?.name).toBe('With the draft recovery plan');
    expect(beside?.values).toEqual([63.262, 73.495, 72.32, 59.721, 35.301, 0.303]);
  });

  test.each(['2023-12', '2025-06', '2028-12', '2029-06'])(
    'the chart of %s has no year that is over, unless all are',
    (id) => {
      const project = sample();
      const years = project.agreement.financial_years;
      const open = years.filter((year) => year >= financialYearOf(id));
      expect(evidence(id, project).chart.categories).toEqual(open.length > 0 ? open : years);
    },
  );
});

describe('the lines of a plan', () => {
  const lines = (project: ReadableProject) => {
    const source = sourceOf('2023-09', project);
    const plan = buildPlanLines(source, project.plan);
    return { plan: plain(plan), figures: figuresOf(plan), forecast: forecastOf(source) };
  };

  test.each([
    ['a year without a contribution of the council', {}, true],
    ['contributions in all years', { '2022/23': 0 }, false],
  ])('explain "None" where there is one: %s', (_, more, isSaid) => {
    const project = sample();
    Object.assign(project.agreement.contributions.council, more);
    expect(hasUnagreedYears(project.agreement)).toBe(isSaid);
    expect(JSON.stringify(buildPlanLines({ project }, project.plan)).includes('"None"')).toBe(isSaid);
  });

  test('are those of the agreement; a contribution that was not agreed is "None" and not zero', () => {
    const { plan, figures } = lines(sample());
    expect(plan).toHaveLength(21);
    expect(plan.find(({ name }) => name === 'NCC Contribution')).toMatchObject({
      year_1: 'None',
      year_2: '\u22125.500',
      year_7: '\u22124.923',
    });
    expect(figures).toHaveLength(146);
    expect(plan.filter(({ total }) => total).map(({ name }) => name)).toEqual([
      'Total income',
      'Total Expenditure',
      'In-year +deficit/-surplus',
      'Cumulative Balance without contribution',
      'Cumulative Balance',
    ]);
  });

  test('without a plan have words in every year', () => {
    const { plan, figures } = lines({ ...sample(), plan: undefined });
    const texts = plan.flatMap(({ years }) => years);
    expect(new Set(texts)).toEqual(new Set(['No value', 'None']));
    expect(figures).toEqual([]);
  });

  test('of the forecast are those of the round, and of no other', () => {
    expect(lines(sample()).forecast?.round).toBe('2023-09');
    const others = sample().forecasts.filter(({ round }) => round !== '2023-09');
    expect(lines({ ...sample(), forecasts: others }).forecast).toBeUndefined();
  });
});
