import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runIn } from '../../commands/run.ts';
import { copyFolder } from '../../copy-folder.ts';
import { readBroken, reviewIn, unlikeWords } from './broken.ts';
import { edited, type FormEdit, typed } from './word-forms.ts';

/** Forms that somebody or something has broken: each is read or refused in words, and nothing but an answer is ever taken. */

const root = join(import.meta.dirname, '..', '..', '..');
const owner = 'assistant-director-workstream-3';
let folder = '';
let sent = new Uint8Array();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual hostile forms '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
  await runIn(folder, '2023-11-10', 'ask', '2023-12');
  sent = new Uint8Array(readFileSync(join(folder, 'output/2023-12/forms', `${owner}.docx`)));
});
afterAll(() => rm(folder, { recursive: true }));

const review = (bytes: Uint8Array) => reviewIn(folder, bytes);

test('20 broken forms are read, or refused in words', async () => {
  await readBroken(folder, sent, 20);
});

const deep = (depth: number) =>
  '<w:tbl><w:tr><w:tc>'.repeat(depth) + '<w:p/>' + '</w:tc></w:tr></w:tbl>'.repeat(depth);

test.each<[string, FormEdit]>([
  ['a document type', (xml) => xml.replace(/^(<\?xml[^>]*>)/, '$1<!DOCTYPE a [<!ENTITY b "c">]>')],
  ['an entity of its own', (xml) => xml.replace('</w:body>', '<w:p>&b;</w:p></w:body>')],
  ['an end that is missing', (xml) => xml.slice(0, -40)],
])('one with %s is refused in words', async (_, edit) => {
  const { edits, diagnostics } = await review(await edited(sent, edit));
  expect(edits).toEqual([]);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.message).not.toMatch(unlikeWords);
});

test('tables in tables, a very long answer and names of the prototype are texts like any other', async () => {
  const { edits } = await review(
    await edited(sent, typed('progress', `${deep(60)}<w:p/>`), typed('reason', `${'long '.repeat(50_000)}`)),
  );
  expect(edits.map(({ field }) => field.path.join('.'))).toContain('reason');
  const named = await review(
    await edited(sent, typed('reason', '__proto__'), typed('mitigation', 'constructor')),
  );
  expect(named.edits.map(({ after }) => after)).toEqual(['\\_\\_proto\\_\\_', 'constructor']);
});
