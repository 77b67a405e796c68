import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import type { Agreement, PlanLine, PlanRole } from '../model/agreement.ts';
import type { Figure } from '../model/figure.ts';
import { figureOf, type PlanTable, rowOf } from '../model/plan.ts';
import { inputFiles } from '../model/project.ts';
import { calendarOf, monthName } from '../model/round.ts';
import { rounded } from '../model/rounded.ts';
import { forecastBefore } from '../model/variance.ts';
import { type RoundContext, reportFile } from './context.ts';
import { factorBetween } from './jumps.ts';
import { faultsIn } from './plan-sums.ts';

/** The round's forecast, and whether "on track" agrees with it. */

export function forecastGiven({ project, calendar }: RoundContext): Finding[] {
  const own = project.forecasts.filter(({ round }) => round === calendar.id);
  const month = monthName(calendar.id);
  const [first, second] = own;
  if (!project.planRead) return [];
  const blank = project.blankForecasts?.find(({ round }) => round === calendar.id);
  if (!first && blank) {
    const message = `the forecast for ${month} has no figures yet`;
    const help = 'type its figures into this sheet, and save it in Excel, which works out the totals';
    return [error('forecast/missing', blank.cell, message, help)];
  }
  if (!first) {
    const message = `there is no forecast for ${month}`;
    const title = `"Forecast at ${month}, £m"`;
    const other = project.forecasts.find(({ round }) => !calendarOf(project.agreement, round ?? ''));
    const help = other
      ? `if it is this one, type above its table ${title}; if not, add a sheet with that title`
      : `add a sheet with a forecast whose title says so: ${title}`;
    const note = other && { message: `"${other.title}" is the forecast of no report`, where: other.cell };
    return [error('forecast/missing', { file: inputFiles.plan }, message, { help, note })];
  }
  if (!second) return [];
  return [
    error('forecast/duplicate', second.cell, `there is a second forecast for ${month}`, {
      help: 'keep one, or mend the title',
      note: { message: 'the first is here', where: first.cell },
    }),
  ];
}

/** A forecast that is taken from an older ledger than the last report knows less than the DfE does. */
export function ledgerRecent({ project, calendar, before }: RoundContext): Finding[] {
  const { ledger } = project.forecasts.find(({ round }) => round === calendar.id)?.basis ?? {};
  if (!ledger) return [];
  const { month, words, cell } = ledger;
  const code = 'forecast/ledger';
  if (month === undefined) {
    const message = `the ledger period "${words}" names no month`;
    return [warning(code, cell, message, 'write its month and year, for example "August 2023, period 5"')];
  }
  const help = 'take the forecast anew from the ledger, or mend the period';
  if (month > calendar.id)
    return [warning(code, cell, `the ledger of ${monthName(month)} is later than this report`, help)];
  const typed = Number(/\b(?:period|P) ?0?(\d{1,2})\b/i.exec(words)?.[1] ?? 0);
  // Local authorities count from April; period 13 is for what is booked after the year.
  const period = ((Number(month.slice(5)) + 8) % 12) + 1;
  if (typed > 0 && typed < 13 && typed !== period) {
    const both = `the ledger period is "${words}", and ${monthName(month)} is period ${period} of its year`;
    return [warning(code, cell, both, 'mend the month or the period')];
  }
  if (!before || month >= before.id) return [];
  const message = `the forecast is taken from the ledger of ${monthName(month)}, before the last report, ${monthName(before.id)}`;
  return [warning(code, cell, message, help)];
}

/** A balance without mitigations is no better than the forecast, and one with those to come no worse. */
export function mitigationsHelp({ project: { agreement, forecasts }, calendar }: RoundContext): Finding[] {
  const forecast = forecasts.find(({ round }) => round === calendar.id);
  const sides = { unmitigated: 1, mitigated: -1 } as const;
  return agreement.plan.lines.flatMap(({ name, role }): Finding[] => {
    if (!forecast || (role !== 'unmitigated' && role !== 'mitigated')) return [];
    const year = agreement.financial_years.find((one) => {
      const [stated, balance] = [role, 'cumulative-after' as const].map((of) =>
        figureOf(agreement, forecast, of, one),
      );
      return stated && balance && (stated.value - balance.value) * sides[role] < -0.0005;
    });
    const stated = year && figureOf(agreement, forecast, role, year);
    const balance = year && figureOf(agreement, forecast, 'cumulative-after', year);
    if (!stated || !balance) return [];
    const [way, kind] = role === 'mitigated' ? ['above', 'with'] : ['below', 'without'];
    const message = `"${name}" is ${stated.value} for ${year}, ${way} the forecast balance of ${balance.value}, and is the balance ${kind} mitigations`;
    return [
      warning('figure/contradiction', stated.cell, message, {
        help: `see whether the figure is right, and its role in ${inputFiles.agreement}, ${role}`,
        note: { message: 'the forecast balance is here', where: balance.cell },
      }),
    ];
  });
}

interface Gap {
  year: string;
  forecast: Figure;
  gap: number;
}

/** How far the forecast balance is above the plan, at the end of the round's year and of the last. */
function gapsOf({ project, calendar }: RoundContext): Gap[] {
  const { agreement, plan, forecasts } = project;
  const forecast = forecasts.find(({ round }) => round === calendar.id);
  if (!plan || !forecast) return [];
  const years = new Set([calendar.financialYear, agreement.financial_years.at(-1) ?? calendar.financialYear]);
  return [...years].flatMap((year) => {
    const agreed = figureOf(agreement, plan, 'cumulative-after', year);
    const now = figureOf(agreement, forecast, 'cumulative-after', year);
    if (!agreed || !now) return [];
    // As a reader works it out from the printed figures.
    return [{ year, forecast: now, gap: rounded(rounded(now.value, 3) - rounded(agreed.value, 3), 3) }];
  });
}

