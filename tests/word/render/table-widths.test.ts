import { expect, test } from '@jest/globals';
import { widthsOf } from '../../../src/word/render/table-widths.ts';
import fc from '../../properties.ts';

/** Columns of tables in narrative. */

const cell = (text: string) => [{ type: 'text' as const, text }];

test('a column of short cells leaves its room to one of long cells', () => {
  const rows = [[cell('Early years settings and childminders'), cell('40')]];
  const [first = 0, second = 0] = widthsOf([undefined, 'right'], [cell('In Norfolk'), cell('Number')], rows);
  expect(first / second).toBeGreaterThan(3);
});

test('columns of numbers are as wide as each other, whatever their headings', () => {
  const header = ['Period', 'Requests for an assessment', 'Plans'].map(cell);
  const [, second, third] = widthsOf([undefined, 'right', 'right'], header, [
    ['2018', '1,340', '1'].map(cell),
  ]);
  expect(second).toBe(third);
});

test('every table has a width for each column, none too narrow to hold a word, and no more than the page', () => {
  const text = fc.string({ maxLength: 200 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 12 }), (columns) => {
      const widths = widthsOf(
        columns.map((_, i) => (i % 2 ? 'right' : undefined)),
        columns.map(([heading]) => cell(heading)),
        [columns.map(([, value]) => cell(value))],
      );
      expect(widths).toHaveLength(columns.length);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(5000);
      expect(Math.min(...widths)).toBeGreaterThanOrEqual(5000 / (columns.length * 15));
    }),
  );
});

test('long texts give way to the words of the other columns, whatever they are', () => {
  const word = fc.stringMatching(/^[a-z0-9/]{1,9}$/);
  const sentence = fc.array(word, { minLength: 6, maxLength: 30 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(sentence, fc.array(word, { minLength: 1, maxLength: 5 }), (long, short) => {
      const rows = [[cell(long), ...short.map(cell)]];
      const header = [cell('Measure'), ...short.map(cell)];
      const widths = widthsOf([undefined, ...short.map(() => 'right')], header, rows);
      // Three characters for the distances beside each, of 76 in a row.
      for (const [i, { length }] of short.entries())
        expect((widths[i + 1] ?? 0) + 1).toBeGreaterThanOrEqual((5000 * (length + 3)) / 76);
    }),
  );
});
