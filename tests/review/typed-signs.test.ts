import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readDocument } from '../../src/word/read/blocks.ts';
import { drafted, report } from './drafted.ts';
import { replaced, type WordEdit } from './word-edits.ts';

/** Typographic signs in a document, and those of the keyboard in its YAML: each stays where it is. */

const name = '3-communication.yaml';
const progress = `The summer's consultation of "all schools" began on 5 September, and the programme's own view is
  that Year 7 has most to gain.

  Norfolk’s heads call it “early help”, and the team’s plan is ready.

  **Next steps.** The Forum's papers follow.`;
const copy = drafted(async (inputs) => {
  const file = join(inputs, 'rounds', '2023-09', 'conditions', name);
  const text = (await readFile(file, 'utf8')).replace(
    /^progress: \|\n(?: {2}.*\n|\n)*/m,
    `progress: |\n  ${progress}\n`,
  );
  await writeFile(file, text);
});
const edited = async (...edits: WordEdit[]) => {
  const project = copy();
  const { stdout } = await project.run(
    'review',
    await project.returned('back.docx', edits),
    '--apply',
    '--json',
  );
  const source = await readFile(project.at('inputs', 'rounds', '2023-09', 'conditions', name), 'utf8');
  return { ...JSON.parse(stdout), progress: parse(source).progress as string };
};

test('the document has typographic signs, and blanks at which no line ends, where the YAML has those of a keyboard', async () => {
  const { blocks } = await readDocument(await readFile(copy().at(report)));
  const text = blocks.map((block) => block.text).join('\n');
  expect(text).toContain('The summer’s consultation of “all schools” began on 5\u00A0September');
  expect(text).toContain('that Year\u00A07 has most');
  // What others have worded is stated sign for sign.
  expect(text).toContain('local authority\'s (LA\'s) "Gloriously Ordinary Lives"');
});

test('untouched it has no edit', async () => {
  const { edits, refused } = await edited();
  expect([edits, refused]).toEqual([[], []]);
});

test('a word that was changed leaves the signs of its sentence as they were typed', async () => {
  const { edits, progress: now } = await edited(
    replaced('consultation of', 'survey of'),
    replaced('own view', 'team’s view'),
    replaced('team’s plan is ready', 'team’s draft "plan" is ready'),
  );
  expect(edits).toHaveLength(2);
  expect(now).toContain(
    'The summer\'s survey of "all schools" began on 5 September, and the programme\'s team',
  );
  expect(now).toContain('Norfolk’s heads call it “early help”, and the team’s draft “plan” is ready.');
});

test('signs that somebody types anew are no edit', async () => {
  const { edits } = await edited(
    replaced('summer’s', "summer's"),
    replaced('on 5\u00A0September', 'on 5 September'),
    replaced('“early help”', '"early help"'),
  );
  expect(edits).toEqual([]);
});

test('trace finds a text with either apostrophe', async () => {
  const project = copy();
  for (const asked of ["The summer's consultation", 'The summer’s consultation', 'on 5\u00A0September']) {
    const { status, stdout } = await project.run('trace', project.at(report), asked);
    expect(stdout).toContain(name);
    expect(status).toBe(0);
  }
});
