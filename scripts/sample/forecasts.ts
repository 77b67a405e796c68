import { readCsv } from './read-csv.ts';

/**
 * The sample's forecasts: the agreed plan with made-up changes to a few lines, and its totals worked out again. They are
 * not Norfolk's: what Norfolk forecast in 2023 is not in the source paper.
 */
export interface ForecastLine {
  name: string;
  /** £m by year, or the Excel formulas of a total with their results. */
  cells: Array<number | { formula: string; result: number } | null>;
}

/** Balance at 31 March 2022 that the plan implies: 73.613 less the 19.637 of 2022/23. */
export const openingBalance = 53.976;

const round = (value: number) => Math.round(value * 1000) / 1000;

/** Lines of a forecast whose first stands in row `top`, with the opening balance in `opening`. Years start in column B. */
export function forecastLines(folder: string, id: string, top: number, opening: string): ForecastLine[] {
  const [, ...plan] = readCsv(`${folder}/agreed-plan.csv`);
  const changes = readCsv(`${folder}/forecast-changes.csv`).filter(([month]) => month === id);
  const changeOf = (name: string, year: number) =>
    Number(changes.find(([, line]) => line === name)?.[year + 2] ?? 0);
  const columns = 'BCDEFGH'.split('');
  const values = plan.map(([name = '', ...figures]) =>
    figures.map((figure, year) => (figure === '' ? null : round(Number(figure) + changeOf(name, year)))),
  );
  const at = (line: number, year: number) => values[line]?.[year] ?? 0;
  const sum = (year: number, from: number, to: number) => {
    let total = 0;
    for (let line = from; line <= to; line++) total += at(line, year);
    return round(total);
  };
  const row = (line: number) => top + line;
  const lines = plan.map(([name = ''], line) => ({
    name,
    cells: columns.map((column, year) => {
      const cell = (other: number) => `${column}${row(other)}`;
      const before = (other: number) => (year === 0 ? opening : `${columns[year - 1]}${row(other)}`);
      const formulas: Record<number, [string, number]> = {
        2: [`SUM(${cell(0)}:${cell(1)})`, sum(year, 0, 1)],
        15: [`SUM(${cell(3)}:${cell(14)})`, sum(year, 3, 14)],
        16: [`${cell(2)}+${cell(15)}`, round(at(2, year) + at(15, year))],
        17: [
          `${before(17)}+${cell(16)}`,
          round((year === 0 ? openingBalance : at(17, year - 1)) + at(16, year)),
        ],
        20: [
          `${before(20)}+${cell(16)}+${cell(18)}+${cell(19)}`,
          round(
            (year === 0 ? openingBalance : at(20, year - 1)) + at(16, year) + at(18, year) + at(19, year),
          ),
        ],
      };
      const formula = formulas[line];
      if (!formula) return values[line]?.[year] ?? null;
      (values[line] as Array<number | null>)[year] = formula[1];
      return { formula: formula[0], result: formula[1] };
    }),
  }));
  return [...lines, ...besides()];

  /** A line that the plan does not have: the balance with what the forecast does not count yet. */
  function besides(): ForecastLine[] {
    const names = plan.map(([name]) => name);
    return changes
      .filter(([, name]) => !names.includes(name))
      .map(([, name = '', ...steps]) => ({
        name,
        cells: columns.map((column, year) => {
          const step = steps[year] ?? '';
          if (step === '') return null;
          const formula = `${column}${row(20)}${Number(step) < 0 ? '' : '+'}${step}`;
          return { formula, result: round(at(20, year) + Number(step)) };
        }),
      }));
  }
}
