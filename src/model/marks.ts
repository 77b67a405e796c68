import { type Origin, withItsFigures } from './printed.ts';

/**
 * A mark ties what a document prints to where that comes from: a hidden bookmark that other word processors keep when they save.
 * Its name is a hash of the origin, never a sequence number, so that one value more leaves all other marks as they are.
 */

/** No vowel and no figure: a name makes no word, and is never taken for a telephone number. */
const letters = 'bcdfghjklmnpqrstvwxz';
const length = 6;

/** Whatever the program writes as a mark, and nothing else. */
export const markPattern: RegExp = new RegExp(`^_t[${letters}]{${length}}$`);

/**
 * What is hashed: the field, with the keys that lead to it, or the cell; of what is worked out, its name in the context. Of a text
 * with figures in it, its field.
 */
export function originKey(origin: Origin | undefined, name: string): string {
  const own = origin && 'from' in origin && origin.workedOut === withItsFigures ? origin.from[0] : origin;
  if (own && 'field' in own) return `${own.field}\n${own.path.join('\n')}`;
  return own && 'cell' in own ? own.cell : name;
}

/** @param occurrence of the same origin in a document, `2`; of a paragraph of narrative, with its number in that: `2.5`. */
export function markOf(origin: Origin | undefined, name: string, occurrence: string): string {
  return nameFor(`${originKey(origin, name)}\n${occurrence}`);
}

/** Two hashes of 32 bits, in 6 letters: two documents of a thousand values have none twice in a hundred. */
function nameFor(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x5bd1e995);
    b ^= b >>> 15;
  }
  let rest = (a >>> 0) * 0x200000 + ((b ^ a) >>> 11);
  let name = '_t';
  for (let i = 0; i < length; i++) {
    name += letters[rest % letters.length];
    rest = Math.floor(rest / letters.length);
  }
  return name;
}

/** Names the marks of one document, in the order of printing. A name that the template has already is not given again. */
export function marksOf(
  isTaken: (name: string) => boolean,
): (value: { name: string; origin: unknown }) => (paragraph: number) => string {
  const counts = new Map<string, number>();
  const given = new Set<string>();
  return ({ name, origin }) => {
    const key = originKey(origin as Origin | undefined, name);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return (paragraph) => {
      const of = `${key}\n${count}${paragraph === 0 ? '' : `.${paragraph}`}`;
      let mark = nameFor(of);
      for (let again = 2; given.has(mark) || isTaken(mark); again++) mark = nameFor(`${of} ${again}`);
      given.add(mark);
      return mark;
    };
  };
}
