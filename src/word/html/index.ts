import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { type Package, partAt, readPackage } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { relationshipsOf, relationshipTypes } from '../../ooxml/relationships.ts';
import { childOf, childrenNamed, descendants, isElement } from '../../ooxml/xml/tree.ts';
import { outlineOf } from '../outline.ts';
import { levelsIn } from '../style-tree.ts';
import { blocksOf } from './blocks.ts';
import type { Reader } from './reader.ts';
import { StyleSheet } from './sheet.ts';

/**
 * A Word document as accessible HTML: real headings, lists, table headers and alternative texts, charts as SVG, and our marks as
 * elements that carry their names. It shows what the document says and looks like, and has no pages.
 */
export interface HtmlDocument {
  /** One below the other. */
  blocks: string[];
  css: string;
  pictures: Map<string, { bytes: Uint8Array; type: string }>;
}

const main = 'word/document.xml';
const pictureTypes: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
};

/**
 * @param folder the address below which the page gets the pictures
 * @throws {PackageError} where a part cannot be read.
 */
export async function htmlOf(document: Package | Uint8Array, folder: string): Promise<HtmlDocument> {
  const parts = document instanceof Uint8Array ? await readPackage(document) : document;
  const sheet = new StyleSheet(parsePart(parts, 'word/styles.xml'));
  const levelOf = levelsIn(parsePart(parts, 'word/numbering.xml'));
  const outline = outlineOf(parts);
  const body = childOf(parsePart(parts, main), 'w:body');
  const numbers = outline.numbersOf(descendants(body, 'w:p'));
  const pictures: HtmlDocument['pictures'] = new Map();
  const notes: string[] = [];
  const readerOf = (path: string): Reader => {
    const targets = new Map(relationshipsOf(parts, path).map(({ id, target }) => [id, target]));
    return {
      sheet,
      levelOf,
      outline,
      numbers,
      targetOf: (id) => targets.get(id),
      partAt: (target) => partAt(parts, target),
      pictureAddress(target) {
        const bytes = partAt(parts, target)?.bytes;
        const type = pictureTypes[posix.extname(target).toLowerCase()];
        if (!bytes || !type) return undefined;
        const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
        pictures.set(name, { bytes, type });
        return `${folder}/${name}`;
      },
      noteReference(id) {
        if (!notes.includes(id)) notes.push(id);
        const number = notes.indexOf(id) + 1;
        return `<a class="note" id="from-note-${number}" href="#note-${number}" aria-label="Note ${number}">${number}</a>`;
      },
    };
  };
  // The header or footer of the first section, which the others mostly repeat.
  const [section] = descendants(parsePart(parts, main), 'w:sectPr');
  const around = (kind: 'header' | 'footer') => {
    const edges = childrenNamed(section, `w:${kind}Reference`);
    const edge = edges.find(({ attributes }) => attributes['w:type'] === 'default');
    const path = readerOf(main).targetOf(edge?.attributes['r:id'] ?? '') ?? '';
    const root = parsePart(parts, path);
    return root ? blocksOf(root, readerOf(path)) : [];
  };
  const blocks = [
    ...around('header').map((html) => `<div class="edge">${html}</div>`),
    ...(body ? blocksOf(body, readerOf(main)) : []),
    ...notesHtml(parts, notes, readerOf('word/footnotes.xml')),
    ...around('footer').map((html) => `<div class="edge">${html}</div>`),
  ];
  return { blocks, css: sheet.css, pictures };
}

/** The notes that the text refers to, in its order. */
function notesHtml(parts: Package, ids: readonly string[], reader: Reader): string[] {
  const link = relationshipsOf(parts, main).find(({ type }) => type === relationshipTypes.footnotes);
  const root = parsePart(parts, link?.target ?? '');
  if (!root || ids.length === 0) return [];
  const all = root.children.filter(isElement);
  const items = ids.map((id, i) => {
    const note = all.find(({ attributes }) => attributes['w:id'] === id);
    const back = `<a href="#from-note-${i + 1}" aria-label="Back to the text of note ${i + 1}">↩</a>`;
    return `<li id="note-${i + 1}">${note ? blocksOf(note, reader).join('') : ''}${back}</li>`;
  });
  return [`<section class="notes" aria-label="Notes"><ol>${items.join('')}</ol></section>`];
}
