/**
 * XML as a tree that remembers the place of everything in the source. A template is never serialised again: what
 * changes is spliced into the source by these offsets, and all the rest stays byte for byte as Word wrote it.
 */
export interface XmlElement {
  /** With its prefix, as written: `w:p`. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
  parent: XmlElement | undefined;
  /** All of the XML that it is part of. */
  source: string;
  /** `<w:p …>` starts here and its content starts at `open`; `</w:p>` starts at `close` and ends at `end`. */
  start: number;
  open: number;
  close: number;
  end: number;
}

export type XmlNode = XmlElement | { text: string; parent: XmlElement };

/** Asked for its name, and not whether it has one: in a program that has just started that takes a third of the time. */
export const isElement = (node: XmlNode): node is XmlElement => (node as XmlElement).name !== undefined;

/** All elements below (and with) this one, or those with a name, in document order; none of one that is not there. */
export function descendants(element: XmlElement | undefined, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (one: XmlElement) => {
    if (name === undefined || one.name === name) found.push(one);
    eachChild(one, visit);
  };
  if (element) visit(element);
  return found;
}

/** Calls it with each element in one. Counted: `for … of` takes twice as long in a program that has just started, and makes an object for each. */
export function eachChild({ children }: XmlElement, call: (child: XmlElement) => void): void {
  for (let i = 0; i < children.length; i++) {
    const child = children[i] as XmlNode;
    if (isElement(child)) call(child);
  }
}

/** A name without its prefix: `row` of `x:row`. Whoever writes the XML chooses the prefix of a namespace. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  const children = element?.children ?? [];
  // Counted, as above: most of what reads a document asks here. A text has no name.
  for (let i = 0; i < children.length; i++) {
    const child = children[i] as XmlElement;
    if (child.name === name) return child;
  }
  return undefined;
}

export const childrenNamed = (element: XmlElement | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).filter((child): child is XmlElement => isElement(child) && child.name === name);

/** What WordprocessingML mostly says in an attribute called `w:val`. */
export function valOf(element: XmlElement | undefined): string | undefined {
  return element?.attributes['w:val'];
}

/** `<w:b/>` is on, and so is `w:val="true"`; undefined where it is not said. */
export const isOn = (element: XmlElement | undefined): boolean | undefined =>
  element && !/^(0|false|off|none)$/.test(valOf(element) ?? '');

/** The XML that an element was read from. */
export const sourceOf = ({ source, start, end }: XmlElement): string => source.slice(start, end);

/** The elements above this one, nearest first, with itself. */
export function ancestors(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let at: XmlElement | undefined = element; at; at = at.parent) found.push(at);
  return found;
}

/** The nearest element above this one, or itself, with a name. */
export function closest(element: XmlElement, name: string): XmlElement | undefined {
  let at: XmlElement | undefined = element;
  while (at && at.name !== name) at = at.parent;
  return at;
}

/** The text of an element itself, without that of the elements inside. */
export function ownText(element: XmlElement): string {
  let text = '';
  for (const child of element.children) if (!isElement(child)) text += child.text;
  return text;
}

/** All text inside, in order. */
export function textOf(node: XmlNode): string {
  return isElement(node) ? node.children.map(textOf).join('') : node.text;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as element content. */
export function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (c) => entities[c] as string) : text;
}

/** Text as the value of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (c) => entities[c] as string);
}
