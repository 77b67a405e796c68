import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { eastshireIn, initIn, ownWorkbooks } from './council.ts';

/** Questions in a terminal, and answers files with something wrong. */

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'asking '));
  await eastshireIn(base);
});
afterAll(() => rm(base, { recursive: true }));

const typed = (lines: readonly string[]) => Readable.from(lines.map((line) => `${line}\n`));

/** Each line as a person types it; an empty one takes what is shown. */
const dialogue = () => [
  'Eastshire County Council',
  '',
  'Safety Valve',
  'Every Child Near Home',
  '1. Open 48 places at St Aidan’s.',
  '2. Complete annual reviews on time,',
  '   and end the backlog.',
  '',
  '17 Mai',
  '17 May, 14 March',
  join(base, ownWorkbooks[1]),
  '',
  join(base, ownWorkbooks[0]),
  ...Array.from({ length: 9 }, () => ''),
  'now',
  'Down',
  '',
];

test('each question is asked until its answer can be used, and Enter takes what is shown', async () => {
  const lines = dialogue();
  // The second line, an answer that is blank, is asked for again.
  lines.splice(0, 2, '', 'Eastshire County Council');
  const made = await initIn(base, ['asked'], typed(lines));
  expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
  expect(made.stdout).toContain('This needs an answer.');
  expect(made.stdout).toContain('It takes months, each with the day of its deadline');
  expect(made.stdout).toContain('[Green, Amber, Red]');
  const agreement = parse(await readFile(join(base, 'asked/inputs/agreement.yaml'), 'utf8'));
  expect(agreement.conditions.map(({ wording }: { wording: string }) => wording)).toEqual([
    'Open 48 places at St Aidan’s.',
    'Complete annual reviews on time, and end the backlog.',
  ]);
  expect(agreement.rating_scale.map(({ rating }: { rating: string }) => rating)).toEqual([
    'Green',
    'Amber',
    'Red',
  ]);
  const register = parse(await readFile(join(base, 'asked/inputs/kpis.yaml'), 'utf8'));
  const places = register.groups[1].kpis.find(({ id }: { id: string }) => id.startsWith('places'));
  expect(places).toMatchObject({ better: 'down', regularity: 'Termly' });
});

test('whoever stops has nothing written', async () => {
  const made = await initIn(base, ['stopped'], typed(['Eastshire County Council', 'Safety Valve']));
  expect(made).toMatchObject({ status: 2, stderr: 'stopped: nothing was written\n' });
  expect(await readdir(base)).not.toContain('stopped');
});

async function refused(answers: string, ...args: string[]): Promise<string> {
  await writeFile(join(base, 'wrong.yaml'), answers);
  const made = await initIn(base, ['wrong', '--answers', 'wrong.yaml', ...args]);
  expect(made).toMatchObject({ status: 1, stdout: 'nothing was written\n' });
  expect(await readdir(base)).not.toContain('wrong');
  return made.stderr;
}

test('every problem of an answers file is reported in one run, with its line', async () => {
  const printed = await refused(
    [
      'council: Eastshire',
      'reports: 17 Mai, 14 March',
      'ratings: Green',
      'sign_off: Treasurer',
      'conditions: { file: nowhere.docx }',
      'plan: nowhere.xlsx',
    ].join('\n'),
  );
  expect(printed).toContain(
    'wrong.yaml:2:10: error: reports should be months, each with the day of its deadline, and is "17 Mai, 14 March"',
  );
  expect(printed).toContain('wrong.yaml:3:10: error: ratings');
  expect(printed).toContain(
    'wrong.yaml:4:1: error: there is no field "sign_off" here; did you mean "sign_offs"?',
  );
  expect(printed).toContain('"formal_name" and "sign_offs" are missing');
  expect(printed).toContain("\nsign_offs: S151 Officer; Director of Children's Services");
});

test('all files that are not there are named', async () => {
  const printed = await refused(
    'council: E\nformal_name: S\nreports: 17 May\nsign_offs: T\nconditions: a.docx\nplan: b.xlsx\nkpis: c.xlsx\nlogo: d.png\n',
  );
  for (const [line, name] of [
    [5, 'a.docx'],
    [6, 'b.xlsx'],
    [7, 'c.xlsx'],
    [8, 'd.png'],
  ])
    expect(printed).toMatch(new RegExp(`wrong\\.yaml:${line}:\\d+: error: there is no file .*${name}`));
});

test('a file that an option names is reported with the option', async () => {
  const own = await readFile(join(base, 'answers.yaml'), 'utf8');
  const printed = await refused(own, '--kpis', join(base, 'nowhere.xlsx'));
  expect(printed).toMatch(/^--kpis: error: there is no file .*nowhere\.xlsx/);
});

test('an answer to no question, or none of its choices, is refused', async () => {
  const own = await readFile(join(base, 'answers.yaml'), 'utf8');
  const printed = await refused(`${own}readings: { plan.unit: €, plan.units: £ }\n`);
  expect(printed).toContain('plan.unit cannot be "€"');
  expect(printed).toContain('your workbooks raise no question "plan.units"; did you mean "plan.unit"?');
});

test('an empty file, and one that is no YAML, are refused in words', async () => {
  expect(await refused('')).toContain('the file is empty');
  expect(await refused('council: "E\n')).toContain('wrong.yaml:');
});

test('a folder with a project in it is left as it is; one without is filled, whatever else it holds', async () => {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(join(base, 'full', 'output'), { recursive: true });
  const full = await initIn(base, ['full', '--answers', 'answers.yaml']);
  expect(full).toMatchObject({ status: 2, stdout: '' });
  expect(full.stderr).toContain('has a project: it holds output');
  await mkdir(join(base, 'other'));
  await writeFile(join(base, 'other', 'mine.txt'), 'mine');
  expect((await initIn(base, ['other', '--answers', 'answers.yaml'])).status).toBe(0);
  expect((await readdir(join(base, 'other'))).sort()).toEqual(['inputs', 'mine.txt', 'what-is-left.md']);
  expect((await readdir(base)).filter((one) => one.startsWith('.triannual'))).toEqual([]);
});
