/**
 * Which values of a table a public document must not print: counts of people that are small, and others from which a reader could
 * work those out. Values are whole numbers from 0.
 */

/** A value that a document is to print, or the little that is known of it. */
export type Value =
  | { kind: 'count'; value: number; isOfPeople: boolean }
  /** Somebody has hidden it before: it is below a number, or all that is known is that there is one. */
  | { kind: 'below'; limit: number }
  | { kind: 'hidden' }
  /** It is not printed, or blank: a reader knows nothing of it. */
  | { kind: 'unknown' };

/** A total and all of its parts, by the keys of their values. */
export interface Sum {
  total: string;
  parts: readonly string[];
}

/** How a value that is not printed is worded: `{ below: 5 }` as "fewer than 5", `'hidden'` as "Not shown". */
export type Suppressed = { below: number } | 'hidden';

/** What a reader may take a value to be: from `low` to `high`, but not from 1 to below `none`. */
interface Range {
  low: number;
  high: number;
  none: number;
}
type Ranges = ReadonlyMap<string, Range>;

/**
 * Hides counts of people from 1 to below `least`. Where one could be worked out from a total and its parts, it hides the smallest value
 * beside it as well, and so on until no reader can tell any of them for certain, even one who knows this rule.
 */
export function suppress(
  values: ReadonlyMap<string, Value>,
  sums: readonly Sum[],
  least: number,
): Map<string, Suppressed> {
  const hidden = new Map<string, Suppressed>();
  for (const [key, value] of values) {
    if (value.kind === 'below') hidden.set(key, { below: value.limit });
    if (value.kind === 'hidden') hidden.set(key, 'hidden');
    if (value.kind === 'count' && value.isOfPeople && value.value > 0 && value.value < least)
      hidden.set(key, { below: least });
  }
  const secret = [...hidden.keys()];
  const effort = { left: 1_000_000 };
  for (const key of secret) {
    const near = connected(key, sums);
    while (near.length > 0 && isDetermined(key, rangesOf(values, hidden, secret, least), near, effort)) {
      const next = nextToHide(key, values, hidden, near);
      if (next === undefined) break;
      hidden.set(next, 'hidden');
    }
  }
  return hidden;
}

/** The sums in which a value is, and those that share a value with one of them, the nearest first. */
function connected(key: string, sums: readonly Sum[]): Sum[] {
  const keys = new Set([key]);
  const found = new Set<Sum>();
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const sum of sums) {
      const all = [sum.total, ...sum.parts];
      if (found.has(sum) || !all.some((one) => keys.has(one))) continue;
      found.add(sum);
    }
    for (const { total, parts } of found) for (const one of [total, ...parts]) keys.add(one);
  }
  return [...found];
}

/** The smallest printed value of the nearest sum, nought last; where none is printed, one that is said to be below a number. */
function nextToHide(
  key: string,
  values: ReadonlyMap<string, Value>,
  hidden: ReadonlyMap<string, Suppressed>,
  sums: readonly Sum[],
): string | undefined {
  const size = (one: string) => {
    const value = values.get(one);
    return value?.kind === 'count' && !hidden.has(one) ? value.value || Number.MAX_VALUE : undefined;
  };
  for (const { total, parts } of sums) {
    const printed = [...parts, total].filter((one) => size(one) !== undefined);
    printed.sort((a, b) => (size(a) as number) - (size(b) as number));
    if (printed[0] !== undefined) return printed[0];
  }
  const all = sums.flatMap(({ total, parts }) => [total, ...parts]);
  const vague = (one: string) => hidden.has(one) && hidden.get(one) !== 'hidden';
  return all.find((one) => one !== key && vague(one)) ?? all.find(vague);
}

function rangesOf(
  values: ReadonlyMap<string, Value>,
  hidden: ReadonlyMap<string, Suppressed>,
  secret: readonly string[],
  least: number,
): Map<string, Range> {
  return new Map(
    [...values].map(([key, value]): [string, Range] => {
      const how = hidden.get(key);
      const all = { low: 0, high: Number.POSITIVE_INFINITY, none: 0 };
      if (how !== undefined && how !== 'hidden') return [key, { low: 1, high: how.below - 1, none: 0 }];
      // Hidden for another's sake: had it been small, it would say so.
      if (how === 'hidden' && value.kind === 'count' && value.isOfPeople && !secret.includes(key))
        return [key, { ...all, none: least }];
      return [key, value.kind === 'count' && !how ? { low: value.value, high: value.value, none: 0 } : all];
    }),
  );
}

