import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runIn } from '../../commands/run.ts';
import { setYaml } from '../../real-programme.ts';
import { png } from '../../word/images/pictures.ts';
import { escaped } from './escaped.ts';
import {
  type Aviary,
  aviary,
  isNamedBy,
  leakedIn,
  meetings,
  plantInYaml,
  release,
  repeatedIn,
  shown,
  today,
} from './release.ts';

/**
 * Canaries go into every field of every input file: a telephone number, an e-mail address, an NHS number, a small count. Each is in
 * no public file, or an error names its field. The fields are those of the schemas: a new one gets its canaries the day it is made.
 * Each field gets one kind here; the other kinds, and the cells of workbooks, are in canaries.long.test.ts.
 */

let sample: Aviary;
beforeAll(async () => {
  sample = await aviary();
});
afterAll(() => sample.remove());

test('what must not be published gets out of no field without an error that names the field', async () => {
  const released = await release(sample, plantInYaml('taken', 0, sample.ofPapers));
  const names = new Set(released.planted.flatMap(({ path }) => path));
  for (const name of [
    'wording',
    'progress',
    'alternative_formats',
    'forum_name',
    'closing',
    'allow',
    'reason',
  ])
    expect(names).toContain(name);
  expect(leakedIn(released)).toEqual([]);
  expect(repeatedIn(released)).toEqual([]);
  // It would be no test if hardly any were printed.
  expect(released.out.printed.size).toBeGreaterThan(300);
});

test('a field that does not take it is named, and it is in no file', async () => {
  const files = sample.ofPapers.filter((file) => file.startsWith('forum/'));
  const { planted, errors, out } = await release(sample, plantInYaml('refused', 0, files));
  expect(planted.length).toBeGreaterThan(100);
  expect(planted.filter((one) => !isNamedBy(one, errors)).map(shown)).toEqual([]);
  const escapees = planted.filter(({ word }) => out.printed.has(word) || out.beside.has(word));
  expect(escapees.map(shown)).toEqual([]);
});

test('what is marked for the DfE alone is in no draft, no manifest and no published paper', async () => {
  const more = meetings.map((id) => `forum/${id}/workstream-1-for-the-dfe.yaml`);
  const { folder, planted, errors, out } = await release(
    sample,
    plantInYaml('dfe', 0, [...sample.ofPapers, ...more]),
  );
  const names = (path: Array<string | number>) => path.filter((key) => typeof key === 'string').join('.');
  const fields = planted.map(({ file, path }) => `${file.split('/').at(-1)} ${names(path)}`);
  expect(fields).toEqual(
    expect.arrayContaining([
      'paper.yaml appendices.title',
      'focus.yaml sections.text',
      'focus.yaml spotlights.heading',
      'workstream-2.yaml more.text',
      'workstream-1-for-the-dfe.yaml progress',
    ]),
  );
  expect(errors).toEqual([]);
  expect([...out.printed, ...out.beside]).toEqual([]);
  for (const meeting of meetings)
    expect(await runIn(folder, today, 'publish', meeting)).toMatchObject({ status: 0 });
  expect(await readdir(join(folder, 'output', 'public'))).toHaveLength(meetings.length);
  const published = await escaped([join(folder, 'output', 'public')]);
  expect([...published.printed, ...published.beside]).toEqual([]);
});

test('the words and the file name of a picture are named like any others', async () => {
  const text =
    '![Where 3 pupils live](07700-900123.png)\n\n![jane@example.org](zones.png)\n\n![9434765919, her NHS number](none.png)';
  const { errors } = await release(sample, async (inputs) => {
    const folder = join(inputs, 'forum', '2023-09-27');
    for (const name of ['07700-900123.png', 'zones.png']) await writeFile(join(folder, name), png(3, 2));
    await setYaml(join(folder, 'paper.yaml'), [[['activity'], text]]);
    return [];
  });
  expect(errors.map(({ message }) => /"[^"]*"/.exec(message)?.[0]).sort()).toEqual([
    '"07700-900123"',
    '"3 pupils"',
    '"9434765919"',
    '"jane@example.org"',
  ]);
});
