import { type Blanks, typeset } from '../typography.ts';
import { type Block, type Inline, wordsIn } from './tree.ts';

/** Narrative in typographic signs: a paragraph is one text, whatever is bold in it. */
export function typesetBlocks(blocks: readonly Block[], blanks: Blanks): Block[] {
  return blocks.map((block): Block => {
    if (block.type === 'quote') return { ...block, blocks: typesetBlocks(block.blocks, blanks) };
    if (block.type === 'list') {
      const items = block.items.map((item) => ({ ...item, blocks: typesetBlocks(item.blocks, blanks) }));
      return { ...block, items };
    }
    if (block.type !== 'table') return { ...block, inlines: typesetInlines(block.inlines, blanks) };
    const cell = (inlines: Inline[]) => typesetInlines(inlines, 'days');
    return { ...block, header: block.header.map(cell), rows: block.rows.map((row) => row.map(cell)) };
  });
}

function typesetInlines(inlines: readonly Inline[], blanks: Blanks): Inline[] {
  const set = typeset(textOf(inlines), blanks);
  let at = 0;
  const take = (list: readonly Inline[]): Inline[] =>
    list.map((inline) => {
      if ('inlines' in inline) return { ...inline, inlines: take(inline.inlines) };
      const from = at;
      at += textOf([inline]).length;
      return inline.type === 'text' ? { ...inline, text: set.slice(from, at) } : inline;
    });
  return take(inlines);
}

/** What has no words is a sign that no quotation begins after. */
const textOf = (inlines: readonly Inline[]): string =>
  wordsIn(inlines, ({ type }) => (type === 'break' ? '\n' : '\uFFFC'));
