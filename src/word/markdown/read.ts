import type { Token } from 'markdown-it';
import { meaningsOf } from './labels.ts';
import type { Parse } from './parser.ts';
import { asMarkdown } from './pasted.ts';
import type { Block, Inline, Item, Label } from './tree.ts';

/** Reads a narrative: from what was typed or pasted, by Markdown, to blocks. */
export function readNarrative(parse: Parse, text: string): Block[] {
  const { lines, labels } = asMarkdown(text);
  return nest(parse(lines.join('\n'))).map((node) => blockOf(node, labels));
}

/** A token of markdown-it with those between its opening and its end. */
interface Node {
  type: string;
  token: Token;
  inside: Node[];
}

/** Emphasis in emphasis goes no deeper than anybody writes: what lies deeper is printed without more of it. */
const deepest = 40;

function nest(tokens: readonly Token[]): Node[] {
  const root: Node[] = [];
  const open = [root];
  for (const token of tokens) {
    if (token.nesting < 0) open.pop();
    else if (token.nesting > 0 && open.length > deepest && token.block === false)
      open.push(open.at(-1) ?? root);
    else {
      const node = { type: token.type.replace(/_open$/, ''), token, inside: [] };
      open.at(-1)?.push(node);
      if (token.nesting > 0) open.push(node.inside);
    }
  }
  return root;
}

type Labels = ReadonlyMap<number, Label>;

function blockOf({ type, token, inside }: Node, labels: Labels): Block {
  if (type === 'bullet_list' || type === 'ordered_list')
    return { type: 'list', items: inside.map((item) => itemOf(item, token.markup, labels)) };
  if (type === 'blockquote') return { type: 'quote', blocks: inside.map((node) => blockOf(node, labels)) };
  if (type === 'table') return tableOf(inside);
  return { type: type === 'heading' ? 'heading' : 'paragraph', inlines: inlinesIn(inside) };
}

function itemOf({ token, inside }: Node, mark: string, labels: Labels): Item {
  const typed = token.info === '' ? undefined : meaningsOf(`${token.info}${mark}`)[0];
  const label = labels.get(token.map?.[0] ?? -1) ?? typed;
  const blocks = inside.map((node) => blockOf(node, labels));
  const [first] = blocks;
  const start = first?.type === 'paragraph' ? first.inlines[0] : undefined;
  const box = start?.type === 'text' ? /^\[([ xX])\]\s+/.exec(start.text) : null;
  if (!box || start?.type !== 'text') return { label, blocks };
  start.text = start.text.slice(box[0].length);
  return { label, blocks, task: box[1] === ' ' ? 'open' : 'done' };
}

function tableOf(parts: readonly Node[]): Block {
  const rows = parts.flatMap(({ inside }) => inside);
  const cells = (row: Node | undefined) => row?.inside.map(({ inside }) => inlinesIn(inside)) ?? [];
  const aligns = rows[0]?.inside.map(({ token }) => /\w+$/.exec(String(token.attrGet('style') ?? ''))?.[0]);
  return { type: 'table', aligns: aligns ?? [], header: cells(rows[0]), rows: rows.slice(1).map(cells) };
}

const inlinesIn = (nodes: readonly Node[]) =>
  nodes.flatMap(({ token }) => inlinesOf(nest(token.children ?? [])));

const looks: Record<string, 'strong' | 'emphasis' | 'struck'> = {
  strong: 'strong',
  em: 'emphasis',
  s: 'struck',
};

/** What is in the brackets of a note or picture. */
const insideOf = ({ meta }: Token) => (meta?.inside ?? []) as string[];

/** Inline nodes, with the lines of a text put together. A sign after a backslash stays apart. */
function inlinesOf(nodes: readonly Node[]): Inline[] {
  const inlines: Inline[] = [];
  for (const [i, { type, token, inside }] of nodes.entries()) {
    const look = looks[type];
    const isApart = type === 'text_special' || nodes[i - 1]?.type === 'text_special';
    const last = isApart ? undefined : inlines.at(-1);
    const text = type === 'softbreak' ? '\n' : token.content;
    if (look) inlines.push({ type: look, inlines: inlinesOf(inside) });
    else if (type === 'link')
      inlines.push({ type: 'link', address: String(token.attrGet('href')), inlines: inlinesOf(inside) });
    else if (type === 'note') inlines.push({ type, label: insideOf(token)[0] ?? '', typed: token.content });
    else if (type === 'picture')
      inlines.push({
        type,
        alt: insideOf(token)[0] ?? '',
        name: (insideOf(token)[1] ?? '').trim(),
        typed: token.content,
      });
    else if (type === 'hardbreak') inlines.push({ type: 'break' });
    else if (last?.type === 'text') last.text += text;
    else if (text !== '') inlines.push({ type: 'text', text });
  }
  return inlines;
}
