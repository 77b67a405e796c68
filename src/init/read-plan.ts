import { type PlanRole, planRole } from '../model/agreement.ts';
import type { FinancialYear } from '../model/field-types.ts';
import { lineKey } from '../model/figure.ts';
import type { Answered } from './guess.ts';
import { idsFor } from './one-line.ts';
import { type Flips, type PlanLineRead, signsOf } from './plan-signs.ts';
import type { OwnLine, OwnTable } from './plan-table.ts';

/** The council's plan in our units and signs: £m, income and contributions negative, spending and deficits positive. */

export interface TableRead {
  kind: OwnTable['kind'];
  round: string | undefined;
  /** By the id of the line. */
  rows: ReadonlyMap<string, { values: Record<FinancialYear, number>; from: string }>;
}

export interface PlanRead {
  years: FinancialYear[];
  lines: PlanLineRead[];
  tables: TableRead[];
  left: string[];
  /** Lines whose names say the other sign now. */
  renamed: string[];
  /** Whether in-year positions are the sums of their lines. */
  addsUp: boolean;
}

/** "Surplus / (deficit)" is "Deficit / (surplus)" once deficits are positive: a name that says the other sign would mislead. */
function turnedName({ name, role }: PlanLineRead): string {
  if (!/^(?:in-year|cumulative|unmitigated|mitigated)/.test(role) || !/surplus/i.test(name)) return name;
  const others: Record<string, string> = { surplus: 'deficit', deficit: 'surplus' };
  return name.replace(/surplus|deficit/gi, (word) => {
    const other = others[word.toLowerCase()] as string;
    if (word === word.toUpperCase()) return other.toUpperCase();
    return /^[SD]/.test(word) ? `${other.slice(0, 1).toUpperCase()}${other.slice(1)}` : other;
  });
}

/** Lines that say nothing of their own: last year's balance again, a part of a total. */
const leftOut = 'left out';
const rolesOfOneLine = new Set<PlanRole>(
  planRole.options.filter((role) => role !== 'income' && role !== 'spend'),
);

/** What a line is, by its name. */
export function roleInName(name: string): PlanRole | typeof leftOut {
  const is = (pattern: RegExp) => pattern.test(name);
  if (is(/brought forward|\bb\/?f(?:wd)?\b|opening/i)) return leftOut;
  if (is(/unmitigated|without (?:the )?(?:mitigation|recovery)|do nothing/i)) return 'unmitigated';
  if (is(/\bmitigated|with (?:the )?(?:mitigation|recovery plan)/i)) return 'mitigated';
  if (
    is(/contribution|safety valve (?:funding|payment|income)|dfe (?:funding|payment)/i) &&
    !is(/balance|cumulative|deficit (?:before|after)/i)
  )
    return is(/council|\bLA\b|local authority|county|borough|city|reserve|general fund|corporate/i)
      ? 'council-contribution'
      : 'dfe-contribution';
  if (is(/cumulative|carried forward|\bc\/?f(?:wd)?\b|closing|(?:deficit|surplus|balance) at (?:year|31)/i))
    return is(/before|without|excluding|\bex\b/i) ? 'cumulative-before' : 'cumulative-after';
  if (
    is(/in[- ]?year/i) ||
    is(
      /^(?:net )?(?:position|deficit|surplus|overspend|variance|\(?surplus\)?\s*\/\s*\(?deficit\)?|deficit\s*\/\s*\(?surplus\)?)\b/i,
    )
  )
    return 'in-year';
  const isIncome = is(
    /income|\bgrant\b|\bfunding\b|allocation|block transfer|transfer from|\bDSG\b|resources/i,
  );
  const isTotal = is(/\btotal\b/i);
  if (isTotal && isIncome && !is(/spend|expenditure|cost/i)) return 'income-total';
  if (isTotal) return 'spend-total';
  return isIncome && !is(/top[- ]?up|inclusion fund|spend|expenditure|cost|support/i) ? 'income' : 'spend';
}

