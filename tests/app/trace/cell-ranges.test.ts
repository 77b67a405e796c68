import { expect, test } from '@jest/globals';
import { cellRanges } from '../../../src/app/trace/cell-ranges.ts';
import { addressOf, columnOf } from '../../../src/ooxml/cell-address.ts';
import fc from '../../properties.ts';

/** Cells of workbooks in few words. */

const plan = (...cells: string[]) => cells.map((cell) => `plan.xlsx 'Agreed plan'!${cell}`);

test.each<[string[], string]>([
  [[], ''],
  [plan('B9'), "plan.xlsx 'Agreed plan'!B9"],
  [plan('C9', 'B9', 'D9', 'D9'), "plan.xlsx 'Agreed plan'!B9:D9"],
  [plan('B9', 'B10', 'B12'), "plan.xlsx 'Agreed plan'!B9:B10, B12"],
  [plan('B9', 'C9', 'B10', 'C10'), "plan.xlsx 'Agreed plan'!B9:C10"],
  [plan('Z1', 'AA1'), "plan.xlsx 'Agreed plan'!Z1:AA1"],
  [
    [...plan('B9'), "plan.xlsx 'It''s June'!C1", "kpis.xlsx 'KPIs'!C1", 'no cell'],
    "plan.xlsx 'Agreed plan'!B9; 'It''s June'!C1; kpis.xlsx 'KPIs'!C1; no cell",
  ],
])('%j', (cells, words) => expect(cellRanges(cells)).toBe(words));

test('any cells can be read back from their ranges', () => {
  const cell = fc.record({ row: fc.integer({ min: 1, max: 12 }), column: fc.integer({ min: 24, max: 30 }) });
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      const given = cells.map(({ row, column }) => addressOf(row, column));
      const [, written = ''] = cellRanges(plan(...given)).split('!');
      const read = written.split(', ').filter(Boolean).flatMap(cellsOf);
      expect(read.toSorted()).toEqual([...new Set(given)].toSorted());
    }),
  );
});

function cellsOf(range: string): string[] {
  const [from, to = from] = range.split(':').map((one) => {
    const [, letters = '', row] = /^([A-Z]+)(\d+)$/.exec(one) ?? [];
    return { row: Number(row), column: columnOf(letters) };
  }) as [{ row: number; column: number }, { row: number; column: number }];
  const cells: string[] = [];
  for (let { row } = from; row <= to.row; row++)
    for (let { column } = from; column <= to.column; column++) cells.push(addressOf(row, column));
  return cells;
}
