import { type Origin, withItsFigures } from './printed-list.ts';

/**
 * A mark ties what a document prints to where that comes from: a hidden bookmark that other word processors keep when they save.
 * Its name is a hash of the origin, never a sequence number, so that one value more leaves all other marks as they are.
 */

/** No vowel and no figure, as `isMark` knows them. Ten are fewer bytes than all: names are most of what marks cost. */
const letters = 'bcdhklnrst';

/**
 * What is hashed: the field, with the keys that lead to it, or the cell; of what is worked out, its name in the context. Of a text
 * with figures in it, its field.
 */
export function originKey(origin: Origin | undefined, name: string): string {
  const own = origin && 'from' in origin && origin.workedOut === withItsFigures ? origin.from[0] : origin;
  if (own && 'field' in own) return `${own.field}\n${own.path.join('\n')}`;
  return own && 'cell' in own ? own.cell : name;
}

/**
 * What lies together has a beginning in common, of two letters, which a document holds in fewer bytes: the cells of a row, the fields
 * of an entry. Where two of a document have the same name all the same, the second gets another.
 */
function nameFor(key: string, occurrence: string): string {
  const cell = key.lastIndexOf('!') + 1;
  const group =
    cell > 0 ? key.slice(0, cell) + key.slice(cell).replace(/^[A-Z]+/, '') : key.slice(0, lastOf(key));
  return `_t${inLetters(hashOf(group), 2)}${inLetters(hashOf(`${key}\n${occurrence}`), 4)}`;
}

const lastOf = (key: string) => Math.max(0, key.lastIndexOf('\n'), key.lastIndexOf('.'));

/** FNV-1a, and the end of MurmurHash 3, so that a letter more changes all of it. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function inLetters(hash: number, count: number): string {
  let [rest, name] = [hash, ''];
  for (let i = 0; i < count; i++) {
    name += letters[rest % 10];
    rest = (rest / 10) >>> 0;
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
      const of = paragraph === 0 ? String(count) : `${count}.${paragraph}`;
      let mark = nameFor(key, of);
      for (let again = 2; given.has(mark) || isTaken(mark); again++) mark = nameFor(key, `${of} ${again}`);
      given.add(mark);
      return mark;
    };
  };
}
