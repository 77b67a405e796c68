import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { textsOfFile } from '../../src/word/read/all-texts.ts';
import { runIn } from '../commands/run.ts';
import { copyAsReal, setYaml } from '../real-programme.ts';

/** A paper from its last draft to the public folder, through the front door. */

const meeting = '2023-09-27';
const [first, second] = [
  `schools-forum-paper-${meeting}.docx`,
  `schools-forum-paper-${meeting}-revision-2.docx`,
];
let folder = '';
const published = (name: string) => join(folder, 'output', 'public', name);
const register = async () => parse(await readFile(join(folder, 'inputs', 'submissions.yaml'), 'utf8'));
const wordsOf = async (name: string) =>
  (await textsOfFile(readFileSync(published(name)))).map(({ text }) => text).join('\n');
const publish = (today: string, ...more: string[]) => runIn(folder, today, 'publish', meeting, ...more);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual publish é '));
  await copyAsReal(join(folder, 'inputs'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a paper is published without the mark of a draft, and again only as a revision with a reason', async () => {
  const once = await publish('2023-09-20');
  expect(once).toMatchObject({ status: 0, stderr: '' });
  expect(once.stdout).toContain(`output/public/${first}: the paper for the meeting of ${meeting}`);
  const words = await wordsOf(first);
  expect(words).toContain('Published on 20 September 2023');
  expect(words).not.toMatch(/Draft \d|not for publication|Illustrative content/);
  const sha256 = createHash('sha256')
    .update(readFileSync(published(first)))
    .digest('hex');
  const entry = { id: meeting, day: '2023-09-20', kind: 'paper', file: `public/${first}`, sha256 };
  expect(await register()).toEqual({ entries: [entry] });
  expect(await readdir(join(folder, 'output', 'public'))).toEqual([first]);

  const again = await publish('2023-09-21');
  expect(again.status).toBe(1);
  expect(again.stderr).toContain(
    `submissions.yaml:4:5: error: the paper of ${meeting} was published on 2023-09-20`,
  );
  expect(again.stderr).toContain('[publication/revision]');
  const early = await publish('2023-09-19', '--reason', 'A date in section 4 was wrong.');
  expect(early.status).toBe(1);
  expect(early.stderr).toContain('the paper was published on 2023-09-20, which is after today, 2023-09-19');
  expect(await register()).toEqual({ entries: [entry] });

  const revised = await publish('2023-09-22', '--reason', 'A date in section 4 was wrong.');
  expect(revised.status).toBe(0);
  const revisedWords = await wordsOf(second);
  expect(revisedWords).toMatch(/Revision 2, published on 22 September 2023\.?\n/);
  expect(revisedWords).toMatch(/for this reason: A date in section 4 was wrong\.\n/);
  expect(revisedWords).not.toContain('..');
  expect(await register()).toMatchObject({
    entries: [
      entry,
      { day: '2023-09-22', file: `public/${second}`, revision: 2, reason: 'A date in section 4 was wrong.' },
    ],
  });
  expect(
    createHash('sha256')
      .update(readFileSync(published(first)))
      .digest('hex'),
  ).toBe(sha256);
});

test('what stops a publication is named at once, and nothing is written', async () => {
  const paper = join(folder, 'inputs', 'forum', meeting, 'paper.yaml');
  await setYaml(paper, [
    [['illustrative'], true],
    [['activity'], 'Call Jane Doe on 07700 900123 about 3 pupils.'],
  ]);
  await setYaml(join(folder, 'inputs', 'programme.yaml'), [[['council'], 'Norfolk, 01603 222333']]);
  const { status, stderr, stdout } = await publish('2023-09-20');
  expect(status).toBe(1);
  for (const said of ['[publication/illustrative]', '"07700 900123"', '"3 pupils"', '"01603 222333"'])
    expect(stderr).toContain(said);
  // Each cause once, at its field.
  expect(stderr.match(/"07700 900123" is not/g)).toHaveLength(1);
  expect(stderr).toMatch(/programme\.yaml:\d+:\d+: error: "01603 222333"/);
  expect(stdout).toContain(`${meeting} is not published, and nothing is written: 4 errors`);
  await expect(readdir(join(folder, 'output'))).rejects.toThrow();
  await expect(register()).rejects.toThrow();
});

test('a file of that name that the register does not know is left alone', async () => {
  await publish('2023-09-20');
  await rm(join(folder, 'inputs', 'submissions.yaml'));
  await writeFile(published(first), 'mine');
  const { status, stderr } = await publish('2023-09-21');
  expect(status).toBe(1);
  expect(stderr).toContain('[publication/unrecorded]');
  expect(await readFile(published(first), 'utf8')).toBe('mine');
});

test('a first publication takes no reason, and an unknown meeting is told with those that there are', async () => {
  expect((await publish('2023-09-20', '--reason', 'late')).stderr).toContain('leave out --reason');
  expect((await publish('2023-09-20', '--reason', '  ')).status).toBe(2);
  const unknown = await runIn(folder, '2023-09-20', 'publish', '2024-01-01');
  expect(unknown).toMatchObject({ status: 2 });
  expect(unknown.stderr).toContain('2023-05-17');
  expect((await runIn(folder, '2023-09-20', 'publish', '2023-06')).status).toBe(2);
});

test('a reason is published too: what is private in it is said of the reason, once, and nothing is written', async () => {
  await publish('2023-09-20');
  const before = await register();
  const reason = 'Jane Doe, 07700 900123, asked, as 3 pupils left.';
  const { status, stderr } = await publish('2023-09-21', '--reason', reason);
  expect(status).toBe(1);
  expect(stderr.match(/: error: .*/g)).toEqual([
    expect.stringContaining('error: in --reason, "07700 900123" is not one of the public contacts'),
    expect.stringContaining('error: in --reason, "3 pupils" counts so few that somebody could be recognised'),
  ]);
  expect(await register()).toEqual(before);
  expect(await readdir(join(folder, 'output', 'public'))).toEqual([first]);
});
