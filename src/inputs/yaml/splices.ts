import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { blockLines } from './block-text.ts';

/** What has to be put where in the text of a YAML file, so that one value of it changes. */

export type YamlValue =
  | string
  | number
  | boolean
  | null
  | YamlValue[]
  | { [key: string]: YamlValue | undefined };

/** A stretch of the text, from and up to an offset, and what is put in its place. */
export interface Splice {
  from: number;
  to: number;
  put: string;
}

const pairOf = (map: YAMLMap, key: string | number) =>
  map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) as
    | Pair<Scalar, Node | null>
    | undefined;

export function childOf(parent: YAMLMap | YAMLSeq, key: string | number): Node | null | undefined {
  if (isSeq(parent)) return parent.items[Number(key)] as Node | undefined;
  const pair = pairOf(parent, key);
  return pair && (pair.value ?? null);
}

const startOf = (node: Node | null | undefined) => node?.range?.[0] ?? 0;
const endOf = (node: Node | null | undefined) => node?.range?.[1] ?? 0;

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1;
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** How far a collection's keys, or the dashes of its entries, stand from the left. */
function indentOf(text: string, collection: YAMLMap | YAMLSeq): number {
  const first = startOf(nodesOf(collection)[0]);
  return column(text, isMap(collection) ? first : text.lastIndexOf('-', first));
}

/** The keys of a group, or the entries of a list. */
const nodesOf = ({ items }: YAMLMap | YAMLSeq): Node[] =>
  items.map((item) => (isPair(item) ? item.key : item) as Node);

const column = (text: string, at: number) => at - lineStart(text, at);

/** Where the content of a node ends: at the end of its last line, without the blank lines and comments after it. */
function contentEnd(text: string, node: Node): number {
  const end = endOf(node);
  const used = text.slice(0, end).trimEnd().length;
  return lineEnd(text, Math.max(used, startOf(node)));
}

/** A new field at the end of a group, or a new entry at the end of a list. */
export function addition(
  text: string,
  parent: YAMLMap | YAMLSeq,
  key: string | number,
  value: YamlValue,
): Splice {
  if (parent.flow || parent.items.length === 0) return flowAddition(text, parent, key, value);
  const indent = indentOf(text, parent);
  const last = parent.items.at(-1) as Pair<Node, Node | null> | Node;
  const at = contentEnd(
    text,
    isPair(last) ? ((last.value?.range ? last.value : last.key) as Node) : (last as Node),
  );
  const lines = isSeq(parent) ? entryLines(value, indent) : fieldLines(String(key), value, indent);
  return { from: at, to: at, put: `\n${lines}` };
}

const inFlow = (value: YamlValue) =>
  stringify(value, {
    collectionStyle: 'flow',
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    // Line breaks as escapes: a text in quotes that runs over lines would have to be indented.
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  }).trimEnd();

/** In `{…}` and `[…]`, before the bracket that closes it. */
function flowAddition(
  text: string,
  parent: YAMLMap | YAMLSeq,
  key: string | number,
  value: YamlValue,
): Splice {
  const at = endOf(parent) - 1;
  const before = text.slice(0, at).trimEnd().length;
  const comma = parent.items.length > 0 ? ', ' : '';
  const put = isSeq(parent) ? inFlow(value) : `${stringify(String(key)).trimEnd()}: ${inFlow(value)}`;
  return { from: before, to: before, put: `${comma}${put}` };
}

/** `key: value` as lines, indented; a text of several lines as a block. */
function fieldLines(key: string, value: YamlValue, indent: number): string {
  const pad = ' '.repeat(indent);
  const name = stringify(key, { lineWidth: 0 }).trimEnd();
  return `${pad}${name}:${valueAfterKey(value, indent)}`;
}

function entryLines(value: YamlValue, indent: number): string {
  const pad = ' '.repeat(indent);
  if (typeof value === 'string' && value.includes('\n')) return `${pad}-${valueAfterKey(value, indent)}`;
  const lines = stringify([value], { lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? line : pad + line)).join('\n');
}

/** What follows the colon of a key. */
function valueAfterKey(value: YamlValue, indent: number): string {
  if (value === null) return '';
  if (typeof value === 'string') return ` ${scalarText(value, indent)}`;
  if (typeof value !== 'object' || Object.keys(value).length === 0) return ` ${stringify(value).trimEnd()}`;
  const pad = ' '.repeat(indent + 2);
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
  return `\n${lines.map((line) => (line === '' ? line : pad + line)).join('\n')}`;
}

