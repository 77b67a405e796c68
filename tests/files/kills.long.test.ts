import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { sha256 } from '../../src/files/sha256.ts';
import { bytesOf, document, id } from './saver.ts';

/** A run that is killed while it saves. More kills: `KILLS=500 npm test -- tests/output/kills`. */

const kills = Number(process.env.KILLS ?? 25);
let folder = '';
let saver = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Absturz '));
  saver = join(folder, 'saver.mjs');
  const source = join(import.meta.dirname, 'saver.ts');
  await build({ entryPoints: [source], outfile: saver, bundle: true, format: 'esm', platform: 'node' });
});
afterAll(() => rm(folder, { recursive: true }));

const output = () => join(folder, 'output');
const drafts = () => join(output(), id);
const start = (first: number, count: number) =>
  spawn(process.execPath, [saver, output(), String(first), String(count)], { stdio: 'ignore' });

const numbersOf = (names: readonly string[], ending: string) =>
  names
    .filter((name) => name.endsWith(ending))
    .map((name) => Number(/-(\d+)\.\w+$/.exec(name)?.[1]))
    .sort((a, b) => a - b);
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

/** Every draft is whole and has its manifest; only the last manifest may be ahead of its draft. The result is the last draft. */
async function inspect(): Promise<number> {
  const names = await readdir(drafts()).catch(() => []);
  const whole = numbersOf(names, '.docx');
  expect(whole).toEqual(upTo(whole.length));
  for (const number of whole) {
    const bytes = await readFile(join(drafts(), `${document}-${id}-draft-${number}.docx`));
    const manifest = JSON.parse(
      await readFile(join(drafts(), `${document}-${id}-draft-${number}.json`), 'utf8'),
    );
    expect(sha256(bytes)).toBe(sha256(bytesOf(number)));
    expect(manifest).toMatchObject({ draft: number, sha256: sha256(bytes), fingerprint: String(number) });
  }
  const told = numbersOf(names, '.json');
  expect([upTo(whole.length), upTo(whole.length + 1)]).toContainEqual(told);
  return whole.length;
}

test(`${kills} kills: old drafts are whole, and the next run writes the draft with the right number and clears up`, async () => {
  let hits = 0;
  for (let i = 0; i < kills; i++) {
    // A long list of drafts takes long to look through.
    if (i % 10 === 0) await rm(output(), { recursive: true, force: true });
    const before = await inspect();
    const child = start(before + 1, 1000);
    const closed = once(child, 'close');
    const began = () =>
      readdir(output()).then(
        (names) => names.includes('.triannual.lock'),
        () => false,
      );
    while (!(await began())) await pause(2);
    await pause((i * 7.3) % 40);
    child.kill('SIGKILL');
    await closed;
    const last = await inspect();
    expect(last).toBeGreaterThanOrEqual(before);
    const left = (await readdir(output(), { recursive: true })).filter((name) => /\.(tmp|lock)$/.test(name));
    if (left.length > 0) hits++;
    const [status] = await once(start(last + 1, 1), 'close');
    expect(status).toBe(0);
    expect(await inspect()).toBe(last + 1);
    expect(
      (await readdir(output(), { recursive: true })).filter((name) => /\.(tmp|lock)$/.test(name)),
    ).toEqual([]);
  }
  // Else the kills would not have met the saving.
  expect(hits).toBeGreaterThan(kills / 5);
});