/** Lines and tables of the plan; without a table of the plan there are neither. */
export function readPlan(
  tables: readonly OwnTable[],
  ask: Answered,
  given: readonly FinancialYear[] | undefined,
): PlanRead | undefined {
  const plan = tables.find(({ kind }) => kind === 'plan') ?? tables[0];
  if (!plan) return undefined;
  const left: string[] = [];
  const years = [...(given ?? consecutive(plan.years))];
  const own = withOwnNames(plan.lines, left);
  const ids = idsFor(
    own.map(({ name }) => name),
    'line',
  );
  const lines = linesIn(own, ids, ask, left);
  const times = scaleOf(plan, ask);
  const reasons = tables.map((table, i) =>
    table === plan ? undefined : whyLeftOut(table, tables.slice(0, i)),
  );
  left.push(...reasons.flatMap((reason) => reason ?? []));
  const kept = tables.filter((_, i) => reasons[i] === undefined);
  const scaled = kept.map((table) => ({
    ...table,
    lines: withOwnNames(table.lines, []).map((line) => scaledLine(line, times)),
  }));
  const flips = signsOf({ lines, own: scaled[kept.indexOf(plan)]?.lines ?? [], at: plan.from, years }, ask);
  const named = lines.map((line) => ({ line, name: flips.balances ? turnedName(line) : line.name }));
  return {
    years,
    lines: named.map(({ line, name }) => ({ ...line, name })),
    renamed: named
      .filter(({ line, name }) => line.name !== name)
      .map(({ line, name }) => `"${line.name}" is "${name}"`),
    left,
    addsUp: flips.addUp,
    tables: scaled.map((table, i) => ({
      kind: kept[i] === plan ? 'plan' : 'forecast',
      round: kept[i] === plan ? undefined : table.round,
      rows: rowsOf(table.lines, lines, flips, years),
    })),
  };
}

/** Years from the first on without a gap: twelve at most. */
function consecutive(years: readonly FinancialYear[]): FinancialYear[] {
  const sorted = [...new Set(years)].sort();
  const gap = sorted.findIndex(
    (year, i) => i > 0 && Number(year.slice(0, 4)) !== Number(sorted[i - 1]?.slice(0, 4)) + 1,
  );
  return sorted.slice(0, Math.min(gap < 0 ? 12 : gap, 12));
}

/** Lines with names that no other has: "Other" below two headings gets them beside it. */
function withOwnNames(lines: readonly OwnLine[], left: string[]): OwnLine[] {
  const taken = new Set<string>();
  return lines.flatMap((line) => {
    const isTwice = lines.some(
      (other) => other !== line && lineKey(other.name) === lineKey(line.name) && other.under !== line.under,
    );
    const name =
      isTwice && taken.has(lineKey(line.name)) && line.under !== ''
        ? `${line.under}: ${line.name}`
        : line.name;
    if (taken.has(lineKey(name))) {
      left.push(`${line.from}: the line "${line.name}" is there a second time; the first is used`);
      return [];
    }
    taken.add(lineKey(name));
    return [{ ...line, name }];
  });
}

function linesIn(
  named: readonly OwnLine[],
  ids: readonly string[],
  ask: Answered,
  left: string[],
): PlanLineRead[] {
  const taken = new Set<PlanRole>();
  const inNames = named.map(({ name }) => roleInName(name));
  const spending = [inNames.indexOf('spend'), inNames.indexOf('spend-total')] as const;
  return named.flatMap(({ name, from }, i) => {
    const id = ids[i] as string;
    const inName = inNames[i] as (typeof inNames)[number];
    const isContribution = inName.endsWith('-contribution');
    const isSpent = isContribution && spending[0] >= 0 && i > spending[0] && i < spending[1];
    // What the council pays may be named by its own short form.
    const isOfCouncil =
      inName === 'dfe-contribution' && taken.has(inName) && !taken.has('council-contribution');
    const guess = isSpent ? 'spend' : isOfCouncil ? 'council-contribution' : inName;
    const isSecond = guess !== leftOut && rolesOfOneLine.has(guess) && taken.has(guess);
    const role = ask({
      id: `plan.${id}.role`,
      cell: from,
      found: `what the line "${name}" is`,
      taken: isSecond ? leftOut : guess,
      choices: [...planRole.options, leftOut],
      sure: !isSecond && guess === inName && guess !== leftOut && guess !== 'spend',
    });
    if (role === leftOut || (rolesOfOneLine.has(role) && taken.has(role))) {
      left.push(`${from}: the line "${name}" is left out of the plan`);
      return [];
    }
    taken.add(role);
    return [{ id, name, role }];
  });
}

