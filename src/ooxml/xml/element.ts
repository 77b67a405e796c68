import type { XmlElement, XmlNode } from './tree.ts';
import { attributeValue } from './values.ts';

/**
 * The start tags of XML. Nearly all are plain, and of those only the end is looked for: their attributes are read when
 * somebody asks for them, and of most elements nobody does. Making them all doubled the time of reading.
 */

const name = '[A-Za-z_:\\u0080-\\uFFFD][\\w.:\\u00B7-\\uFFFD-]*';
const wholeName = new RegExp(name, 'y');
const attribute = new RegExp(`\\s+(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const tagEnd = /\s*\/?>/y;
/** The rest of a plain tag: a few attributes, without references or unusual characters, and none that may be there twice. */
const plainTag = new RegExp(
  `(?: (${name})="[^"&<>\\u0000-\\u001F\\uFFFE\\uFFFF]*"(?![^<>]* \\1=)){0,20} ?/?>`,
  'y',
);

const greaterThan = 62;

type Attributes = XmlElement['attributes'];

const noAttributes: Attributes = Object.freeze({});
const noChildren: readonly XmlNode[] = [];

export class Element implements XmlElement {
  name: string;
  children: XmlNode[];
  parent: XmlElement | undefined;
  source: string;
  start: number;
  open: number;
  close: number;
  end: number;
  #attributes: Attributes | undefined;

  /** The element whose tag starts here. @throws {Error} where that is no tag. */
  constructor(source: string, start: number, parent: XmlElement | undefined) {
    const named = match(wholeName, source, start + 1);
    plainTag.lastIndex = named;
    const isPlain = plainTag.test(source);
    this.name = sharedName(source, start + 1, named);
    this.parent = parent;
    this.start = start;
    this.source = source;
    this.#attributes = source.charCodeAt(named) === greaterThan ? noAttributes : undefined;
    this.open = plainTag.lastIndex;
    if (!isPlain) [this.#attributes, this.open] = readAttributes(source, named);
    this.close = this.open;
    this.end = this.open;
    this.children = noChildren as XmlNode[];
  }

  get attributes(): Attributes {
    this.#attributes ??= readAttributes(this.source, this.start + 1 + this.name.length)[0];
    return this.#attributes;
  }

  /** Most elements have one child or none, and an array that grows makes room for seventeen. */
  add(child: XmlNode): void {
    if (this.children === noChildren) this.children = [child];
    else this.children.push(child);
  }
}

/** The names of elements that were read last, each where what `sharedName` looks at leads. */
const names = Array.from({ length: 1024 }, () => '');

/**
 * Thousands of elements share few names, and whoever reads a document compares them all the time. As keys of an object they are kept
 * once by Node itself, so that two of them differ if they are not the same string: their letters are not looked at.
 */
function sharedName(source: string, start: number, end: number): string {
  const some = source.charCodeAt(start + 2) * 31 + source.charCodeAt(start + 3) * 17;
  const place = (some + source.charCodeAt(end - 1) * 7 + end - start) & (names.length - 1);
  const last = names[place] as string;
  if (last.length === end - start && source.startsWith(last, start)) return last;
  const [name] = Object.keys({ [source.slice(start, end)]: true }) as [string];
  names[place] = name;
  return name;
}

/** The attributes after the name of an element, and where their tag ends. */
function readAttributes(source: string, from: number): [Attributes, number] {
  const found: Record<string, string> = {};
  let at = from;
  attribute.lastIndex = at;
  for (let one = attribute.exec(source); one; one = attribute.exec(source)) {
    const key = one[1] as string;
    if (Object.hasOwn(found, key)) throw new Error(`the attribute ${key} is there twice`);
    found[key] = attributeValue((one[2] ?? one[3]) as string);
    at = attribute.lastIndex;
  }
  return [found, match(tagEnd, source, at)];
}

/** The place after what has this form. */
export function match(form: RegExp, source: string, at: number): number {
  form.lastIndex = at;
  if (!form.test(source)) throw broken(source, at);
  return form.lastIndex;
}

export const broken = (source: string, at: number) =>
  new Error(`it is not XML at "${source.slice(at, at + 20)}"`);
