import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { relationshipsOf } from '../../ooxml/relationships.ts';
import { childOf, childrenNamed, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Block } from './block.ts';
import { type Reader, readBlocks } from './content.ts';
import { readLists } from './lists.ts';
import type { Content, Section } from './pages.ts';
import { sectionReader } from './sections.ts';
import { readStyles } from './styles.ts';
import { checkChildren, unsupported } from './unsupported.ts';

/**
 * Reads a document for its pages.
 * @throws {Unsupported} if it holds something that this layout does not know.
 */
export function readDocument(parts: Package): Content {
  const root = parsePart(parts, 'word/document.xml');
  const body = childOf(root, 'w:body') ?? unsupported('no body');
  checkSettings(parsePart(parts, 'word/settings.xml'));
  const reader: Reader = {
    styles: readStyles(parsePart(parts, 'word/styles.xml')),
    level: readLists(parsePart(parts, 'word/numbering.xml')),
    table: undefined,
    formats: new Map(),
  };
  const { blocks, ends } = readBlocks(body, reader);
  const partOf = relatedParts(parts);
  const readSection = sectionReader((id) => readPart(partOf(id), reader));
  const sections: Section[] = [];
  const ordinals: number[] = [];
  for (const index of blocks.keys()) {
    ordinals.push(sections.length);
    const end = ends.get(index);
    if (end) sections.push(readSection(end));
  }
  const sectionOf = ordinals.map((one) => sections[one] ?? unsupported('a body without a last section'));
  const notes = new Map<string, Block[]>();
  let separator: Block[] = [];
  for (const note of parsePart(parts, 'word/footnotes.xml')?.children ?? []) {
    if (!isElement(note)) continue;
    const type = note.attributes['w:type'] ?? 'normal';
    if (type === 'separator') separator = readBlocks(note, reader).blocks;
    else if (type === 'normal') notes.set(note.attributes['w:id'] ?? '', readBlocks(note, reader).blocks);
  }
  return { blocks, sectionOf, notes, separator };
}

/** Settings that move lines. */
function checkSettings(settings: XmlElement | undefined): void {
  const compatibility = childOf(settings, 'w:compat');
  const mode = childrenNamed(compatibility, 'w:compatSetting').find(
    ({ attributes }) => attributes['w:name'] === 'compatibilityMode',
  );
  if (valOf(mode) !== '15') unsupported('a document as older versions of Word lay it out');
  checkChildren(compatibility, /^w:compatSetting$/);
  for (const name of ['w:autoHyphenation', 'w:evenAndOddHeaders', 'w:mirrorMargins', 'w:gutterAtTop'])
    if (isOn(childOf(settings, name))) unsupported(name);
  const tab = valOf(childOf(settings, 'w:defaultTabStop'));
  if (tab !== undefined && tab !== '720') unsupported('other tab stops');
}

function relatedParts(parts: Package): (id: string) => XmlElement | undefined {
  const targets = new Map(relationshipsOf(parts, 'word/document.xml').map(({ id, target }) => [id, target]));
  return (id) => parsePart(parts, targets.get(id) ?? '');
}

const readPart = (part: XmlElement | undefined, reader: Reader): Block[] =>
  part ? readBlocks(part, reader).blocks : [];
