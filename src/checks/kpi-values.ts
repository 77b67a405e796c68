import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import type { Figure } from '../model/figure.ts';
import { type Kpi, type KpiRow, kpiDigits, kpisOf, matchKpis } from '../model/kpi.ts';
import { targetFor } from '../model/kpi-targets.ts';
import { inputFiles } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import type { RoundContext } from './context.ts';
import { jumpOf, type Question } from './jumps.ts';

/** Values of KPIs that cannot be right, and those that are unlikely and are asked about. */

export function kpiValuesSane({ project, calendar }: RoundContext): Finding[] {
  const rows = matchKpis(project.register, project.kpis);
  return kpisOf(project.register).flatMap((kpi): Finding[] => {
    const row = rows.get(kpi.id);
    if (!row) return [];
    const figure = row.values[calendar.id];
    const target = targetFor(project, kpi, row, calendar.id);
    const own = row.targets.find((one) => one.figure === target)?.figure;
    const ofTarget = own ? [...checkSign(kpi, own, 'the target of '), ...checkUnit(kpi, own, row)] : [];
    if (!figure) return ofTarget;
    const wrong = [...checkSign(kpi, figure), ...checkUnit(kpi, figure, row, calendar.id)];
    return [...ofTarget, ...(wrong.length > 0 ? wrong : askAbout(kpi, row, calendar.id))];
  });
}

/** Whether a figure is one that its KPI can have. */
export const isPossible = (kpi: Kpi, figure: Figure, row: KpiRow, period: string): boolean =>
  checkSign(kpi, figure).length + checkUnit(kpi, figure, row, period).length === 0;

function checkSign(kpi: Kpi, { value, cell }: Figure, of = ''): Finding[] {
  if (kpi.sign !== 'positive' || value >= 0) return [];
  const message = `${of}KPI ${kpi.dfe_ref} "${kpi.name}" is ${value}; it is never below zero`;
  return [error('kpi/sign', cell, message, 'write it without the minus, or mend the figure')];
}

/** @param period of a value; a target is of none. */
function checkUnit(kpi: Kpi, { value, cell }: Figure, row: KpiRow, period?: string): Finding[] {
  const size = Math.abs(value);
  const others = Object.entries(row.values)
    .filter(([id]) => id !== period)
    .map(([, other]) => Math.abs(other.value));
  const wrong = (what: string, help: string) => [
    error(
      'kpi/unit',
      cell,
      `${period ? '' : 'the target of '}KPI ${kpi.dfe_ref} "${kpi.name}" is ${value}; ${what}`,
      help,
    ),
  ];
  if (kpi.unit === 'percent' && size > 100)
    return wrong('it is a percentage, and cannot be above 100', 'write 18.6 for 18.6%');
  if (kpi.unit === 'percent' && isFraction(kpi, size, others))
    return wrong(
      `${period ? 'in other periods it' : 'the KPI'} is ${Math.floor(Math.min(...others))} or more`,
      'write 18.6 for 18.6%, and not 0.186, or give the cell a percentage format',
    );
  if (kpi.unit === 'millions' && size >= 1000)
    return wrong(
      'it is in millions of pounds',
      `write it in £m: ${(value / (size < 1e6 ? 1e3 : 1e6)).toFixed(3)}`,
    );
  if (kpi.unit === 'pounds' && size > 0 && size < 100)
    return wrong('it is in pounds', 'write 24310 for £24,310, and not thousands');
  if (kpi.unit === 'count' && !Number.isInteger(value))
    return wrong('it is a count, and cannot have a fraction', 'write a whole number');
  return [];
}

/** A percentage below 1 where the others are 10 or more, or twenty times as much: 0.07 beside 7. A change may well be small. */
function isFraction({ sign }: Kpi, size: number, others: readonly number[]): boolean {
  const least = sign === 'either' ? 10 : Math.min(10, size * 20);
  return size > 0 && size < 1 && others.length > 0 && others.every((other) => other >= least && other >= 1);
}

/** A value of a row that there is something to ask about. */
interface Asked extends Question {
  period: string;
  figure: Figure;
  before?: { period: string; figure: Figure } | undefined;
}

