import type { Found } from './found.ts';
import { numberOf } from './number-words.ts';
import type { PlainText } from './plain-text.ts';

/** Small counts in the cells of tables and in lists, where another line says whom they count. */

const whom =
  /\b(?:pupils?|child(?:ren)?|students?|learners?|girls?|boys?|young (?:people|persons?)|parents?|carers?|famil(?:y|ies)|exclusions?|cyp)\b/i;
/** What such a heading or row counts instead. */
const other =
  /%|\b(?:per|per ?cent(?:age)?|percentage|proportion|share|rate|ratio|average|mean|places|schools|homes|centres|staff|teachers?|teams?|ages?|aged|cost|premium|key stage|phase|refs?|reference|no\.|items?|rank|priority|workstreams?|pages?)\b|\u00A3|^(?:#|no|hours|days|weeks|months|years|terms)\b/i;
const label =
  /^(?:(?:\w+ )?refs?|reference|no\.?|item|line|id|#|rank|priority|workstreams?|phase|years?|months?|age|ages|key stage|term|page|week|rating|version|appendix)$|%|\u00A3|per ?cent|places|average|ratio/i;

const names = (text: string) => whom.test(text) && !other.test(text);

/** A cell of a table with a small count: row and column from 0. */
interface CountCell {
  row: number;
  column: number;
}

/**
 * The cells that count fewer than `least` pupils: their column or their row is headed by whom it counts. Rows are lists of cells as
 * they read; the first is the header.
 */
export function smallCountsInTable(rows: ReadonlyArray<readonly string[]>, least: number): CountCell[] {
  const header = rows.length > 1 ? (rows[0] ?? []) : [];
  return rows.flatMap((cells, row) => {
    const name = cells.find((cell) => /\p{L}{2}/u.test(cell)) ?? '';
    return cells.flatMap((cell, column) => {
      const value = numberOf(cell.trim().toLowerCase());
      if (value === undefined || value >= least) return [];
      const heading = row === 0 ? '' : (header[column] ?? '');
      const isCount = (names(heading) && !other.test(name)) || (names(name) && !label.test(heading.trim()));
      return isCount ? [{ row, column }] : [];
    });
  });
}

/** Small counts in tables of Markdown. */
export function tableCountsIn({ text, found }: PlainText, least: number): Found[] {
  return [...text.matchAll(/(?:^[^\S\n]*\|.*(?:\n|$))+/gm)].flatMap(({ index: start, 0: table }) => {
    let at = start;
    const rows = table.split('\n').flatMap((line) => {
      const cells = cellsOf(line, at);
      at += line.length + 1;
      return cells.length === 0 || cells.every(({ text: cell }) => /^[\s:-]*$/.test(cell)) ? [] : [cells];
    });
    const words = rows.map((cells) => cells.map((cell) => cell.text));
    return smallCountsInTable(words, least).flatMap(({ row, column }) => {
      const cell = rows[row]?.[column];
      return cell ? [found('small count', cell.start, cell.start + cell.text.length)] : [];
    });
  });
}

function cellsOf(line: string, start: number): Array<{ text: string; start: number }> {
  return [...line.matchAll(/(?<=\|)[^|\n]*(?=\|)/g)].map(({ index, 0: cell }) => ({
    text: cell.trim(),
    start: start + index + (cell.length - cell.trimStart().length),
  }));
}

/** Small counts in a list whose lead-in says whom they count: "Pupils excluded:" and "- Norwich: 3". */
export function listCountsIn({ text, found }: PlainText, least: number): Found[] {
  const list = /^(.*):[^\S\n]*\n+((?:[^\S\n]*(?:[-+*\u2022\u00B7]|\d{1,2}[.)])[^\S\n]+.*(?:\n+|$))+)/gm;
  return [...text.matchAll(list)].flatMap(({ index, 0: whole, 1: lead = '', 2: items = '' }) => {
    if (!names(lead)) return [];
    const start = index + whole.length - items.length;
    const count =
      /^[^\S\n]*(?:[-+*\u2022\u00B7]|\d{1,2}[.)])[^\S\n]+(?:([^\d\n:(]{0,60})(?:[:(]| -)[^\S\n]*)?(\d+|[a-z]+)(?=\)?[.;,]?[^\S\n]*$|[^\S\n]+(?:in|at|from|with|were|was|who|boys?|girls?)\b)/gim;
    return [...items.matchAll(count)].flatMap(({ index: item, 0: words, 1: name = '', 2: number = '' }) => {
      const value = numberOf(number.toLowerCase());
      if (value === undefined || value >= least || other.test(name)) return [];
      const end = start + item + words.length;
      return [found('small count', end - number.length, end)];
    });
  });
}
