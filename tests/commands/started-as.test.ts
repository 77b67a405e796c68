import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commandLineOf, quoted } from '../../src/app/job.ts';
import { main, startedAs } from '../../src/cli.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'started as '));
  for (const folder of ['bin', 'node_modules/.bin']) {
    await mkdir(join(home, folder), { recursive: true });
    await writeFile(join(home, folder, 'triannual'), '');
  }
});
afterAll(() => rm(home, { recursive: true }));

/** `path` is the PATH of the shell, below `home`. */
const typed = (script: string, env: Record<string, string> = {}, ...path: string[]) =>
  startedAs({
    argv: ['node', join(home, script)],
    env: { PATH: path.map((folder) => join(home, folder)).join(delimiter), ...env },
    cwd: () => join(home, 'work'),
  });

test.each([
  ['work/bin/triannual.js', 'node bin/triannual.js'],
  ['triannual/bin/triannual.js', 'node ../triannual/bin/triannual.js'],
  ['my copy/bin/triannual.js', 'node "../my copy/bin/triannual.js"'],
])('a clone: %s', (script, command) => {
  expect(typed(script)).toBe(command);
});

test('from far away the path of the clone is the shorter one, with forward slashes', () => {
  const far = startedAs({ argv: ['node', '/opt/t/bin/triannual.js'], env: {}, cwd: () => '/a/b/c/d/e/f' });
  expect(far).toBe('node /opt/t/bin/triannual.js');
});

test('npx', () => {
  expect(typed('node_modules/.bin/triannual', { npm_command: 'exec' })).toBe('npx triannual');
});

test('installed in a project: only npx finds it, also while npm runs a script', () => {
  expect(typed('node_modules/.bin/triannual')).toBe('npx triannual');
  expect(typed('node_modules/.bin/triannual', {}, 'node_modules/.bin')).toBe('npx triannual');
});

test('installed for all: by its name, as a link or as what a Windows command file starts', () => {
  expect(typed('bin/triannual', {}, 'other', 'bin')).toBe('triannual');
  expect(typed('lib/node_modules/triannual/bin/triannual.js', {}, 'bin')).toBe('triannual');
});

test.each([
  ['inputs', 'inputs'],
  ['C:\\inputs', 'C:\\inputs'],
  ['My council', '"My council"'],
  ['Bücher', '"Bücher"'],
  ['$HOME', "'$HOME'"],
])('the path %s is typed %s in every shell', (path, text) => {
  expect(quoted(path)).toBe(text);
});

test('folders that are not the usual ones are named in a command', () => {
  const folders = { inputs: 'inputs', output: 'My drafts', templates: 'templates' };
  const commandLine = commandLineOf({ ...folders, startedAs: 'npx triannual' });
  expect(commandLine('check', '2023-06')).toBe('npx triannual check 2023-06 --output "My drafts"');
});

test.each([[['--help']], [['status', '--help']], [['help', 'status']]])(
  'the commands in %j begin as this person began',
  async (args) => {
    let text = '';
    const write = (more: string) => {
      text += more;
    };
    await main(args, { stdout: { write }, stderr: { write } }, 'node bin/triannual.js');
    expect(text).toContain('Usage: node bin/triannual.js ');
    expect(text).toContain('  node bin/triannual.js status ');
    expect(text).not.toMatch(/^ *triannual |&&/m);
  },
);
