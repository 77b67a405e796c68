import { type Block, type Inline, wordsIn } from '../markdown/tree.ts';

/**
 * Captions of narrative: a paragraph `Table: The zones` right before a table, or `Figure: The zones` right before a picture, is its
 * caption. The number is counted with those of the template; one that is typed, as a copied caption has it, is left out.
 */

const start = /^(Table|Figure)(?: \d+)?\s*:\s+(?=\S)/;

export interface Caption {
  kind: 'Table' | 'Figure';
  inlines: Inline[];
}

/** A paragraph of pictures alone. */
export const isPicture = (block: Block | undefined) =>
  block?.type === 'paragraph' &&
  block.inlines.some(({ type }) => type === 'picture') &&
  plainWords(block.inlines) === '';

/** The caption that a block is of the next. */
export function captionIn(block: Block | undefined, next: Block | undefined): Caption | undefined {
  const [first, ...rest] = block?.type === 'paragraph' ? block.inlines : [];
  if (first?.type !== 'text') return undefined;
  const [typed = '', kind] = start.exec(first.text) ?? [];
  const wanted = next?.type === 'table' ? 'Table' : isPicture(next) ? 'Figure' : undefined;
  if (kind === undefined || kind !== wanted) return undefined;
  return { kind: wanted, inlines: [{ type: 'text', text: first.text.slice(typed.length) }, ...rest] };
}

const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;

/** `Table 5: `, with the field that Word counts it by. */
export const captionNumber = (kind: Caption['kind']): string =>
  `<w:r><w:t xml:space="preserve">${kind} </w:t></w:r>${char('begin')}` +
  `<w:r><w:instrText xml:space="preserve"> SEQ ${kind} \\* ARABIC </w:instrText></w:r>` +
  `${char('separate')}<w:r><w:t>1</w:t></w:r>${char('end')}<w:r><w:t xml:space="preserve">: </w:t></w:r>`;

/** The title of the table for screen readers: the words of its caption. */
export const plainWords = (inlines: readonly Inline[]): string =>
  wordsIn(inlines, () => ' ')
    .replace(/\s+/g, ' ')
    .trim();
