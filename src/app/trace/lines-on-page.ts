import { isWording } from '../../model/draft-differences.ts';
import type { Origin, Printed } from '../../model/printed-list.ts';
import type { Package } from '../../ooxml/package.ts';
import { isHeadingStyle } from '../../word/read/block.ts';
import { type PageLine, readLines } from '../../word/read/blocks.ts';
import { placesOf } from './places-on-page.ts';
import { plain } from './search.ts';
import type { Entry } from './values-and-sentences.ts';
import { partName } from './where-from.ts';

/**
 * Whole lines of a document, with what Word works out in them: captions with their numbers, cross-references, the contents, the words of
 * the template round values. Who asks for such words is answered with all that the line is made of.
 */

export type Line = PageLine & { part: string };

/** The lines of a draft that say this, and whether the file says them still. */
export function linesSaying(
  words: string,
  [lines, inFile]: readonly [draft: readonly Line[], file: readonly Line[]],
  printed: readonly Printed[],
): Entry[] {
  const asked = plain(words);
  if (asked === '' || !lines.some(({ text }) => plain(text).includes(asked))) return [];
  const places = placesOf(lines);
  const said = lines === inFile ? undefined : new Set(inFile.map(({ text }) => plain(text)));
  return lines.flatMap((line, at): Entry[] => {
    const text = plain(line.text);
    if (!text.includes(asked)) return [];
    const own = entriesOf(line, printed);
    const origin: Origin = { workedOut: kindOf(line), from: own.map((one) => originOf(one)) };
    const { part } = line;
    return [
      {
        one: { name: '', text: line.text, origin, part, paragraph: own[0]?.paragraph ?? 0 },
        text: line.text,
        place: part === body ? (places[at] ?? {}) : { part: partName(part) },
        word: said && !said.has(text) ? 'gone' : 'as printed',
      },
    ];
  });
}

const body = 'word/document.xml';

export const linesOf = (parts: Package): Line[] =>
  [...readLines(parts)].flatMap(([part, blocks]) => blocks.map((block) => ({ ...block, part })));

function kindOf({ style, fields, part }: Line): string {
  if (/^TOC/i.test(style) || /\bPAGEREF\b/.test(fields))
    return 'a line of the contents, which are made from the headings';
  if (part === 'word/footnotes.xml') return 'a footnote';
  if (part !== body) return 'a line of a header or footer';
  if (/\bSEQ\b/.test(fields)) return 'a caption, which is numbered in the order of the document';
  if (/\bREF\b/.test(fields)) return 'a line with a cross-reference, which takes the number of its caption';
  return isHeadingStyle(style) || /^title/i.test(style) ? 'a heading' : 'a line of the document';
}

/** The values in it, by their marks, and the template's words around them. */
function entriesOf({ marks, text, part }: Line, printed: readonly Printed[]): Printed[] {
  const names = new Set(marks.map(({ name }) => name));
  const said = wordsIn(text);
  const here = printed.filter((one) => one.part === part);
  // Headers have no marks.
  const values = here.filter((one) =>
    part === body
      ? one.marks?.some((mark) => names.has(mark))
      : !isWording(one.origin) && one.text.trim() !== '' && plain(text).includes(plain(one.text)),
  );
  const wording = here.filter(({ origin }) => isWording(origin));
  const inside = wording.filter((one) => isPart(wordsIn(one.text), said));
  // The title of a table and its first cell are one text of the template.
  const around = inside.length > 0 ? inside : wording.filter((one) => plain(one.text).endsWith(plain(text)));
  // The same words may be in several paragraphs of the template: those with most in common with the line are its own.
  const [longest] = [...around].sort((a, b) => b.text.length - a.text.length);
  const own = (part === body ? values[0]?.paragraph : undefined) ?? longest?.paragraph;
  return [...around.filter((one) => one.paragraph === own), ...values];
}

const wordsIn = (text: string) => plain(text).match(/\p{L}+/gu) ?? [];

/** Numbers of captions, and what references take from elsewhere, are between words of the template. */
function isPart(words: readonly string[], line: readonly string[]): boolean {
  let at = 0;
  for (const word of line) if (word === words[at]) at += 1;
  return words.length > 0 && at === words.length;
}

export const originOf = ({ origin, part, paragraph }: Printed): Origin =>
  isWording(origin) ? { ...origin, part, paragraph } : origin;
