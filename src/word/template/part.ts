import type Handlebars from 'handlebars';
import { error } from '../../diagnostics/diagnostic.ts';
import { descendants, escapeText, isElement, textOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { alternativeText, tagsBesideText } from '../check/unsupported.ts';
import type { Helpers } from '../shape.ts';
import { attributeAt } from './attributes.ts';
import { startOf } from './blocks.ts';
import type { Block, EditedPart } from './edited-part.ts';
import { applyEdits, replace } from './edits.ts';
import { fieldMarks } from './fields.ts';
import type { LoopedNote, Print, PrintSite, Program, Wording } from './instructions.ts';
import { type Occurrence, occurrencesIn } from './occurrences.ts';
import { outlineOf } from './outline.ts';
import { matchBlocks } from './pairs.ts';
import type { Paragraph } from './paragraphs.ts';
import { numberAt, type Tree } from './part-tree.ts';
import type { Path } from './path.ts';
import { programOf } from './program.ts';
import { editTags } from './tag-edits.ts';
import { type LoopedNotes, makeIdsUnique, noteNumber } from './unique.ts';

/** A chart of the template and the name of its data. */
export interface ChartPlace {
  path: Path;
  /** The part that holds the drawing, and the drawing's relationship to the chart. */
  part: string;
  relationship: string;
  site: number;
}

/** What the parts of a template share while they are read. */
export interface Reading {
  /** @internal */
  parse: typeof Handlebars.parse;
  file: string;
  helpers: Helpers;
  sites: PrintSite[];
  /** The document, which has the pages' widths. */
  body: XmlElement;
  charts: ChartPlace[];
  /** The parts that hold paragraphs, by path. */
  trees: Map<string, Tree>;
  /** The notes and comments that loops refer to. */
  notes: LoopedNotes;
}

/** A part as it is printed. */
export interface ReadPart {
  /** Absent if the part has no tags. If it has errors, the program has its names alone, to be checked. */
  program?: Program;
  findings: EditedPart['findings'];
  /** Whether a bookmark or the like begins in a block of it and ends outside. */
  hasCrossing?: boolean;
  /** Those of its tags that could be understood, in their order. */
  tags: Occurrence[];
}

/** Braces, however they are typed. A part without them has no tags, nor what is left of one: most have none. */
const brace = /[{}]|&#/;

/** Reads a part that holds paragraphs: the body, a header, the footnotes. */
export function readPart(reading: Reading, path: string, tree: Tree): ReadPart {
  const { name, root } = tree;
  const { source } = root;
  reading.trees.set(path, tree);
  const looped = loopedIn(reading, tree);
  if (!brace.test(source) && looped.length === 0) return { findings: [], tags: [] };
  const part: EditedPart = {
    path,
    source,
    paragraphs: tree.paragraphs,
    inOrder: [...tree.paragraphs.values()],
    inParagraph: new Map(),
    tags: [],
    fields: fieldMarks(tree),
    edits: [],
    findings: [],
    blocks: looped.map(([{ start, end }]) => ({ from: start, to: end, isLoop: true })),
  };
  const where = { file: reading.file, part: name };
  // The entries of a table of contents repeat the headings, tags and all; they are written anew in the finished document.
  const { contents, braced } = tree;
  const isEntry = ({ element }: Paragraph) =>
    contents !== undefined && element.start >= contents.start && element.end <= contents.end;
  for (const paragraph of part.inOrder) {
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
  const inAttributes = readAlternativeText(reading, part, name, braced);
  part.findings.push(...tagsBesideText(tree, braced, reading.helpers));
  const hasCrossing = part.findings.length === 0 && makeIdsUnique(part, tree, reading.notes);
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
  if (part.findings.length === 0) note.inside = programOf(editedSource(part.source, inside, element));
  part.edits.push(replace(element));
}

function programFor(
  { sites }: Reading,
  part: EditedPart,
  blocks: readonly Block[],
  inAttributes: readonly Occurrence[],
): Pick<ReadPart, 'program'> {
  if (part.findings.length === 0)
    return part.edits.length > 0 ? { program: programOf(editedSource(part.source, part.edits)) } : {};
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

/** Tags in alternative text: `{{chart name}}` gives a chart its data, others are text. */
function readAlternativeText(
  reading: Reading,
  part: EditedPart,
  name: string,
  braced: readonly XmlElement[],
): Occurrence[] {
  const all: Occurrence[] = [];
  for (const element of braced)
    for (const attribute of alternativeText(element)) {
      const text = element.attributes[attribute];
      const at = text?.includes('{{') ? attributeAt(element, attribute) : undefined;
      if (text === undefined || !at) continue;
      const number = numberAt(part.paragraphs, element);
      const { put, tags } = readText(reading, part, text, { element, number, name, as: 'attribute' });
      all.push(...tags);
      if (!put) continue;
      part.edits.push(replace({ start: at.from, end: at.to }, ...put));
      readChart(reading, part, element, put);
    }
  return all;
}

/** The chart that a drawing holds, if its alternative text names its data. */
function readChart(
  reading: Reading,
  part: EditedPart,
  element: XmlElement,
  put: ReadonlyArray<string | Print | Wording>,
): void {
  const chart = put.find(
    (item) => typeof item === 'object' && item.do === 'print' && item.helper === 'chart',
  );
  if (typeof chart !== 'object' || chart.do !== 'print') return;
  const site = reading.sites[chart.site] as PrintSite;
  const drawing = descendants(element.parent as XmlElement).find((inner) => inner.name === 'c:chart');
  const relationship = drawing?.attributes['r:id'];
  const inLoop = part.blocks.some(
    ({ from, to, isLoop }) => isLoop && element.start >= from && element.start < to,
  );
  if (relationship === undefined || inLoop) {
    const message = inLoop
      ? 'a chart cannot be repeated in a loop'
      : 'this drawing is not a chart that Word drew';
    const help = inLoop
      ? 'move the chart out of the block'
      : 'insert a chart in Word, and give it this alternative text';
    part.findings.push(error('template/chart', site.place, message, help));
  } else reading.charts.push({ path: chart.path, part: part.path, relationship, site: chart.site });
}

/** Tags in a text that has no paragraphs: an attribute, or a document property. Blocks have no place there. */
function readText(
  reading: Reading,
  part: Pick<EditedPart, 'path' | 'findings'>,
  text: string,
  at: { element: XmlElement; number: number; name: string; as: 'attribute' | 'element' },
): { put: Array<string | Print | Wording> | undefined; tags: Occurrence[] } {
  const paragraph: Paragraph = { element: at.element, number: at.number, text, pieces: [] };
  const { occurrences, findings } = occurrencesIn(reading.parse, paragraph, {
    file: reading.file,
    part: at.name,
  });
  part.findings.push(...findings);
  const put: Array<string | Print | Wording> = [];
  const addText = (words: string) => {
    if (/\S/.test(words)) put.push({ do: 'wording', text: words, paragraph: at.number });
    put.push(escapeText(words).replaceAll('"', '&quot;'));
  };
  let from = 0;
  for (const { tag, place, from: start, to } of occurrences) {
    addText(text.slice(from, start));
    from = to;
    if (tag.kind === 'value') {
      const { helper, path, options } = tag;
      reading.sites.push({ place, part: part.path, as: helper === 'chart' ? 'chart' : at.as });
      put.push({ do: 'print', helper, path, options, site: reading.sites.length - 1 });
    } else if (tag.kind !== 'comment') {
      const message = 'a block cannot be used here';
      part.findings.push(
        error('template/structure', place, message, 'print a value here, and choose it in the text'),
      );
    }
  }
  addText(text.slice(from));
  return { put: findings.length > 0 ? undefined : put, tags: occurrences };
}

/** Reads the document properties: the title and the like, which Word shows under File, Info. */
export function readProperties(reading: Reading, path: string, root: XmlElement): ReadPart {
  const { source } = root;
  const part: Pick<EditedPart, 'path' | 'findings' | 'edits'> = { path, findings: [], edits: [] };
  const all: Occurrence[] = [];
  for (const element of brace.test(source) ? descendants(root) : []) {
    const text = element.children.some(isElement) ? '' : textOf(element);
    if (!text.includes('{{')) continue;
    const at = { element, number: 0, name: 'properties', as: 'element' } as const;
    const { put, tags } = readText(reading, part, text, at);
    all.push(...tags);
    if (put) part.edits.push(replace({ start: element.open, end: element.close }, ...put));
  }
  const program = part.edits.length > 0 ? { program: programOf(editedSource(source, part.edits)) } : {};
  return { ...program, findings: part.findings, tags: all };
}
