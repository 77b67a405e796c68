import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import type { RunEntry } from '../../src/schedule/run-log.ts';
import { copyFolder } from '../copy-folder.ts';
import { copyAsReal, setYaml } from '../real-programme.ts';

/** A paper for Schools Forum from the day before it goes out to its meeting: 2023-05-17, five working days after 10 May. */

const root = join(import.meta.dirname, '..', '..');
let base = '';
let folder = '';
let count = 0;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Für den Ausschuss '));
  await copyAsReal(join(base, 'inputs'));
});
afterAll(() => rm(base, { recursive: true }));
beforeEach(async () => {
  folder = join(base, String(++count));
  copyFolder(join(base, 'inputs'), join(folder, 'inputs'));
});

async function triannual(today: string, command: string, ...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const to = (stream: 'stdout' | 'stderr') => ({
    write(words: string) {
      said[stream] += words;
    },
  });
  const places = ['--inputs', join(folder, 'inputs'), '--output', join(folder, 'output')];
  const all = [command, ...args, ...places, '--templates', join(root, 'templates'), '--today', today];
  const status = await main(all, { stdout: to('stdout'), stderr: to('stderr') });
  return { status, ...said };
}
const text = (...names: string[]) => readFile(join(folder, 'output', ...names), 'utf8');
const drafts = async () =>
  (await readdir(join(folder, 'output', '2023-05-17')).catch(() => [])).filter((name) =>
    /-\d\d-draft-\d+\.docx$/.test(name),
  );
const entries = async () =>
  (await text('run.jsonl'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEntry);

test('it is announced and drafted once, then is a failure until it is published, and then is quiet', async () => {
  expect(await triannual('2023-05-08', 'run')).toMatchObject({ status: 0, stderr: '' });
  expect(await drafts()).toEqual([]);
  const before = await triannual('2023-05-09', 'run');
  expect(before.stdout).toContain('(2023-05-17): it goes out on Wed 10 May 2023, in 1 working day\n');
  expect(before.stderr).toContain('warning: Schools Forum paper (2023-05-17): not published, goes out in 1');
  expect(before.status).toBe(0);
  expect(await drafts()).toEqual(['schools-forum-paper-2023-05-17-draft-1.docx']);
  const late = await triannual('2023-05-12', 'run');
  expect(late.stderr).toContain('NOT PUBLISHED, was to go out 2 working days ago; nothing is missing: ');
  expect(late).toMatchObject({ status: 1, stdout: expect.not.stringContaining('it goes out on') });
  expect(await text('status.md')).toContain('## Schools Forum paper (2023-05-17): NOT PUBLISHED');
  expect((await triannual('2023-05-12', 'publish', '2023-05-17')).status).toBe(0);
  expect(await triannual('2023-05-15', 'run')).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(await text('status.md')).toContain('(2023-05-17): published on Fri 12 May 2023');
  expect((await entries()).map(({ papers }) => papers[0]?.announced)).toEqual([[], ['agenda'], [], []]);
  expect(await triannual('2023-05-18', 'status')).toMatchObject({
    stdout: expect.not.stringContaining('2023-05-17'),
  });
});

describe('the status of a paper', () => {
  const status = async (today: string) => (await triannual(today, 'status', '2023-05-17')).stdout;

  test('says the days that are left, what is wrong and what to do next', async () => {
    const said = await status('2023-05-03');
    expect(said).toMatch(/^Schools Forum paper \(2023-05-17\): not published, goes out in 4 working days\n/);
    expect(said).toContain('  Wed 10 May 2023  Papers go out\n  Wed 17 May 2023  Meeting\n');
    expect(said).toMatch(/No draft yet\n\nNext\n {2}- make a draft: .* build 2023-05-17 .*\n/);
    expect(said).toMatch(/ {2}- publish it: .* publish 2023-05-17 .*\n$/);
  });

  test('counts what is illustrative from the first day', async () => {
    await setYaml(join(folder, 'inputs', 'forum', '2023-05-17', 'paper.yaml'), [[['illustrative'], true]]);
    expect(await status('2023-01-10')).toContain('Illustrative content: in 1 place\n');
    expect(await status('2023-01-10')).not.toContain('publish it:');
  });

  test('without a number of days the meeting alone counts, and no run says a word', async () => {
    await setYaml(join(folder, 'inputs', 'programme.yaml'), [[['papers'], undefined]]);
    expect(await status('2023-05-12')).toContain('not published, its meeting is in 3 working days\n');
    expect(await triannual('2023-05-03', 'run')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await triannual('2023-05-03', 'calendar')).toMatchObject({
      stdout: expect.not.stringContaining('Papers go out'),
    });
  });

  test('a meeting without a paper is named', async () => {
    expect(await triannual('2023-05-12', 'status', '2023-05-16')).toMatchObject({
      status: 2,
      stderr: 'there is no paper for a meeting on 2023-05-16\n',
    });
  });
});

test('the calendar has the day on which each paper goes out, over bank holidays too', async () => {
  await setYaml(join(folder, 'inputs', 'programme.yaml'), [[['papers', 'agenda_working_days_before'], 10]]);
  const { stdout } = await triannual('2023-05-03', 'calendar', '--json');
  const days = JSON.parse(stdout) as Array<{ id: string; what: string; date: string }>;
  expect(days.filter(({ what }) => what === 'agenda').map(({ id, date }) => [id, date])).toEqual([
    ['2023-05-17', '2023-05-02'],
    ['2023-09-27', '2023-09-13'],
    ['2023-11-13-select-committee', '2023-10-30'],
  ]);
});
