import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { diceOf } from '../fuzz/dice.ts';
import { breakPackage } from '../fuzz/packages.ts';
import { drafted } from './drafted.ts';
import { unlikeWords } from './forms/broken.ts';
import { addedBehind, ann, replaced, run, type WordEdit } from './word-edits.ts';

/** Drafts that somebody or something has broken, or made very large: each is read or refused in words, soon, and nothing else is written. */

const copy = drafted();
const edit = replaced('The largest risks are', 'The largest risks by far are', ann);
const inBody =
  (put: string): WordEdit =>
  (xml) =>
    xml
      .replace('<w:sectPr', `${put}<w:sectPr`)
      .replace(/(<w:sectPr(?:(?!<w:sectPr).)*<\/w:sectPr><\/w:body>)/s, '$1');
const times = (count: number, of: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => of(i)).join('');
const inserted = (i: number) => `<w:p><w:ins w:id="${i}" ${ann}>${run(`new ${i}`)}</w:ins></w:p>`;
const cell = '<w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>';

async function reviewed(edits: readonly WordEdit[]) {
  const project = copy();
  const came = await project.returned('came.docx', edits);
  const started = performance.now();
  const { stdout, stderr, status } = await project.run('review', came, '--json');
  const said = `${stderr}${JSON.stringify(JSON.parse(stdout).diagnostics)}`;
  return { ...JSON.parse(stdout), said, status, seconds: (performance.now() - started) / 1000 };
}

test.each<[string, WordEdit, RegExp]>([
  [
    'a million tracked changes',
    inBody(times(1_000_000, (i) => `<w:ins w:id="${i}" ${ann}/>`)),
    /it would unpack to 7\d MB; the limit is 50 MB/,
  ],
  ['100,000 new paragraphs', inBody(times(100_000, inserted)), /has more than 300,000 elements/],
  [
    'tables in tables',
    inBody('<w:tbl><w:tr><w:tc>'.repeat(600) + '<w:p/>' + '</w:tc></w:tr></w:tbl>'.repeat(600)),
    /nested more than 500 levels/,
  ],
  [
    'a document type',
    (xml) => xml.replace(/^(<\?xml[^>]*>)?/, '$1<!DOCTYPE a [<!ENTITY b "c">]>'),
    /declares a document type/,
  ],
  ['an end that is missing', (xml) => xml.slice(0, -60), /damaged/],
  [
    'another text',
    (xml) =>
      xml.replace(
        /<w:body>.*?(<w:sectPr(?:(?!<w:sectPr).)*<\/w:body>)/s,
        '<w:body><w:p><w:r><w:t>Another</w:t></w:r></w:p>$1',
      ),
    /of its \d+ paragraphs only \d+ are in it/,
  ],
])('%s is refused in words', async (_, change, words) => {
  const { said, status, edits } = await reviewed([change]);
  expect(said).toMatch(words);
  expect(said).not.toMatch(/at .*\.ts/);
  expect({ status, edits }).toEqual({ status: 1, edits: [] });
});

test.each<[string, WordEdit]>([
  ['20,000 new paragraphs', inBody(times(20_000, inserted))],
  ['a table of 3,000 rows', inBody(`<w:tbl>${times(3000, () => `<w:tr>${cell.repeat(6)}</w:tr>`)}</w:tbl>`)],
  ['20,000 words', addedBehind('The largest risks are', run('long '.repeat(20_000)), ann)],
  [
    '30,000 bookmarks',
    inBody(
      `<w:p>${times(30_000, (i) => `<w:bookmarkStart w:id="${i}" w:name="_t${i}"/><w:bookmarkEnd w:id="${i}"/>`)}</w:p>`,
    ),
  ],
])('%s are read beside an edit', async (_, change) => {
  const { edits, diagnostics, seconds } = await reviewed([edit, change]);
  expect(diagnostics).toEqual([]);
  expect(edits).toContainEqual(expect.objectContaining({ author: 'Ann Smith', kind: 'reworded' }));
  // A limit for what hangs: it takes about a second.
  expect(seconds).toBeLessThan(60);
});

test('12 broken drafts are read, or refused in words', async () => {
  const project = copy();
  const bytes = await readFile(await project.returned('came.docx', [edit]));
  for (let seed = 0; seed < 12; seed++) {
    await writeFile(
      project.at('broken.docx'),
      await breakPackage(
        diceOf(seed),
        bytes,
        /^(word\/(document|styles|numbering|footnotes|header\d)|docProps\/)/,
      ),
    );
    const { stdout, stderr } = await project.run('review', project.at('broken.docx'), '--json');
    const { diagnostics, edits } = JSON.parse(stdout);
    expect(stderr).toBe('');
    for (const { message } of diagnostics) expect(message).not.toMatch(unlikeWords);
    for (const { field } of edits) expect(field.file).toMatch(/^rounds\/2023-09\//);
  }
});
