import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPackage } from '../../src/ooxml/package.ts';
import { runIn } from '../commands/run.ts';
import { copyAsReal, setYaml } from '../real-programme.ts';
import { resolved } from '../word/compare/resolved.ts';

/** Redlines that `build` writes beside drafts, and the draft that the board has. */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redlines für Ärzte '));
  await copyAsReal(join(folder, 'inputs'));
});
afterAll(() => rm(folder, { recursive: true }));

const build = () => runIn(folder, '2023-06-01', 'build', '2023-06');
const report = join('inputs', 'rounds', '2023-06', 'report.yaml');
const say = (...values: Parameters<typeof setYaml>[1]) => setYaml(join(folder, report), values);
const output = () => join(folder, 'output', '2023-06');
const bytesOf = (name: string) => readFile(join(output(), name));
const draft = (number: number) => `tri-annual-report-2023-06-draft-${number}.docx`;
const redline = (number: number, since: number) =>
  `tri-annual-report-2023-06-draft-${number}-changes-since-draft-${since}.docx`;
const redlines = async () => (await readdir(output())).filter((name) => name.includes('-changes-since-'));

async function textOf(name: string): Promise<string> {
  const parts = await readPackage(await bytesOf(name));
  const xml = [...parts].filter(([path]) => /^word\/(document|header.*)\.xml$/.test(path));
  return xml.map(([, part]) => part.text.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, '')).join('\n');
}

test('each draft after the first has one, made from the two drafts, and named when it is written', async () => {
  expect((await build()).stdout).not.toContain('changes-since');
  await say([['summary'], 'Six teams begin in spring.\n\nAll else is as planned.']);
  const { stdout } = await build();
  expect(stdout).toContain(`output/2023-06/${draft(2)}: written\n`);
  expect(stdout).toContain(`output/2023-06/${redline(2, 1)}: what has changed since draft 1\n`);
  expect(stdout).toContain('board-summary-2023-06-draft-2-changes-since-draft-1.docx: what has changed');
  const bytes = await bytesOf(redline(2, 1));
  expect(await resolved(bytes, 'accepted')).toEqual(await resolved(await bytesOf(draft(2)), 'accepted'));
  expect(await resolved(bytes, 'rejected')).toEqual(await resolved(await bytesOf(draft(1)), 'accepted'));
  expect(await textOf(redline(2, 1))).toContain('Changes from draft 1 to draft 2, as tracked changes.');
});

test('a redline is no draft: the next build makes none, and one that was deleted is written again', async () => {
  const before = await bytesOf(redline(2, 1));
  await rm(join(output(), redline(2, 1)));
  const { stdout } = await build();
  expect(stdout).toContain(`${draft(2)}: up to date, no new draft`);
  expect(await bytesOf(redline(2, 1))).toEqual(before);
  expect((await build()).stdout).not.toContain('changes-since');
  expect(await redlines()).toHaveLength(2);
});

test('with the draft that the board has, redline and front sheet say what has changed since that one', async () => {
  await say([['summary'], 'Seven teams begin in spring.'], [['support_required'], 'Advice.'], [['sent'], 1]);
  const { stdout } = await build();
  expect(stdout).toContain(`${redline(3, 1)}: what has changed since draft 1`);
  expect(await redlines()).not.toContain(redline(3, 2));
  expect(await resolved(await bytesOf(redline(3, 1)), 'rejected')).toEqual(
    await resolved(await bytesOf(draft(1)), 'accepted'),
  );
  const sheet = await textOf('board-summary-2023-06-draft-3.docx');
  expect(sheet).toContain('Since draft 1\nReworded: the support required and the summary.');
});

test('when the board gets the last draft, there is nothing new for it yet', async () => {
  await say([['sent'], 3]);
  const { stdout } = await build();
  expect(stdout).toContain(`${draft(3)}: up to date`);
  expect(stdout).not.toContain('tri-annual-report-2023-06-draft-3-changes');
  expect(await textOf('board-summary-2023-06-draft-4.docx')).toContain(
    'Since draft 3\nThe board has this draft, draft 3.',
  );
  await say([['sent'], 8]);
  expect((await build()).stderr).toContain('the board is said to have draft 8, and the last draft is 3');
});

test('no redline is in the pack or in the evidence', async () => {
  await say([['sent'], null]);
  for (const officer of ['s151', 'dcs'])
    await runIn(folder, '2023-06-14', 'sign', '2023-06', officer, '--name', 'Ann', '--draft', '3');
  const { stdout } = await runIn(folder, '2023-06-15', 'submit', '2023-06');
  expect(stdout).toContain('evidence-2023-06.zip');
  expect((await readdir(join(output(), 'submission'))).filter((name) => /changes/.test(name))).toEqual([]);
  const evidence = await readPackage(await bytesOf('evidence-2023-06.zip'));
  expect([...evidence.keys()].filter((name) => /changes/.test(name))).toEqual([]);
});
