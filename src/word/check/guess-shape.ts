import { bare } from '../sourced.ts';
import { isGroup, isList } from '../spelling.ts';
import type { Known } from './resolve.ts';

/** The shape of a context that came without one. */
export function shapeOf(value: unknown): Known {
  return withMore('anything', value);
}

/** What is known once another value has been seen: a name is known if any item of a list has it. */
function withMore(known: Known, given: unknown): Known {
  const value = bare(given);
  if (Array.isArray(value)) {
    let item: Known = isList(known) ? known[0] : 'anything';
    for (const one of value) item = withMore(item, one);
    return isList(known) || known === 'anything' ? [item] : known;
  }
  if (typeof value === 'object' && value !== null && !isChart(value) && !isImage(value)) {
    // The groups are this function's own: one grows with all the items of a list.
    const group: Record<string, Known> = isGroup(known) ? known : Object.create(null);
    for (const name of Object.keys(value))
      group[name] = withMore(group[name] ?? 'anything', (value as Record<string, unknown>)[name]);
    return isGroup(known) || known === 'anything' ? group : known;
  }
  return known === 'anything' ? kindOf(value) : known;
}

const isImage = (value: object) => 'bytes' in value && value.bytes instanceof Uint8Array;
const isChart = (value: object) => 'categories' in value && 'series' in value;

function kindOf(value: unknown): Known {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'flag';
  if (typeof value !== 'object' || value === null) return 'anything';
  return isImage(value) ? 'image' : 'chart';
}
