import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { copyFolder } from '../copy-folder.ts';
import { type Installed, installProgram } from '../program.ts';

/** The lock as processes take it, wait for it, and die with it. */

const root = join(import.meta.dirname, '..', '..');
let program: Installed;
beforeAll(async () => {
  program = await installProgram('Über locks ');
  copyFolder(join(root, 'inputs'), join(program.folder, 'inputs'));
});
afterAll(() => program.remove());
beforeEach(() => rm(join(program.folder, 'output'), { recursive: true, force: true }));

const folders = () => [
  '--inputs',
  join(program.folder, 'inputs'),
  '--output',
  join(program.folder, 'output'),
];
const common = () => [...folders(), '--templates', join(root, 'templates'), '--today', '2023-06-01'];
const lock = () => join(program.folder, 'output', '.triannual.lock');

const start = (...args: string[]) => spawn(process.execPath, [program.bin, ...args, ...common()]);
async function ended(child: ChildProcess) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
  const [status] = await once(child, 'close');
  return { status, output };
}
async function untilLocked() {
  const there = () => readFile(lock(), 'utf8').catch(() => '');
  while (!(await there())) await pause(5);
}

test('of two runs at once the second exits with 75, and the first writes its draft', async () => {
  const first = ended(start('build', '2023-06'));
  await untilLocked();
  const second = await ended(start('build', '2023-06'));
  expect(second).toMatchObject({ status: 75, output: expect.stringContaining('`build 2023-06') });
  expect(await first).toMatchObject({ status: 0 });
  expect(await readdir(join(program.folder, 'output', '2023-06'))).toHaveLength(9);
});

// Windows has no signals that another process could send.
const testSignals = process.platform === 'win32' ? test.skip : test;
testSignals.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a run that is stopped by %s leaves no lock and exits with %d', async (signal, wanted) => {
  const child = start('build');
  const end = ended(child);
  await untilLocked();
  child.kill(signal);
  expect(await end).toMatchObject({
    status: wanted,
    output: expect.stringContaining('nothing is half written'),
  });
  expect(await readdir(join(program.folder, 'output')).catch(() => [])).not.toContain('.triannual.lock');
});

test('a run that was killed leaves its lock, and the next one takes it over', async () => {
  const child = start('build', '2023-06');
  const end = ended(child);
  await untilLocked();
  child.kill('SIGKILL');
  await end;
  expect(await readdir(join(program.folder, 'output'))).toContain('.triannual.lock');
  const next = await ended(start('build', '2023-06'));
  expect(next).toMatchObject({ status: 0, output: expect.stringContaining('its lock is taken over') });
});

test('a run whose output nobody reads any more writes every draft', async () => {
  const child = start('build', '2023-06', '2023-09');
  child.stdout.once('data', () => child.stdout.destroy());
  const [status] = await once(child, 'exit');
  // September's ratings are early on this day.
  expect(status).toBe(1);
  expect(await readdir(join(program.folder, 'output'))).toEqual(['2023-06', '2023-09']);
});
