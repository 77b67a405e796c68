import { broken, Element, match } from './element.ts';
import type { XmlElement } from './tree.ts';
import { textValue } from './values.ts';

/**
 * Reads XML into a tree (XML 1.0, 5th edition, less document types). One pass, and nothing is made that the tree does not
 * hold: with a parser that reports events the same tree took twice as long.
 */

/** Real documents nest some thirty levels deep; tables inside tables a few more. */
const deepest = 500;

const name = '[A-Za-z_:\\u0080-\\uFFFD][\\w.:\\u00B7-\\uFFFD-]*';
const closingEnd = /\s*>/y;
/** Two dashes end a comment, and must be followed by its last character. */
const commentText = /<!--.*?--/sy;
const commentEnd = />/y;
const cdata = /<!\[CDATA\[.*?\]\]>/sy;
const instruction = new RegExp(`<\\?(?!xml[\\s?])${name}(?:\\s.*?)?\\?>`, 'isy');
const declaration = /<\?.*?\?>/sy;

const [exclamationMark, slash, greaterThan, questionMark] = [33, 47, 62, 63];

/**
 * `ended` gets each element as it ends, with all that is inside, and may empty its parent: so a large part is read without
 * ever being held as a whole.
 * @throws {Error} if it is not well formed, is nested deeper than any real document, or declares a document type: no
 * part of Word or Excel has one, and a document type is how an XML file makes its reader expand or fetch things.
 */
export function parseXml(source: string, ended?: (element: XmlElement) => void): XmlElement {
  let root: Element | undefined;
  let current: Element | undefined;
  let depth = 0;
  let at = 0;
  const addText = (text: string) => {
    if (current) current.add({ text, parent: current });
    else if (text.trim() !== '') throw new Error('there is text outside its root');
  };
  while (at < source.length) {
    const found = source.indexOf('<', at);
    const start = found < 0 ? source.length : found;
    if (start > at) addText(textValue(source.slice(at, start)));
    if (start === source.length) break;
    const next = source.charCodeAt(start + 1);
    if (next === slash) {
      if (!current || !source.startsWith(current.name, start + 2)) throw broken(source, start);
      at = start + 2 + current.name.length;
      at = source.charCodeAt(at) === greaterThan ? at + 1 : match(closingEnd, source, at);
      current.close = start;
      current.end = at;
      ended?.(current);
      current = current.parent as Element | undefined;
      depth -= 1;
    } else if (next === questionMark) at = match(start === 0 ? declaration : instruction, source, start);
    else if (next !== exclamationMark) {
      const element: Element = new Element(source, start, current);
      if (current) current.add(element);
      else if (root) throw new Error('it has two roots');
      else root = element;
      at = element.open;
      // "/>" ends an element that is empty.
      if (source.charCodeAt(at - 2) === slash) {
        ended?.(element);
        continue;
      }
      current = element;
      depth += 1;
      if (depth > deepest) throw new Error(`it is nested more than ${deepest} levels deep`);
    } else if (source.startsWith('<!--', start))
      at = match(commentEnd, source, match(commentText, source, start));
    else if (source.startsWith('<![CDATA[', start)) {
      at = match(cdata, source, start);
      addText(source.slice(start + '<![CDATA['.length, at - ']]>'.length));
    } else throw new Error('it declares a document type');
  }
  if (!root) throw new Error('it is empty');
  if (current) throw new Error(`${current.name} is not closed`);
  return root;
}
