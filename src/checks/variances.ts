import { type Finding, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import type { PlanLine } from '../model/agreement.ts';
import {
  type ComparedRound,
  comparedIn,
  isMore,
  mainCause,
  shortName,
  type Variance,
  type Variances,
  variancesOf,
} from '../model/variance.ts';
import { type RoundContext, reportFile } from './context.ts';
import { isMisspelt, unknownIn } from './each-update.ts';
import { type Amount, amountsIn, saidBeside } from './figures.ts';

/** Why the forecast differs from the plan: reasons by line, and the main cause in the author's own words. */

const explainedLines = ({ project }: RoundContext): string[] =>
  project.agreement.plan.lines
    .filter(({ role }) => /^(?:income|spend|.*contribution)$/.test(role))
    .map(({ id }) => id);

export function variancesKnown(context: RoundContext): Finding[] {
  const { round } = context;
  const known = explainedLines(context);
  return unknownIn(round, 'variances', known, (id) => ({
    message: `the plan has no line "${id}" of income, spending or contributions${didYouMean(id, known)}`,
    help: `the lines are: ${known.join(', ')}`,
  }));
}

const say = (difference: number, line: PlanLine | undefined) =>
  `£${Math.abs(difference).toFixed(3)}m ${isMore(line, difference) ? 'above' : 'below'} the plan`;

/** Lines whose difference is material, and that have no reason. A draft is warned; a submission is refused. */
export function reasonsMissing(context: RoundContext): Finding[] {
  const { round } = context;
  const found = comparedIn(context.project, context.calendar);
  if (!found || !round.report) return [];
  const { ofYear, overYears, year, lastYear, material } = found;
  const lines = (overYears ?? ofYear)?.lines ?? [];
  return lines
    .filter(({ line: { id } }) => material.has(id) && !round.report?.variances?.[id])
    .filter(({ line: { id } }) => !isMisspelt(round, 'variances', explainedLines(context), id))
    .map(({ line }) => {
      const differenceIn = (table: Variances | undefined) =>
        table?.lines.find((one) => one.line.id === line.id)?.difference;
      const parts = [
        { difference: differenceIn(ofYear), when: `in ${year}` },
        { difference: differenceIn(overYears), when: `over all years to ${lastYear}` },
      ].flatMap(({ difference, when }) => (difference ? [`${say(difference, line)} ${when}`] : []));
      const message = `"${line.name}" is ${parts.join(' and ')}, and no reason is given`;
      const help = `write under "variances:" after "${line.id}: |" why it differs`;
      const where = { file: reportFile(round), path: ['variances', line.id] };
      return warning('variance/reason-missing', where, message, help);
    });
}

/** The main cause in other words names the line with the greatest difference, and amounts that are in the tables. */
export function mainCauseAgrees(context: RoundContext): Finding[] {
  const { round } = context;
  const text = round.report?.main_cause;
  const found = comparedIn(context.project, context.calendar);
  if (!text || !found) return [];
  const file = reportFile(round);
  const amounts = amountsIn(text).flatMap((amount) => {
    const { said, isAbove } = saidBeside(amount);
    const known = tablesFor(amount, found).flatMap(({ lines, opening, total }) =>
      [...lines, ...(opening ? [opening] : []), total].flatMap((row) => figuresOf(row, isAbove)),
    );
    if (known.some((value) => Math.abs(Math.abs(value) - amount.value) <= amount.rounding)) return [];
    const message = `${[amount.typed, said].filter(Boolean).join(' ')} matches no difference between the forecast and the plan`;
    const help = `the greatest differences: ${greatest(found)}; refer to one as {{difference id year}}`;
    return warning(
      'figure/contradiction',
      { file, path: ['main_cause'], words: amount.typed },
      message,
      help,
    );
  });
  return [...amounts, ...lineAgrees(text, found, file)];
}

/** The tables that an amount may be in: that of the one year which is said after it, or else both. */
function tablesFor({ after }: Amount, { compared, ofYear, overYears }: ComparedRound): Variances[] {
  const [, from, to] = /^[^.;\u00A3]*?\bin (20\d\d)[/\u2013-](?:20)?(\d\d)\b/.exec(after) ?? [];
  const year = compared.agreement.financial_years.find((one) => one === `${from}/${to}`);
  return year === undefined
    ? [ofYear, overYears].flatMap((table) => table ?? [])
    : [variancesOf(compared, year)];
}

/** What an amount may be: a difference or movement in the direction that is said; without one, any figure. */
function figuresOf(
  { line, agreed, last, now, movement, difference }: Variance & { line?: PlanLine },
  isAbove: boolean | undefined,
): number[] {
  const steps = [movement, difference].flatMap((value) => value || []);
  return isAbove === undefined
    ? [
        ...steps,
        ...[agreed, last, now].flatMap((sum) => (sum ? [sum, ...sum.figures] : [])).map(({ value }) => value),
      ]
    : steps.filter((value) => isMore(line, value) === isAbove);
}

function greatest({ ofYear, overYears, year }: ComparedRound): string {
  const most = [
    { table: ofYear, when: `in ${year}` },
    { table: overYears, when: 'over all years' },
  ].flatMap(({ table, when }) => {
    const { line, difference = 0 } = (table && mainCause(table)) ?? {};
    return difference
      ? [`${line ? `"${shortName(line)}"` : 'the balance at the start'}, ${say(difference, line)} ${when}`]
      : [];
  });
  return most.join('; ') || 'none';
}

function lineAgrees(text: string, found: ComparedRound, file: string): Finding[] {
  const tables = [found.ofYear, found.overYears].flatMap((table) => table ?? []);
  const has = (words: string, name: string) => words.toLowerCase().includes(name.toLowerCase());
  const all = (found.overYears ?? found.ofYear)?.lines.map(({ line }) => shortName(line)) ?? [];
  const named = all
    .filter((name) => has(text, name))
    .filter((name, _, names) => !names.some((other) => other !== name && has(other, name)));
  const causes = tables.flatMap((table) => mainCause(table) ?? []);
  const most = causes.map(({ line }) => line && shortName(line));
  if (named.length === 0 || most.length === 0 || named.some((name) => most.includes(name))) return [];
  const message = `the main cause names "${named[0]}", and another line differs most from the plan`;
  const where = { file, path: ['main_cause'], words: named[0] ?? '' };
  return [warning('figure/contradiction', where, message, `the greatest differences: ${greatest(found)}`)];
}
