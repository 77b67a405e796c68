import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../../src/cli.ts';
import { markPattern } from '../../../src/model/marks.ts';
import { readPackage } from '../../../src/ooxml/package.ts';
import { plainPagesOf } from '../../../src/word/layout/index.ts';
import { libraryPagesOf } from '../../../src/word/layout/library.ts';
import fc from '../../properties.ts';
import { documents } from './random-document.ts';

/** Whole documents, laid out by the program and by the docx library. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layout-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const byName = (pages: ReadonlyMap<string, string> | undefined) =>
  // The contents need the pages of headings; our own marks are of no use to them.
  pages &&
  Object.fromEntries(
    [...pages].filter(([name]) => !markPattern.test(name)).sort(([a], [b]) => (a < b ? -1 : 1)),
  );

test('the papers of the sample programme have the pages that the library gives them', async () => {
  const meetings = ['2023-05-17', '2023-09-27'];
  const nowhere = { write: () => true };
  const terminal = { stdout: nowhere, stderr: nowhere } as unknown as typeof process;
  await main(['build', ...meetings, '--output', folder, '--today', '2023-12-15'], terminal);
  for (const meeting of meetings) {
    const name = readdirSync(join(folder, meeting)).find((file) => file.endsWith('.docx')) as string;
    const parts = await readPackage(readFileSync(join(folder, meeting, name)));
    const pages = plainPagesOf(parts);
    expect(pages?.size).toBeGreaterThan(50);
    expect(byName(pages)).toEqual(byName(await libraryPagesOf(parts)));
  }
});

/** More documents: `LAYOUTS=200 npm run test:long -- tests/word/layout`. The library takes about a second for each. */
const numRuns = Number(process.env.LAYOUTS ?? 15);

test('any document of such blocks has the pages that the library gives it', async () => {
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(documents, async (bytes) => {
      const parts = await readPackage(await bytes);
      const pages = plainPagesOf(parts);
      if (pages === undefined) return;
      plain += 1;
      expect(byName(pages)).toEqual(byName(await libraryPagesOf(parts)));
    }),
    // Looking for the least of the documents that fail may take half an hour: the seed and path of any is enough.
    { numRuns, endOnFailure: true },
  );
  expect(plain).toBeGreaterThan(numRuns / 2);
});
