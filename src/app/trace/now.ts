import { longDate } from '../../documents/formats.ts';
import { originKey } from '../../model/marks.ts';
import type { Origin, Printed } from '../../model/printed.ts';
import { Sourced } from '../../word/sourced.ts';

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

const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** @param kept the context that the draft was filled from, as it was kept: without origins. */
export function nowIn(leaves: readonly Leaf[], kept: unknown): (one: Printed, paragraph?: string) => Now {
  const byKey = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const key = originKey(leaf.origin, leaf.name);
    byKey.set(key, [...(byKey.get(key) ?? []), leaf]);
  }
  return ({ name, origin, text }, paragraph) => {
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
    if (paragraph === undefined) return { inputs: 'changed', now: was === text ? now : inWords(now) };
    return letters(now).includes(letters(paragraph)) ? { inputs: 'same' } : { inputs: 'changed' };
  };
}

const inWords = (value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? longDate(value) : value);
