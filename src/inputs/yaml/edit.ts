import { isCollection, type Node, parseDocument } from 'yaml';
import {
  addition,
  childOf,
  insertion,
  removal,
  replacement,
  type Splice,
  type YamlValue,
} from './splices.ts';

export type { YamlValue };

/**
 * Writes into a YAML file that people keep by hand. Only the value that changes is written: comments, order, quotes, wrapping and
 * every other byte stay as they are, which no library's `toString` does.
 */

/** Puts a value at a path, with the groups around it where they are missing; without `value` the field or entry goes. */
export interface YamlEdit {
  /** Keys and places in lists from the top. A place just beyond a list's end adds an entry. */
  path: ReadonlyArray<string | number>;
  value?: YamlValue;
  /** Of an entry of a list: it goes before the one that is there, and not in its place. */
  insert?: boolean;
}

/**
 * The text with the edits made, in order. Line breaks at the end of a text are those of the file: a block text ends with one.
 * @throws {Error} where the text is no YAML, or where an edit cannot be made without touching something else.
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
  return edits.reduce((before, edit) => {
    const after = withLineEnds(splice(before, edit), before);
    if (comparable(parse(after)) !== comparable(changed(parse(before), edit)))
      throw new Error(`the value at ${edit.path.join('.')} cannot be changed by itself`);
    return after;
  }, text);
}

function parse(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors[0]) throw document.errors[0];
  return document.toJS({ maxAliasCount: 0 });
}

/** Empty fields and fields that are not there are the same, and so are texts that differ in line breaks at their end. */
function comparable(value: unknown): string {
  return JSON.stringify(value, (_, inside) => {
    if (typeof inside === 'string') return inside.trimEnd();
    if (inside === null || typeof inside !== 'object' || Array.isArray(inside)) return inside;
    const filled = Object.entries(inside).filter(([, one]) => one !== null);
    return Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The same edit made on the value. */
function changed(value: unknown, { path: [key, ...rest], ...edit }: YamlEdit): unknown {
  if (key === undefined) return edit.value ?? null;
  const next = () => changed((value as Record<string, unknown> | null)?.[key], { path: rest, ...edit });
  if (typeof key === 'string') return { ...(value as object | null), [key]: next() };
  const isGone = rest.length === 0 && edit.value === undefined;
  const isNew = rest.length === 0 && edit.insert;
  return (Array.isArray(value) ? value : []).toSpliced(key, isNew ? 0 : 1, ...(isGone ? [] : [next()]));
}

const spliced = (text: string, { from, to, put }: Splice) => text.slice(0, from) + put + text.slice(to);

/** The file's own line ends, whatever was put in. */
function withLineEnds(text: string, before: string): string {
  return before.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}

function splice(text: string, { path, value, insert }: YamlEdit): string {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors[0]) throw document.errors[0];
  let parent = document.contents as Node | null;
  for (let depth = 0; depth < path.length; depth++) {
    const key = path[depth] as string | number;
    const rest = path.slice(depth + 1);
    if (!isCollection(parent)) throw new Error(`there is no group or list around ${path.join('.')}`);
    const child = childOf(parent, key);
    if (child === undefined)
      return value === undefined ? text : spliced(text, addition(text, parent, key, nested(rest, value)));
    if (rest.length === 0 && insert && value !== undefined)
      return spliced(text, insertion(text, parent, Number(key), value));
    if (rest.length === 0 && value === undefined) return spliced(text, removal(text, parent, key));
    if (rest.length === 0) return spliced(text, replacement(text, parent, key, value as YamlValue));
    if (!isCollection(child) || child.items.length === 0)
      return value === undefined ? text : spliced(text, replacement(text, parent, key, nested(rest, value)));
    parent = child;
  }
  throw new Error('the whole file cannot be put in place of itself');
}

/** The value with the groups and lists around it that are missing. */
const nested = (path: ReadonlyArray<string | number>, value: YamlValue): YamlValue =>
  path.reduceRight<YamlValue>(
    (inside, key) => (typeof key === 'number' ? [inside] : { [key]: inside }),
    value,
  );
