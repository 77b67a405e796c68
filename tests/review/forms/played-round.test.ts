import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { FormField } from '../../../src/model/form-record.ts';
import { runIn } from '../../commands/run.ts';
import { copyAsReal, setYaml } from '../../real-programme.ts';
import { chosen, edited, type FormEdit, inRow, paragraph, run, typed } from './word-forms.ts';

/**
 * A round of the sample in which five directors write in Word alone, and the programme manager types nothing but `ask`, `review`,
 * `build`, `sign` and `submit`. What they write is what the sample's December report says.
 */

let folder = '';
const at = (...names: string[]) => join(folder, ...names);
const command = (day: string, ...args: string[]) => runIn(folder, day, ...args);
const conditions = 'inputs/rounds/2023-12/conditions';
const report = 'inputs/rounds/2023-12/report.yaml';
const asked = [
  'on_track',
  'answers',
  'additional_information',
  'summary',
  'emerging_risks',
  'support_required',
];

let wanted: Record<string, unknown> = {};
const yaml = async (file: string): Promise<unknown> => parse(await readFile(at(file), 'utf8'));
async function filesOfRound(): Promise<Record<string, unknown>> {
  const names = (await readdir(at(conditions))).map((name) => `${conditions}/${name}`);
  const read = [...names, report].map(
    async (file) => [file.replace('inputs/', ''), await yaml(file)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual played round '));
  await copyAsReal(at('inputs'));
  await rm(at('inputs/forum'), { recursive: true });
  wanted = await filesOfRound();
  for (const name of await readdir(at(conditions)))
    await setYaml(
      at(conditions, name),
      ['rating', 'reason', 'progress', 'mitigation', 'updated'].map((one) => [[one], null]),
    );
  await setYaml(
    at(report),
    asked.map((one) => [[one], null]),
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Markdown as its author would have typed it in Word: paragraphs, dashes, bold words. */
function inWord(markdown: string): string {
  const lines = markdown
    .trim()
    .replace(/\n(?!\n|- )\s*/g, ' ')
    .split(/\n+/);
  const runs = (text: string) => text.split('**').map((words, i) => run(words, i % 2 === 1 ? '<w:b/>' : ''));
  return lines.map((line) => paragraph(...runs(line))).join('');
}

const inEnglish = (day: string) => day.split('-').reverse().join('/');

function answered(field: FormField): FormEdit[] {
  const value = field.path.reduce<unknown>((inside, key) => (inside as never)?.[key], wanted[field.file]);
  const { mark, turn, cell, kind } = field;
  if (value === undefined || value === null) return [];
  if (kind === 'choice') return [chosen(mark, String(value), turn)];
  if (Array.isArray(value))
    return value.map((entry, i) =>
      inRow(
        mark,
        i,
        (field.columns ?? []).map(({ name }) => String((entry as never)[name] ?? '')),
        turn,
      ),
    );
  const text = String(value);
  return [
    typed(mark, kind === 'date' ? inEnglish(text) : kind === 'markdown' ? inWord(text) : text, {
      turn,
      cell,
    }),
  ];
}

test('five directors and a programme manager bring a round to its submission without opening a YAML file', async () => {
  await command('2023-11-06', 'ask', '2023-12');
  await mkdir(at('Came back'));
  const sent = at('output/2023-12/forms/.sent');
  for (const name of (await readdir(sent)).filter((one) => one.endsWith('.json'))) {
    const { fields } = JSON.parse(await readFile(join(sent, name), 'utf8')) as { fields: FormField[] };
    const form = new Uint8Array(await readFile(join(sent, name.replace('.json', '.docx'))));
    await writeFile(
      at('Came back', name.replace('.json', '.docx')),
      await edited(form, ...fields.flatMap(answered)),
    );
  }
  const listed = await command('2023-11-21', 'review', at('Came back'), '--apply');
  expect(listed.stderr).toBe('');
  expect(listed.status).toBe(0);
  expect(withoutBlanks(await filesOfRound())).toEqual(withoutBlanks(withoutDays(wanted)));
  const again = await command('2023-11-21', 'review', at('Came back'));
  expect(again.stdout).not.toMatch(/^ +1\. /m);
  const build = await command('2023-12-11', 'build', '2023-12');
  expect([build.status, build.stderr]).toEqual([0, build.stderr]);
  for (const officer of ['s151', 'dcs'])
    expect((await command('2023-12-12', 'sign', '2023-12', officer, '--name', 'A. Officer')).status).toBe(0);
  expect((await command('2023-12-14', 'submit', '2023-12')).status).toBe(0);
});

/** The forms of the test were never saved by a word processor, which would give them a day. */
const withoutDays = (files: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(files).map(([file, value]) => [file, { ...(value as object), updated: undefined }]),
  );

/** Texts without the line ends of their source, and without fields that hold nothing. */
const withoutBlanks = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, inside) =>
      typeof inside === 'string' ? inside.replace(/\s+/g, ' ').trim() : (inside ?? undefined),
    ),
  );
