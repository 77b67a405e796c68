import type { Unique } from '../template/instructions.ts';
import type { Scope } from './scope.ts';

/** Numbers and names that a document has once: in each turn of a loop others, and in the first those of the template. */
export class Numbers {
  readonly #used: () => ReadonlySet<string | number>;
  readonly #given = new Map<string, string>();
  #last = 0;
  /** Names are counted each by itself, so that one thing more does not rename the others. */
  readonly #lastOf = new Map<string, number>();
  /** Without capitals, which Word takes for the same. */
  readonly #names = new Set<string>();

  /** @param used those that the template has. */
  constructor(used: () => ReadonlySet<string | number>) {
    this.#used = used;
  }

  /** A number for something new. */
  fresh(): string {
    do this.#last += 1;
    while (this.#used().has(this.#last));
    return String(this.#last);
  }

  /** The number, or the name with a number, of what a key means. */
  of(key: string, name?: string): string {
    const own = this.#given.get(key) ?? (name === undefined ? this.fresh() : this.#another(name));
    this.#given.set(key, own);
    return own;
  }

  #another(name: string): string {
    const count = (this.#lastOf.get(name) ?? 1) + 1;
    this.#lastOf.set(name, count);
    // Word cuts names of bookmarks at 40 characters.
    const own = `${name.slice(0, 40 - String(count).length - 1)}_${count}`;
    const plain = own.toLowerCase();
    if (this.#used().has(plain) || this.#names.has(plain)) return this.#another(name);
    this.#names.add(plain);
    return own;
  }
}

/**
 * The number or name of a thing in the turn that it is of. What is in the first turn of all loops keeps that of the template, so
 * that references from outside lead there; those from a loop round it lead to the first turn inside theirs.
 */
export function numberOf({ what, was, key, up }: Unique, { turn: here }: Scope, numbers: Numbers): string {
  let turn = here;
  for (let i = 0; i < up; i++) turn = turn?.outer;
  while (turn?.first) turn = turn.outer;
  if (!turn && was !== '') return was;
  // A bookmark is in one place: its turn is known by its numbers, from a loop over the same list too.
  const id = key.startsWith('name ') ? turnsOf(turn) : (turn?.id ?? 0);
  return numbers.of(`${what} ${id} ${key}`, what === 'name' ? was : undefined);
}

const turnsOf = (turn: Scope['turn']): string => (turn ? `${turnsOf(turn.outer)}.${turn.index}` : '');
