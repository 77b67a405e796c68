import { expect, test } from '@jest/globals';
import { plainPagesOf } from '../../../src/word/layout/index.ts';
import fc from '../../properties.ts';
import { tablesOfRows, withRowsMarked } from './tables-of-rows.ts';

/** The pages of each table's rows, in their order: of tables of the template and of narrative by turns. */
async function pagesOfRows(above: number, tables: ReadonlyArray<readonly number[]>) {
  const pages = plainPagesOf(await withRowsMarked(await tablesOfRows(above, tables)));
  if (!pages) throw new Error('laid out by the library');
  return tables.flatMap((rows, t) =>
    [2 * t, 2 * t + 1].map((table) => rows.map((_, r) => Number(pages.get(`R${table}x${r}x`)))),
  );
}

const lines = fc.integer({ min: 1, max: 4 });

test.each(Array.from({ length: 61 }, (_, rows) => [rows]))(
  'a table of %i rows has two or more on each page, three or more if it has seven, in a loop and in narrative',
  async (size) => {
    const rows = fc.array(lines, { minLength: size, maxLength: size });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 45 }), rows, rows, async (above, ...tables) => {
        for (const pages of await pagesOfRows(above, tables)) {
          expect(pages).toHaveLength(size);
          expect(pages).not.toContain(Number.NaN);
          if (size < 2) continue;
          expect([pages[0], pages.at(-1)]).toEqual([pages[1], pages.at(-2)]);
          if (size >= 7) expect([pages[0], pages.at(-1)]).toEqual([pages[2], pages.at(-3)]);
        }
      }),
      { numRuns: 4 },
    );
  },
);
