import { type Package, PackageError, readPackage } from '../../ooxml/package.ts';
import { checkSize, parsePart } from '../../ooxml/part-xml.ts';
import { relationshipsOf } from '../../ooxml/relationships.ts';
import { isElement, ownText, type XmlElement } from '../../ooxml/xml/tree.ts';
import { kindOf, openDocumentIn } from '../template/open.ts';
import type { Block } from './block.ts';
import { BlockReader } from './block-reader.ts';
import { type Fields, openFields } from './complex-fields.ts';
import { looksOf } from './looks.ts';

/**
 * A Word file as its paragraphs, with all tracked changes accepted, and who made which. It is for comparing what comes back with
 * what was sent: a document that was only saved by another word processor gives the same texts.
 */

export interface ReadDocument {
  blocks: Block[];
  parts: Package;
}

/** The parts of a file that somebody chose. @throws {PackageError} where it is no Word file, in words that say what it is. */
export async function readWordFile(bytes: Uint8Array): Promise<Package> {
  const other = kindOf(bytes);
  if (other) throw new PackageError(other);
  const parts = await readPackage(bytes);
  if (parts.has('word/document.xml')) return parts;
  throw new PackageError(
    openDocumentIn(parts) ?? 'this is not a Word file (.docx): it holds no word/document.xml',
  );
}

/** @throws {PackageError} where it is no Word file, or far larger than one. */
export async function readDocument(file: Uint8Array | Package): Promise<ReadDocument> {
  const parts = file instanceof Uint8Array ? await readWordFile(file) : file;
  checkSize(parts, 'word/document.xml');
  const reader = new BlockReader({ looks: looksOf(parts), links: linksOf(parts), notes: notesOf(parts) });
  return { blocks: reader.read(parts, 'word/document.xml'), parts };
}

/** The paragraphs of each header and footer, by the part that it is in. */
export function readAround(parts: Package): Map<string, Block[]> {
  const looks = looksOf(parts);
  return new Map(
    [...parts.keys()]
      .filter((part) => /^word\/(header|footer)\d*\.xml$/.test(part))
      .sort()
      .map((part) => [part, new BlockReader({ looks }).read(parts, part)] as const),
  );
}

/** A paragraph as it is on the page, with what fields have worked out in it, and their instructions. */
export type PageLine = Block & { fields: string };

/** The paragraphs of the body, the headers and footers, and the footnotes, by their parts. */
export function readLines(parts: Package): Map<string, PageLine[]> {
  const looks = looksOf(parts);
  const names = [...parts.keys()].filter((part) => /^word\/(header|footer|footnotes)\d*\.xml$/.test(part));
  return new Map(
    ['word/document.xml', ...names.sort()].map((part) => {
      const instructions = new Map<number, string>();
      const fields: Fields = {
        ...openFields(),
        isWorkedOut: () => false,
        isSimple: () => false,
        instruct(element) {
          const at = reader.blocks.length;
          instructions.set(at, (instructions.get(at) ?? '') + ownText(element));
        },
      };
      const reader = new BlockReader({ looks, fields });
      const blocks = reader.read(parts, part);
      return [part, blocks.map((block, i) => ({ ...block, fields: instructions.get(i) ?? '' }))] as const;
    }),
  );
}

function linksOf(parts: Package): Map<string, string> {
  const links = relationshipsOf(parts, 'word/document.xml').filter(({ external }) => external);
  return new Map(links.map(({ id, target }) => [id, target]));
}

/** The footnotes by their numbers, each as one text. */
function notesOf(parts: Package): Map<string, string> {
  const root = parsePart(parts, 'word/footnotes.xml');
  const notes = (root?.children ?? []).filter((child): child is XmlElement => isElement(child));
  return new Map(notes.map((note) => [note.attributes['w:id'] ?? '', wordsOf(note)]));
}

/** The text of a footnote or a comment, its paragraphs on lines of their own. */
export function wordsOf(element: XmlElement): string {
  const visit = ({ name, children, ...one }: XmlElement): string => {
    if (name === 'w:t') return ownText({ name, children, ...one });
    if (/^w:(del|moveFrom|pPr|rPr)$/.test(name)) return '';
    const inside = children.map((child) => (isElement(child) ? visit(child) : '')).join('');
    return name === 'w:p' ? `${inside}\n` : /^w:(tab|br|cr)$/.test(name) ? ' ' : inside;
  };
  return visit(element)
    .replace(/[ \t\u00A0]+/g, ' ')
    .trim();
}
