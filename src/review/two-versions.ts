import { hunksBetween } from './splice.ts';

/** Two people's versions of one text as one text. */

/** Both changes made to what was there; undefined where they change the same words, or put something into the same place. */
export function withBoth(was: string, one: string, other: string): string | undefined {
  const changes = [
    ...hunksBetween(was, one).map((hunk) => ({ hunk, put: one.slice(...hunk.after) })),
    ...hunksBetween(was, other).map((hunk) => ({ hunk, put: other.slice(...hunk.after) })),
  ].sort((a, b) => a.hunk.before[0] - b.hunk.before[0] || a.hunk.before[1] - b.hunk.before[1]);
  let text = '';
  let at = 0;
  let last: (typeof changes)[number] | undefined;
  for (const change of changes) {
    const [from, to] = change.hunk.before;
    const isSame = last && last.put === change.put && String(last.hunk.before) === String(change.hunk.before);
    if (isSame) continue;
    // What is put in beside words that somebody else changed may belong before or behind them.
    const isInsertion = from === to || last?.hunk.before[0] === last?.hunk.before[1];
    if (last && (from < at || (from === at && isInsertion))) return undefined;
    text += was.slice(at, from) + change.put;
    at = to;
    last = change;
  }
  return text + was.slice(at);
}
