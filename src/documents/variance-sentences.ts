import { inputFiles } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { type ComparedRound, mainLine, shortName, sumOf, type Variance } from '../model/variance.ts';
import { list, money } from './house-formats.ts';
import { cellAt, fixed, type Given, workedOut } from './origins.ts';
import { missing } from './report-source.ts';

/** Why the forecast differs from the plan and from the last forecast, in sentences that are made from the figures. */

export const sourcesOf = ({ agreed, now }: Variance) => [...(agreed?.figures ?? []), ...(now?.figures ?? [])];

/** `The main cause of the difference is Independent Special Schools: £2.900m above the plan in 2023/24 and £8.100m above it over all years to 2028/29.` */
export function causeOf(found: ComparedRound): Given {
  const { ofYear, overYears, year, lastYear } = found;
  const parts = [
    { table: ofYear, when: `in ${year}` },
    { table: overYears, when: `over all years to ${lastYear}` },
  ].flatMap(({ table, when }) => {
    const most = table && mainLine(table);
    return most ? [{ most, when }] : [];
  });
  const cells = parts.flatMap(({ most }) => sourcesOf(most));
  const written = (text: string) =>
    workedOut(text, 'the line with the greatest difference', ...cells, {
      field: inputFiles.agreement,
      path: ['plan', 'lines'],
    });
  const above = ({ difference = 0 }: Variance) =>
    `${money(Math.abs(difference))} ${difference > 0 ? 'above' : 'below'}`;
  const [first, second] = parts;
  if (!first) return written(withoutCause(found));
  const name = shortName(first.most.line);
  const whole = `${name}: ${above(first.most)} the plan ${first.when}`;
  if (!second) return written(`The main cause of the difference is ${whole}.`);
  if (second.most.line === first.most.line)
    return written(
      `The main cause of the difference is ${whole}, and ${above(second.most)} it ${second.when}.`,
    );
  return written(
    `The main cause of the difference ${first.when} is ${name}, ${above(first.most)} the plan; ${second.when} it is ${shortName(second.most.line)}, ${above(second.most)} it.`,
  );
}

function withoutCause({ ofYear, overYears }: ComparedRound): string {
  const all = [ofYear, overYears].flatMap((one) => one ?? []);
  if (all.some(({ opening }) => opening?.difference))
    return 'The difference lies in the balance at the start.';
  if (all.some(({ total }) => total.difference)) return 'The difference from the plan is by rounding alone.';
  return all.some(({ lines }) => lines.some(({ difference }) => difference))
    ? 'The differences of the lines from the plan make up for each other.'
    : 'The forecast is as in the plan in every line.';
}

/** `Since the forecast of September 2023, the position has worsened by £3.200m for 2023/24 and by £8.350m at the end of 2028/29.` */
export function movementInWords({ compared, ofYear, overYears, year, lastYear }: ComparedRound): Given {
  const { last } = compared;
  if (!last) return fixed('This is the first forecast.');
  const steps = [
    { total: ofYear?.total, when: `for ${year}` },
    { total: overYears?.total, when: `at the end of ${lastYear}` },
  ].flatMap(({ total, when }) =>
    total?.movement === undefined ? [] : [{ total, when, by: total.movement }],
  );
  const verb = (by: number) => (by === 0 ? 'is unchanged' : by > 0 ? 'has worsened' : 'has improved');
  const words = steps.map(({ by, when }, i) => {
    const said = i > 0 && verb(by) === verb(steps[i - 1]?.by ?? 0) ? '' : `${verb(by)} `;
    return `${said}${by === 0 ? '' : `by ${money(Math.abs(by))} `}${when}`;
  });
  return workedOut(
    words.length > 0
      ? `Since the forecast of ${monthName(last.round ?? '')}, the position ${list(words)}.`
      : missing.comparison,
    'this forecast less the last',
    cellAt(last.cell),
    ...steps.flatMap(({ total }) => [...(total.now?.figures ?? []), ...(total.last?.figures ?? [])]),
  );
}

/** How many lines a sentence names before it adds up the rest. */
const named = 4;

/** `In 2023/24 the lines that have moved are Independent Special Schools (up £2.280m) and Inclusion fund (up £0.700m).` */
export function linesMoved(found: ComparedRound | undefined) {
  const words = found && movedLines(found);
  return { has_moved_lines: words !== undefined, moved_lines: words ?? fixed(missing.comparison) };
}

function movedLines(found: ComparedRound): Given | undefined {
  const { compared, ofYear, overYears, year, lastYear } = found;
  const { last } = compared;
  const table = ofYear ?? overYears;
  const moved = (table?.lines ?? [])
    .filter(({ movement }) => movement)
    .sort((a, b) => Math.abs(b.movement ?? 0) - Math.abs(a.movement ?? 0));
  if (!last || !table || moved.length === 0) return undefined;
  const rest = moved.slice(named);
  const step = (value = 0) => `${value > 0 ? 'up' : 'down'} ${money(Math.abs(value))}`;
  const words = moved.slice(0, named).map(({ line, movement }) => `${shortName(line)} (${step(movement)})`);
  const others = sumOf(rest, true).movement ?? 0;
  const when = table === ofYear ? `In ${year}` : `Over all years to ${lastYear}`;
  const all = [
    ...words,
    ...(rest.length > 0 ? [`other lines (${others === 0 ? 'no change together' : step(others)})`] : []),
  ];
  const be = moved.length === 1 ? 'line that has moved is' : 'lines that have moved are';
  return workedOut(
    `${when} the ${be} ${list(all)}.`,
    'this forecast less the last, by line',
    ...moved.flatMap(({ now, last: before }) => [...(now?.figures ?? []), ...(before?.figures ?? [])]),
  );
}
