import { list } from './formats.ts';

/** A part of a document, in words, and whether its content is made up. */
export type MadeUp = readonly [isMadeUp: boolean | undefined, words: string];

/** Says which content is made up, in words. */
export function illustrativeNotice(
  council: string,
  parts: readonly MadeUp[],
): { is_illustrative: boolean; illustrative: string } {
  const named = parts.filter(([isMadeUp]) => isMadeUp).map(([, words]) => words);
  return {
    is_illustrative: named.length > 0,
    illustrative: `Illustrative content, made up to show how the document looks: ${list(named)}. It does not come from ${council}.`,
  };
}
