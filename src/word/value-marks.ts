import type { Package } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import type { XmlElement } from '../ooxml/xml/tree.ts';

/** Marks among the bookmarks of a document: thousands, where there are a few dozen others. */

/** Without a vowel and a figure, so that none is a word or a telephone number. */
const name = '_t[bcdfghjklmnpqrstvwxz]{6}';
const whole = new RegExp(`^${name}$`);

/** Whether a bookmark is a mark, by its name. */
export const isMark = (bookmark: string) => whole.test(bookmark);

/** The attributes of a mark's beginning, as the engine writes them. */
export const markAttributes = `w:id="\\d+" w:name="${name}"`;
const beginning = new RegExp(`<w:bookmarkStart ${markAttributes}`, 'y');

/** Whether an element begins a mark as the engine writes it. Its attributes are not read, which takes longer than all else. */
export function beginsMark({ source, start }: XmlElement): boolean {
  beginning.lastIndex = start;
  return beginning.test(source);
}

const marksAndEnds = new RegExp(`<w:bookmark(?:Start ${markAttributes}|End[^>]*)/>`, 'g');

/** The parts without the marks of the body, and without the end of any bookmark in it, for whoever needs neither. */
export function withoutMarks(parts: Package): Package {
  const main = 'word/document.xml';
  const marked = parts.get(main)?.text;
  const xml = marked?.replace(marksAndEnds, '');
  // A part that has none may have been read as a tree.
  return xml === undefined || xml === marked ? parts : new Map(parts).set(main, new Part(xml));
}