/** A text as it may be written after a key: plain where it is plain, in quotes, or as a block of lines. */
function scalarText(value: string, indent: number): string {
  const text = value.trimEnd();
  if (text.includes('\n')) return `|\n${blockLines(text, undefined, indent + 2)}`;
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

/** A new entry before one that is there. */
export function insertion(text: string, parent: YAMLMap | YAMLSeq, at: number, value: YamlValue): Splice {
  const next = startOf(childOf(parent, at));
  if (parent.flow) return { from: next, to: next, put: `${inFlow(value)}, ` };
  const indent = indentOf(text, parent);
  const dash = text.lastIndexOf('-', next);
  return { from: dash, to: dash, put: `${entryLines(value, indent).trimStart()}\n${' '.repeat(indent)}` };
}

/** Another value in the place of one. */
export function replacement(
  text: string,
  parent: YAMLMap | YAMLSeq,
  key: string | number,
  value: YamlValue,
): Splice {
  const node = childOf(parent, key) as Node | null;
  if (parent.flow) return { from: startOf(node), to: endOf(node), put: inFlow(value) };
  const indent = parent.items.length === 0 ? 0 : indentOf(text, parent);
  if (isScalar(node) && typeof value === 'string') {
    const { type } = node;
    if (type?.startsWith('BLOCK')) return blockReplacement(text, node, value, indent);
    if (type?.startsWith('QUOTE') && !value.trimEnd().includes('\n')) {
      const looks = { defaultStringType: type as 'QUOTE_DOUBLE', singleQuote: type === 'QUOTE_SINGLE' };
      const quoted = stringify(value.trimEnd(), { lineWidth: 0, ...looks });
      return { from: startOf(node), to: endOf(node), put: quoted.trimEnd() };
    }
  }
  const from = afterMark(text, parent, key);
  // A field that is empty has nothing to replace, and a comment after it stays.
  const isEmpty = node === null || startOf(node) === endOf(node);
  const to = isEmpty
    ? from
    : isCollection(node) && !node.flow
      ? contentEnd(text, node)
      : text.slice(0, endOf(node)).trimEnd().length;
  const lines = isSeq(parent) ? entryLines(value, indent).slice(indent + 1) : valueAfterKey(value, indent);
  return { from, to: Math.max(from, to), put: lines };
}

/** The place after the colon of a key, or after the dash of an entry. */
function afterMark(text: string, parent: YAMLMap | YAMLSeq, key: string | number): number {
  if (isMap(parent)) return text.indexOf(':', endOf(pairOf(parent, key)?.key)) + 1;
  return text.lastIndexOf('-', startOf(childOf(parent, key))) + 1;
}

/** A block keeps its sign and the lines that do not change. */
function blockReplacement(text: string, node: Scalar, value: string, indent: number): Splice {
  const [from, to] = [startOf(node), endOf(node)];
  const first = lineEnd(text, from) + 1;
  const body = text.slice(first, to);
  const lines = body.split('\n');
  const used = lines.find((line) => line.trim() !== '');
  const depth = used === undefined ? indent + 2 : used.length - used.trimStart().length;
  const head = text.slice(from, first - 1);
  // A folded text cannot hold lines that begin with a blank, and a text that begins with one needs its depth in figures.
  const isFolded = node.type === 'BLOCK_FOLDED';
  const needsMark = /^[ \t]/.test(value) || /\d/.test(head) || (isFolded && /^[ \t]/m.test(value));
  if (needsMark)
    return { from, to, put: `|${depth - indent}\n${blockLines(value.trimEnd(), undefined, depth)}\n` };
  const folded = node.type === 'BLOCK_FOLDED' ? body.replaceAll('\r', '') : undefined;
  const tail = /\n*$/.exec(body.replaceAll('\r', ''))?.[0] || '\n';
  return { from: first, to, put: blockLines(value.trimEnd(), folded, depth) + tail };
}

/** A field or an entry with its lines; a list or group that had only this one is empty then. */
export function removal(text: string, parent: YAMLMap | YAMLSeq, key: string | number): Splice {
  const node = childOf(parent, key) as Node | null;
  const isOnly = parent.items.length === 1;
  if (isOnly)
    return {
      from: startOf(parent),
      to: parent.flow ? endOf(parent) : contentEnd(text, parent),
      put: isSeq(parent) ? '[]' : '{}',
    };
  const start = isMap(parent) ? startOf(pairOf(parent, key)?.key) : afterMark(text, parent, key) - 1;
  if (parent.flow) return flowRemoval(parent, key);
  const content =
    node?.range && startOf(node) !== endOf(node) ? contentEnd(text, node) : lineEnd(text, start);
  const isFirst = column(text, start) > 0 && text.slice(lineStart(text, start), start).trim() !== '';
  // The first field of an entry shares its line with the dash.
  if (isFirst) return { from: start, to: startOf(nodesOf(parent)[1]), put: '' };
  return { from: lineStart(text, start), to: Math.min(text.length, content + 1), put: '' };
}

function flowRemoval(parent: YAMLMap | YAMLSeq, key: string | number): Splice {
  const nodes = nodesOf(parent);
  const at = isSeq(parent) ? Number(key) : parent.items.indexOf(pairOf(parent as YAMLMap, key) as never);
  const end = endOf(childOf(parent, key)) || endOf(nodes[at]);
  if (at > 0) {
    const before = parent.items[at - 1];
    const last = isPair(before) ? ((before.value ?? before.key) as Node) : (before as Node);
    return { from: endOf(last), to: end, put: '' };
  }
  return { from: startOf(nodes[0]), to: startOf(nodes[1]), put: '' };
}
