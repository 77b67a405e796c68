import type { Run } from '../word/read/block.ts';
import { straight, typeset } from '../word/typography.ts';

/**
 * Words from Word as the author of a source types. A document has typographic signs where the source has those of a keyboard, and Word
 * puts them in by itself.
 */
export const wordsAsTypedIn = (source: string, words: string): string => {
  const typed = straight(words);
  // One who types curly quotes gets them; where there are none, those of the keyboard.
  return /[\u2018\u2019\u201C\u201D]/.test(source) ? typeset(typed, 'none') : typed;
};

/** The same of a paragraph: whether a quote opens or closes is seen by what is around it. */
export function asTypedIn(source: string, runs: readonly Run[]): Run[] {
  const typed = wordsAsTypedIn(source, runs.map(({ text }) => text).join(''));
  let at = 0;
  return runs.map((run) => {
    const from = at;
    at += run.text.length;
    return { ...run, text: typed.slice(from, at) };
  });
}
