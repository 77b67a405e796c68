import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { copyFolder } from '../copy-folder.ts';

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Über locks '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => rm(join(folder, 'output'), { recursive: true, force: true }));

const folders = () => ['--inputs', join(folder, 'inputs'), '--output', join(folder, 'output')];
const common = () => [...folders(), '--templates', join(root, 'templates'), '--today', '2023-06-01'];
const lock = () => join(folder, 'output', '.triannual.lock');

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
  await mkdir(join(folder, 'output'), { recursive: true });
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
      expect(await readdir(join(folder, 'output'))).toEqual(['.triannual.lock']);
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
    await mkdir(join(folder, 'output'), { recursive: true });
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
  expect(await readdir(join(folder, 'output'))).toEqual(['2023-06']);
});

test('a run that finds nothing to do, or problems, leaves neither lock nor folder', async () => {
  expect((await run('build', '2031-06')).status).toBe(2);
  expect((await run('submit', '2023-06')).status).toBe(1);
  expect(await readdir(folder)).toEqual(['inputs']);
  expect(await readdir(join(folder, 'inputs'))).not.toContain('.triannual.lock');
});

test('a run that was killed in two folders is named once by the next', async () => {
  await lockOf({ pid: 2 ** 22 + 1 });
  await mkdir(join(folder, 'inputs'), { recursive: true });
  await copyFile(lock(), join(folder, 'inputs', '.triannual.lock'));
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const folders = ['inputs', 'output'].flatMap((name) => [`--${name}`, join(folder, name)]);
  const { pid, kill } = process;
  await main(['submit', '2023-06', ...folders], { stdout: { write }, stderr: { write }, pid, kill });
  expect(output.match(/ended before its time; its lock is taken over/g)).toHaveLength(1);
});
