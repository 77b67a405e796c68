import type * as z from 'zod';
import { flatten, plainPath, valueAt } from './schema-issues.ts';

/** What is left of a file without what is wrong in it. */

type ZodIssue = z.core.$ZodIssue;

/**
 * The value without what the issues point at, and which items of lists are gone. In a list the whole item goes, of the innermost
 * list, so that what is left makes sense; of a schema marked `whole`, on whose every part other files rest, the whole list or
 * group goes, and of one marked `whole: 'file'` all of it.
 */
export function prune(
  value: unknown,
  issues: readonly ZodIssue[],
  schema: z.ZodType,
): { rest: unknown; gone: Array<Array<string | number>> } {
  const { whole: isWhole } = schema.meta() ?? {};
  if (isWhole === 'file' && issues.some(({ code }) => code !== 'unrecognized_keys'))
    return { rest: undefined, gone: [] };
  const copy = structuredClone(value);
  const cuts = flatten(issues, value).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...issue.path, key]);
    const inList = issue.path.findLastIndex((part) => typeof part === 'number');
    return [isWhole ? issue.path.slice(0, 1) : inList >= 0 ? issue.path.slice(0, inList + 1) : issue.path];
  });
  const holders = cuts.map((cut) => ({ holder: valueAt(copy, cut.slice(0, -1)), cut, key: cut.at(-1) }));
  for (const { holder, key } of holders) {
    if (key === undefined) continue;
    if (Array.isArray(holder)) holder[Number(key)] = undefined;
    else if (typeof holder === 'object' && holder !== null)
      delete (holder as Record<PropertyKey, unknown>)[key];
  }
  const items = holders.flatMap(({ holder, cut }) => (Array.isArray(holder) ? [plainPath(cut)] : []));
  return { rest: withoutHoles(copy), gone: items };
}

function withoutHoles(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(withoutHoles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, withoutHoles(inside)]));
}