/** How many parts of sums may still be looked at. Beyond it nothing is known to be safe, by which more is hidden and not less. */
interface Effort {
  left: number;
}

/** Whether a reader can tell a value: in all tables that fit what is printed, it is the same. */
function isDetermined(key: string, ranges: Ranges, sums: readonly Sum[], effort: Effort): boolean {
  const used = new Set(sums.flatMap(({ total, parts }) => [total, ...parts]));
  const narrowed = narrow(new Map([...ranges].filter(([one]) => used.has(one))), sums, effort);
  const range = narrowed?.get(key);
  if (!narrowed || !range) return true;
  let fitting = 0;
  for (let value = range.low; value <= range.high && effort.left > 0; value++) {
    if (value > 0 && value < range.none) continue;
    const fixed = new Map(narrowed).set(key, { low: value, high: value, none: 0 });
    if (hasSolution(fixed, sums, effort)) fitting++;
    if (fitting === 2) return false;
  }
  return true;
}

/** Whether some table fits. */
function hasSolution(ranges: Ranges, sums: readonly Sum[], effort: Effort): boolean {
  const narrowed = narrow(ranges, sums, effort);
  if (!narrowed) return false;
  const used = sums.flatMap(({ total, parts }) => [total, ...parts]);
  let open: [string, Range] | undefined;
  for (const key of used) {
    const range = narrowed.get(key);
    if (!range || range.low === range.high) continue;
    if (!open || range.high - range.low < open[1].high - open[1].low) open = [key, range];
  }
  if (!open) return true;
  const [key, { low, high, none }] = open;
  for (let value = low; value <= high && effort.left > 0; value++) {
    if (value > 0 && value < none) continue;
    if (hasSolution(new Map(narrowed).set(key, { low: value, high: value, none: 0 }), sums, effort))
      return true;
  }
  return false;
}

/** The ranges without what no sum allows, or undefined if one of them has nothing left or the effort is spent. */
function narrow(ranges: Ranges, sums: readonly Sum[], effort: Effort): Map<string, Range> | undefined {
  const result = new Map(ranges);
  const range = (key: string) => result.get(key) as Range;
  let changed = true;
  /** Whether something is left of a range that is at least `low` and at most `high`. */
  const limit = (key: string, low: number, high: number) => {
    const old = range(key);
    const now = { low: Math.max(low, old.low), high: Math.min(high, old.high), none: old.none };
    if (now.low > 0 && now.low < now.none) now.low = now.none;
    if (now.high > 0 && now.high < now.none) now.high = 0;
    if (now.low !== old.low || now.high !== old.high) changed = true;
    result.set(key, now);
    return now.low <= now.high;
  };
  for (let rounds = 0; changed && rounds < 100; rounds++) {
    changed = false;
    for (const { total, parts } of sums) {
      effort.left -= parts.length + 1;
      if (effort.left <= 0) return undefined;
      const { low, highWithout } = boundsOf(parts.map(range));
      if (!limit(total, low, highWithout())) return undefined;
      const whole = range(total);
      for (const part of parts) {
        // A part is the total less all other parts: the least when those are the most, and the other way round.
        const own = range(part);
        if (!limit(part, whole.low - highWithout(own), whole.high - (low - own.low))) return undefined;
      }
    }
  }
  return result;
}

/** The least and the most that parts add up to; the most without one of them too, which is endless if another part is. */
function boundsOf(parts: readonly Range[]) {
  const ends = parts.filter(({ high }) => Number.isFinite(high));
  const [low, high, endless] = [
    parts.reduce((sum, part) => sum + part.low, 0),
    ends.reduce((sum, part) => sum + part.high, 0),
    parts.length - ends.length,
  ];
  const highWithout = (part: Range = { low: 0, high: 0, none: 0 }) => {
    if (Number.isFinite(part.high)) return endless > 0 ? Number.POSITIVE_INFINITY : high - part.high;
    return endless > 1 ? Number.POSITIVE_INFINITY : high;
  };
  return { low, highWithout };
}
