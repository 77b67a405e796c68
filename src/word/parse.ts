import type { XmlElement } from './xml.ts';

/**
 * Reads XML into a tree (XML 1.0, 5th edition, less document types). One pass, and nothing is made that the tree does not
 * hold: with a parser that reports events the same tree took twice as long.
 */

/** Real documents nest some thirty levels deep; tables inside tables a few more. */
const deepest = 500;

const name = '[A-Za-z_:\\u0080-\\uFFFD][\\w.:\\u00B7-\\uFFFD-]*';
const tagStart = new RegExp(`<${name}`, 'y');
const attribute = new RegExp(`\\s+(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const tagEnd = /\s*\/?>/y;
const closingEnd = /\s*>/y;
/** Two dashes end a comment, and must be followed by its last character. */
const commentText = /<!--.*?--/sy;
const commentEnd = />/y;
const cdata = /<!\[CDATA\[.*?\]\]>/sy;
const instruction = new RegExp(`<\\?(?!xml[\\s?])${name}(?:\\s.*?)?\\?>`, 'isy');
const declaration = /<\?.*?\?>/sy;

const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/** Characters that no XML file can hold (2.2). */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

const [exclamationMark, slash, greaterThan, questionMark] = [33, 47, 62, 63];

/**
 * @throws {Error} where it is not well formed, is nested deeper than any real document, or declares a document type: no
 * Word part has one, and a document type is how an XML file makes its reader expand or fetch things.
 */
export function parseXml(source: string): XmlElement {
  let root: XmlElement | undefined;
  let current: XmlElement | undefined;
  let depth = 0;
  let at = 0;
  const addText = (text: string) => {
    if (current) current.children.push({ text, parent: current });
    else if (text.trim() !== '') throw new Error('text stands outside its root');
  };
  while (at < source.length) {
    const found = source.indexOf('<', at);
    const start = found < 0 ? source.length : found;
    if (start > at) addText(textValue(source.slice(at, start)));
    if (start === source.length) break;
    const next = source.charCodeAt(start + 1);
    if (next === slash) {
      if (!current || !source.startsWith(current.name, start + 2)) throw broken(source, start);
      at = match(closingEnd, source, start + 2 + current.name.length);
      current.close = start;
      current.end = at;
      current = current.parent;
      depth -= 1;
    } else if (next === questionMark) at = match(start === 0 ? declaration : instruction, source, start);
    else if (next !== exclamationMark) {
      const element = elementAt(source, start, current);
      if (current) current.children.push(element);
      else if (root) throw new Error('it has two roots');
      else root = element;
      at = element.open;
      // "/>" ends an element that is empty.
      if (source.charCodeAt(at - 2) === slash) continue;
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

/** The place after what has this form. */
function match(form: RegExp, source: string, at: number): number {
  form.lastIndex = at;
  if (!form.test(source)) throw broken(source, at);
  return form.lastIndex;
}

const broken = (source: string, at: number) => new Error(`it is not XML at "${source.slice(at, at + 20)}"`);

/** The element whose tag starts here. */
function elementAt(source: string, start: number, parent: XmlElement | undefined): XmlElement {
  let open = match(tagStart, source, start);
  const named = source.slice(start + 1, open);
  let attributes = noAttributes;
  if (source.charCodeAt(open) === greaterThan) open += 1;
  else {
    const found: Record<string, string> = {};
    attribute.lastIndex = open;
    for (let one = attribute.exec(source); one; one = attribute.exec(source)) {
      const key = one[1] as string;
      if (Object.hasOwn(found, key)) throw new Error(`the attribute ${key} stands twice`);
      found[key] = attributeValue((one[2] ?? one[3]) as string);
      open = attribute.lastIndex;
    }
    attributes = found;
    open = match(tagEnd, source, open);
  }
  return { name: named, attributes, children: [], parent, start, open, close: open, end: open };
}

/** What cannot be taken as it is typed: references, control characters, and what may be the end of a CDATA section. */
const unusual = /[\u0000-\u001F&>\uFFFE\uFFFF]/;

/** Text, with its references resolved and its line ends as XML reports them (2.11). */
function textValue(text: string): string {
  if (!unusual.test(text)) return text;
  if (text.includes(']]>')) throw new Error('a CDATA section ends that has not begun');
  return resolve(text.replace(/\r\n?/g, '\n'));
}

/** White space in an attribute is a space, unless it is written as a reference (3.3.3). */
function attributeValue(value: string): string {
  return unusual.test(value) ? resolve(value.replace(/\r\n|[\t\n\r]/g, ' ')) : value;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const reference = /&(?:#x([0-9A-Fa-f]{1,6});|#([0-9]{1,7});|(amp|lt|gt|quot|apos);)?/g;

function resolve(text: string): string {
  if (forbidden.test(text)) throw new Error('it holds a character that XML cannot');
  return text.replace(reference, (typed, hex, decimal, entity) => {
    if (entity !== undefined) return entities[entity] as string;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    const character = isCharacter ? String.fromCodePoint(code) : '\u0000';
    if (forbidden.test(character)) throw new Error(`"${typed}" refers to nothing`);
    return character;
  });
}