const describe = ({ year, gap }: Gap) =>
  gap === 0
    ? `as planned in ${year}`
    : `£${Math.abs(gap).toFixed(3)}m ${gap > 0 ? 'above' : 'below'} plan in ${year}`;

export function onTrackAgrees(context: RoundContext): Finding[] {
  const { project, round } = context;
  const { tolerance } = project.agreement.on_track;
  const answer = round.report?.on_track;
  const gaps = gapsOf(context);
  if (!answer || gaps.length === 0) return [];
  const worst = gaps.reduce((a, b) => (b.gap > a.gap ? b : a));
  const beyond = worst.gap > tolerance;
  const wrong =
    (answer === 'Yes' && beyond) || (answer === 'No' && !beyond) || (answer === 'At risk' && worst.gap <= 0);
  if (!wrong) return [];
  const found = `the forecast balance is ${gaps.map(describe).join(' and ')}`;
  const message = `the answer is "${answer}", and ${found} (tolerance £${tolerance.toFixed(3)}m)`;
  const fitting = beyond ? 'At risk or No' : worst.gap > 0 ? 'Yes or At risk' : 'Yes';
  return [
    error('forecast/on-track', { file: reportFile(round), path: ['on_track'] }, message, {
      help: `write ${fitting}, or mend the forecast`,
      note: { message: `the forecast for ${worst.year} is here`, where: worst.forecast.cell },
    }),
  ];
}

/** The last forecast before that of a round; the agreed plan before the first. */
const earlierTable = ({ project, calendar }: RoundContext): PlanTable | undefined =>
  forecastBefore(project.forecasts, calendar.id) ?? project.plan;

/** A figure of the round's forecast that report.yaml says is right. */
function isExpected({ round }: RoundContext, line: PlanLine, year: string, { value }: Figure): boolean {
  const answers = round.report?.expected ?? [];
  return answers.some((one) => one.line === line.id && one.year === year && one.value === value);
}

const toAnswer = ({ round }: RoundContext, line: PlanLine, year: string, { value }: Figure) =>
  `add to ${reportFile(round)}: expected: [{ line: ${line.id}, year: ${year}, value: ${value}, reason: "why it is right" }]`;

/** Lines that are ten, a hundred or a thousand times what they were: totals are worked out, and would say so again. */
export function forecastLikely(context: RoundContext): Finding[] {
  const { agreement, forecasts } = context.project;
  const forecast = forecasts.find(({ round }) => round === context.calendar.id);
  const earlier = earlierTable(context);
  if (!forecast || !earlier) return [];
  const lines = agreement.plan.lines.filter(({ role }) => role === 'income' || role === 'spend');
  return lines.flatMap((line) =>
    agreement.financial_years.flatMap((year) => {
      const [now, then] = [rowOf(forecast, line)?.values[year], rowOf(earlier, line)?.values[year]];
      const factor = now && then && factorBetween(then.value, now.value, 0.15);
      if (!factor || Math.max(Math.abs(now.value), Math.abs(then.value)) < 1) return [];
      if (isExpected(context, line, year, now)) return [];
      if (![forecast, earlier].every((table) => isInTotal(agreement, table, line.role, year))) return [];
      const times = Math.abs(now.value) > Math.abs(then.value) ? `${factor} times` : `a ${factor}th of`;
      const message = `"${line.name}" is ${now.value} for ${year}, about ${times} the ${then.value} before it`;
      return warning('forecast/unlikely', now.cell, message, {
        help: `see whether a decimal point or the unit has slipped; if it is right, ${toAnswer(context, line, year, now)}`,
        note: { message: `"${earlier.title}" has ${then.value}`, where: then.cell },
      });
    }),
  );
}

/** Whether the total of a line is right in a table: where it is not, the line is named with the sum. */
function isInTotal(agreement: Agreement, table: PlanTable, role: PlanRole, year: string): boolean {
  const total = role === 'income' ? 'income-total' : 'spend-total';
  return faultsIn(agreement, table).every((fault) => fault.role !== total || fault.year !== year);
}

/** A forecast that is another round's, cell for cell, was copied and not brought up to date. */
export function forecastNew(context: RoundContext): Finding[] {
  const { agreement, forecasts } = context.project;
  const forecast = forecasts.find(({ round }) => round === context.calendar.id);
  const earlier = earlierTable(context);
  const year = agreement.financial_years.at(-1);
  const balance = agreement.plan.lines.find(({ role }) => role === 'cumulative-after');
  const figure = forecast && balance && year && rowOf(forecast, balance)?.values[year];
  if (!figure || !year || earlier?.kind !== 'forecast' || !isSame(forecast, earlier)) return [];
  if (isExpected(context, balance, year, figure)) return [];
  const month = monthName(context.calendar.id);
  const message = `the forecast of ${month} is that of ${monthName(earlier.round ?? '')} again, in every figure`;
  return [
    warning('forecast/copied', forecast.cell, message, {
      help: `write the forecast of ${month}; if nothing has changed, ${toAnswer(context, balance, year, figure)}`,
      note: { message: 'the earlier forecast is here', where: earlier.cell },
    }),
  ];
}

function isSame(one: PlanTable, other: PlanTable): boolean {
  const figures = ({ rows }: PlanTable) =>
    rows.flatMap(({ key, values }) =>
      Object.entries(values).map(([year, { value }]) => `${key} ${year} ${value}`),
    );
  return figures(one).sort().join('\n') === figures(other).sort().join('\n');
}
