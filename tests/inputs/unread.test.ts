import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';

/** A file that is there is never said to be missing: what is wrong with it is said once. */

const root = join(import.meta.dirname, '..', '..');
const update = 'rounds/2023-06/conditions/4-school-and-community-teams.yaml';
let folder = '';
let text = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Ungelesen für Ärzte '));
  text = await readFile(join(root, 'inputs', update), 'utf8');
});
beforeEach(async () => {
  await rm(join(folder, 'inputs'), { recursive: true, force: true });
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
});
afterAll(() => rm(folder, { recursive: true }));

const input = (name: string) => join(folder, 'inputs', name);
const check = () => runIn(folder, '2023-06-01', 'check', '2023-06');
const errorsIn = (printed: string) => printed.match(/^.*: error: .*$/gm) ?? [];

describe('an update that cannot be read', () => {
  const without = (key: string) => text.replace(new RegExp(`^${key}:.*\\n(?:(?: .*)?\\n)*`, 'm'), '');
  test.each([
    ['a colon in a text', () => `${without('reason')}reason: Vacancies: two posts\n`],
    ['a number in quotes', () => text.replace('condition: 4', 'condition: "4"')],
    ['no number', () => without('condition')],
    ['UTF-16', () => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['ANSI', () => Buffer.from(`${text}# caf\u00E9\n`, 'latin1')],
    ['a sign at the beginning of a text', () => `${without('progress')}progress: @county team agreed\n`],
    ['a line that is indented less', () => `${without('progress')}progress: |\n    One\n  two\n`],
    ['no-break spaces', () => `${without('progress')}progress: |\n\u00A0\u00A0One\n`],
    ['nothing in it', () => ''],
    ['a list', () => '- one\n- two\n'],
  ])('%s: one error, in the file itself', async (_, spoilt) => {
    await writeFile(input(update), spoilt());
    const { stderr, status } = await check();
    expect(status).toBe(1);
    expect(errorsIn(stderr)).toHaveLength(1);
    expect(errorsIn(stderr)[0]).toContain(`inputs/${update}`);
    expect(stderr).not.toContain('condition/missing');
  });

  test('is named in the draft as one that came, and its owner is not asked for it again', async () => {
    await writeFile(input(update), `${text}\nreason: Vacancies: two posts\n`);
    await runIn(folder, '2023-06-01', 'build', '2023-06');
    const manifest = await readFile(
      join(folder, 'output/2023-06/tri-annual-report-2023-06-draft-1.json'),
      'utf8',
    );
    expect(JSON.parse(manifest).incomplete).toEqual(['The update of condition 4 could not be read.']);
    await runIn(folder, '2023-06-01', 'status', '2023-06', '--chase');
    const reminders = join(folder, 'output/2023-06/reminders');
    const texts = await Promise.all(
      (await readdir(reminders)).map((name) => readFile(join(reminders, name), 'utf8')),
    );
    expect(texts.filter((one) => one.includes('the update of condition 4'))).toEqual([]);
    expect(texts.filter((one) => one.includes(`a file that can be read: ${update}`))).toHaveLength(1);
    const { stdout } = await runIn(folder, '2023-06-01', 'status', '2023-06');
    expect(stdout).toMatch(/ 4 {2}School and community teams .* unreadable /);
  });
});

describe('a file with the wrong name, or in the wrong folder, is named with what to do', () => {
  test.each([
    [update, `${update}.txt`, 'condition/missing', 'rename it to 4-school-and-community-teams.yaml'],
    [
      update,
      update.replace('.yaml', '.txt'),
      'condition/missing',
      'rename it to 4-school-and-community-teams.yaml',
    ],
    [update, update.replace('conditions/', ''), 'condition/missing', 'move it to rounds/2023-06/conditions'],
    [
      'rounds/2023-06/report.yaml',
      'rounds/2023-06/report.yaml.txt',
      'file/missing',
      'rename it to report.yaml',
    ],
    ['rounds/2023-06/report.yaml', 'rounds/2023-06/Report.yml', 'file/missing', 'rename it to report.yaml'],
    [
      'rounds/2023-06/report.yaml',
      'rounds/2023-06/report (1).yaml',
      'file/missing',
      'rename it to report.yaml',
    ],
    ['rounds/2023-06/report.yaml', 'rounds/report.yaml', 'file/missing', 'move it to rounds/2023-06'],
    ['kpis.yaml', 'kpis.yml', 'file/missing', 'rename it to kpis.yaml'],
  ])('%s as %s', async (file, name, code, help) => {
    await rename(input(file), input(name));
    const { stderr } = await check();
    const first = stderr.split('\n\n').find((one) => one.includes(`[${code}]`)) ?? '';
    expect(first).toContain(name);
    expect(first).toContain(`help: ${help}`);
    expect(stderr).not.toMatch(/has no update/);
  });
});

describe('what people type for one and the same', () => {
  const rated = (rating: string) => text.replace(/^rating: .*$/m, `rating: ${rating}`);
  test.each(['green', 'GREEN', '  Green  ', '"green"', '\u201CGreen\u201D', 'Not Yet Due'])(
    'rating: %s is a rating of the scale',
    async (rating) => {
      await writeFile(input(update), rated(rating));
      expect((await check()).stderr).not.toContain('rating/unknown');
    },
  );

  test.each(['A', 'Amber/Green', 'Grün'])(
    'rating: %s is none, and that is the only error',
    async (rating) => {
      const later = update.replace('2023-06', '2023-09');
      const before = await readFile(input(later), 'utf8');
      await writeFile(
        input(later),
        before.replace(/^rating: .*$/m, `rating: ${rating}`).replace(/^reason: .*$/m, 'reason:'),
      );
      const { stderr } = await runIn(folder, '2023-09-05', 'check', '2023-09');
      expect(errorsIn(stderr)).toEqual([expect.stringContaining('[rating/unknown]')]);
    },
  );
});
