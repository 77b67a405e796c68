import { paragraph, row } from './report.js';

/** How engines write a loop: pieces that several dialects share. A list is named by its path, `conditions.update`. */

export const lastOf = (path) => path.split('.').at(-1);

/** The first tag at the beginning of the first row, the second at the end of the last. */
export function aroundRows(rows, open, close) {
  const copies = structuredClone(rows);
  const first = copies[0].cells[0].paragraphs[0];
  first.text = open + first.text;
  const last = copies.at(-1).cells.at(-1).paragraphs.at(-1);
  last.text += close;
  return copies;
}

/** Each tag in a row of its own. */
export const rowsBetween = (rows, open, close) => [row(open), ...rows, row(close)];

/** Each tag in a paragraph of its own. */
export const paragraphsBetween = (items, open, close) => {
  const { style } = items[0];
  return [paragraph(open, style), ...items, paragraph(close, style)];
};
