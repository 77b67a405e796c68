import { isHeadingStyle } from '../read/block.ts';
import type { Block } from './block.ts';
import { Measure } from './measure.ts';
import type { Content } from './pages.ts';

/** What lies between two headings, and how much of the document's height it takes. */
export interface Stretch {
  /** The words of its heading; '' before the first. */
  heading: string;
  share: number;
}

const isHeading = (block: Block) => block.kind === 'paragraph' && isHeadingStyle(block.style ?? '');

const wordsOf = (block: Block) =>
  block.kind === 'paragraph'
    ? block.items.map((item) => (item.kind === 'text' ? item.text : item.kind === 'tab' ? ' ' : '')).join('')
    : '';

/** The tallest first. */
export function partsByHeight({ blocks, sectionOf }: Content): Stretch[] {
  const parts = [{ heading: '', height: 0 }];
  for (const [i, block] of blocks.entries()) {
    if (isHeading(block)) parts.push({ heading: wordsOf(block).trim(), height: 0 });
    const part = parts.at(-1) as (typeof parts)[number];
    part.height += new Measure(sectionOf[i]?.width ?? 0).stack([block], true);
  }
  const whole = parts.reduce((sum, { height }) => sum + height, 0);
  return parts
    .map(({ heading, height }) => ({ heading, share: whole === 0 ? 0 : height / whole }))
    .sort((a, b) => b.share - a.share);
}
