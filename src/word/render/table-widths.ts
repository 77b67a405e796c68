import { type Inline, wordsIn } from '../markdown/tree.ts';

/** The whole of a table's width, in fiftieths of a percent as Word has them. */
const whole = 5000;
/** Text of more characters than this may break over lines. */
const mostOfLine = 40;
/** What the distances at both sides of a cell take. */
const padding = 3;
/** How many characters an upright page has room for in a row. */
const inRow = 76;

/**
 * How wide the columns of a table in narrative are: each by its longest cell, so that short ones leave room for long ones. Columns that are
 * aligned right, those of numbers, are as wide as each other. What is too long for the page breaks over lines, and no word does.
 */
export function widthsOf(
  aligns: ReadonlyArray<string | undefined>,
  header: ReadonlyArray<readonly Inline[]>,
  rows: ReadonlyArray<ReadonlyArray<readonly Inline[]>>,
): number[] {
  const equal = (needs: readonly number[]) => {
    const ofNumbers = Math.max(...needs.filter((_, i) => aligns[i] === 'right'));
    return needs.map((need, i) => (aligns[i] === 'right' ? ofNumbers : need));
  };
  const needsOf = (cellsOf: (i: number) => string[]) =>
    equal(
      header.map(
        (_, i) => padding + Math.min(mostOfLine, Math.max(...cellsOf(i).map(({ length }) => length))),
      ),
    );
  const wordsIn = (cell: readonly Inline[] = []) => textOf(cell).split(/\s+/);
  const texts = needsOf((i) => [...wordsIn(header[i]), ...rows.map((row) => textOf(row[i] ?? []))]);
  const words = needsOf((i) => [header[i], ...rows.map((row) => row[i])].flatMap(wordsIn));
  const needs = fitted(texts, words);
  const sum = needs.reduce((total, need) => total + need, 0);
  return needs.map((need) => Math.floor((whole * need) / sum));
}

/** Where all texts are too long for a page, the longest give way, and no word breaks. */
function fitted(texts: readonly number[], words: readonly number[]): number[] {
  const needs = [...texts];
  for (let over = needs.reduce((a, b) => a + b, 0) - inRow; over > 0; over--) {
    const slack = needs.map((need, i) => (need > (words[i] ?? 0) ? need : 0));
    const most = Math.max(...slack);
    if (most === 0) break;
    needs[slack.indexOf(most)] = most - 1;
  }
  return needs;
}

const textOf = (inlines: readonly Inline[]): string =>
  wordsIn(inlines, (one) => (one.type === 'break' ? ' ' : one.typed));
