/**
 * Edits (insert, delete, replace, swap of neighbours) that turn one word into another. Row by row over the letters of the
 * first word: `row[j]` is the distance from its letters so far to the first `j` letters of the second.
 */
function distance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + cost);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        best = Math.min(best, at(beforeLast, j - 2) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, to.length);
}

const at = (row: readonly number[], j: number) => row[j] ?? 0;

/**
 * At least so many edits are needed, whatever the order of the letters: each adds, takes away or changes one. It is known at
 * once, where the distance takes as many steps as the words have pairs of letters: most candidates need no more than this.
 */
function leastDistance(counts: ReadonlyMap<string, number>, length: number, to: string): number {
  const left = new Map(counts);
  let common = 0;
  for (const letter of to.split('')) {
    const there = left.get(letter) ?? 0;
    if (there === 0) continue;
    left.set(letter, there - 1);
    common += 1;
  }
  return Math.max(length, to.length) - common;
}

/** The candidate that a person most likely meant; undefined if none is near: within `edits`, or a third of its letters. */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  edits = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  const from = word.toLowerCase();
  const counts = new Map<string, number>();
  for (const letter of from.split('')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let best: string | undefined;
  let least = edits + 0.5;
  for (const candidate of candidates) {
    const to = candidate.toLowerCase();
    if (Math.abs(to.length - from.length) > least) continue;
    if (leastDistance(counts, from.length, to) >= least) continue;
    const d = distance(from, to);
    if (d < least) {
      best = candidate;
      least = d;
    }
  }
  return best;
}

/** `; did you mean "progress"?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  if (
    near ===
    word
      .replace(/\p{Cf}/gu, '')
      .replace(/\u00A0/g, ' ')
      .trim()
  )
    return `; it is "${near}" with a character that cannot be seen: delete it and type it anew`;
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
