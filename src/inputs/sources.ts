import { type Document, isMap, isNode, isPair, isScalar, type LineCounter, type Node } from 'yaml';
import type { Diagnostic, Finding, Place, Where } from '../diagnostics/diagnostic.ts';

/** A YAML file as it was read: what turns a path in the model into a line and a column. */
export interface YamlSource {
  text: string;
  document: Document;
  lines: LineCounter;
}

/** The YAML files of a project by name. Workbooks need none: their places are cells. */
export type Sources = Map<string, YamlSource>;

/** Looks up where a finding is, in files below `folder` (as it is shown, with forward slashes). */
export function locate({ where, note, ...rest }: Finding, sources: Sources, folder: string): Diagnostic {
  const placeOf = (at: Where) => findPlace(at, sources, folder);
  return {
    ...rest,
    place: placeOf(where),
    ...(note ? { note: { message: note.message, place: placeOf(note.where) } } : {}),
  };
}

function findPlace(where: Where, sources: Sources, folder: string): Place {
  const file = `${folder.replace(/\/$/, '')}/${where.file}`;
  if ('cell' in where) return { file, inside: `'${where.sheet}'!${where.cell}` };
  const source = sources.get(where.file);
  if ('offset' in where) return source ? { file, ...placeAt(source, ...where.offset) } : { file };
  if (!('path' in where) || where.path === undefined) return { file };
  const range = source && rangeOf(source, where.path, where.key ?? false);
  if (!source || !range) return { file };
  const [from, to] = range;
  const at = where.words ? source.text.slice(from, to).indexOf(where.words) : -1;
  if (where.words && at >= 0) return { file, ...placeAt(source, from + at, from + at + where.words.length) };
  return { file, ...placeAt(source, from, to) };
}

/** Line, column and source line of a stretch of a YAML file. */
export function placeAt({ text, lines }: YamlSource, from: number, to: number): Omit<Place, 'file'> {
  const { line, col } = lines.linePos(from);
  const start = from - (col - 1);
  const end = text.indexOf('\n', start);
  const whole = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  const length = Math.max(1, Math.min(to, start + whole.length) - from);
  return { line, column: col, source: { text: whole, column: col, length } };
}

/**
 * The stretch that a path stands for. A key that is missing has none: its nearest parent stands in, by its first key.
 */
function rangeOf(
  { document, text }: YamlSource,
  path: ReadonlyArray<string | number>,
  key: boolean,
): [number, number] | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (key && length === path.length && length > 0) {
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
      const pair = isMap(parent)
        ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(path.at(-1)))
        : undefined;
      const range = pair && (pair.key as Node).range;
      if (range) return [range[0], range[1]];
    }
    if (!isNode(node)) continue;
    const exact = length === path.length;
    const shown = isMap(node) && (!exact || length === 0) ? firstKey(node) : node;
    if (shown.range) return afterMark(shown, shown.range, text);
  }
  return undefined;
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
