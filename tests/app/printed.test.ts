import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { figuresIn } from '../../src/model/printed.ts';
import { listOf, unlisted, unprinted } from '../printed-page.ts';

/** The list of what a document prints, compared with the finished Word file: each of the sample's documents, every part. */

const root = join(import.meta.dirname, '..', '..');
const folder = await mkdtemp(join(tmpdir(), 'printed '));
afterAll(() => rm(folder, { recursive: true }));

const output = join(folder, 'output');
const write = () => {};
const places = ['--inputs', join(root, 'inputs'), '--templates', join(root, 'templates')];
await main(['build', ...places, '--output', output, '--today', '2023-12-01'], {
  stdout: { write },
  stderr: { write },
});
const drafts = (await readdir(output, { recursive: true }))
  .filter((name) => name.endsWith('.docx') && !name.includes('.drafts'))
  .sort();

test('the sample has eight documents', () => {
  expect(drafts).toHaveLength(8);
});

describe.each(drafts)('%s', (name) => {
  const draft = join(output, name);

  test('prints nothing that is not in its list', async () => {
    expect(await unlisted(draft, await listOf(draft))).toEqual([]);
  });

  test('has nothing in its list that it does not print', async () => {
    expect(await unprinted(draft, await listOf(draft))).toEqual([]);
  });

  test('has figures, each with its cell, that are in the list', async () => {
    const { figures } = JSON.parse(await readFile(draft.replace(/docx$/, 'json'), 'utf8'));
    expect(figures).toEqual(figuresIn(await listOf(draft)));
    expect(figures.length).toBeGreaterThan(5);
  });
});
