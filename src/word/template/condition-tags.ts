import { didYouMean } from '../../diagnostics/nearest.ts';
import { type Path, shorten, type TagError, wrong } from './path.ts';

/** Conditions on values, as subexpressions of Handlebars: `(and (eq rating "Red") (gt (length risks) 3))`. */

/** How many values each takes, least and most. */
const counts = {
  eq: [2, 2],
  ne: [2, 2],
  lt: [2, 2],
  lte: [2, 2],
  gt: [2, 2],
  gte: [2, 2],
  includes: [2, 2],
  and: [2, 20],
  or: [2, 20],
  not: [1, 1],
  length: [1, 1],
} as const;
export type ConditionName = keyof typeof counts;
export const conditionNames = Object.keys(counts).filter((name) => name !== 'length');

/** What chooses: a name, or a condition. `length` counts the entries of a list, for others to compare. */
export interface Condition {
  condition: ConditionName;
  values: Operand[];
  typed: string;
}
export type Literal = string | number | boolean;
export type Operand = Path | Condition | Literal;

export const isCondition = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && 'condition' in value;

/** More than anybody reads in one tag. */
const deepest = 10;

/** The condition that Handlebars has read. `operandOf` reads its values. */
export function conditionOf<Node>(
  { path, params, hash }: { path: object; params: readonly Node[]; hash?: unknown },
  operandOf: (node: Node, depth: number) => Operand | TagError | undefined,
  depth: number,
): Condition | TagError | undefined {
  const name = 'original' in path ? String(path.original) : '';
  if (!Object.hasOwn(counts, name))
    return wrong(
      `there is no condition "${shorten(name)}"${didYouMean(name, conditionNames)}`,
      `the conditions are: ${conditionNames.join(', ')}`,
    );
  if (hash !== undefined || depth > deepest) return undefined;
  const condition = name as ConditionName;
  const [least, most] = counts[condition];
  if (params.length < least || params.length > most) {
    const takes = most === 1 ? 'one value' : least === most ? 'two values' : 'two values or more';
    return wrong(
      `"${condition}" takes ${takes} and has ${params.length} here`,
      `write ${exampleOf(condition)}`,
    );
  }
  const values = params.map((param) => operandOf(param, depth + 1));
  const fault = values.find((value) => typeof value === 'object' && 'kind' in value);
  if (fault) return fault as TagError;
  if (values.includes(undefined)) return undefined;
  return { condition, values: values as Operand[], typed: typedAs(name, values as Operand[]) };
}

const typedAs = (name: string, values: readonly Operand[]) =>
  shorten(
    `(${[name, ...values.map((value) => (typeof value === 'object' ? value.typed : JSON.stringify(value)))].join(' ')})`,
  );

function exampleOf(name: ConditionName): string {
  if (name === 'not') return '(not open)';
  if (name === 'and' || name === 'or') return `(${name} open (eq rating "Red"))`;
  if (name === 'length') return '(gt (length risks) 3)';
  return /^[lg]t/.test(name) ? `(${name} total 0)` : `(${name} rating "Red")`;
}

/** What was meant by a comparison that is typed as in other programs: `rating == "Red"`, `eq rating "Red"`. */
export function meant(inner: string): string {
  const example = 'to compare, write for example {{#if (eq rating "Red")}} or {{#if (gt total 0)}}';
  const as = /^(\w+ \S+) as [\w|]/.exec(inner)?.[1];
  if (as) return `write {{#${as}}}: inside it the names are those of the entry`;
  const counted = /^(if|unless) (\(length [\w./]+\))$/.exec(inner);
  if (counted) return `compare the number: {{#${counted[1]} (gt ${counted[2]} 0)}}`;
  const words = inner.split(' ');
  if (Object.hasOwn(counts, words[1] ?? ''))
    return `put the condition in brackets: {{#${words[0]} (${words.slice(1).join(' ')})}}`;
  return /[=<>]|&&|\|\|/.test(inner) ? example : '';
}
