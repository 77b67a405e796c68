import type { Inline } from '../markdown/tree.ts';

/** The whole of a table's width, in fiftieths of a percent as Word has them. */
const whole = 5000;
/** Text of more characters than this may break over lines. */
const mostOfLine = 40;
/** What the distances at both sides of a cell take. */
const padding = 3;

/**
 * How wide the columns of a table in narrative are: each by its longest cell, so that short ones leave room for long ones. Columns that are
 * aligned right, those of numbers, are as wide as each other.
 */
export function widthsOf(
  aligns: ReadonlyArray<string | undefined>,
  header: ReadonlyArray<readonly Inline[]>,
  rows: ReadonlyArray<ReadonlyArray<readonly Inline[]>>,
): number[] {
  const needs = header.map((cell, i) => {
    const words = textOf(cell).split(/\s+/);
    const lengths = [...words, ...rows.map((row) => textOf(row[i] ?? []))].map((text) => text.length);
    return padding + Math.min(mostOfLine, Math.max(...lengths));
  });
  const ofNumbers = Math.max(...needs.filter((_, i) => aligns[i] === 'right'));
  const equal = needs.map((need, i) => (aligns[i] === 'right' ? ofNumbers : need));
  const sum = equal.reduce((total, need) => total + need, 0);
  return equal.map((need) => Math.floor((whole * need) / sum));
}

const textOf = (inlines: readonly Inline[]): string =>
  inlines
    .map((one) => {
      if (one.type === 'text') return one.text;
      if ('inlines' in one) return textOf(one.inlines);
      return one.type === 'break' ? ' ' : one.typed;
    })
    .join('');
