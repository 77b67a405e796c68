import type { YamlValue } from '../../inputs/yaml/edit.ts';
import { type FormField, notChosen } from '../../model/form-record.ts';
import { likeness, wordsOf } from '../../word/compare/words.ts';
import type { Narrative } from '../narrative.ts';
import { dayTyped } from '../typed-days.ts';
import { cellMarkdown } from './cell-markdown.ts';
import { blocksIn, type Cell, plainText, type Row } from './grid.ts';

/** What was typed into a cell, as the field takes it; without a value it was left empty. */
export type Answer = { value: YamlValue | undefined } | { why: string };

/** Words that word processors show in a control until something is typed. They are no answer. */
const hints = [
  notChosen,
  'Choose an item.',
  'Choose an item',
  'Click or tap here to enter text.',
  'Click here to enter text.',
  'Click or tap to enter a date.',
  'Click here to enter a date.',
  'Enter any content that you want to repeat, including other content controls. You can also insert this control around table rows in order to repeat parts of a table.',
];

/** LibreOffice puts what is typed behind the hint. */
function withoutHint(text: string): string {
  const hint = hints.find((one) => text.startsWith(one));
  return hint === undefined ? text : text.slice(hint.length).trim();
}

const wordsIn = (cell: Cell | undefined) =>
  withoutHint((cell ? blocksIn(cell) : []).map(plainText).join(' ').replace(/\s+/g, ' ').trim());

type Asked = Pick<FormField, 'kind' | 'options'>;

export function answerIn(
  cell: Cell | undefined,
  { kind, options = [] }: Asked,
  narrative: Narrative,
): Answer {
  const words = wordsIn(cell);
  if (words === '') return { value: undefined };
  if (kind === 'choice') {
    const chosen = options.find((one) => sameWords(one, words));
    return chosen === undefined
      ? { why: `"${words}" is not one of ${options.join(', ')}` }
      : { value: chosen };
  }
  if (kind === 'date') {
    const read = dayTyped(words);
    return 'day' in read ? { value: read.day } : read;
  }
  return { value: kind === 'markdown' ? cellMarkdown(cell?.content ?? [], narrative) : words };
}

const sameWords = (a: string, b: string) => a.toLowerCase() === b.toLowerCase().replace(/[.\s]+$/, '');

/** The rows of a table that hold something; one whose first cell alone holds something may be a text in place of a table. */
export function rowsIn(
  rows: readonly Row[],
  { columns = [], path }: FormField,
  narrative: Narrative,
): Answer {
  const entries: Array<Record<string, YamlValue>> = [];
  const wrong: string[] = [];
  for (const [i, { cells }] of rows.entries()) {
    const entry: Record<string, YamlValue> = {};
    for (const [at, column] of columns.entries()) {
      const answer = answerIn(cells[at], column, narrative);
      if ('why' in answer) wrong.push(`row ${i + 1}: ${answer.why}`);
      else if (answer.value !== undefined) entry[column.name] = answer.value;
    }
    if (Object.keys(entry).length > 0) entries.push(entry);
  }
  if (wrong.length > 0) return { why: wrong.join('; ') };
  if (entries.length === 0) return { value: undefined };
  const [only] = entries;
  const first = columns[0]?.name ?? '';
  if (path.at(-1) === 'emerging_risks' && entries.length === 1 && only && Object.keys(only).join() === first)
    return { value: only[first] };
  const lacking = entries.flatMap((entry) => {
    const lacks = columns.filter(({ name, needed }) => needed && entry[name] === undefined);
    const under = lacks.map(({ name }) => name).join(' and ');
    return under === '' ? [] : [`the row "${Object.values(entry)[0]}" has nothing under ${under}`];
  });
  return lacking.length > 0 ? { why: lacking.join('; ') } : { value: entries };
}

/** So many of its words a milestone keeps that was reworded; another one has fewer. */
const leastLike = 0.5;

/**
 * A milestone whose day was changed keeps the day that it had: the report says from when it was moved. One that was reworded is
 * in the place of the old one, which no other row names.
 */
export function withMoves(rows: YamlValue | undefined, before: unknown): YamlValue | undefined {
  if (!Array.isArray(rows) || !Array.isArray(before)) return rows;
  const old = before as Array<Record<string, YamlValue>>;
  const named = new Set(rows.map((row) => (row as Record<string, YamlValue>).what));
  const isLike = (a: unknown, b: unknown) =>
    likeness(wordsOf(String(a)), wordsOf(String(b)), leastLike) >= leastLike;
  return rows.map((row, i) => {
    const entry = row as Record<string, YamlValue>;
    const inPlace = old.length === rows.length ? old[i] : undefined;
    const isReworded = inPlace && !named.has(inPlace.what ?? null) && isLike(inPlace.what, entry.what);
    const was = old.find(({ what }) => what === entry.what) ?? (isReworded ? inPlace : undefined);
    const from = was?.moved_from ?? (was && was.by !== entry.by ? was.by : undefined);
    return from === undefined || from === entry.by ? entry : { ...entry, moved_from: from };
  });
}
