import { ancestors, descendants, type XmlElement } from '../../ooxml/xml/tree.ts';
import { type ContentsPlace, captionListsOf, contentsOf } from './find-contents.ts';
import type { TagPlace } from './occurrences.ts';
import type { Paragraph } from './paragraphs.ts';
import { paragraphsOf } from './paragraphs.ts';
import { type Field, fieldsIn } from './read-fields.ts';

/**
 * A part with text, as it was read: for whoever looks for its tags, and for more than those. Each list is made when it is
 * first asked for, once for all who ask.
 */
export class Tree {
  file: string;
  /** What the part is called in messages. */
  name: string;
  root: XmlElement;
  #elements: readonly XmlElement[] | undefined;
  #named: ReadonlyMap<string, readonly XmlElement[]> | undefined;
  #fields: readonly Field[] | undefined;
  #paragraphs: ReadonlyMap<XmlElement, Paragraph> | undefined;

  constructor(file: string, name: string, root: XmlElement) {
    this.file = file;
    this.name = name;
    this.root = root;
  }

  /** All elements, in document order. */
  get elements(): readonly XmlElement[] {
    this.#elements ??= descendants(this.root);
    return this.#elements;
  }

  /** All paragraphs by their element, in document order. */
  get paragraphs(): ReadonlyMap<XmlElement, Paragraph> {
    this.#paragraphs ??= new Map(paragraphsOf(this.root).map((paragraph) => [paragraph.element, paragraph]));
    return this.#paragraphs;
  }

  /** All fields, in the order in which they begin. Most parts have none. */
  get fields(): readonly Field[] {
    this.#fields ??= fieldsIn(
      ['w:fldChar', 'w:fldSimple', 'w:instrText']
        .flatMap((name) => this.named(name))
        .sort((a, b) => a.start - b.start),
    );
    return this.#fields;
  }

  get contents(): ContentsPlace | undefined {
    return contentsOf(this);
  }

  /** The places of its lists of tables and figures. */
  get captionLists(): readonly ContentsPlace[] {
    return captionListsOf(this);
  }

  /** The elements with a name, in document order. */
  named(name: string): readonly XmlElement[] {
    // Most names that are asked for are in few parts.
    if (!this.#named && !this.root.source.includes(`<${name}`)) return [];
    this.#named ??= byName(this.elements);
    return this.#named.get(name) ?? [];
  }

  /** The elements whose attributes may hold a brace: few, so that those of the others need not be read. */
  get braced(): readonly XmlElement[] {
    const { source } = this.root;
    const brace = /\{|\}|&(?=#)/g;
    let at = -1;
    return this.elements.filter(({ start, open }) => {
      if (at < start) {
        brace.lastIndex = start;
        at = brace.test(source) ? brace.lastIndex - 1 : source.length;
      }
      return at < open;
    });
  }
}

function byName(elements: readonly XmlElement[]): Map<string, XmlElement[]> {
  const found = new Map<string, XmlElement[]>();
  for (const element of elements) {
    const others = found.get(element.name);
    if (others) others.push(element);
    else found.set(element.name, [element]);
  }
  return found;
}

/** The number of the paragraph around an element; round paragraphs, as a table does, that of the first. */
export function numberAt(paragraphs: Tree['paragraphs'], element: XmlElement): number {
  for (const above of ancestors(element))
    for (const inside of descendants(above)) {
      const found = paragraphs.get(inside);
      if (found) return found.number;
    }
  return 0;
}

/** The paragraph around an offset in the source. */
export function placeAt(tree: Tree, offset: number): TagPlace {
  const around = [...tree.paragraphs.keys()].findLast(({ start, end }) => start <= offset && offset < end);
  return placeIn(tree, around ?? tree.root);
}

/** A place in a message. */
export function placeIn(tree: Tree, element: XmlElement, tag = ''): TagPlace {
  return { file: tree.file, part: tree.name, paragraph: numberAt(tree.paragraphs, element), tag };
}
