/** The words of a text, for the rules on small counts. */

export interface Word {
  /** In small letters. */
  text: string;
  start: number;
  end: number;
  /** Whether a blank or the beginning of the text comes before it. */
  apart: boolean;
}

/** Words, numbers and single marks; a line that ends for good is a mark. "twenty-two", "1,003" and "2-3" are one word each, "3pupils" is two. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\d+(?=\p{L}{4})|[\p{L}\p{N}]+(?:[.,'\u2019-][\p{L}\p{N}]+)*|\n|[^\s]/gu)].map(
    ({ index, 0: word }) => ({
      text: word.toLowerCase().replaceAll('\u2019', "'"),
      start: index,
      end: index + word.length,
      apart: index === 0 || /\s/.test(text[index - 1] ?? ''),
    }),
  );
}

const names =
  'nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const tens = /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/;

/** The whole number that a word is, of a range the higher: "3", "three", "2-3". Undefined for all else. */
export function numberOf(word: string): number | undefined {
  if (/^[1-9]\d{0,5}$/.test(word)) return Number(word);
  const range = /^\d{1,6}-([1-9]\d{0,5})$/.exec(word)?.[1];
  if (range) return Number(range);
  const at = names.indexOf(word);
  return at > 0 ? at : word === 'single' || word === 'sole' || word === 'lone' ? 1 : undefined;
}

/** Whether a word goes before or after a number to make it another: "twenty two", "one hundred", "1 003". */
export const enlarges = (word: string | undefined) =>
  word !== undefined && (tens.test(word) || /^(?:hundred|thousand|million|billion|dozen)s?$/.test(word));
