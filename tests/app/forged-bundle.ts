import { readFile, writeFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';

import { at, bundle, run } from './signed-programme.ts';

/** That `verify` names each file of the evidence that was changed or is gone, of those chosen by their folders. */
export async function tellsForged(isTried: (folders: string[], i: number) => boolean): Promise<void> {
  const parts = await readPackage(await readFile(bundle()));
  const folders = [...parts.keys()].map((name) => name.split('/')[0] ?? '');
  for (const name of [...parts.keys()].filter((_, i) => isTried(folders, i)))
    for (const change of ['changed', 'gone'] as const) {
      const forged = new Map(parts);
      if (change === 'gone') forged.delete(name);
      else forged.set(name, new Part('forged'));
      await writeFile(at('forged.zip'), await writePackage(forged));
      const { status, stdout } = await run('2023-07-01', 'verify', at('forged.zip'), '--json');
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: Array<{ place: { inside: string } }> };
      expect({ name, status }).toEqual({ name, status: 1 });
      if (name !== 'SHA256SUMS') expect(diagnostics.map(({ place }) => place.inside)).toEqual([name]);
    }
}
