import type { ServerResponse } from 'node:http';
import { diffArrays } from 'diff';

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

/**
 * What turns the one into the other, made one after the other: in each region each run of blocks that differs, so that a line of the
 * contents and a paragraph far below it do not take all between them along.
 */
export function patchesBetween(before: Regions, after: Regions): Patch[] {
  return Object.entries(after).flatMap(([region, blocks]) => {
    const patches: Patch[] = [];
    let patch: Patch | undefined;
    let at = 0;
    for (const { added, removed, count, value } of diffArrays([...(before[region] ?? [])], [...blocks])) {
      if (!added && !removed) {
        patch = undefined;
        at += count;
        continue;
      }
      if (patch === undefined) {
        patch = { region, from: at, remove: 0, add: [] };
        patches.push(patch);
      }
      if (removed) patch.remove += count;
      else {
        patch.add = [...patch.add, ...value];
        at += count;
      }
    }
    return patches;
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
