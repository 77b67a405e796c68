import type { XmlElement } from '../../ooxml/xml/tree.ts';
import { tagsBesideText } from '../check/unfilled-tags.ts';
import { attributeAt } from './attributes.ts';
import type { Block, EditedPart } from './edited-part.ts';
import { applyEdits, replace } from './edits.ts';
import type { LoopedNote } from './instructions.ts';
import { matchBlocks } from './match-blocks.ts';
import { type Occurrence, occurrencesIn } from './occurrences.ts';
import { outlineOf } from './outline.ts';
import type { Paragraph } from './paragraphs.ts';
import type { Tree } from './part-tree.ts';
import { startOf } from './place-blocks.ts';
import { programOf } from './program.ts';
import type { Reading, ReadPart } from './shared-while-reading.ts';
import { editTags } from './tag-edits.ts';
import { readAddresses, readAttributes, taggedAddresses } from './tags-beside-text.ts';
import { makeIdsUnique, noteNumber } from './unique-ids.ts';

/** Braces, however they are typed. A part without them has no tags, nor what is left of one: most have none. */
const brace = /[{}]|&#/;

/** Reads a part that holds paragraphs: the body, a header, the footnotes. */
export function readPart(reading: Reading, path: string, tree: Tree): ReadPart {
  const { name, root } = tree;
  const { source } = root;
  reading.trees.set(path, tree);
  const looped = loopedIn(reading, tree);
  const addresses = taggedAddresses(reading, path);
  if (!brace.test(source) && looped.length === 0 && addresses.size === 0) return { findings: [], tags: [] };
  const part: EditedPart = {
    path,
    tree,
    inParagraph: new Map(),
    tags: [],
    edits: [],
    findings: [],
    blocks: looped.map(([{ start, end }]) => ({ from: start, to: end, isLoop: true })),
  };
  const where = { file: reading.file, part: name };
  // The entries of a table of contents repeat the headings, tags and all; they are written anew in the finished document.
  const { contents, braced } = tree;
  const isEntry = ({ element }: Paragraph) =>
    contents !== undefined && element.start >= contents.start && element.end <= contents.end;
  for (const paragraph of tree.paragraphs.values()) {
    if (isEntry(paragraph)) continue;
    const { occurrences, findings } = occurrencesIn(reading.parse, paragraph, where);
    part.findings.push(...findings);
    if (occurrences.length > 0) part.inParagraph.set(paragraph.element, occurrences);
    // One by one: so many arguments as a paragraph may have tags are more than a call takes.
    for (const occurrence of occurrences) part.tags.push(occurrence);
  }
  const faulty = new Set(part.findings.map(({ where }) => 'paragraph' in where && where.paragraph));
  const { blocks, findings } = matchBlocks(part.tags);
  for (const finding of findings) part.findings.push(finding);
  // A tag with a fault counts as text: whether others are alone in its paragraph is not known.
  const isSound = ({ paragraph }: Occurrence) => !faulty.has(paragraph.number);
  editTags(
    part,
    faulty.size > 0 ? blocks.filter(({ open, close }) => isSound(open) && isSound(close)) : blocks,
    reading,
  );
  const inAttributes = [...readAttributes(reading, part, braced), ...readAddresses(reading, part, addresses)];
  part.findings.push(...tagsBesideText(tree, braced, reading.helpers));
  const hasCrossing = part.findings.length === 0 && makeIdsUnique(part, reading.notes);
  for (const [element, note] of looped) takeOut(part, element, note);
  const tags = [...part.tags, ...inAttributes].sort((a, b) => a.place.paragraph - b.place.paragraph);
  return {
    ...programFor(reading, part, blocks, inAttributes),
    findings: part.findings,
    hasCrossing,
    tags,
  };
}

/** The notes of a part that loops refer to. */
function loopedIn({ notes }: Reading, { name, elements }: Tree): Array<[XmlElement, LoopedNote]> {
  if (notes.size === 0 || !/^(footnotes|endnotes|comments)$/.test(name)) return [];
  return elements.flatMap((element): Array<[XmlElement, LoopedNote]> => {
    const isNote = /^w:(footnote|endnote|comment)$/.test(element.name);
    const note = isNote ? notes.get(`${name} ${element.attributes['w:id']}`) : undefined;
    return note ? [[element, note]] : [];
  });
}

/** A note that a loop refers to leaves its part: it is printed by what refers to it. */
function takeOut(part: EditedPart, element: XmlElement, note: LoopedNote): void {
  const number = attributeAt(element, 'w:id');
  const { start, end } = element;
  const inside = part.edits.filter((edit) => edit.start >= start && edit.end <= end);
  if (number) inside.push(replace({ start: number.from, end: number.to }, { ...noteNumber(note) }));
  if (part.findings.length === 0) note.inside = programOf(editedSource(element.source, inside, element));
  part.edits.push(replace(element));
}

function programFor(
  { sites }: Reading,
  part: EditedPart,
  blocks: readonly Block[],
  inAttributes: readonly Occurrence[],
): Pick<ReadPart, 'program'> {
  if (part.findings.length === 0) return programOfEdits(part.tree.root.source, part.edits);
  const all = [...part.tags, ...inAttributes].sort((a, b) => startOf(a) - startOf(b));
  return { program: outlineOf(all, blocks, { sites, part: part.path }) };
}

/** The source with its edits made, and notes on what stays of it where that may be wording: text, or alternative text. */
const editedSource = (source: string, edits: EditedPart['edits'], stretch?: { start: number; end: number }) =>
  applyEdits(source, edits, stretch, (from, to) =>
    />\s*[^<\s]|\b(?:descr|title|alt)="|<w:tbl(?:Caption|Description)/.test(source.slice(from, to))
      ? [{ do: 'wording', from, to }]
      : [],
  );

/** A part without edits is no program: it is copied as it is. */
export const programOfEdits = (source: string, edits: EditedPart['edits']) =>
  edits.length > 0 ? { program: programOf(editedSource(source, edits)) } : {};
