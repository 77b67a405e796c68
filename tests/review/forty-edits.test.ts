import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { drafted, report } from './drafted.ts';
import { type Listed, linesOf, prepareNarratives, refusedEdits, takenEdits } from './forty-edits.ts';
import { editedFile, type WordEdit } from './word-edits.ts';

/** Edits of every kind, each found with its field and author, in whichever way the file came back; and nothing else. */

const copy = drafted(prepareNarratives);
const all = takenEdits.map(([, edit]) => edit);

async function listed(...copies: ReadonlyArray<readonly WordEdit[]>): Promise<Listed> {
  const project = copy();
  const came = copies.map((edits, i) => project.returned(`${i}.docx`, edits));
  const { stdout } = await project.run('review', ...(await Promise.all(came)), '--json');
  return JSON.parse(stdout);
}

const once = <Value>(make: () => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** What is found, whichever file it is in. */
const foundIn = ({ edits }: Listed) =>
  edits
    .map(({ number: _, files: __, ...edit }) => JSON.stringify(edit))
    .sort()
    .map((edit) => JSON.parse(edit));

const withAll = once(() => listed(all));

test.each(takenEdits)('%s is found', async (_, __, expected) => {
  const { edits, refused, conflicts } = await withAll();
  expect({ refused, conflicts }).toEqual({ refused: [], conflicts: [] });
  expect(edits).toContainEqual(expect.objectContaining(expected));
});

test('what is found is what was edited: a split and two joined paragraphs are two edits each', async () => {
  const { edits } = await withAll();
  expect(edits).toHaveLength(takenEdits.length + 2);
  const joined = edits.filter(({ place }) => JSON.stringify(place).includes('9-capital-programme'));
  expect(joined).toMatchObject([{ author: 'Ann Smith' }, { author: 'Ann Smith' }]);
});

test('once it is applied, the next draft says what the edited file said, and another review finds nothing', async () => {
  const project = copy();
  const came = await project.returned('came back.docx', all);
  await project.run('review', came, '--apply');
  await project.run('build', '2023-09');
  expect(await linesOf(project.at(report.replace('draft-1', 'draft-2')))).toEqual(await linesOf(came));
  const { edits, conflicts } = JSON.parse((await project.run('review', came, '--json')).stdout);
  expect({ edits, conflicts }).toEqual({ edits: [], conflicts: [] });
  const yaml = (name: string) => readFile(project.at('inputs/rounds/2023-09/conditions', name), 'utf8');
  expect(
    parse(await yaml('1-mainstream-inclusion.yaml')).progress,
  ).toBe(`The charter is ready.[^launch] Schools were asked twice.

| Area | Schools **asked** | Replies |
|:-----|-------------------|--------:|
| North | 42 | 30 |
| East | 35 | 33 |
| South and *coast* | 38 | 21 |
| West \\| Breckland \\| Fens | 29 | 12 |

What schools asked for has been taken in.[^2]

[^launch]: With the *parents'* forum, in
    September.
[^2]: By the **first** group alone.
`);
  expect(parse(await yaml('3-communication.yaml')).progress).toContain(
    '  - the Alliance in October;\n  - the Learning Board in December.\n  - Questions are answered within a week.',
  );
  expect(parse(await yaml('4-school-and-community-teams.yaml')).progress).toContain(
    '1. Each team has a lead.\n2. Each deputy has a plan.\n3. Each plan is reviewed.\n',
  );
});

test('the same is found in a file that lost all marks', async () => {
  const stripped: WordEdit = (xml) => xml.replace(/<w:bookmark(Start|End)\b[^>]*\/>/g, '');
  expect(foundIn(await listed([...all, stripped]))).toEqual(foundIn(await withAll()));
});

test("the same is found in two people's copies", async () => {
  const copies = [0, 1].map((side) => all.filter((_, i) => i % 2 === side));
  expect(foundIn(await listed(...copies))).toEqual(foundIn(await withAll()));
});

const withRefused = once(() => listed(refusedEdits.map(([, edit]) => edit)));
test.each(refusedEdits)('%s is refused', async (_, __, expected) => {
  const { edits, refused, conflicts } = await withRefused();
  expect({ edits, conflicts }).toEqual({ edits: [], conflicts: [] });
  expect(refused).toContainEqual(expect.objectContaining(expected));
});

test('the words of a footnote, of a header and of a footer', async () => {
  const project = copy();
  const path = project.at('came back.docx');
  const bytes = await readFile(project.at(report));
  const put =
    (was: string, is: string): WordEdit =>
    (xml) => {
      if (!xml.includes(was)) throw new Error(`no "${was}"`);
      return xml.replace(was, is);
    };
  const parts = {
    'word/footnotes.xml': put(' group alone', ' group of schools alone'),
    'word/header1.xml': put('not for publication', 'for everybody'),
  };
  await writeFile(path, await editedFile(bytes, [], parts));
  const { edits, refused } = JSON.parse((await project.run('review', path, '--apply', '--json')).stdout);
  expect(edits).toHaveLength(1);
  expect(refused).toMatchObject([
    { under: 'Header or footer', after: expect.stringContaining('for everybody') },
  ]);
  const now = await readFile(
    project.at('inputs/rounds/2023-09/conditions/1-mainstream-inclusion.yaml'),
    'utf8',
  );
  expect(now).toContain('  [^2]: By the **first** group of schools alone.\n');
  expect(now).toContain("  [^launch]: With the *parents'* forum, in\n      September.\n");
});
