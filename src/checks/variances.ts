import { type Finding, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import {
  type ComparedRound,
  comparedIn,
  mainLine,
  shortName,
  type Variance,
  type Variances,
} from '../model/variance.ts';
import { type RoundContext, reportFile } from './context.ts';
import { unknownIn } from './each-update.ts';
import { amountsIn } from './figures.ts';

/** Why the forecast differs from the plan: reasons by line, and the main cause in the author's own words. */

export function variancesKnown({ project, round }: RoundContext): Finding[] {
  const { lines } = project.agreement.plan;
  const known = lines
    .filter(({ role }) => /^(?:income|spend|.*contribution)$/.test(role))
    .map(({ id }) => id);
  return unknownIn(round, 'variances', known, (id) => ({
    message: `the plan has no line "${id}" of income, spending or contributions${didYouMean(id, known)}`,
    help: `the lines are: ${known.join(', ')}`,
  }));
}

const say = (difference: number) =>
  `£${Math.abs(difference).toFixed(3)}m ${difference > 0 ? 'above' : 'below'}`;

/** Lines whose difference is material, and that have no reason. A draft is warned; a submission is refused. */
export function reasonsMissing(context: RoundContext): Finding[] {
  const { round } = context;
  const found = comparedIn(context.project, context.calendar);
  if (!found || !round.report) return [];
  const { ofYear, overYears, year, lastYear, material } = found;
  const lines = (overYears ?? ofYear)?.lines ?? [];
  return lines
    .filter(({ line }) => material.has(line.id) && !round.report?.variances?.[line.id])
    .map(({ line }) => {
      const differenceIn = (table: Variances | undefined) =>
        table?.lines.find((one) => one.line.id === line.id)?.difference;
      const parts = [
        { difference: differenceIn(ofYear), when: `in ${year}` },
        { difference: differenceIn(overYears), when: `over all years to ${lastYear}` },
      ].flatMap(({ difference, when }) => (difference ? [`${say(difference)} the plan ${when}`] : []));
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
  const tables = [found.ofYear, found.overYears].flatMap((table) => table ?? []);
  const rows = tables.flatMap((table) => [...table.lines, table.total]);
  const file = reportFile(round);
  const amounts = amountsIn(text).flatMap((amount) => {
    const [said = ''] = /^\s*(?:above|below|over|under|more|less)\b/i.exec(amount.after) ?? [];
    const sign = said === '' ? 0 : /above|over|more/i.test(said) ? 1 : -1;
    const known = rows.flatMap((row) => figuresOf(row, sign));
    if (known.some((value) => Math.abs(Math.abs(value) - amount.value) <= amount.rounding)) return [];
    const message = `${amount.typed}${said} matches no difference between the forecast and the plan`;
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

/** What an amount may be: a difference or movement in the direction that is said; without one, any figure. */
const figuresOf = ({ agreed, last, now, movement, difference }: Variance, sign: number): number[] =>
  [movement, difference, ...(sign === 0 ? [agreed?.value, last?.value, now?.value] : [])].filter(
    (value) => value !== undefined && (sign === 0 || Math.sign(value) === sign),
  ) as number[];

function greatest({ ofYear, overYears, year }: ComparedRound): string {
  const most = [
    { table: ofYear, when: `in ${year}` },
    { table: overYears, when: 'over all years' },
  ].flatMap(({ table, when }) => {
    const row = table && mainLine(table);
    return row ? [`"${shortName(row.line)}", ${say(row.difference ?? 0)} the plan ${when}`] : [];
  });
  return most.join('; ');
}

function lineAgrees(text: string, found: ComparedRound, file: string): Finding[] {
  const tables = [found.ofYear, found.overYears].flatMap((table) => table ?? []);
  const isNamed = (name: string) => text.toLowerCase().includes(name.toLowerCase());
  const named = (tables[0]?.lines ?? []).map(({ line }) => shortName(line)).filter(isNamed);
  const most = tables.flatMap((table) => mainLine(table) ?? []).map(({ line }) => shortName(line));
  if (named.length === 0 || most.length === 0 || named.some((name) => most.includes(name))) return [];
  const message = `the main cause names "${named[0]}", and another line differs most from the plan`;
  const where = { file, path: ['main_cause'], words: named[0] ?? '' };
  return [warning('figure/contradiction', where, message, `the greatest differences: ${greatest(found)}`)];
}
