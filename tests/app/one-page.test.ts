import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';

/** A front sheet that is more than a page names the texts that make it so, the longest first, with their fields. */

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'One page '));
afterAll(() => rmSync(folder, { recursive: true }));

const report = 'rounds/2023-12/report.yaml';
const condition = 'rounds/2023-12/conditions/7-commissioning.yaml';
const words = 'places in the north of the county are to open before those in the south '.repeat(24).trim();

test.each([
  [
    'decisions',
    report,
    /^decisions:\n.*/ms,
    `decisions:\n  - what: ${words}\n  - what: ${words}\n`,
    '"decisions"',
  ],
  [
    'help asked of the DfE',
    report,
    /^support_required: \|\n/m,
    `$&  ${words}\n  ${words}\n`,
    '"support_required"',
  ],
  ['the main cause', report, /^decisions:/m, `main_cause: ${words} ${words}\n$&`, '"main_cause"'],
  [
    'a risk',
    report,
    /^emerging_risks:\n {2}- risk: .*$/m,
    `emerging_risks:\n  - risk: ${words} ${words}`,
    '"emerging_risks"',
  ],
  ['a reason', condition, /^reason: .*$/m, `reason: ${words} ${words}`, '"reason" and "mitigation"'],
])('%s', async (_, file, was, is, named) => {
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
  const path = join(folder, 'inputs', file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(was, is));
  expect(readFileSync(path, 'utf8')).not.toBe(text);
  const { stdout, stderr } = await runIn(folder, '2023-12-01', 'check', '2023-12');
  const help = (stdout + stderr).split('\n').filter((line) => line.startsWith('help: shorten'));
  expect(help).toEqual([
    expect.stringMatching(
      `^help: shorten first ${named} in ${file} \\(\\d{4} characters\\); .*, or tighten the template's spacing$`,
    ),
  ]);
});
