import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { plainName } from '../../src/page/reviews.ts';
import fc from '../properties.ts';
import { type OpenPage, openPage } from './page.ts';

let page: OpenPage;
beforeAll(async () => {
  page = await openPage('2023-09-10');
  await page.post('/do', { action: 'build', fields: { of: '2023-09' }, now: true });
});
afterAll(() => page.end());

/** The draft as somebody sends it back, with other words in a text. */
async function returned(from: string, to: string): Promise<Uint8Array> {
  const file = join(page.folder, 'output', '2023-09', 'tri-annual-report-2023-09-draft-1.docx');
  const parts = await readPackage(readFileSync(file));
  const text = parts.get('word/document.xml')?.text ?? '';
  if (!text.includes(from)) throw new Error(`the draft has no "${from}"`);
  parts.set('word/document.xml', new Part(text.replace(from, to)));
  return writePackage(parts);
}

const progress = () => {
  const folder = join(page.folder, 'inputs', 'rounds', '2023-09', 'conditions');
  const yaml = readFileSync(join(folder, '4-school-and-community-teams.yaml'), 'utf8');
  return (
    yaml
      .split('\n')
      [yaml.split('\n').findIndex((line) => line.startsWith('progress: |')) + 1]?.trim()
      .split(' ')
      .slice(0, 4)
      .join(' ') ?? ''
  );
};

test('a file that is dropped shows each edit beside its field, and writes nothing', async () => {
  const live = await page.live('/review');
  const before = readdirSync(join(page.folder, 'output', '2023-09'));
  const words = progress();
  const bytes = await returned(words, `Quite other words, ${words}`);
  expect((await page.send('/review?name=Back%20from%20Zo%C3%AB.docx', bytes)).status).toBe(200);
  await live.until('Quite other words');
  const { body } = await page.get('/review');
  expect(body).toContain(
    '<strong>Back from Zoë.docx</strong>: The report of 2023-09, draft 1: 1 edit, 0 comments',
  );
  expect(body).toMatch(/4-school-and-community-teams\.yaml<\/button> <span class="spot">line \d+/);
  // Only what differs is marked.
  expect(body).toContain('<ins>Quite other words, </ins>');
  expect(body).not.toMatch(/triannual-review-/);
  expect(readdirSync(join(page.folder, 'output', '2023-09'))).toEqual(before);
});

test('edits are taken as they are chosen, after it was shown what that writes', async () => {
  const key = /data-review="(\w+)"/.exec((await page.get('/review')).body)?.[1];
  const file = () =>
    readFileSync(
      join(page.folder, 'inputs', 'rounds', '2023-09', 'conditions', '4-school-and-community-teams.yaml'),
      'utf8',
    );
  const before = file();
  expect((await page.post('/review/take', { edits: [1], key: 'other' })).status).toBe(409);
  const shown = await page.post('/review/take', { edits: [1], key });
  expect(shown.body).toMatch(/It will write:.*4-school-and-community-teams\.yaml<\/li>/s);
  expect(shown.body).not.toMatch(/triannual-\w{6}|triannual-review-/);
  expect(file()).toBe(before);
  const done = await page.post('/review/take', { edits: [1], key, now: true });
  expect(done.body).toContain('Written:');
  expect(file()).toContain('Quite other words');
});

test('what is no draft is refused in words, and so is what is no Word file', async () => {
  await page.send('/review?name=other.docx', Buffer.from('PK not a Word file'));
  expect((await page.get('/review')).body).toContain('the file cannot be compared with a draft');
  await page.post('/review/put-away', {});
  expect((await page.get('/review')).body).not.toContain('cannot be compared');
  expect((await page.post('/review/take', { edits: [1] })).status).toBe(400);
  expect((await page.post('/review/close', { id: '2023-09', comments: [] })).status).toBe(400);
  expect((await page.post('/review/close', { id: '../x', comments: [1] })).status).toBe(400);
});

test('whatever a file is called, it lies in its own folder under a name that every system takes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.constantFrom('..', '../../a.docx', 'C:\\a\\b.docx', 'x/.docx', '.triannual.lock'),
      ),
      (name) => {
        expect(plainName(name)).toMatch(/^[^/\\<>:"|?*\u0000-\u001F.\s][^/\\<>:"|?*\u0000-\u001F]*\.docx$/);
      },
    ),
  );
});
