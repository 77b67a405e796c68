import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { textOf } from '../../src/ooxml/xml/tree.ts';
import { copyFolder } from '../copy-folder.ts';
import { type Installed, installProgram } from '../program.ts';
import { problemsOf } from '../word/sound.ts';

/** YAML that would harm, in a process of its own, for what ends the process itself has to be noticed. */

const root = join(import.meta.dirname, '..', '..');
let program: Installed;
beforeAll(async () => {
  program = await installProgram('triannual hostile ');
});
afterAll(() => program.remove());

const report = 'rounds/2023-06/report.yaml';
const condition = 'rounds/2023-06/conditions/4-school-and-community-teams.yaml';
const other = 'rounds/2023-06/conditions/5-alternative-provision.yaml';

async function inputsWith(name: string, files: Record<string, string | Uint8Array>): Promise<string> {
  const at = join(program.folder, name);
  copyFolder(join(root, 'inputs'), join(at, 'inputs'));
  for (const [file, content] of Object.entries(files)) await writeFile(join(at, 'inputs', file), content);
  return at;
}

const laughs = ['a: &a [lol, lol]'];
for (let i = 1; i < 20; i++)
  laughs.push(
    `${'abcdefghijklmnopqrst'[i]}: &${'abcdefghijklmnopqrst'[i]} [*${'abcdefghijklmnopqrst'[i - 1]}, *${'abcdefghijklmnopqrst'[i - 1]}]`,
  );
const deepBlock = Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:\n`).join('');

const hostile: Array<[string, Record<string, string | Uint8Array>, string[]]> = [
  // The two together, in this order, aborted Node in the YAML library itself (exit status 134).
  [
    'a deep flow document and then a deep block document',
    { [condition]: `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, [other]: deepBlock },
    ['yaml/depth', 'yaml/depth'],
  ],
  ['a thousand lists on one line', { [condition]: '- '.repeat(1000) }, ['yaml/depth']],
  ['aliases that multiply', { [condition]: laughs.join('\n') }, ['yaml/alias']],
  ['an alias of itself', { [condition]: 'a: &a [*a]' }, ['yaml/alias']],
  ['an alias of nothing', { [condition]: 'a: *nothing' }, ['yaml/alias']],
  ['a megabyte', { [report]: 'summary: |\n  text\n'.padEnd(2 ** 20, '  text\n') }, ['file/too-large']],
  [
    'more marks for bold than text',
    { [condition]: `condition: 4\nrating: Green\nowner: x\nprogress: "${'**a**a'.repeat(40_000)}"\n` },
    ['yaml/value'],
  ],
  [
    'bytes that are no text',
    { [report]: Uint8Array.from({ length: 2000 }, (_, i) => (i * 37) % 256) },
    ['yaml/encoding'],
  ],
];

describe('of several projects, each with something hostile', () => {
  let said: { code: number; stdout: string; stderr: string };
  beforeAll(async () => {
    for (const [name, files] of hostile) await inputsWith(join('projects', name), files);
    await inputsWith('projects/zeal', {});
    const args = [program.bin, 'check', '2023-06', '--today', '2023-06-01', '--projects', 'projects'];
    const options = { cwd: program.folder, maxBuffer: 2 ** 26 };
    said = await promisify(execFile)(process.execPath, args, options).catch((cause) => cause);
  });

  test.each(hostile)('%s: a place and a code, and it is one with problems', (name, files, codes) => {
    const places = Object.keys(files).map((file) => `${name}/inputs/${file}`);
    for (const place of places) {
      const [line = ''] = said.stderr.split('\n').filter((one) => one.includes(`${place}:`));
      expect(line).toMatch(new RegExp(`/inputs/[^:]+(:\\d+:\\d+)?: error: .*\\[(${codes.join('|')})\\]$`));
    }
    expect(said.stdout).toContain(`${name}: problems`);
  });

  test('the one that is sound is done, and no stack trace is shown', () => {
    expect(said.code).toBe(1);
    expect(said.stdout).toMatch(/zeal: done/);
    expect(said.stderr).not.toMatch(/^\s+at |Error:/m);
  });
});

test.each([
  '../2023-06',
  '/etc',
  'C:\\x',
  'CON',
  '2023-06/..',
  '2023-06.',
  '2023-06\u0000',
  'x'.repeat(5000),
])('%j is no round and no meeting, and leads nowhere', async (id) => {
  let said = '';
  const terminal = { write: (words: string) => (said += words) };
  const status = await main(['build', id], {
    stdout: terminal,
    stderr: terminal,
    pid: process.pid,
    kill: process.kill,
  });
  expect(status).toBe(2);
  expect(said).toContain('A round is a year and a month');
});

test('a picture that was pasted as text, a word without end, does not keep the checks of a paper busy', async () => {
  const file = 'forum/2023-05-17/paper.yaml';
  const paper = await readFile(join(root, 'inputs', file), 'utf8');
  const picture = 'iVBORw0KGgo'.repeat(16_000);
  const at = await inputsWith('picture', {
    [file]: paper.replace('introduction: |\n', `$&  ${picture}\n\n`),
  });
  const write = () => true;
  const terminal = { stdout: { write }, stderr: { write }, pid: process.pid, kill: process.kill };
  expect(await main(['check', '2023-05-17', '--inputs', join(at, 'inputs')], terminal)).toBe(0);
});

describe('text of every kind comes through whole', () => {
  test('fifty thousand characters, emoji, words from right to left and marks of XML, to the report', async () => {
    const long = Array.from(
      { length: 50 },
      (_, i) => `Paragraph ${i}: ${'words of narrative '.repeat(53)}end.`,
    ).join('\n\n');
    const odd = 'Zoë 👩🏽‍🏫 & <b> ]]> "quoted" \u05D3\u05E0\u05D4 (محمد) Ŵ \u202Eturned\u202C $& \\ ½';
    expect(long.length).toBeGreaterThan(50_000);
    const text = `${long}\n\n${odd}`.replace(/^(?=.)/gm, '  ');
    const summary = await readFile(join(root, 'inputs', report), 'utf8');
    const at = await inputsWith('long', {
      [report]: summary.replace(/^summary: \|\n(?: {2}.*\n|\n)*/m, () => `summary: |\n${text}\n\n`),
    });
    let output = '';
    const write = (words: string) => {
      output += words;
    };
    const folders = [
      '--inputs',
      join(at, 'inputs'),
      '--output',
      join(at, 'output'),
      '--templates',
      join(root, 'templates'),
    ];
    const status = await main(['build', '2023-06', ...folders, '--today', '2023-06-01'], {
      stdout: { write },
      stderr: { write },
      pid: process.pid,
      kill: process.kill,
    });
    expect(output).toContain('written\n');
    expect(status).toBe(0);
    const bytes = await readFile(join(at, 'output/2023-06/tri-annual-report-2023-06-draft-1.docx'));
    const said = textOf(parseXml((await readPackage(bytes)).get('word/document.xml')?.text ?? ''));
    const printed = odd.replace('"quoted"', '“quoted”');
    for (const paragraph of [...long.split('\n\n'), printed]) expect(said).toContain(paragraph);
    expect(await problemsOf(bytes)).toEqual([]);
  });
});