/** Why a table beside the plan is not used; undefined if it is. */
function whyLeftOut({ kind, round, from }: OwnTable, before: readonly OwnTable[]): string | undefined {
  if (kind === 'plan')
    return `${from}: a second table without the word forecast; the first is taken for the plan`;
  if (!round)
    return `${from}: a forecast whose title names no month; write for example "Forecast June 2024" above it`;
  if (before.some((one) => one.round === round))
    return `${from}: a second forecast of ${round}; the first is used`;
  return undefined;
}

const unitNames = { '£m': 1, '£000': 1e-3, '£': 1e-6 } as const;

/** By what figures are multiplied to be in £m: as titles say, or else guessed from the largest figure. */
function scaleOf(plan: OwnTable, ask: Answered): number {
  const words = plan.titles.join(' ');
  const largest = Math.max(...plan.lines.flatMap(({ values }) => Object.values(values).map(Math.abs)));
  const told =
    /£ ?(?:m\b|million)/i.test(words) || plan.mark === 'm'
      ? '£m'
      : /£ ?['\u2019]?000|£ ?k\b|thousand/i.test(words) || plan.mark === 'k'
        ? '£000'
        : undefined;
  const taken = told ?? (largest >= 2e6 ? '£' : largest >= 3000 ? '£000' : '£m');
  const unit = ask({
    id: 'plan.unit',
    cell: plan.from,
    found: `figures of the plan, up to ${largest.toLocaleString('en-GB')}, are in ${taken}`,
    taken,
    choices: ['£m', '£000', '£'],
    sure: told !== undefined,
  });
  return unitNames[unit];
}

const scaledLine = (line: OwnLine, times: number): OwnLine => ({
  ...line,
  values: Object.fromEntries(
    Object.entries(line.values).map(([year, value]) => [year, Number((value * times).toFixed(9))]),
  ),
});

function rowsOf(
  own: readonly OwnLine[],
  lines: readonly PlanLineRead[],
  flips: Flips,
  years: readonly FinancialYear[],
): TableRead['rows'] {
  const flipped = ({ role }: PlanLineRead) => {
    if (role === 'income' || role === 'income-total') return flips.income;
    if (role === 'spend' || role === 'spend-total') return flips.spend;
    return role.endsWith('-contribution') ? flips.contributions : flips.balances;
  };
  return new Map(
    lines.flatMap((line) => {
      const found = own.find(({ name }) => lineKey(name) === lineKey(line.name));
      if (!found) return [];
      const signed = Object.entries(found.values)
        .filter(([year]) => years.includes(year))
        .map(([year, value]): [FinancialYear, number] => [year, flipped(line) ? -value + 0 : value]);
      return [[line.id, { values: Object.fromEntries(signed), from: found.from }] as const];
    }),
  );
}

/** The plan where only its lines are known: no figures. */
export function typedPlan(
  typed: ReadonlyArray<{ name: string; role?: PlanRole | undefined }>,
  years: readonly FinancialYear[],
  ask: Answered,
): PlanRead {
  const own = typed.map(({ name }, i): OwnLine => ({ name, under: '', from: `line ${i + 1}`, values: {} }));
  const left: string[] = [];
  const named = withOwnNames(own, left);
  const ids = idsFor(
    named.map(({ name }) => name),
    'line',
  );
  const given = new Map(typed.map(({ name, role }) => [lineKey(name), role]));
  const asking: Answered = (guess) => {
    const index = ids.indexOf(guess.id.slice('plan.'.length, -'.role'.length));
    const role = given.get(lineKey(named[index]?.name ?? ''));
    const said = guess.choices.find((choice) => choice === role);
    return ask(said ? { ...guess, taken: said, sure: true } : guess);
  };
  return {
    years: [...years],
    lines: linesIn(named, ids, asking, left),
    tables: [],
    left,
    renamed: [],
    addsUp: false,
  };
}
