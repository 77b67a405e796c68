import { escapeForRegExp } from '../diagnostics/characters.ts';
import type { Located } from './locate-entries.ts';
import { plain } from './narrative.ts';
import { type Hunk, hunksBetween } from './splice.ts';

/** What of a paragraph was changed: its values, and the template's wording between them. */

interface ChangedPart {
  /** Undefined of the template's own wording. */
  located: Located | undefined;
  before: string;
  after: string;
}

/** What of a paragraph differs: its values, and the wording between them. */
export function valuesOf(was: string, is: string, located: readonly Located[]): ChangedPart[] {
  const found = byWords(was, is, located);
  return found.every((part) => part.located) ? found : (byWording(was, is, located) ?? found);
}

/** Where all of the wording is as it was, what lies between are the values. */
function byWording(was: string, is: string, located: readonly Located[]): ChangedPart[] | undefined {
  const wording = [0, ...located.map(({ to }) => to)].map((from, i) => was.slice(from, located[i]?.from));
  if (located.length === 0 || wording.slice(1, -1).some((words) => words.trim() === '')) return undefined;
  const pattern = wording.map((words) => escapeForRegExp(words).replace(/[\s\u00A0]+/g, '\\s+'));
  const found = new RegExp(`^${pattern.join('([^]*?)')}$`).exec(is);
  return found
    ? located.flatMap((one, i) => {
        const [before, after] = [was.slice(one.from, one.to), found[i + 1] as string];
        return plain(before) === plain(after) ? [] : [{ located: one, before, after: after.trim() }];
      })
    : undefined;
}

/** Each stretch that differs belongs to the value that it is in, or that it is at the end of. */
function byWords(was: string, is: string, located: readonly Located[]): ChangedPart[] {
  const values = new Map<Located, Hunk[]>();
  const parts: ChangedPart[] = [];
  for (const hunk of hunksBetween(was, is)) {
    const [from, to] = hunk.before;
    const one =
      located.find((value) => value.from <= from && to <= value.to && (from < value.to || to < value.to)) ??
      located.find((value) => value.from <= from && to <= value.to);
    const texts = { before: was.slice(from, to), after: is.slice(...hunk.after) };
    if (one) values.set(one, [...(values.get(one) ?? []), hunk]);
    else if (texts.before.trim() !== '' || texts.after.trim() !== '')
      parts.push({ located: undefined, before: was, after: is });
  }
  for (const [one, hunks] of values) {
    let after = was.slice(one.from, one.to);
    for (const { before, after: put } of hunks.reverse())
      after = after.slice(0, before[0] - one.from) + is.slice(...put) + after.slice(before[1] - one.from);
    parts.push({ located: one, before: was.slice(one.from, one.to), after: after.trim() });
  }
  return parts.filter((part, i) => part.located || parts.findIndex((other) => !other.located) === i);
}
