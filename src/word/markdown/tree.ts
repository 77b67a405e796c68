/** Narrative once it is read: blocks of inline text, as they are to be printed. */

export type Block =
  | { type: 'paragraph' | 'heading'; inlines: Inline[] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; items: Item[] }
  | { type: 'table'; aligns: Array<string | undefined>; header: Inline[][]; rows: Inline[][][] };

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'strong' | 'emphasis' | 'struck'; inlines: Inline[] }
  | { type: 'link'; address: string; inlines: Inline[] }
  /** What is typed is printed where there is no such note, or no pictures are given. */
  | { type: 'note'; label: string; typed: string }
  | { type: 'picture'; alt: string; name: string; typed: string };

/** An item of a list, with its number if the list is numbered. */
export interface Item {
  label: Label | undefined;
  blocks: Block[];
  /** A box of a task list, and whether it is ticked. */
  task?: 'open' | 'done';
}

/** A number of a list as it was typed: `3.`, `b)`, `(iv)`. */
export interface Label {
  number: number;
  format: 'decimal' | 'lowerLetter' | 'upperLetter' | 'lowerRoman' | 'upperRoman';
  before: '' | '(';
  after: '.' | ')';
}

/** What inlines say. @param other in the place of a line break, a note or a picture. */
export const wordsIn = (
  inlines: readonly Inline[],
  other: (inline: Exclude<Inline, { text: string } | { inlines: Inline[] }>) => string,
): string =>
  inlines
    .map((one) => {
      if (one.type === 'text') return one.text;
      return 'inlines' in one ? wordsIn(one.inlines, other) : other(one);
    })
    .join('');
