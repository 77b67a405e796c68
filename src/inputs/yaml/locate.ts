import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  type LineCounter,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { escapeForRegExp } from '../../diagnostics/characters.ts';
import type { Diagnostic, Finding, Place, Where } from '../../diagnostics/diagnostic.ts';
import { shownPath } from '../../files/shown-path.ts';

/** A YAML file as it was read: what turns a path in the model into a line and a column. */
export interface YamlSource {
  text: string;
  document: Document;
  lines: LineCounter;
  /** Items of lists that have fallen away, as they were typed: in the model those after them have other numbers. */
  gone?: ReadonlyArray<ReadonlyArray<string | number>>;
}

/** The YAML files of a project by name. Workbooks need none: their places are cells. */
export type Sources = Map<string, YamlSource>;

type PathInFile = Extract<Where, { path?: unknown }>;

type Path = NonNullable<PathInFile['path']>;

/** A path of the model as it was typed, before the items that are gone fell away. */
export function pathAsTyped(path: Path, gone: readonly Path[] = []): Array<string | number> {
  const typed: Array<string | number> = [];
  for (const part of path) {
    const isInList = (other: Path) =>
      other.length === typed.length + 1 && typed.every((step, i) => step === other[i]);
    const holes = new Set(gone.filter(isInList).map((other) => Number(other.at(-1))));
    const count = (at: number, hole: number) => (hole <= at ? at + 1 : at);
    typed.push(typeof part === 'number' ? [...holes].sort((a, b) => a - b).reduce(count, part) : part);
  }
  return typed;
}

/** A place with its paths as they were typed. */
export function whereAsTyped(where: Where, sources: Sources): Where {
  const gone = sources.get(where.file)?.gone;
  if (!gone || !('path' in where) || where.path === undefined || where.isAsTyped) return where;
  const { path, instead } = where;
  return {
    ...where,
    path: pathAsTyped(path, gone),
    ...(instead && { instead: pathAsTyped(instead, gone) }),
    isAsTyped: true,
  };
}

/** Looks up where a finding is, in files below `folder`. */
export function locate(
  { where, message, note, help, unread: _, restsOn: __, ...rest }: Finding,
  sources: Sources,
  folder: string,
): Diagnostic {
  const placeOf = (at: Where) => findPlace(at, sources, folder);
  return {
    ...rest,
    message: withHidden(message, where),
    place: placeOf(where),
    ...(help === undefined ? {} : { help: help + afterComment(where, sources) }),
    ...(note ? { note: { message: withHidden(note.message, note.where), place: placeOf(note.where) } } : {}),
  };
}

/** Who looks for a cell that is hidden in Excel would not find it. */
const withHidden = (message: string, where: Where) =>
  'hidden' in where && where.hidden !== undefined ? `${message} (${where.hidden})` : message;

/** Who has typed a text after a "#" sees it there, and reads that there is none. */
function afterComment(where: Where, sources: Sources): string {
  if (!('path' in where) || where.path === undefined) return '';
  const source = sources.get(where.file);
  const node = source?.document.getIn(where.path, true);
  if (!source) return '';
  if (!isScalar(node) || node.value !== null || commentAfter(source.text, node) === undefined) return '';
  return '; a # begins a comment, which is not read: put text that has one in quotes';
}

function findPlace(at: Where, sources: Sources, folder: string): Place {
  const where = whereAsTyped(at, sources);
  const file = shownPath(folder, where.file);
  if ('cell' in where) return { file, inside: `'${where.sheet}'!${where.cell}` };
  const source = sources.get(where.file);
  if (!source) return { file };
  if ('offset' in where) return { file, ...placeAt(source, ...where.offset) };
  if (!('path' in where) || where.path === undefined) return { file };
  const range = rangeOf(source, where);
  if (!range) return { file, line: 1, column: 1 };
  const [from, to] = range;
  const found = where.words && findWords(source.text.slice(from, to), where.words, where.nth ?? 0);
  return found
    ? { file, ...placeAt(source, from + found.index, from + found.index + found[0].length) }
    : { file, ...placeAt(source, from, to) };
}

