import type { ServerResponse } from 'node:http';

/**
 * What a tab shows, kept up to date: regions of the page, each a list of blocks of HTML. When one changes, only the blocks that differ
 * are sent, so that the others stay where they are, with the place on the screen, the focus and what is selected.
 */
export type Regions = Readonly<Record<string, readonly string[]>>;

/** In the region `region`, `remove` blocks from `from` on are replaced by others. */
export interface Patch {
  region: string;
  from: number;
  remove: number;
  add: readonly string[];
}

/** What turns the one into the other: in each region, all between what is the same at its beginning and at its end. */
export function patchesBetween(before: Regions, after: Regions): Patch[] {
  return Object.entries(after).flatMap(([region, blocks]) => {
    const old = before[region] ?? [];
    let from = 0;
    while (from < blocks.length && from < old.length && blocks[from] === old[from]) from += 1;
    let end = 0;
    const most = Math.min(blocks.length, old.length) - from;
    while (end < most && blocks[blocks.length - 1 - end] === old[old.length - 1 - end]) end += 1;
    const [remove, add] = [old.length - from - end, blocks.slice(from, blocks.length - end)];
    return remove === 0 && add.length === 0 ? [] : [{ region, from, remove, add }];
  });
}

/** A tab that listens. */
export interface Tab {
  path: string;
  response: ServerResponse;
  regions: Regions;
}

/** Sends what has changed for a tab since it was last sent something. A tab that does not take what it gets is not sent more. */
export function update(tab: Tab, regions: Regions, version: number): void {
  const patches = patchesBetween(tab.regions, regions);
  tab.regions = regions;
  if (patches.length > 0) send(tab, 'patch', { version, patches });
}

export function send({ response }: Tab, event: string, data: object): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