/** What is asked about the values that a report prints, its own and the one before, where nobody has said that they are right. */
function askAbout(kpi: Kpi, row: KpiRow, period: string): Finding[] {
  const isAnswered = (at: string, { value }: Figure) =>
    kpi.expected?.some((answer) => answer.period === at && answer.value === value) ?? false;
  const values = Object.keys(row.values)
    .sort()
    .flatMap((at) => ({ period: at, figure: row.values[at] as Figure }));
  const asked = isBelowOne(kpi, row) ? belowOne(values) : jumpsIn(kpi, values, isAnswered);
  const printed = values.filter((one) => one.period <= period).slice(-2);
  return asked
    .filter((one) => isBelowOne(kpi, row) || printed.some((other) => other.period === one.period))
    .filter((one) => !isAnswered(one.period, one.figure))
    .map(({ period: at, figure, before, message, help }) =>
      warning('kpi/unlikely', figure.cell, `KPI ${kpi.dfe_ref} "${kpi.name}" ${message}`, {
        help: `${help}; if it is right, add to the KPI in ${inputFiles.register}: expected: [{ period: ${at}, value: ${figure.value}, reason: "why it is right" }]`,
        note: before && {
          message: `in ${monthName(before.period)} it is ${before.figure.value}`,
          where: before.figure.cell,
        },
      }),
    );
}

/** The last value is asked about for all of them: each round would ask the same. */
function belowOne(values: ReadonlyArray<Pick<Asked, 'period' | 'figure'>>): Asked[] {
  const last = values.at(-1);
  if (!last) return [];
  const { value } = last.figure;
  const everywhere = values.length > 1 ? ', and below one in every period' : '';
  return [
    {
      ...last,
      before: values.at(-2),
      message: `is ${value}: it is printed as ${value.toFixed(kpiDigits.percent)}%${everywhere}`,
      help: 'write 18.6 for 18.6%, or give the cells a percentage format',
    },
  ];
}

/** Values that jump from the last one that did not, and from the one before. */
function jumpsIn(
  kpi: Kpi,
  values: ReadonlyArray<Pick<Asked, 'period' | 'figure'>>,
  isAnswered: (period: string, figure: Figure) => boolean,
): Asked[] {
  const asked: Asked[] = [];
  let trusted = values[0];
  for (const [i, one] of values.entries()) {
    const previous = values[i - 1];
    const jump = (from: typeof one | undefined) => from && jumpOf(from.figure.value, one.figure.value, kpi);
    const question = jump(previous) && jump(trusted);
    if (question && !isAnswered(one.period, one.figure)) asked.push({ ...one, before: trusted, ...question });
    else if (question || !jump(trusted)) trusted = one;
  }
  return asked;
}

/** Whether a percentage is a fraction of one in every period; one that may be a change is small at times. */
function isBelowOne({ unit, sign }: Kpi, { values }: KpiRow): boolean {
  const below = sign === 'either' ? 0.1 : 1;
  const sizes = Object.values(values).map(({ value }) => Math.abs(value));
  return unit === 'percent' && sizes.every((size) => size < below) && sizes.some((size) => size > 0);
}

/** So many equal values, and such a part of all, are no chance. */
const [leastCopied, partCopied] = [5, 0.6];

/** A column that was copied from an earlier one and not filled in. Nought may well stay nought. */
export function kpiColumnsDiffer({ project, calendar }: RoundContext): Finding[] {
  const { kpis, register } = project;
  const period = kpis?.periods.find(({ id }) => id === calendar.id);
  if (!kpis || !period) return [];
  const rows = matchKpis(register, kpis);
  const termly = kpisOf(register).filter(({ regularity }) => regularity === 'Termly');
  const compared = kpis.periods.flatMap((other) => {
    if (other.id >= period.id) return [];
    const pairs = termly.flatMap(({ id }) => {
      const [now, then] = [rows.get(id)?.values[period.id]?.value, rows.get(id)?.values[other.id]?.value];
      return now === undefined || then === undefined || now === 0 ? [] : [now === then];
    });
    return [{ other, all: pairs.length, same: pairs.filter(Boolean).length }];
  });
  const [most] = compared.sort((a, b) => b.same - a.same || (a.other.id < b.other.id ? 1 : -1));
  if (!most || most.same < leastCopied || most.same < partCopied * most.all) return [];
  const { other, all, same } = most;
  if (register.expected?.some((answer) => answer.period === period.id && answer.value === same)) return [];
  const message = `${same} of ${all} values of ${monthName(period.id)} are those of ${monthName(other.id)}: the column may have been copied`;
  return [
    warning('kpi/copied', period.cell, message, {
      help: `write the values of ${monthName(period.id)}; if they are right, add at the top of ${inputFiles.register}: expected: [{ period: ${period.id}, value: ${same}, reason: "why they are the same" }]`,
      note: { message: `the column of ${monthName(other.id)} is here`, where: other.cell },
    }),
  ];
}
