import type Handlebars from 'handlebars';
import { error } from '../../diagnostics/diagnostic.ts';
import { descendants, escapeText, isElement, textOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { alternativeText, tagsBesideText } from '../check/unsupported.ts';
import type { Helpers } from '../shape.ts';
import { fieldMarks } from './fields.ts';
import { type Occurrence, occurrencesIn } from './occurrences.ts';
import { matchBlocks } from './pairs.ts';
import type { Paragraph } from './paragraphs.ts';
import { numberAt, type Tree } from './part-tree.ts';
import { liftTags, type PartLift } from './placement.ts';
import { applyEdits, type Instruction, type Site } from './program.ts';
import type { Path } from './tags.ts';
import { attributeAt, largestId, makeIdsUnique } from './unique.ts';

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
  parse: typeof Handlebars.parse;
  file: string;
  helpers: Helpers;
  sites: Site[];
  /** The document, which has the pages' widths. */
  body: XmlElement;
  charts: ChartPlace[];
  /** The parts that hold paragraphs, by path. */
  trees: Map<string, Tree>;
}

/** A part as a sequence of XML and instructions; nothing where it has no tags. */
export interface PartProgram {
  sequence: Array<string | Instruction> | undefined;
  findings: PartLift['findings'];
  largestId: number;
  /** Its tags, as far as they could be understood, in their order. */
  tags: Occurrence[];
}

/** Braces, however they are typed. A part without them has no tags, nor what is left of one: most have none. */
const brace = /[{}]|&#/;

/** Reads a part that holds paragraphs: the body, a header, the footnotes. */
export function readPart(reading: Reading, path: string, tree: Tree): PartProgram {
  const { name, root } = tree;
  const { source } = root;
  reading.trees.set(path, tree);
  if (!brace.test(source)) return { sequence: undefined, findings: [], largestId: largestId(tree), tags: [] };
  const part: PartLift = {
    path,
    source,
    paragraphs: tree.paragraphs,
    inOrder: [...tree.paragraphs.values()],
    inParagraph: new Map(),
    tags: [],
    fields: fieldMarks(tree),
    edits: [],
    findings: [],
    loops: [],
  };
  const where = { file: reading.file, part: name };
  // The entries of a table of contents repeat the headings, tags and all; they are written anew in the finished document.
  const { contents, braced } = tree;
  const isEntry = ({ element }: Paragraph) =>
    contents !== undefined && element.start >= contents.open && element.end <= contents.close;
  for (const paragraph of part.inOrder) {
    if (isEntry(paragraph)) continue;
    const { occurrences, findings } = occurrencesIn(reading.parse, paragraph, where);
    part.findings.push(...findings);
    if (occurrences.length > 0) part.inParagraph.set(paragraph.element, occurrences);
    part.tags.push(...occurrences);
  }
  const { blocks, findings } = matchBlocks(part.tags);
  part.findings.push(...findings);
  if (part.findings.length === 0) liftTags(part, blocks, reading);
  const inAttributes = readAlternativeText(reading, part, name, braced);
  part.findings.push(...tagsBesideText(tree, braced, reading.helpers));
  if (part.findings.length === 0 && part.edits.length > 0) makeIdsUnique(part, tree);
  const sequence =
    part.edits.length > 0 && part.findings.length === 0 ? applyEdits(source, part.edits) : undefined;
  const tags = [...part.tags, ...inAttributes].sort((a, b) => a.place.paragraph - b.place.paragraph);
  return { sequence, findings: part.findings, largestId: largestId(tree), tags };
}

/** Tags in alternative text: `{{chart name}}` gives a chart its data, others are text. */
function readAlternativeText(
  reading: Reading,
  part: PartLift,
  name: string,
  braced: readonly XmlElement[],
): Occurrence[] {
  const all: Occurrence[] = [];
  for (const element of braced)
    for (const attribute of alternativeText(element)) {
      const text = element.attributes[attribute];
      const at = text?.includes('{{') ? attributeAt(part.source, element, attribute) : undefined;
      if (text === undefined || !at) continue;
      const number = numberAt(part.paragraphs, element);
      const { put, tags } = readText(reading, part, text, { element, number, name, as: 'attribute' });
      all.push(...tags);
      if (!put) continue;
      part.edits.push({ start: at.from, end: at.to, order: 2, put });
      readChart(reading, part, element, put);
    }
  return all;
}

/** The chart that a drawing holds, where its alternative text says so. */
function readChart(
  reading: Reading,
  part: PartLift,
  element: XmlElement,
  put: ReadonlyArray<string | Instruction>,
): void {
  const chart = put.find(
    (item) => typeof item === 'object' && item.do === 'print' && item.helper === 'chart',
  );
  if (typeof chart !== 'object' || chart.do !== 'print') return;
  const site = reading.sites[chart.site] as Site;
  const drawing = descendants(element.parent as XmlElement).find((inner) => inner.name === 'c:chart');
  const relationship = drawing?.attributes['r:id'];
  const inLoop = part.loops.some(({ from, to }) => element.start >= from && element.start < to);
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
  part: Pick<PartLift, 'path' | 'findings'>,
  text: string,
  at: { element: XmlElement; number: number; name: string; as: 'attribute' | 'element' },
): { put: Array<string | Instruction> | undefined; tags: Occurrence[] } {
  const paragraph: Paragraph = { element: at.element, number: at.number, text, pieces: [] };
  const { occurrences, findings } = occurrencesIn(reading.parse, paragraph, {
    file: reading.file,
    part: at.name,
  });
  part.findings.push(...findings);
  const put: Array<string | Instruction> = [];
  let from = 0;
  for (const { tag, place, from: start, to } of occurrences) {
    put.push(escapeText(text.slice(from, start)).replaceAll('"', '&quot;'));
    from = to;
    if (tag.kind === 'value') {
      const { helper, path, options } = tag;
      reading.sites.push({ place, part: part.path, as: helper === 'chart' ? 'chart' : at.as });
      put.push({ do: 'print', helper, path, options, site: reading.sites.length - 1 });
    } else if (tag.kind !== 'comment') {
      const message = 'a block cannot stand here';
      part.findings.push(
        error('template/structure', place, message, 'print a value here, and choose it in the text'),
      );
    }
  }
  put.push(escapeText(text.slice(from)).replaceAll('"', '&quot;'));
  return { put: findings.length > 0 ? undefined : put, tags: occurrences };
}

/** Reads the document properties: the title and the like, which Word shows under File, Info. */
export function readProperties(reading: Reading, path: string, root: XmlElement): PartProgram {
  const { source } = root;
  const part: Pick<PartLift, 'path' | 'findings' | 'edits'> = { path, findings: [], edits: [] };
  const all: Occurrence[] = [];
  for (const element of brace.test(source) ? descendants(root) : []) {
    const text = element.children.some(isElement) ? '' : textOf(element);
    if (!text.includes('{{')) continue;
    const at = { element, number: 0, name: 'properties', as: 'element' } as const;
    const { put, tags } = readText(reading, part, text, at);
    all.push(...tags);
    if (put) part.edits.push({ start: element.open, end: element.close, order: 2, put });
  }
  const sequence = part.edits.length > 0 ? applyEdits(source, part.edits) : undefined;
  return { sequence, findings: part.findings, largestId: 0, tags: all };
}
