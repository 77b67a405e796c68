import { error, type Finding } from '../diagnostics/diagnostic.ts';
import type { Figure } from '../model/figure.ts';
import { figureOf } from '../model/plan.ts';
import { inputFiles } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { type RoundContext, reportFile } from './context.ts';

/** The round's forecast, and whether "on track" agrees with it. */

export function forecastGiven({ project, calendar }: RoundContext): Finding[] {
  const own = project.forecasts.filter(({ round }) => round === calendar.id);
  const month = monthName(calendar.id);
  const [first, second] = own;
  if (!project.planRead) return [];
  if (!first) {
    const message = `there is no forecast for ${month}`;
    const help = `add a sheet with a forecast whose title says so: "Forecast at ${month}, £m"`;
    return [error('forecast/missing', { file: inputFiles.plan }, message, help)];
  }
  if (!second) return [];
  return [
    error('forecast/duplicate', second.cell, `there is a second forecast for ${month}`, {
      help: 'keep one, or mend the title',
      note: { message: 'the first is here', where: first.cell },
    }),
  ];
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
    return [{ year, forecast: now, gap: Number((now.value - agreed.value).toFixed(3)) }];
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
