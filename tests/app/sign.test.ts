import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { png } from '../word/images/pictures.ts';

/** Signatures, the drafts that they name, and the day on which they are given. */

import { causes } from '../../src/app/signed-drafts.ts';
import { main } from '../../src/cli.ts';
import { differences } from '../../src/model/draft-differences.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { machineOn } from '../commands/run.ts';
import { setYaml } from '../real-programme.ts';
import { at, copyOf, final, june, output, programme, record, run } from './signed-programme.ts';

programme('signed');

describe('a day that is not that of the clock', () => {
  const late = async (...args: string[]) => {
    let said = '';
    const write = (text: string) => {
      said += text;
    };
    const places = ['inputs', 'output'].flatMap((name) => [`--${name}`, at(name)]);
    const templates = ['--templates', join(import.meta.dirname, '../../templates'), '--today', '2023-06-15'];
    const terminal = { stdout: { write }, stderr: { write } };
    const status = await main(
      [...args, ...places, ...templates],
      terminal,
      'triannual',
      machineOn('2023-06-20'),
    );
    return { status, said };
  };

  test.each([
    ['sign', '2023-06', 's151', '--name', 'Ann'],
    ['submit', '2023-06'],
  ])('is refused by %s without a reason, which is kept', async (...args) => {
    await copyOf('signed');
    const refused = await late(...args);
    expect(refused.said).toContain(
      '--today gives 2023-06-15, and by the clock of this computer it is 2023-06-20 [submission/clock]',
    );
    expect(refused.status).toBe(1);
    expect(await late(...args, '--entered-late', 'The post  was slow.')).toMatchObject({ status: 0 });
    const kept =
      args[0] === 'sign' ? parse(await readFile(june('report.yaml'), 'utf8')).sign_offs.s151 : await record();
    expect(kept.entered_late).toBe('The post was slow.');
  });
});

describe('a signature is refused', () => {
  const refused: Array<[what: string, signature: object, message: RegExp]> = [
    [
      'that names no draft',
      { draft: undefined },
      /the signature of the S151 Officer does not say which draft was signed/,
    ],
    [
      'under a draft that is not there',
      { draft: 9 },
      /the S151 Officer cannot have signed: there is no draft 9 of the report/,
    ],
    [
      'that is older than its draft',
      { date: '2023-06-13' },
      /the S151 Officer signed draft 1 on 2023-06-13, before it was made on 2023-06-14/,
    ],
    [
      'whose day is still to come',
      { date: '2023-06-16' },
      /the S151 Officer signs on 2023-06-16, which is after today/,
    ],
  ];
  test.each(refused)('%s', async (_, change, message) => {
    await copyOf('signed');
    const signature = { name: 'A. Treasurer', date: '2023-06-14', draft: 1, ...change };
    await setYaml(june('report.yaml'), [[['sign_offs', 's151'], JSON.parse(JSON.stringify(signature))]]);
    const { status, stderr } = await run('2023-06-15', 'submit', '2023-06');
    expect(stderr.match(/: error: .*/g)).toEqual([expect.stringMatching(message)]);
    expect(status).toBe(1);
  });

  test('by sign where the draft is not kept as it was written and has been edited', async () => {
    await copyOf('signed');
    await rm(output('.drafts'), { recursive: true });
    expect(await run('2023-06-15', 'sign', '2023-06', 'dcs', '--name', 'Ann')).toMatchObject({ status: 0 });
    await writeFile(output('tri-annual-report-2023-06-draft-1.docx'), 'edited');
    const { status, stderr } = await run('2023-06-15', 'sign', '2023-06', 'dcs', '--name', 'Ann');
    expect(stderr).toContain('draft 1 of the report is not there as it was written, so it cannot be signed');
    expect(status).toBe(1);
  });

  test('by sign of an office that programme.yaml does not have', async () => {
    await copyOf('signed');
    const { stderr } = await run('2023-06-15', 'sign', '2023-06', 'mayor', '--name', 'Ann');
    expect(stderr).toContain('there is no sign-off "mayor" in programme.yaml');
    expect(stderr).toContain('help: the sign-offs are: s151, dcs');
  });
});

test('a signature touches no other byte of report.yaml', async () => {
  await copyOf('signed');
  const before = (await readFile(june('report.yaml'), 'utf8')).split('\n');
  await run('2023-06-15', 'sign', '2023-06', 's151', '--name', 'New: "Name"');
  const after = (await readFile(june('report.yaml'), 'utf8')).split('\n');
  expect(after.filter((line) => !before.includes(line))).toEqual([
    `    name: 'New: "Name"'`,
    '    date: 2023-06-15',
  ]);
  expect(after).toHaveLength(before.length);
});

