import { TemplateHandler } from 'easy-template-x';
import { aroundRows, lastOf, paragraphsBetween } from '../word/dialect.js';

export const packages = ['easy-template-x'];

export const dialect = {
  value: (path) => `{${lastOf(path)}}`,
  rows: (path, rows) => openingBeside(rows, `{#${lastOf(path)}}`, `{/${lastOf(path)}}`),
  paragraphs: (path, items) => paragraphsBetween(items, `{#${lastOf(path)}}`, `{/${lastOf(path)}}`),
};

/**
 * A block that opens and closes in the same column repeats columns: nine conditions come out side by side, without a word.
 * So a title over the whole width is split in two cells, for the block to open and close in different ones.
 */
function splitTitle({ cells, ...rest }) {
  const [only] = cells;
  if (cells.length > 1 || only.paragraphs.length > 1) return { cells, ...rest };
  const empty = { span: 1, paragraphs: [{ ...only.paragraphs[0], text: '' }] };
  return { cells: [empty, { ...only, span: only.span - 1 }], ...rest };
}

function openingBeside(rows, open, close) {
  const copies = aroundRows(rows, open, close);
  return [splitTitle(copies[0]), ...copies.slice(1)];
}

export function start(template) {
  return async (data) => new TemplateHandler().process(template, data);
}
