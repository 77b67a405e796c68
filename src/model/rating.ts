import { type Agreement, notYetDue } from './agreement.ts';

/** Capitals, blanks and quotation marks make no other rating of a word. */
const plain = (text: string) =>
  text
    .replace(/["'\u2018\u2019\u201C\u201D]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** A rating as the agreement's scale spells it: `green` is Green. One that is not in the scale is as it was typed. */
export function ratingAsInScale({ rating_scale }: Agreement, typed: string): string {
  const words = [...rating_scale.map(({ rating }) => rating), notYetDue];
  return words.find((word) => word === typed) ?? words.find((word) => plain(word) === plain(typed)) ?? typed;
}
