import { escapeForRegExp } from '../../diagnostics/characters.ts';
import { referencesIn, replaceReferences } from '../../model/figure-reference.ts';

/** References to figures: a form prints the figures, and an answer that still has one keeps its reference. */

type Pair = readonly [printed: string, typed: string];

const escaped = (text: string) => escapeForRegExp(text).replace(/\s+/g, '\\s+');

/** Each reference of a text with what the form printed in its place; none if the form had other words around them. */
function pairsIn(typed: unknown, printed: unknown): Pair[] {
  if (typeof typed === 'string' && typeof printed === 'string') {
    const references = referencesIn(typed);
    if (references.length === 0) return [];
    const around = replaceReferences(typed.trim(), () => '\0').split('\0');
    const found = new RegExp(`^${around.map(escaped).join('(.+?)')}$`, 's').exec(printed.trim()) ?? [];
    return references.flatMap((one, i): Pair[] => {
      const words = found[i + 1];
      return words === undefined ? [] : [[words, one.typed]];
    });
  }
  if (typeof typed !== 'object' || typed === null) return [];
  return Object.entries(typed).flatMap(([key, one]) =>
    pairsIn(one, (printed as Record<string, unknown> | null | undefined)?.[key]),
  );
}

/** An answer with the references of what was there before, where it says the same figure, once. */
export function withReferences<Value>(answer: Value, before: unknown, sent: unknown): Value {
  const pairs = pairsIn(before, sent);
  const restore = (value: unknown): unknown => {
    if (typeof value === 'string')
      return pairs.reduce(
        (text, [printed, typed]) =>
          text.split(printed).length === 2 ? text.replace(printed, () => typed) : text,
        value,
      );
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(restore);
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, restore(inside)]));
  };
  return pairs.length === 0 ? answer : (restore(answer) as Value);
}
