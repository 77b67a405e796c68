import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { readWord } from '../read-tables.ts';

/** A mistake in a file that all others rest on gives one problem, at the mistake, and others keep their places. */

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'Settings à part '));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
});

const at = (...names: string[]) => join(folder, 'inputs', ...names);
const report = 'rounds/2023-12/report.yaml';

function replace(name: string, was: string | RegExp, is: string): void {
  const text = readFileSync(at(name), 'utf8');
  const now = text.replace(was, is);
  expect(now).not.toBe(text);
  writeFileSync(at(name), now);
}

interface Found {
  code: string;
  place: { file: string; source?: { text: string; column: number; length: number } };
}

/** Where each problem is, its code, and the words at its place. */
async function found(...ids: string[]): Promise<string[]> {
  const { stdout } = await runIn(folder, '2023-12-01', 'check', ...ids, '--json');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Found[] };
  return diagnostics
    .filter(({ code }) => code !== 'paper/scheme-number')
    .map(({ code, place: { file, source } }) => {
      const { text, column, length } = source ?? { text: '', column: 1, length: 0 };
      return `${file.replace(/^.*inputs\//, '')} ${code} ${text.slice(column - 1, column - 1 + length)}`;
    });
}

test.each([
  ['pex', 'unit: count', 'unit: percentage', 'percentage'],
  ['pex', 'better: down', 'better: lower', 'lower'],
  ['referrals-schools', 'unit: count', 'unit: count\n        tolerance: 5 pupils', '5 pupils'],
  ['referrals-parents', 'unit: count', 'unit: count\n        unit_words: ""', '""'],
  ['independent-placements', 'sign: positive', 'sign: plus', 'plus'],
  ['hnb-spend', 'regularity: Termly', 'regularity: Monthly', 'Monthly'],
  ['ehcps-actual', 'pupils: true', 'pupils: some', 'some'],
])('a KPI with a wrong field is not missing as well: %s %s', async (id, was, is, words) => {
  replace('kpis.yaml', new RegExp(`(- id: ${id}\\n[\\s\\S]*?)${was}`), `$1${is}`);
  expect(await found('2023-12', '2023-09-27')).toEqual([`kpis.yaml yaml/value ${words}`]);
});

test.each([
  ['agreement.yaml', /(questions:\n {2}- id: )on-track/, '$1On Track', 'On Track'],
  ['agreement.yaml', /(additional_information:\n {2}- id: )forum-papers/, '$1[a]', '[a]'],
  ['programme.yaml', /(workstreams:\n {2}- number: )1/, '$1one', 'one'],
  ['programme.yaml', '  AP: Alternative Provision', '  AP: 12', '12'],
  ['programme.yaml', 'telephone: 0344 800 8020', 'telephone: 03448008020', '03448008020'],
  ['kpis.yaml', 'groups:\n  - name: EHCP', 'groups:\n  - name: 1', '1'],
])('what names an entry of a list of %s that cannot be read is right: %s', async (file, was, is, words) => {
  replace(file, was, is);
  expect(await found('2023-12', '2023-09-27')).toEqual([`${file} yaml/value ${words}`]);
});

test.each(['yes', 'Draft', '[true]', '1'])(
  'draft figures that are "%s" are not unsaid as well',
  async (typed) => {
    replace('forum/2023-09-27/paper.yaml', /(?<=^ {2})draft_figures: true/m, `draft_figures: ${typed}`);
    expect(await found('2023-09-27')).toEqual([`forum/2023-09-27/paper.yaml yaml/value ${typed}`]);
  },
);

test.each([
  [/^( {2}pex:\n {4}comment:) .*$/m, '$1 15'],
  [/^( {2}hnb-spend:\n {4}comment:) .*$/m, '$1 [none]'],
  [/^( {2}dsg-in-year:)\n {4}comment: .*\n {4}action: .*$/m, '$1 none'],
])('a comment on a KPI that cannot be read is there: %s', async (was, is) => {
  replace(report, was, is);
  expect((await found('2023-12')).map((one) => one.split(' ')[1])).toEqual(['yaml/value']);
});

test.each([0, 1, 2, 3])('after risk %s, which is wrong, the others keep their places', async (wrong) => {
  const text = readFileSync(at(report), 'utf8');
  let i = 0;
  const now = text.replace(/^ {4}impact: .*\n {4}mitigation: /gm, (line) => {
    i += 1;
    return i - 1 === wrong ? line.replace(/impact: .*/, 'impact: Huge') : `${line}TODO ${i} `;
  });
  writeFileSync(at(report), now);
  const lines = (await found('2023-12')).map((one) => one.replace(`${report} `, ''));
  expect(lines).toEqual([
    ...Array.from({ length: i }, (_, n) => (n === wrong ? 'yaml/value Huge' : 'text/placeholder TODO')),
  ]);
});

test.each([
  ['agreement.yaml', 'short: Mainstream inclusion'],
  ['agreement.yaml', 'plain_words: The yearly review of each child'],
  ['agreement.yaml', 'name: Draft to Delivery Group'],
  ['programme.yaml', 'role: S151 Officer'],
  ['programme.yaml', 'DfE: Department for Education'],
  ['programme.yaml', 'Norfolk County Council'],
  ['kpis.yaml', 'source: manual/Synergy'],
  ['capital.yaml', 'name: "SRB expansion ASD +5'],
  ['capital.yaml', 'title: Specialist Resource Base and Special School Growth Plan'],
])('what is left in %s is told once, there: %s', async (file, words) => {
  replace(file, words, `${words} [insert name]`);
  const typed = (await found('2023-12', '2023-09-27')).filter(
    (one) => !one.startsWith('capital.yaml growth'),
  );
  expect(typed).toEqual([`${file} text/placeholder [insert name]`]);
});

test.each([
  ['{{difference mitigated 2028/29}}', 'in the agreed plan', 'write {{forecast mitigated 2028/29}}'],
  ['{{plan mitigated 2027/28}}', '"Cumulative Balance with the draft recovery plan"', 'forecasts alone'],
  ['{{difference council-contribution 2022/23}}', 'in the forecast of December 2023', 'fill in its cell'],
])('a figure that one of two tables lacks: %s', async (typed, where, help) => {
  replace(report, 'decisions:\n', `main_cause: "It is ${typed}."\ndecisions:\n`);
  const { stderr } = await runIn(folder, '2023-12-01', 'check', '2023-12');
  expect(stderr).toContain(where);
  expect(stderr).toContain(help);
});

test('figures that a risk or an assessment names are printed where it is printed', async () => {
  replace(
    'papers/2023-11-13-select-committee/paper.yaml',
    /publish_from_report:\n {2}round: 2023-09/,
    'publish_from_report:\n  round: 2023-12',
  );
  writeFileSync(
    at('rounds/2023-09/report.yaml'),
    `${readFileSync(at('rounds/2023-09/report.yaml'), 'utf8')}\nassessment:\n  received: 2023-10-10\n  result: The forecast of {{forecast in-year 2023/24}} is noted.\n`,
  );
  for (const [id, document, words] of [
    ['2023-11-13-select-committee', 'committee-paper', 'with a deficit of £76.320m'],
    ['2023-12', 'tri-annual-report', 'The forecast of £25.949m is noted.'],
  ] as const) {
    const { stderr } = await runIn(folder, '2023-12-01', 'build', id);
    expect(stderr).not.toContain('document/placeholder');
    const { paragraphs, tables } = await readWord(
      join(folder, 'output', id, `${document}-${id}-draft-1.docx`),
    );
    expect([...paragraphs, ...tables.flat(2)].join('\n')).toContain(words);
  }
});
