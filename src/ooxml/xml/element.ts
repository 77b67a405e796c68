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

const [space, quote, slash, equals, greaterThan] = [32, 34, 47, 61, 62];

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
    const named = nameEnd(source, start + 1);
    let open = plainTagEnd(source, named);
    this.name = sharedName(source, start + 1, named);
    this.parent = parent;
    this.start = start;
    this.source = source;
    this.#attributes = source.charCodeAt(named) === greaterThan ? noAttributes : undefined;
    if (open < 0) [this.#attributes, open] = readAttributes(source, named);
    this.open = open;
    this.close = open;
    this.end = open;
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

/** What a character of ASCII may stand in. */
const [inName, beginsName, inValue] = [1, 2, 4];
const roles = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  const named = /[A-Za-z_:]/.test(character) ? inName | beginsName : /[\d.-]/.test(character) ? inName : 0;
  return named | (code >= space && !/["&<>]/.test(character) ? inValue : 0);
});

const can = (code: number, role: number) => code < 128 && ((roles[code] as number) & role) !== 0;

function nameEnd(source: string, start: number): number {
  let at = start;
  while (can(source.charCodeAt(at), inName)) at += 1;
  // In other alphabets, or no name at all.
  return can(source.charCodeAt(start), beginsName) && !(source.charCodeAt(at) >= 128)
    ? at
    : match(wholeName, source, start);
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

/** Sums of the names in a tag: two that are alike may be one name twice. A tag with more names is not plain. */
const sums = new Int32Array(64);

/** Where a plain tag ends, after the name of its element; negative if it must be read with care. */
function plainTagEnd(source: string, from: number): number {
  let at = from;
  for (let count = 0; source.charCodeAt(at) === space; count++) {
    at += 1;
    if (source.charCodeAt(at) === slash) break;
    if (!can(source.charCodeAt(at), beginsName) || count === sums.length) return -1;
    let sum = 0;
    for (let code = source.charCodeAt(at); can(code, inName); code = source.charCodeAt(at)) {
      sum = (sum * 31 + code) | 0;
      at += 1;
    }
    if (source.charCodeAt(at) !== equals || source.charCodeAt(at + 1) !== quote) return -1;
    at += 2;
    while (can(source.charCodeAt(at), inValue)) at += 1;
    if (source.charCodeAt(at) !== quote) return -1;
    at += 1;
    for (let i = 0; i < count; i++) if (sums[i] === sum) return -1;
    sums[count] = sum;
  }
  if (source.charCodeAt(at) === slash) at += 1;
  return source.charCodeAt(at) === greaterThan ? at + 1 : -1;
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
