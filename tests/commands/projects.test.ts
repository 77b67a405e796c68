import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { projectsIn } from '../../src/commands/projects.ts';
import { copyFolder } from '../copy-folder.ts';
import { machineOn } from './run.ts';

/** A county, its neighbour whose inputs are broken, and one that somebody else is writing in. */

const root = join(import.meta.dirname, '..', '..');
let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Grafschaften für Ärzte '));
  for (const name of ['a/Südshire', 'broken', 'locked'])
    copyFolder(join(root, 'inputs'), join(base, name, 'inputs'));
  await writeFile(join(base, 'broken/inputs/agreement.yaml'), ': [');
  await mkdir(join(base, 'locked/output'), { recursive: true });
  for (const name of ['node_modules/x', '.git/x', 'a/Südshire/output/x', 'too/deep/for/any/one/x'])
    copyFolder(join(base, 'broken/inputs'), join(base, name, 'inputs'));
  await mkdir(join(base, 'empty'));
  await symlink(join(base, 'broken'), join(base, 'link'), 'junction');
});
afterAll(() => rm(base, { recursive: true }));

async function triannual(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const to = (stream: 'stdout' | 'stderr') => ({
    write(text: string) {
      said[stream] += text.replaceAll(`${base.replaceAll('\\', '/')}/`, '');
    },
  });
  const all = [...args, '--today', '2023-06-01', '--templates', join(root, 'templates')];
  const terminal = { stdout: to('stdout'), stderr: to('stderr'), pid: process.pid, kill: process.kill };
  return { status: await main(all, terminal, 'triannual', machineOn('2023-06-01')), ...said };
}
const projects = () => ['--projects', base];

test('a project is a folder with an agreement, wherever it is below, but for folders that hold none', () => {
  expect(projectsIn(base).map((path) => path.slice(base.length + 1).replaceAll('\\', '/'))).toEqual([
    'a/Südshire',
    'broken',
    'locked',
  ]);
});

test('each is worked through under its own lock, and one that fails stops none of the others', async () => {
  const lock = { pid: process.pid, host: hostname(), command: 'build', since: new Date().toISOString() };
  const { takeLock } = await import('../../src/files/lock.ts');
  const held = takeLock(join(base, 'locked/output'), { pid: lock.pid, command: 'build' }, () => true);
  const { status, stdout, stderr } = await triannual('build', '2023-06', ...projects());
  if (held.state === 'taken') held.release();
  expect(status).toBe(1);
  expect(stderr).toContain('broken/inputs/agreement.yaml');
  expect(stdout.slice(stdout.indexOf('3 projects'))).toMatch(
    /^3 projects\n {2}a\/Südshire: done; 2023-06 .*; on track: Yes; \d Green, \d Amber; .*2 signatures missing\n {2}broken: problems\n {2}locked: another run is writing there/,
  );
  expect(await readdir(join(base, 'a/Südshire/output/2023-06'))).toContain(
    'tri-annual-report-2023-06-draft-1.docx',
  );
  expect(await readdir(join(base, 'locked/output'))).not.toContain('2023-06');
});

test('the output for another program has what each command prints, and a summary', async () => {
  const { status, stdout } = await triannual('check', '2023-06', '--json', ...projects());
  const { projects: list } = JSON.parse(stdout);
  expect(status).toBe(1);
  expect(list.map(({ project, exit }: { project: string; exit: number }) => [project, exit])).toEqual([
    ['a/Südshire', 0],
    ['broken', 1],
    ['locked', 0],
  ]);
  expect(list[0].result).toMatchObject({ errors: 0, ids: ['2023-06'] });
  expect(list[0].summary[0]).toMatchObject({ round: '2023-06', on_track: 'Yes', signatures_missing: 2 });
});

test.each([['status'], ['verify'], ['check'], ['build']])(
  '%s takes them, and names a folder without any',
  async (verb) => {
    const { status, stderr } = await triannual(verb, '--projects', join(base, 'empty'));
    expect([status, stderr]).toEqual([2, expect.stringContaining('there is no project in empty')]);
    const gone = await triannual(verb, '--projects', join(base, 'gone'));
    expect([gone.status, gone.stderr]).toEqual([2, 'there is no folder gone\n']);
  },
);

test.each([['status'], ['verify'], ['check'], ['build']])(
  '%s says 1 for a project that cannot be read, by itself and among others, and names its file once',
  async (verb) => {
    for (const file of ['agreement.yaml', 'programme.yaml', 'kpis.yaml', 'submissions.yaml']) {
      const inputs = join(base, 'one', 'inputs');
      copyFolder(join(root, 'inputs'), inputs);
      await writeFile(join(inputs, file), ': [');
      const output = join(base, 'one', 'output');
      const alone = await triannual(verb, '--inputs', inputs, '--output', output);
      const { status, stdout, stderr } = await triannual(verb, '--projects', join(base, 'one'));
      await rm(join(base, 'one'), { recursive: true });
      expect([file, alone.status, status]).toEqual([file, 1, 1]);
      expect(stdout).toContain('one: problems');
      for (const said of [alone.stderr, stderr])
        expect(said.match(new RegExp(`^one/inputs/${file}:\\d+:\\d+: error`, 'gm'))).toHaveLength(1);
    }
  },
);

test('a project that lacks a round has a problem of its own', async () => {
  const { status, stdout } = await triannual('check', '2031-06', ...projects());
  expect(status).toBe(1);
  expect(stdout).toContain('a/Südshire: problems');
});
