import { inputFiles } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { type ComparedRound, isMore, mainCause, shortName, type Variance } from '../model/variance.ts';
import { list, money } from './house-formats.ts';
import { cellAt, fixed, type Given, workedOut } from './origins.ts';

/** Why the forecast differs from the plan and from the last forecast, in sentences that are made from the figures. */

export const sourcesOf = ({ agreed, now }: Variance) => [...(agreed?.figures ?? []), ...(now?.figures ?? [])];

/** `The main cause of the difference is Independent Special Schools: £2.900m above the plan in 2023/24 and £8.100m above it over all years to 2028/29.` */
export function causeOf(found: ComparedRound): Given {
  const { compared, ofYear, overYears, year, lastYear } = found;
  const parts = [
    { table: ofYear, when: `in ${year}` },
    { table: overYears, when: `over all years to ${lastYear}` },
  ].flatMap(({ table, when }) => {
    const most = table && mainCause(table);
    return most ? [{ most, when, total: table.total.difference ?? 0 }] : [];
  });
  const cells = parts.flatMap(({ most }) => sourcesOf(most));
  const written = (text: string) =>
    workedOut(text, 'the line with the greatest difference', ...cells, {
      field: inputFiles.agreement,
      path: ['plan', 'lines'],
    });
  type Most = (typeof parts)[number]['most'];
  const above = ({ line, difference = 0 }: Most) =>
    `${money(Math.abs(difference))} ${isMore(line, difference) ? 'above' : 'below'}`;
  const nameOf = ({ line }: Most) =>
    line ? shortName(line) : `the balance at the start of ${compared.agreement.financial_years[0]}`;
  const [first, second] = parts;
  if (!first) return written(withoutCause(found));
  const offset = parts.some(({ most, total }) => Math.abs(total) * 2 < Math.abs(most.difference ?? 0))
    ? ' Other lines make up for most of it.'
    : '';
  const name = nameOf(first.most);
  const whole = `${name}: ${above(first.most)} the plan${first.most.line ? ` ${first.when}` : ''}`;
  if (!second) return written(`The main cause of the difference is ${whole}.${offset}`);
  if (second.most.line === first.most.line)
    return written(
      `The main cause of the difference is ${whole}, and ${above(second.most)} it ${second.when}.${offset}`,
    );
  return written(
    `The main cause of the difference ${first.when} is ${name}, ${above(first.most)} the plan; ${second.when} it is ${nameOf(second.most)}, ${above(second.most)} it.${offset}`,
  );
}

function withoutCause({ ofYear, overYears }: ComparedRound): string {
  const all = [ofYear, overYears].flatMap((one) => one ?? []);
  if (all.some(({ rounding }) => rounding?.difference && !rounding.isRounding))
    return 'The difference from the plan is in none of its lines.';
  const isRounded = all.some(({ total }) => total.difference);
  if (all.some(({ lines }) => lines.some(({ difference }) => difference)))
    return `The differences of the lines from the plan make up for each other${isRounded ? ', but for rounding' : ''}.`;
  return isRounded
    ? 'The difference from the plan is by rounding alone.'
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
      : `How the position has moved since the forecast of ${monthName(last.round ?? '')} is not known.`,
    'this forecast less the last',
    cellAt(last.cell),
    ...steps.flatMap(({ total }) => [...(total.now?.figures ?? []), ...(total.last?.figures ?? [])]),
  );
}