/** Words may go on in the next line of the file, where they are indented. `nth` counts from 0. */
function findWords(text: string, words: string, nth: number): RegExpExecArray | undefined {
  // A form feed by itself counts as space, and is looked for as it is. An expression takes some thousands of letters.
  const start = words.slice(0, 500);
  const pattern = start.trim() === '' ? start : start.split(/\s+/).map(escapeForRegExp).join('\\s+');
  return [...text.matchAll(new RegExp(pattern, 'g'))][nth];
}

/** Line, column and source line of a stretch of a YAML file. */
function placeAt({ text, lines }: YamlSource, from: number, to: number): Omit<Place, 'file'> {
  const { line, col } = lines.linePos(from);
  const start = from - (col - 1);
  const end = text.indexOf('\n', start);
  const whole = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  const length = Math.max(1, Math.min(to, start + whole.length) - from);
  return { line, column: col, source: { text: whole, column: col, length } };
}

/**
 * The stretch of text at a path. A field that is missing has none: that of the field `instead` is taken, or the name of its
 * group, or the first field of the entry of a list. What a whole file lacks has none, and is said at its beginning.
 */
function rangeOf(
  { document, text }: YamlSource,
  { path = [], key = false, words, instead }: PathInFile,
): [number, number] | undefined {
  const nodeAt = (at: PathInFile['path'] = []) =>
    at.length === 0 ? document.contents : document.getIn(at, true);
  const nameOf = (at: NonNullable<PathInFile['path']>) => {
    const parent = at.length > 0 ? nodeAt(at.slice(0, -1)) : undefined;
    return isMap(parent) ? keyOf(parent, String(at.at(-1))) : undefined;
  };
  const named = key ? nameOf(path)?.range : undefined;
  if (named) return [named[0], named[1]];
  const isThere = (at: NonNullable<PathInFile['path']>) => isNode(nodeAt(at));
  const parents = Array.from(path, (_, i) => path.slice(0, path.length - i));
  const at = isThere(path) ? path : (instead ?? parents.find(isThere));
  const node = nodeAt(at);
  if (at === undefined || !isNode(node)) return undefined;
  const isWhole = at === path && path.length > 0;
  const shown = isMap(node) && words === undefined ? (nameOf(at) ?? (isWhole ? node : firstKey(node))) : node;
  return shown.range ? afterMark(shown, shown.range, text) : undefined;
}

/** The key of a name. One that is itself a list or a group has no name of its own: the first such key is taken for it. */
function keyOf({ items }: YAMLMap, name: string): Node | undefined {
  const keys = items.map(({ key }) => key as Node);
  return (
    keys.find((key) => isScalar(key) && String(key.value ?? '') === name) ??
    keys.find((key) => !isScalar(key))
  );
}

/** Text after "|" or ">" begins on the next line, and is shown there. */
function afterMark(node: Node, [from = 0, to = 0]: readonly number[], text: string): [number, number] {
  const isBlock = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  const mark = isBlock ? /^[|>].*\r?\n */.exec(text.slice(from, to)) : null;
  const start = from + (mark?.[0].length ?? 0);
  // Where nothing has been written yet, the sign itself is the place to write at.
  return isBlock && text.slice(start, to).trim() === '' ? [from, from + 1] : [start, to];
}

function firstKey(map: Node): Node {
  if (!isMap(map)) return map;
  const [pair] = map.items;
  return isPair(pair) && isNode(pair.key) ? pair.key : map;
}

/** Where a comment begins on the line on which a value ends, or on the line of the "|" of a text. */
export function commentAfter(text: string, { type, range }: Scalar): number | undefined {
  if (!range) return undefined;
  const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
  const from = isBlock ? range[0] : range[1];
  const before = /^(?:[|>][-+0-9]*)?[ \t,\]}]*(?=#)/.exec(text.slice(from, from + 400));
  return before ? from + before[0].length : undefined;
}
