import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { diceOf } from '../fuzz/dice.ts';
import { kinds, prepare } from '../fuzz/kinds.ts';

/**
 * `check` finds all that `build` would refuse: both are run over files that were broken at random. More of them:
 * `npm run fuzz`.
 */

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual rehearse '));
  await prepare(root, folder);
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(root);
  await rm(folder, { recursive: true });
});

const seeds = Array.from({ length: 3 }, (_, i) => i + 1);
const broken = ['yaml', 'template'].flatMap((kind) => seeds.map((seed) => [kind, seed] as const));

test.each(broken)('%s:%i', async (kind, seed) => {
  expect(await kinds[kind]?.kind(diceOf(seed), folder)).toBeUndefined();
});
