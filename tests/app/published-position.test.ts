import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { textOf } from '../../src/ooxml/xml/tree.ts';
import { straight } from '../../src/word/typography.ts';
import { copyFolder } from '../copy-folder.ts';

/** What a paper for everyone prints of a report to the DfE: as much as its author has named. */

const root = join(import.meta.dirname, '..', '..');
const id = '2023-09-27';
let folder = '';
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'position '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
});
afterAll(() => rm(folder, { recursive: true }));

const paper = () => join(folder, 'inputs/forum', id, 'paper.yaml');

/** The paper with this in the place of what it publishes: its text, and what the program said. */
async function built(publish: string) {
  const text = await readFile(paper(), 'utf8');
  await writeFile(paper(), `${text.replace(/\npublish_from_report:[\s\S]*$/, '\n')}${publish}`);
  let said = '';
  const write = (words: string) => {
    said += words;
  };
  const places = ['--inputs', join(folder, 'inputs'), '--output', join(folder, 'output')];
  const all = ['build', id, ...places, '--templates', join(root, 'templates'), '--today', '2023-09-20'];
  const status = await main(all, { stdout: { write }, stderr: { write } });
  number += 1;
  const file = join(folder, 'output', id, `schools-forum-paper-${id}-draft-${number}.docx`);
  const body = (await readPackage(await readFile(file))).get('word/document.xml')?.root;
  const printed = body ? straight(textOf(body)) : '';
  return {
    status,
    said,
    printed,
    manifest: JSON.parse(await readFile(file.replace(/docx$/, 'json'), 'utf8')),
  };
}

const parts = {
  answer: 'Meeting the deficit targets: At risk',
  ratings: 'Ratings: four Green',
  forecast: '(£0.800m above the plan)',
  risks: 'The main risks in the report',
};
const named = (print: readonly string[], more = '  draft_figures: true\n', round = '2023-09') =>
  `publish_from_report:\n  round: ${round}\n  print: [${print.join(', ')}]\n${more}`;

test.each([['none'], ['answer', 'risks'], ['ratings'], ['forecast'], Object.keys(parts)])(
  'of the report it prints what is named, and no more: %s %s %s %s',
  async (...print) => {
    const wanted = print.filter((one) => one in parts);
    const { status, printed } = await built(named(wanted));
    expect(status).toBe(0);
    const found = Object.entries(parts).filter(([, words]) => printed.includes(words));
    expect(found.map(([part]) => part)).toEqual(wanted);
    expect(printed.includes('are reported to the Department for Education')).toBe(wanted.length === 0);
    expect(printed.includes('The figures were taken from a draft of it')).toBe(wanted.length > 0);
    expect(printed.includes('What is being done where action is needed')).toBe(wanted.includes('ratings'));
    expect(printed.includes('The main cause of the difference')).toBe(wanted.includes('forecast'));
    expect(printed.includes('Where the programme is')).toBe(wanted.length > 0);
  },
  20_000,
);

test('with nothing named it says where the position is reported, and prints no figure of an unsubmitted round', async () => {
  const { status, said, printed } = await built('');
  expect(status).toBe(1);
  expect(said).toMatch(/\{\{kpi [\w-]+ 2023-09\}\} is a figure of September 2023/);
  expect(printed).toContain('in the council’s tri-annual reports'.replace('’', "'"));
});

test('a report that has not been submitted is printed only as draft figures', async () => {
  const { status, said } = await built(named(['answer'], ''));
  expect(status).toBe(1);
  expect(said).toContain('the report of September 2023 has not been submitted [paper/not-submitted]');
});

test('what is made up in the report is said to be made up in the paper, and its files are in the manifest', async () => {
  const { printed, manifest } = await built(named(['ratings']));
  expect(printed).toContain('the ratings, updates and answers');
  const files = manifest.inputs.map(({ file }: { file: string }) => file);
  expect(files).toContain('rounds/2023-09/report.yaml');
  expect(files).not.toContain('rounds/2023-12/report.yaml');
});

test.each([
  ['', []],
  [named([], undefined, '2023-06'), ['Baseline Jun 2023']],
  [named([]), ['Baseline Jun 2023', 'Latest Sep 2023']],
])('its KPIs are those of the reports that it may print: %s', async (publish, columns) => {
  const { printed } = await built(publish);
  const headings = ['Baseline Jun 2023', 'Latest Sep 2023'];
  expect(headings.filter((heading) => printed.includes(heading))).toEqual(columns);
});

test.each([
  ['  since:\n    - { condition: 12, state: Done. }\n', ['ratings'], 'there is no condition 12'],
  [
    '  since:\n    - { condition: 2, state: Done. }\n',
    ['answer'],
    'are printed beside the ratings, which are not',
  ],
  ['', ['timeline'], 'are printed beside the ratings, which are not'],
])('what has no table to be printed in is an error: %s %j', async (more, print, message) => {
  const { status, said } = await built(named(print, `  draft_figures: true\n${more}`));
  expect(status).toBe(1);
  expect(said).toContain(message);
});
