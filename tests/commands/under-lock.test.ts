import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { copyFolder } from '../copy-folder.ts';
import { type Installed, installProgram } from '../program.ts';

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

async function run(...args: string[]) {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const { pid, kill } = process;
  const status = await main([...args, ...common()], { stdout: { write }, stderr: { write }, pid, kill });
  return { status, output };
}

async function lockOf(change: object = {}) {
  await mkdir(join(program.folder, 'output'), { recursive: true });
  const since = new Date().toISOString();
  const holder = { pid: process.pid, host: hostname(), system: platform(), since, command: 'build 2023-06' };
  await writeFile(lock(), JSON.stringify({ ...holder, ...change }));
}

describe('while another run writes there', () => {
  test.each([[['build', '2023-06']], [['submit', '2023-06']], [['status', '--chase']]])(
    '%j names it, writes nothing and exits with 75',
    async (args) => {
      await lockOf();
      const { status, output } = await run(...args);
      expect(status).toBe(75);
      expect(output).toMatch(
        /^another run of triannual \(pid \d+ on \S+, since \d\d:\d\d, `build 2023-06`\) is writing in .*output: run this again when it has ended\n$/,
      );
      expect(await readdir(join(program.folder, 'output'))).toEqual(['.triannual.lock']);
    },
  );

  test.each([[['check', '2023-06']], [['status']], [['submit', '--verify']]])(
    '%j runs all the same: it writes nothing',
    async (args) => {
      await lockOf();
      expect((await run(...args)).status).not.toBe(75);
    },
  );

  test.each([
    ['dated in the future', () => lockOf({ host: 'LAPTOP-7', since: '2099-01-01T00:00:00Z' }), 75, 'delete '],
    ['that is a link to nothing', () => symlink('nowhere', lock()), 3, 'move it away'],
  ])('a lock %s says what to do with which file', async (_, make, expected, help) => {
    await mkdir(join(program.folder, 'output'), { recursive: true });
    await make();
    const { status, output } = await run('build', '2023-06');
    expect(status).toBe(expected);
    expect(output).toContain(lock());
    expect(output).toContain(help);
  });

  test('a lock of another computer that is old says which file to delete', async () => {
    await lockOf({ host: 'LAPTOP-7', since: new Date(Date.now() - 3_600_000).toISOString() });
    const { status, output } = await run('build', '2023-06');
    expect(status).toBe(75);
    expect(output).toContain(`if that one is no longer there, delete ${lock()}`);
  });
});

test('what a dead run held is taken over with a word about it, and nothing of the lock stays', async () => {
  await lockOf({ host: 'LAPTOP-7', since: '2023-05-31T17:02:00Z' });
  const { status, output } = await run('build', '2023-06');
  expect(output).toMatch(/LAPTOP-7, since 31 May, 18:02, .* its lock is taken over/);
  expect(status).toBe(0);
  expect(await readdir(join(program.folder, 'output'))).toEqual(['2023-06']);
});

test('a run that finds nothing to do, or problems, leaves neither lock nor folder', async () => {
  expect((await run('build', '2031-06')).status).toBe(2);
  expect((await run('submit', '2023-06')).status).toBe(1);
  expect(await readdir(program.folder)).toEqual(['inputs']);
  expect(await readdir(join(program.folder, 'inputs'))).not.toContain('.triannual.lock');
});

describe('as processes', () => {
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
});
