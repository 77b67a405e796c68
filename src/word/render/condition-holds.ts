import { bare } from '../sourced.ts';
import { type Condition, type ConditionName, isCondition, type Operand } from '../template/condition-tags.ts';
import { isThere, type Scope, valueAt } from './scope.ts';

/** Whether a condition on values holds. Its values are known to be of kinds that can be compared. */

type Value = (scope: Scope) => unknown;

const readerOf = (operand: Operand): Value => {
  if (isCondition(operand))
    return operand.condition === 'length' ? lengthIn(operand) : conditionHolds(operand);
  if (typeof operand !== 'object') {
    const literal = plain(operand);
    return () => literal;
  }
  return (scope) => plain(bare(valueAt(scope, operand)));
};

/** Text is the same whichever apostrophe it is typed with, and with or without blanks at its ends. */
const plain = (value: unknown) =>
  typeof value === 'string'
    ? value
        .replace(/[\u2018\u2019]/g, "'")
        .replaceAll('\u00A0', ' ')
        .trim()
    : value;

export const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

function lengthIn({ values: [list] }: Condition): Value {
  return typeof list === 'object' && !isCondition(list) ? (scope) => lengthOf(valueAt(scope, list)) : () => 0;
}

type Compared = string | number;

/** Dates are texts that have the order of time. A value that is not there is neither less nor greater. */
const inOrder =
  (holds: (one: Compared, other: Compared) => boolean) =>
  ([one, other]: readonly unknown[]) =>
    one !== undefined &&
    one !== null &&
    other !== undefined &&
    other !== null &&
    holds(one as Compared, other as Compared);

const tests: Record<Exclude<ConditionName, 'length'>, (values: readonly unknown[]) => boolean> = {
  eq: ([one, other]) => one === other,
  ne: ([one, other]) => one !== other,
  lt: inOrder((one, other) => one < other),
  lte: inOrder((one, other) => one <= other),
  gt: inOrder((one, other) => one > other),
  gte: inOrder((one, other) => one >= other),
  and: (values) => values.every(isThere),
  or: (values) => values.some(isThere),
  not: ([value]) => !isThere(value),
  includes: ([whole, one]) =>
    Array.isArray(whole)
      ? whole.some((entry) => plain(bare(entry)) === one)
      : typeof whole === 'string' && typeof one === 'string' && whole.includes(one),
};

/** Makes a function of a condition, once. */
export function conditionHolds({ condition, values }: Condition): (scope: Scope) => boolean {
  const test = tests[condition as keyof typeof tests];
  const operands = values.map(readerOf);
  return (scope) => test(operands.map((value) => value(scope)));
}
