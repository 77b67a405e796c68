import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Bookmark, Document, Packer, Paragraph, TextRun } from 'docx';
import { type Package, readPackage } from '../../src/container/package.ts';
import { pagesOnThread } from '../../src/word/pages-thread.ts';

let folder = '';
let parts: Package = new Map();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thread-'));
  const mark = new Bookmark({ id: 'here', children: [new TextRun('Here')] });
  const children = [new Paragraph('First page'), new Paragraph({ pageBreakBefore: true, children: [mark] })];
  const document = new Document({
    styles: { default: { document: { run: { font: 'Arial', size: 24 } } } },
    sections: [{ children }],
  });
  parts = await readPackage(await Packer.toBuffer(document));
});
afterAll(() => rmSync(folder, { recursive: true }));

function threadOf(source: string) {
  const file = join(folder, `${source.length}.mjs`);
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${source}`);
  return pagesOnThread(pathToFileURL(file));
}

test('pages come from the thread, each to the document that they are of', async () => {
  const pagesOf = threadOf(`const kept = [];
    parentPort.on('message', (one) => {
      kept.push(one);
      if (kept.length < 2) return;
      for (const { id, parts } of kept.reverse()) parentPort.postMessage({ id, pages: new Map([['size', String(parts.size)]]) });
    });`);
  const [one, two] = await Promise.all([pagesOf(new Map([['a', Buffer.from('a')]])), pagesOf(parts)]);
  expect(one.get('size')).toBe('1');
  expect(two.get('size')).toBe(String(parts.size));
});

test.each([
  ['ends before its time', "parentPort.on('message', () => process.exit(1));"],
  ['fails', "parentPort.on('message', () => { throw new Error('no'); });"],
  ['cannot start', "import 'no-such-module';"],
  ['has no answer', "parentPort.on('message', ({ id }) => parentPort.postMessage({ id }));"],
])('where the thread %s, the pages are worked out here', async (_, source) => {
  const pagesOf = threadOf(source);
  expect((await pagesOf(parts)).get('here')).toBe('2');
  expect((await pagesOf(parts)).get('here')).toBe('2');
});