test('a draft that was signed is sent although inputs have moved on; what differs is known, and no tampering', async () => {
  await copyOf('signed');
  await setYaml(june('report.yaml'), [[['summary'], 'Written after the signature.\n']]);
  const plain = await run('2023-06-15', 'submit', '2023-06');
  expect(plain.stderr).toMatch(/report\.yaml:\d+:\d+: error: summary in .* \[submission\/unsigned-change\]/);
  await run('2023-06-14', 'build', '2023-06');
  const { status, stdout } = await run('2023-06-15', 'submit', '2023-06', '--draft', '1');
  expect(stdout).toContain(
    'corrections:\n  - { "round":"2023-06", "text":"report.yaml summary", "reason":"…" }\n',
  );
  expect(status).toBe(0);
  const parts = await readPackage(await readFile(output('submission', final)));
  expect(parts.get('word/document.xml')?.text).not.toContain('Written after the signature');
  // The final is traced by the draft that was signed, and not by the last one.
  const traced = await run('2023-06-15', 'trace', output('submission', final), '--json');
  const { found } = JSON.parse(traced.stdout);
  const summary = found.filter(({ name }: { name: string }) => name === 'summary');
  expect(summary.length).toBeGreaterThan(0);
  for (const one of summary) expect(one).toMatchObject({ word: 'as printed', inputs: 'changed' });
  const verified = await run('2023-06-15', 'verify');
  expect(verified.stderr).toContain('that was known when the report was submitted [submission/differs]');
  expect(verified.status).toBe(0);
});

test('a picture that was replaced after the signature is refused, of the inputs and of the signed draft alike', async () => {
  await copyOf('signed');
  await setYaml(june('report.yaml'), [[['summary'], 'As the map shows.\n\n![The zones](zones.png)\n']]);
  await writeFile(june('zones.png'), png(3, 2));
  await run('2023-06-14', 'build', '2023-06');
  await setYaml(
    june('report.yaml'),
    ['s151', 'dcs'].map((id) => [['sign_offs', id, 'draft'], 2]),
  );
  await writeFile(june('zones.png'), png(2, 3));
  const plain = await run('2023-06-15', 'submit', '2023-06');
  expect(plain).toMatchObject({ status: 1, stderr: expect.stringContaining('[submission/unsigned-change]') });
  const signed = await run('2023-06-15', 'submit', '2023-06', '--draft', '2');
  expect(signed.stderr).toContain('rounds/2023-06/zones.png has changed since the draft was written');
  expect(signed.status).toBe(1);
  await writeFile(june('zones.png'), png(3, 2));
  expect(await run('2023-06-15', 'submit', '2023-06')).toMatchObject({ status: 0 });
});

test('who signs again sees what has changed since, the first twenty changes and how many more there are', async () => {
  await copyOf('signed');
  for (const file of readdirSync(june('conditions'))) {
    const progress = `New words of ${file}.`;
    const changes = { owner: `The owner in ${file}`, reason: 'It has changed.', progress };
    await setYaml(
      june('conditions', file),
      Object.entries(changes).map(([key, value]) => [[key], value]),
    );
  }
  await run('2023-06-15', 'build', '2023-06');
  const printedIn = (draft: number) =>
    JSON.parse(readFileSync(output(`tri-annual-report-2023-06-draft-${draft}.json`), 'utf8')).printed;
  const changes = causes(differences(printedIn(1), printedIn(2))).length;
  const { stdout } = await run('2023-06-15', 'sign', '2023-06', 's151', '--name', 'A. Treasurer');
  const [, said = '', more] =
    /signed before:\n((?: {2}.*: was .*\n)+) {2}and (\d+) more\n/.exec(stdout) ?? [];
  expect(said.match(/\n/g)).toHaveLength(20);
  expect(changes).toBeGreaterThan(20);
  expect(Number(more)).toBe(changes - 20);
});

test.each([
  ['Ann', false],
  ['Another Person', true],
])('a signature by %s in the place of that of Ann', async (name, isTold) => {
  await copyOf('signed');
  await run('2023-06-15', 'sign', '2023-06', 'dcs', '--name', 'Ann');
  const again = await run('2023-06-15', 'sign', '2023-06', 'dcs', '--name', name);
  expect(again.status).toBe(0);
  const words = `Ann had signed as Director of Children's Services on 2023-06-15: the signature of ${name} replaces that`;
  expect(again.stderr.includes(words)).toBe(isTold);
});
