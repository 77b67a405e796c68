import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { textOf } from '../../src/ooxml/xml/tree.ts';
import { straight } from '../../src/word/typography.ts';
import { copyFolder } from '../copy-folder.ts';
import { readWord } from '../read-tables.ts';
import { setYaml } from '../real-programme.ts';
import { problemsOf } from '../word/sound.ts';

/** A paper for another body than Schools Forum, through the front door. */

const root = join(import.meta.dirname, '..', '..');
const id = '2023-11-13-select-committee';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'committee é '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  const places = ['--inputs', join(folder, 'inputs'), '--today', '2023-11-06'];
  const status = await main([...args, ...places], { stdout: { write }, stderr: { write } });
  return { status, said };
}
const places = () => ['--output', join(folder, 'output'), '--templates', join(root, 'templates')];
const file = (number: number) => join(folder, 'output', id, `committee-paper-${id}-draft-${number}.docx`);
const textIn = async (path: string) => {
  const body = (await readPackage(await readFile(path))).get('word/document.xml')?.root;
  return body ? straight(textOf(body)) : '';
};

test('the six-monthly report has the modules that it asks for, in its order', async () => {
  const { status, said } = await run('build', id, ...places());
  expect(said).not.toMatch(/: error: /);
  expect(status).toBe(0);
  const text = await textIn(file(1));
  const at = [
    'Where the programme is',
    'Reports to the Department for Education',
    'How the ratings have moved',
    'Money against the plan',
    'Measures',
    'Main risks in the report',
    'What follows',
  ].map((heading) => text.indexOf(heading));
  expect(at.every((one, i) => one > (at[i - 1] ?? 0))).toBe(true);
  expect(text).toContain(
    'Within tolerance means past the target by at most 5 for "Number in independent provision".',
  );
  expect(text).toContain('Meeting the deficit targets: At risk. The forecast is a deficit of £60.062m');
  expect(text).toContain(
    'The figures were taken from a draft of it, and the report as submitted may differ.',
  );
  expect(text).not.toMatch(/\{\{|undefined/i);
  expect(await problemsOf(await readFile(file(1)))).toEqual([]);
  const { tables } = await readWord(file(1));
  const ratings = tables.find((rows) => rows[0]?.includes('Q1 (June)'));
  // December's report is in the list of dates, and has no column of ratings that are not yet due.
  expect(ratings?.[0]).toEqual(['Condition', 'Q1 (June)', 'Q2 (September)', 'Movement']);
  expect(ratings?.find(([name]) => name?.startsWith('7. '))?.slice(1)).toEqual(['Green', 'Red', 'Worsened']);
  expect(text).toContain(
    'Ratings: four Green, four Amber and one Red; three worsened since the last report.',
  );
  expect(ratings?.find(([name]) => name?.startsWith('6. '))?.[0]).toBe(
    '6. Fewer independent placements: Needs are met earlier, in local mainstream and state-funded special schools.',
  );
  const actions = tables.find((rows) => rows[0]?.includes('By whom, and when'));
  expect(actions?.map(([name]) => name)).toEqual([
    'Condition',
    '2. Annual reviews (Amber)',
    '4. School and community teams (Amber)',
    '5. School-led Alternative Provision (Amber)',
    '6. Fewer independent placements (Amber)',
    '7. Commissioning of placements (Red)',
  ]);
  expect(actions?.at(-1)?.slice(1).map(straight)).toEqual([
    'Savings are half of what was planned, and fees are rising.',
    'Negotiate the ten largest contracts.',
    "Director of Children's Services, 27 Oct 2023",
    'Overdue for three of ten, now due on 29 March 2024.',
  ]);
  expect(text).toContain('Workstream 2School and community teams');
  expect(text.indexOf('The main cause of the difference is')).toBeLessThan(
    text.indexOf('Reports to the Department for Education'),
  );
});

test('other modules in another order print just those', async () => {
  const path = join(folder, 'inputs/papers', id, 'paper.yaml');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^modules: .*$/m, 'modules: [money, reports]'));
  expect((await run('build', id, ...places())).status).toBe(0);
  const printed = await textIn(file(2));
  expect(printed.indexOf('Reports to the Department for Education')).toBeGreaterThan(
    printed.indexOf('Money against the plan'),
  );
  for (const heading of ['How the ratings have moved', 'Where the programme is', 'Measures'])
    expect(printed).not.toContain(heading);
  await writeFile(path, text);
});

test('status, calendar and publish know the body and the day', async () => {
  const status = await run('status', id, ...places());
  expect(status.said).toContain(
    `People and Communities Select Committee paper (${id}): not published, goes out today`,
  );
  const calendar = await run('calendar', '2023');
  expect(calendar.said).toContain(`${id}  People and Communities Select Committee`);
  expect(calendar.said).toMatch(/Mon 13 Nov 2023 {2}Meeting/);
  const published = await run('publish', id, ...places());
  expect(published.status).toBe(1);
  expect(published.said).toContain(
    `papers/${id}/paper.yaml:5:15: error: this file says that its content is illustrative`,
  );
  const unknown = await run('build', '2023-11-13-Cabinet', ...places());
  expect(unknown.said).toContain('of another body a date and its name, 2023-11-13-cabinet');
});

test.each([
  ['papers/2023-11-13-select-committee/paper.yaml', /^body: .*$/m, 'title: Twice', 'paper', id],
  ['forum/2023-09-27/paper.yaml', /^item: 5/m, 'item: 5: 6', 'paper', '2023-09-27'],
  ['rounds/2023-09/report.yaml', /^on_track: .*$/m, 'on_track: No: really', 'report', '2023-09'],
])(
  'a draft of which %s cannot be used says that it is incomplete',
  async (name, words, instead, what, of) => {
    const path = join(folder, 'inputs', name);
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace(words, instead));
    const { status, said } = await run('build', of, ...places());
    await writeFile(path, before);
    expect(status).toBe(1);
    const [, draft = ''] = /^(\S.*\.docx): written \(incomplete/m.exec(said) ?? [];
    expect(await textIn(draft)).toContain(`The text of this ${what} could not be read.`);
  },
);

test.each([
  ['equality', ['']],
  ['alternative_formats', ['']],
  ['equality and alternative_formats', ['', '']],
])(
  'what the council has not written of %s is left out of what every paper ends with',
  async (names, blank) => {
    const programme = join(folder, 'inputs', 'programme.yaml');
    const before = await readFile(programme);
    await setYaml(
      programme,
      names.split(' and ').map((name, i) => [['public', name], blank[i]]),
    );
    for (const paper of [id, '2023-09-27']) {
      const other = join(folder, `output ${names}`);
      await run('build', paper, '--output', other, '--templates', join(root, 'templates'));
      const kind = paper === id ? 'committee-paper' : 'schools-forum-paper';
      expect(await textIn(join(other, paper, `${kind}-${paper}-draft-1.docx`))).not.toContain('Not given');
    }
    await writeFile(programme, before);
  },
);
