import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Holder, type Lock, takeLock } from '../../src/files/lock.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Büro lock '));
});
afterEach(() => rm(folder, { recursive: true }));

const file = () => join(folder, '.triannual.lock');
const nobodyRuns = () => false;
const everybodyRuns = () => true;
const me = { pid: 4_000_000, command: 'build' };
const take = (isRunning: (pid: number) => boolean) => takeLock(folder, me, isRunning);
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const there = (change: Partial<Holder> = {}) => {
  const holder = {
    pid: 4_000_001,
    host: hostname(),
    system: platform(),
    since: ago(1),
    command: 'build 2023-06',
  };
  return writeFile(file(), JSON.stringify({ ...holder, ...change }));
};
const release = (lock: Lock) => {
  if (lock.state === 'taken') lock.release();
};

test('a lock says who holds it, and goes when it is given up', async () => {
  const lock = take(everybodyRuns);
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ ...me, host: hostname() });
  expect(take(everybodyRuns)).toMatchObject({ state: 'held', holder: me, file: file() });
  release(lock);
  expect(await readdir(folder)).toEqual([]);
  expect(take(everybodyRuns)).toMatchObject({ state: 'taken' });
});

test('of two taken in the same moment for the same command by processes of one number, only one is held', async () => {
  const clock = jest.spyOn(Date.prototype, 'toISOString').mockReturnValue(ago(0));
  const lock = take(everybodyRuns);
  const second = take(everybodyRuns);
  clock.mockRestore();
  expect([lock.state, second.state]).toEqual(['taken', 'held']);
  release(second);
  expect(await readdir(folder)).toEqual(['.triannual.lock']);
});

test('a folder that was made for the lock goes with it, unless something was written there', async () => {
  const inside = join(folder, 'a', 'output');
  release(takeLock(inside, me, everybodyRuns));
  expect(await readdir(join(folder, 'a'))).toEqual([]);
  const lock = takeLock(inside, me, everybodyRuns);
  await writeFile(join(inside, 'draft.docx'), '');
  release(lock);
  expect(await readdir(inside)).toEqual(['draft.docx']);
});

test('the lock of a process that has ended is taken over, and whose it was is told', async () => {
  await there();
  expect(take(nobodyRuns)).toMatchObject({ state: 'taken', after: { pid: 4_000_001 } });
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject(me);
  expect(await readdir(folder)).toEqual(['.triannual.lock']);
});

test('a process that got the number of one that has ended does not hold its lock', async () => {
  // This process began after the first one of the computer, and both run.
  const one = process.platform === 'linux' ? { began: '1' } : { since: ago(60 * 24 * 365 * 20) };
  await there({ pid: process.pid, ...one });
  expect(take(everybodyRuns)).toMatchObject({ state: 'taken', after: { pid: process.pid } });
});

test('a lock from before the computer was started is nobody’s', async () => {
  await there({ since: ago(60 * 24 * 365 * 20) });
  expect(take(everybodyRuns)).toMatchObject({ state: 'taken' });
});

test('a process that runs holds its lock, however old, and also when the clock was put back', async () => {
  const mine = takeLock(folder, { pid: process.pid, command: 'build' }, everybodyRuns);
  const held = JSON.parse(await readFile(file(), 'utf8'));
  for (const minutes of [3, -3 * 60]) {
    await there({ ...held, since: ago(minutes) });
    expect(take(everybodyRuns)).toMatchObject({ state: 'held', holder: { pid: process.pid } });
  }
  release(mine);
});

test.each<[string, Partial<Holder>]>([
  ['another computer', { host: 'LAPTOP-7' }],
  ['another system on this computer', { system: 'the other one' }],
])('the lock of %s is respected for a day', async (_, elsewhere) => {
  await there({ ...elsewhere, since: ago(23 * 60) });
  expect(take(nobodyRuns)).toMatchObject({ state: 'held', holder: elsewhere });
  await there({ ...elsewhere, since: ago(25 * 60) });
  expect(take(nobodyRuns)).toMatchObject({ state: 'taken', after: elsewhere });
});

test.each(['', '{"pid":', 'null', '{}'])('a lock that says %j is respected for ten seconds', async (text) => {
  await writeFile(file(), text);
  expect(take(everybodyRuns)).toEqual({ state: 'held', file: file() });
  await utimes(file(), new Date(), new Date(Date.now() - 11_000));
  expect(take(everybodyRuns)).toMatchObject({ state: 'taken' });
});

test('a run whose lock was taken over leaves it to the new holder', async () => {
  const lock = take(everybodyRuns);
  await there();
  release(lock);
  expect(await readFile(file(), 'utf8')).toContain('build 2023-06');
});

const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

test('a lock dated in the future, by a computer whose clock is fast, is respected for a day by the date of its file', async () => {
  await there({ host: 'LAPTOP-7', since: hours(24 * 400).toISOString() });
  expect(take(nobodyRuns)).toMatchObject({ state: 'held', file: file() });
  await utimes(file(), hours(-25), hours(-25));
  const lock = take(nobodyRuns);
  expect(lock).toMatchObject({ state: 'taken', after: { host: 'LAPTOP-7' } });
  release(lock);
});

describe('what has the name of the lock and is none is left alone', () => {
  test.each([
    ['a link to nothing', () => symlink(join(folder, 'nowhere'), file())],
    ['a link to a file', () => symlink(import.meta.filename, file())],
    ['a folder', () => mkdir(file())],
    ['a huge file', () => writeFile(file(), ' '.repeat(1_000_001))],
  ])('%s', async (_, make) => {
    await make();
    expect(take(everybodyRuns)).toEqual({ state: 'foreign', file: file() });
    expect(take(nobodyRuns)).toEqual({ state: 'foreign', file: file() });
    expect(await readdir(folder)).toEqual(['.triannual.lock']);
  });
});

test.each([{ pid: '1' }, { command: 3 }, { host: null }, { since: 'yesterday' }])(
  'a lock that does not say all of it, %j, is taken over when it is ten seconds old',
  async (change) => {
    await there(change as Partial<Holder>);
    expect(take(nobodyRuns)).toEqual({ state: 'held', file: file() });
    await utimes(file(), hours(-1), hours(-1));
    const lock = take(nobodyRuns);
    expect(lock.state).toBe('taken');
    release(lock);
  },
);

const inLinux = platform() === 'linux' ? test : test.skip;
inLinux('a run that was killed, and is on the list of processes still, holds nothing', async () => {
  // The shell becomes a program that does not wait for the process that it has started.
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30']);
  const [line] = await once(parent.stdout, 'data');
  const lock = takeLock(folder, { pid: Number(String(line)), command: 'build' }, everybodyRuns);
  const state = () => readFile(`/proc/${String(line).trim()}/stat`, 'utf8');
  expect(take(everybodyRuns)).toMatchObject({ state: 'held' });
  while (!/\) Z /.test(await state())) await setTimeout(20);
  expect(take(everybodyRuns)).toMatchObject({ state: 'taken', after: { command: 'build' } });
  parent.kill();
  expect(lock.state).toBe('taken');
});
