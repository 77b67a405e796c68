import type { XmlElement as LayoutElement } from 'docx';
import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { isElement, type XmlElement, type XmlNode } from '../../ooxml/xml/tree.ts';

/**
 * The page of each bookmark as the docx library works it out. It knows nearly all that Word does, and stops at what it
 * cannot lay out as Word does: a text box, an unknown font. Bookmarks from there on are absent.
 */
export async function libraryPagesOf(parts: Package): Promise<ReadonlyMap<string, string>> {
  const { estimatePageNumbers } = await import('docx/layout');
  const read = new Map<string, LayoutElement>();
  const others = new Map<string, Uint8Array>();
  for (const [path, part] of parts) {
    const root = /\.(xml|rels)$/.test(path) ? readable(parts, path) : undefined;
    if (root) read.set(path, { elements: [forLayout(root)] });
    else others.set(path, part.bytes);
  }
  return estimatePageNumbers({ parts: read, binaryParts: others }).bookmarks;
}

/** A part that cannot be read is one that the layout does without: those with text have been read before. */
function readable(parts: Package, path: string): XmlElement | undefined {
  try {
    return parsePart(parts, path);
  } catch {
    return undefined;
  }
}

/** An element as the docx library's own reader gives it. */
function forLayout(node: XmlNode): LayoutElement {
  if (!isElement(node)) return { type: 'text', text: node.text };
  const attributes = attributesForLayout(node);
  const own = Object.keys(attributes).length > 0 ? { attributes } : {};
  return { type: 'element', name: node.name, ...own, elements: node.children.map(forLayout) };
}

/** What the library stops at, or takes otherwise than Word does, put in a way that has the same effect. */
function attributesForLayout({ name, attributes, parent }: XmlElement): XmlElement['attributes'] {
  switch (name) {
    // Word and LibreOffice draw most bullets with a character of the font Symbol that no other font has. A bullet is in
    // its indent, so how wide it is moves nothing: it is laid out as a plain one.
    case 'w:lvlText':
      return /[\uE000-\uF8FF]/.test(attributes['w:val'] ?? '')
        ? { ...attributes, 'w:val': '\u2022' }
        : attributes;
    case 'w:rFonts':
      return parent?.parent?.name === 'w:lvl' && /symbol|dings/i.test(attributes['w:ascii'] ?? '')
        ? {}
        : attributes;
    // LibreOffice writes that letters are moved together from 0 points on, which to Word means never.
    case 'w:kern':
      return attributes['w:val'] === '0' ? { 'w:val': '3276' } : attributes;
    default:
      return attributes;
  }
}
