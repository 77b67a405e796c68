import { expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { plainPagesOf } from '../../../src/word/layout/index.ts';
import { libraryPagesOf } from '../../../src/word/layout/library.ts';
import { isMark } from '../../../src/word/value-marks.ts';
import fc from '../../properties.ts';
import { documents } from './random-document.ts';

/** Whole documents, laid out by the program and by the docx library. Those of the sample are compared with LibreOffice's pages in `.ci/rendering`. */

const byName = (pages: ReadonlyMap<string, string> | undefined) =>
  // The contents need the pages of headings; our own marks are of no use to them.
  pages &&
  Object.fromEntries([...pages].filter(([name]) => !isMark(name)).sort(([a], [b]) => (a < b ? -1 : 1)));

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
