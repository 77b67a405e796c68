import { childOf, isElement, ownText, sourceOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { straight } from '../typography.ts';

/** What an element of a Word file holds, as it is once the changes that are tracked in it are accepted. */

export interface Inside {
  element: XmlElement;
  /** Content controls, links and simple fields that it is in, outermost first. */
  wrappers: readonly XmlElement[];
  /** The XML of what has a place and no width: bookmarks, and the ends of comments. */
  ahead: string;
}

interface Contents {
  items: Inside[];
  /** What has a place after the last of them. */
  rest: string;
}

const deleted = /^w:(del|moveFrom)$/;
const through = /^w:(ins|moveTo|smartTag|customXml|dir|bdo|sdtContent)$/;
const wrapping = /^w:(sdt|hyperlink|fldSimple)$/;
const points = /^w:(bookmark|commentRange|perm)(Start|End)$/;

/** @param wanted the names of what is looked for: it is not looked into. */
export function insideOf(container: XmlElement, wanted: RegExp): Contents {
  const items: Inside[] = [];
  let ahead = '';
  const visit = (element: XmlElement, wrappers: readonly XmlElement[], isGone: boolean) => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      const { name } = child;
      if (points.test(name)) ahead += sourceOf(child);
      else if (deleted.test(name)) visit(child, wrappers, true);
      else if (wrapping.test(name)) visit(child, [...wrappers, child], isGone);
      else if (through.test(name)) visit(child, wrappers, isGone);
      else if (!isGone && wanted.test(name)) {
        items.push({ element: child, wrappers, ahead });
        ahead = '';
      }
    }
  };
  visit(container, [], false);
  return { items, rest: ahead };
}

/** The XML of an element's children, without those of these names. */
export const childrenOf = (element: XmlElement | undefined, without = /^$/): string =>
  element?.children
    .map((child) => (isElement(child) && !without.test(child.name) ? sourceOf(child) : ''))
    .join('') ?? '';

/** The start tag, also of an element without content. */
export const tagOf = ({ source, start, open }: XmlElement): string =>
  source.slice(start, open).replace(/\s*\/>$/, '>');

/** The controls, links and fields that are open round what is printed. */
export class Wrappers {
  readonly #tagOf: (wrapper: XmlElement) => string;
  #open: readonly XmlElement[] = [];

  /** @param tag writes the start tag of a link or a field. */
  constructor(tag = tagOf) {
    this.#tagOf = tag;
  }

  /** The XML that ends those which are not wanted any more, and begins the others. */
  changeTo(wanted: readonly XmlElement[]): string {
    let shared = 0;
    while (shared < this.#open.length && this.#open[shared] === wanted[shared]) shared++;
    const ends = this.#open
      .slice(shared)
      .reverse()
      .map(({ name }) => (name === 'w:sdt' ? '</w:sdtContent></w:sdt>' : `</${name}>`));
    const begins = wanted
      .slice(shared)
      .map((one) =>
        one.name === 'w:sdt'
          ? `${tagOf(one)}${childrenOf(one, /^w:sdtContent$/)}<w:sdtContent>`
          : this.#tagOf(one),
      );
    this.#open = wanted;
    return [...ends, ...begins].join('');
  }
}

/** Whether the mark at a paragraph's end, or a row, is deleted with tracked changes. */
export function isDeleted(element: XmlElement): boolean {
  const properties =
    element.name === 'w:tr' ? childOf(element, 'w:trPr') : childOf(childOf(element, 'w:pPr'), 'w:rPr');
  return childOf(properties, 'w:del') !== undefined || childOf(properties, 'w:moveFrom') !== undefined;
}

const unsaid = /^w:(del|moveFrom|rPr|pPr|sectPr|instrText)$|^mc:|^w:(drawing|pict|object)$/;
const gap = /^w:(tab|br|cr|sym|noBreakHyphen|ptab)$/;

/** What a paragraph says in the signs of a keyboard, or each paragraph of an element in a line of its own. */
export function saidIn(element: XmlElement): string {
  let said = '';
  for (const child of element.children) {
    if (!isElement(child) || unsaid.test(child.name)) continue;
    if (child.name === 'w:t') said += straight(ownText(child));
    else if (gap.test(child.name)) said += ' ';
    else said += child.name === 'w:p' ? `${saidIn(child)}\n` : saidIn(child);
  }
  return said;
}
