import { longDate } from '../../documents/house-formats.ts';
import { groupBy } from '../../model/group-by.ts';
import { originKey } from '../../model/mark-names.ts';
import type { Origin, Printed } from '../../model/printed-list.ts';
import type { Narrative } from '../../review/narrative.ts';
import { Sourced } from '../../word/sourced.ts';
import { figuresOf, letters, paragraphsIn } from './sentences.ts';
import type { PartOf } from './values-and-sentences.ts';

/** What a document would print now, compared with what a draft of it was filled from. */

export interface Now {
  /** `gone`: nothing comes from there any more. `unknown`: the draft alone says it, or the program. */
  inputs: 'same' | 'changed' | 'gone' | 'unknown';
  /** What would be printed now, where that is a value and no narrative. */
  now?: string;
}

interface Leaf {
  name: string;
  value: unknown;
  origin: Origin;
}

/** The values of a context, each with its place in it. */
export function leavesOf(context: unknown, name: readonly string[] = []): Leaf[] {
  if (context instanceof Sourced)
    return [{ name: name.join('.'), value: context.value, origin: context.origin as Origin }];
  if (typeof context !== 'object' || context === null) return [];
  return Object.entries(context).flatMap(([key, inside]) => leavesOf(inside, [...name, key]));
}

/** @param kept the context that the draft was filled from, as it was kept: without origins. */
export function nowIn(
  leaves: readonly Leaf[],
  kept: unknown,
  narrative: Narrative,
): (one: Printed, part?: PartOf) => Now {
  const byKey = groupBy(leaves, ({ origin, name }) => originKey(origin, name));
  const saidBy = new Map<unknown, string>();
  return ({ name, origin, text }, part) => {
    const was = name
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], kept);
    if (was === undefined || leaves.length === 0 || 'fixed' in origin) return { inputs: 'unknown' };
    const own = byKey.get(originKey(origin, name)) ?? [];
    const leaf = own.find((one) => one.name === name) ?? own.find(({ value }) => value === was) ?? own[0];
    if (!leaf) return { inputs: 'gone' };
    const { value } = leaf;
    if (JSON.stringify(value) === JSON.stringify(was)) return { inputs: 'same' };
    if (typeof value !== 'string' && typeof value !== 'number') return { inputs: 'changed' };
    const now = String(value);
    if (!part) return { inputs: 'changed', now: was === text ? now : inWords(now) };
    if (part.isFigure) return figureNow(part.origin, leaf.origin);
    const said =
      saidBy.get(leaf) ??
      letters(
        paragraphsIn({ text: now, origin }, narrative)
          .map((one) => one.text)
          .join(),
      );
    saidBy.set(leaf, said);
    return [said, letters(now)].some((one) => one.includes(letters(part.words)))
      ? { inputs: 'same' }
      : { inputs: 'changed' };
  };
}

/** A figure of a text, in the text as it would be now. */
function figureNow(origin: Origin, now: Origin): Now {
  const keyOf = (one: Origin) => ('cell' in one ? one.cell : 'from' in one ? one.workedOut : '');
  const own = figuresOf(now).filter((one) => keyOf(one) === keyOf(origin));
  const was = 'as' in origin ? origin.as : undefined;
  if (own.some(({ as }) => as === was)) return { inputs: 'same' };
  const [first] = own;
  return first?.as === undefined ? { inputs: 'gone' } : { inputs: 'changed', now: first.as };
}

const inWords = (value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? longDate(value) : value);
