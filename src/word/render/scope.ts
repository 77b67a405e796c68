import { bare } from '../sourced.ts';
import type { Path } from '../template/path.ts';

/** Where names are looked up: one for the context, and one more inside each turn of `each` and inside `with`. */
export interface Scope {
  value: unknown;
  outer: Scope | undefined;
  /** How the scope around it names this one: the path of the block, and in a loop the number of the entry. */
  names: readonly string[];
  up: number;
  entry: number | undefined;
  /** Its place in the context, once that has been asked for. */
  path?: string;
  /** The turn of a loop that this scope lies in. */
  turn: Turn | undefined;
}

interface Turn {
  /** Turns are counted over all loops of a document. */
  id: number;
  /** What `@index` and its like say: the entry counted from 0 and from 1, and whether it is the first or last. */
  index: number;
  number: number;
  first: boolean;
  last: boolean;
  outer: Turn | undefined;
}

/** A value by its path. Only what the context itself has is found, never what objects inherit. */
export function valueAt(scope: Scope, { up, names, data }: Path): unknown {
  if (data) {
    let turn = scope.turn;
    for (let i = 0; i < up; i++) turn = turn?.outer;
    return turn?.[names[0] as 'first' | 'last' | 'index' | 'number'];
  }
  let from: Scope | undefined = scope;
  for (let i = 0; i < up; i++) from = from?.outer;
  let value = from?.value;
  for (const name of names) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** The place of a value in the context: `conditions.3.rating`. */
export function nameOf(scope: Scope, { up, names }: { up: number; names: readonly string[] }): string {
  let from = scope;
  for (let i = 0; i < up && from.outer; i++) from = from.outer;
  const own = names.length === 1 ? (names[0] as string) : names.join('.');
  if (!from.outer) return own;
  from.path ??= `${nameOf(from.outer, from)}${from.entry === undefined ? '' : `.${from.entry}`}`;
  return own === '' ? from.path : `${from.path}.${own}`;
}

/** An empty list is no list; of numbers, only zero is none. */
export function isThere(given: unknown): boolean {
  const value = bare(given);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
