import { fixed, type Given } from './origins.ts';

/**
 * Columns that a table prints from a list, `{{#columns years}}`, and the names that stood for them one by one before there
 * were such lists: `year_1`, `rating_2`. The numbered names stay, for templates that people edited then.
 */

/** By the name of a list: what its old names begin with, how many there are, and what a message calls its entries. */
export const columnLists = {
  years: { old: 'year', most: 12, noun: 'financial year' },
  columns: { old: 'column', most: 6, noun: 'report' },
  ratings: { old: 'rating', most: 6, noun: 'report' },
} as const;
export type ListName = keyof typeof columnLists;
type Old<Name extends ListName> = `${(typeof columnLists)[Name]['old']}_${number}`;

export const numbersOf = (name: ListName) => Array.from({ length: columnLists[name].most }, (_, i) => i + 1);
export const isListName = (name: string): name is ListName => Object.hasOwn(columnLists, name);

/** The list and its old names, for a shape: `{ years: ['text'], year_1: 'text', … }`. */
export function columnShape<Name extends ListName>(name: Name) {
  const old = numbersOf(name).map((number) => [`${columnLists[name].old}_${number}`, 'text'] as const);
  return { [name]: ['text'], ...Object.fromEntries(old) } as Record<Name, readonly ['text']> &
    Record<Old<Name>, 'text'>;
}

/** The same for a context. An old name beyond the list's end is blank. */
export function byColumn<Name extends ListName>(name: Name, texts: readonly Given[]) {
  const old = numbersOf(name).map((number) => [
    `${columnLists[name].old}_${number}`,
    texts[number - 1] ?? fixed(''),
  ]);
  return { [name]: texts, ...Object.fromEntries(old) } as Record<Name, readonly Given[]> &
    Record<Old<Name>, Given>;
}

/** Whether a name of a shape is an old one, and what to type now: `year_3`. */
export function listOfOldName(name: string): ListName | undefined {
  const [, stem = ''] = /^([a-z]+)_\d+$/.exec(name) ?? [];
  return (Object.keys(columnLists) as ListName[]).find((one) => columnLists[one].old === stem);
}

/** The tags of a cell that is printed once for each entry. */
export const columnTags = (name: string) =>
  `{{#columns ${name}}}${name === 'ratings' || name === 'both' ? '{{rating this}}' : '{{this}}'}{{/columns}}`;
