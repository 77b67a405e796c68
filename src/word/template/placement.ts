import type { Finding } from '../../diagnostics/diagnostic.ts';
import { error } from '../../diagnostics/diagnostic.ts';
import { childOf, closest, descendants, isElement, type XmlElement } from '../../ooxml/xml/tree.ts';
import { bindingsOf } from '../check/unsupported.ts';
import type { Helpers } from '../shape.ts';
import { extent, liftBlock, paragraphsIn } from './blocks.ts';
import { isColumns, placeColumns, rowRound } from './columns.ts';
import { readTables } from './grid.ts';
import { isOnlyTags, type Occurrence } from './occurrences.ts';
import type { Paragraph } from './paragraphs.ts';
import { type Piece, pageBreakMark, runProperties } from './paragraphs.ts';
import type { Block, Lift, PartTags } from './part-tags.ts';
import type { Edit, Instruction, Site } from './program.ts';
import { editRuns, orderOf } from './runs.ts';
import { shadedCells } from './shading.ts';

/** A part of the template on its way to a program: its source, its tags, and the changes to make. */
export interface PartLift extends PartTags {
  path: string;
  source: string;
  edits: Edit[];
  findings: Finding[];
  /** Ends of the loops in the source: what lies between is printed many times. */
  loops: Array<{ from: number; to: number }>;
}

/** Cells and the like must end with a paragraph, or Word calls the file corrupt. */
const endsWithParagraph = new Set([
  'w:tc',
  'w:txbxContent',
  'w:hdr',
  'w:ftr',
  'w:footnote',
  'w:endnote',
  'w:comment',
  'w:sdtContent',
]);

interface LiftReading {
  helpers: Helpers;
  /** Where tags print, over all parts of the template. */
  sites: Site[];
  /** The document, for the width of its pages. */
  body: XmlElement;
}

/** Turns the tags of a part into edits. */
export function liftTags(part: PartLift, blocks: readonly Block[], reading: LiftReading): void {
  const { helpers, sites } = reading;
  const lifts = new Map<Occurrence, Lift>();
  const columns = blocks.filter(isColumns);
  for (const block of blocks) {
    const { row, finding } = columns.length > 0 ? rowRound(block, columns) : {};
    if (finding) part.findings.push(finding);
    const lifted = isColumns(block) ? placeColumns(part, block) : liftBlock(part, block, row);
    if (lifted instanceof Map) for (const [tag, lift] of lifted) lifts.set(tag, lift);
    else part.findings.push(lifted);
  }
  for (const tag of part.tags) if (isMarkdown(tag)) lifts.set(tag, liftMarkdown(part, tag));
  liftComments(part, lifts);

  const toInstruction = (occurrence: Occurrence): Instruction[] => instructionsOf(part, occurrence, sites);
  const replaced = new Set<XmlElement>();
  for (const lift of lifts.values()) if (lift.to === 'replace') replaced.add(lift.element);
  for (const element of replaced) {
    const inside = paragraphsIn(part, element).flatMap((one) => part.inParagraph.get(one.element) ?? []);
    const stay = inside.filter((tag) => {
      const lift = lifts.get(tag);
      return lift?.to === 'inline' || lift?.element === element;
    });
    const breaks = sectionBreak(part.source, element);
    // A section break stays, between the blocks that end before it and those that begin after it.
    const ends = stay.filter(({ tag }) => breaks === '' || tag.kind !== 'open');
    const begins = stay.filter((tag) => !ends.includes(tag));
    const put = [
      ...marksIn(part.source, element),
      ...withPageBreaks(part, element, ends, toInstruction),
      breaks,
      ...begins.flatMap(toInstruction),
    ];
    part.edits.push({ start: element.start, end: element.end, order: orderOf.text, put });
    wrapParent(part, element);
  }
  // In the order of the document: of two loops round one row, the outer one begins first and ends last.
  for (const tag of part.tags) {
    const lift = lifts.get(tag);
    if ((lift?.to !== 'before' && lift?.to !== 'after') || replaced.has(lift.element)) continue;
    const at = lift.to === 'before' ? lift.element.start : lift.element.end;
    part.edits.push({ start: at, end: at, order: orderOf.text, put: toInstruction(tag) });
    if (lift.element.name === 'w:tr') wrapTable(part, lift.element);
  }
  if (columns.length > 0 && part.findings.length === 0) {
    const { edits, findings } = readTables(columns, replaced, reading.body);
    part.edits.push(...edits, ...emptied(part, lifts, replaced));
    part.findings.push(...findings);
  }
  for (const [element, tags] of part.inParagraph) {
    const { paragraph } = tags[0] as Occurrence;
    if (!replaced.has(element)) part.edits.push(...editRuns(part, paragraph, tags, lifts, toInstruction));
  }
  const bindings = part.source.includes('<w:sdt') ? part.tags.flatMap(runsOf).flatMap(bindingsOf) : [];
  for (const { start, end } of new Set(bindings))
    part.edits.push({ start, end, order: orderOf.text, put: [] });
  for (const { open, close } of blocks)
    if (open.tag.kind === 'open' && /each|columns/.test(open.tag.block))
      part.loops.push({ from: extent(open, lifts.get(open)).start, to: extent(close, lifts.get(close)).end });
  for (const cell of shadedCells(part, helpers, blocks, lifts)) {
    const { tag, was, start, end, bare } = cell;
    sites.push({ place: tag.place, part: part.path, as: 'shading', look: { paragraph: was, run: '' } });
    const print: Instruction = { ...cell.print, site: sites.length - 1 };
    const put = bare ? ['<w:tcPr>', print, '</w:tcPr>'] : [print];
    part.edits.push({ start, end, order: orderOf.text, put });
  }
}

/** Paragraphs that hold tags of columns alone go, where their cell has others. */
function emptied(
  part: PartLift,
  lifts: ReadonlyMap<Occurrence, Lift>,
  replaced: ReadonlySet<XmlElement>,
): Edit[] {
  return [...part.inParagraph].flatMap(([element, tags]) => {
    const cell = closest(element, 'w:tc');
    const isLifted = tags.every((tag) => /before|after/.test(lifts.get(tag)?.to ?? ''));
    const isColumnsTag = tags.some(({ tag }) => 'block' in tag && tag.block === 'columns');
    const others = cell?.children.filter((child) => isElement(child) && child.name !== 'w:tcPr') ?? [];
    if (!cell || !isLifted || !isColumnsTag || others.length < 2 || replaced.has(element)) return [];
    if (!isOnlyTags(tags[0]?.paragraph.text ?? '', 0, tags)) return [];
    wrap(part, cell.open, cell.close, 'cell');
    return [{ start: element.start, end: element.end, order: orderOf.text, put: [] }];
  });
}

/** The runs that a tag is spread over. */
function runsOf({ paragraph, from, to }: Occurrence): XmlElement[] {
  return paragraph.pieces
    .filter((piece) => piece.from < to && piece.from + piece.text.length > from)
    .map(({ run }) => run);
}

const isMarkdown = ({ tag }: Occurrence) => tag.kind === 'value' && tag.helper === 'markdown';

/** Markdown becomes whole paragraphs, so its tag must be alone in one. */
function liftMarkdown(part: PartLift, occurrence: Occurrence): Lift {
  const { text, element } = occurrence.paragraph;
  if ((text.slice(0, occurrence.from) + text.slice(occurrence.to)).trim() !== '')
    part.findings.push(
      error(
        'template/structure',
        occurrence.place,
        'Markdown becomes whole paragraphs, and other text stands beside this tag',
        'put the tag in a paragraph of its own',
      ),
    );
  return { to: 'replace', element };
}

/** A paragraph that holds only comments goes. */
function liftComments(part: PartLift, lifts: Map<Occurrence, Lift>): void {
  for (const [element, tags] of part.inParagraph) {
    const [first] = tags;
    if (!first || !tags.every(({ tag }) => tag.kind === 'comment')) continue;
    if (isOnlyTags(first.paragraph.text, 0, tags)) lifts.set(first, { to: 'replace', element });
  }
}

function instructionsOf(part: PartLift, { tag, paragraph, place }: Occurrence, sites: Site[]): Instruction[] {
  switch (tag.kind) {
    case 'comment':
      return [];
    case 'open':
      return [{ do: 'open', block: tag.block, path: tag.path, place }];
    case 'else':
      return [{ do: 'else', block: tag.block, path: tag.path, place }];
    case 'close':
      return [{ do: 'close' }];
    case 'value': {
      const { helper, path, options } = tag;
      const whole = helper === 'markdown';
      const look = whole ? { look: lookOf(part.source, paragraph) } : {};
      sites.push({ place, part: part.path, as: whole ? 'paragraphs' : 'run', ...look });
      return [{ do: 'print', helper, path, options, site: sites.length - 1 }];
    }
  }
}

/** The properties of a paragraph and of its first run, which the paragraphs in its place take over. */
function lookOf(source: string, { element, pieces }: Paragraph): { paragraph: string; run: string } {
  const properties = childOf(element, 'w:pPr');
  const first = pieces[0];
  return {
    paragraph: properties ? withoutSection(source, properties) : '',
    run: first ? runProperties(first.run, source) : '',
  };
}

/** The properties of a paragraph less a section break, which must not be repeated with them. */
function withoutSection(source: string, properties: XmlElement): string {
  const section = childOf(properties, 'w:sectPr');
  if (!section) return source.slice(properties.open, properties.close);
  return source.slice(properties.open, section.start) + source.slice(section.end, properties.close);
}

/** Bookmarks that begin or end in an element that goes, while their other end stays. */
function marksIn(source: string, element: XmlElement): string[] {
  if (!source.slice(element.start, element.end).includes('<w:bookmark')) return [];
  const marks = descendants(element).filter(
    ({ name }) => name === 'w:bookmarkStart' || name === 'w:bookmarkEnd',
  );
  const count = (id: string | undefined) =>
    marks.filter(({ attributes }) => attributes['w:id'] === id).length;
  return marks
    .filter(({ attributes }) => count(attributes['w:id']) === 1)
    .map(({ start, end }) => source.slice(start, end));
}

/** The paragraph that carries the section break of a paragraph whose text goes, or nothing. */
function sectionBreak(source: string, element: XmlElement): string {
  const section = childOf(childOf(element, 'w:pPr'), 'w:sectPr');
  return section ? `<w:p><w:pPr>${source.slice(section.start, section.end)}</w:pPr></w:p>` : '';
}

/**
 * What stays of a paragraph of tags: they, and its page breaks where they stand. Word processors write a break into the
 * paragraph before it: LibreOffice does so for a heading that begins a page.
 */
function withPageBreaks(
  part: PartLift,
  element: XmlElement,
  tags: readonly Occurrence[],
  toInstruction: (tag: Occurrence) => Instruction[],
): Array<string | Instruction> {
  const breaks = (part.paragraphs.get(element)?.pieces ?? []).filter(({ text }) => text === pageBreakMark);
  if (breaks.length === 0) return tags.flatMap(toInstruction);
  const pageBreak = ({ element: { start, end } }: Piece) =>
    `<w:p><w:r>${part.source.slice(start, end)}</w:r></w:p>`;
  const stays: Array<{ from: number; put: Array<string | Instruction> }> = [
    ...tags.map((tag) => ({ from: tag.from, put: toInstruction(tag) })),
    ...breaks.map((piece) => ({ from: piece.from, put: [pageBreak(piece)] })),
  ];
  return stays.sort((a, b) => a.from - b.from).flatMap(({ put }) => put);
}

function wrap(part: PartLift, from: number, to: number, wrapper: 'cell' | 'table'): void {
  if (part.edits.some(({ start, put }) => start === from && isWrap(put[0], wrapper))) return;
  part.edits.push({ start: from, end: from, order: orderOf.wrap, put: [{ do: 'wrap', wrapper }] });
  part.edits.push({ start: to, end: to, order: orderOf.unwrap, put: [{ do: 'unwrap' }] });
}

const isWrap = (item: string | Instruction | undefined, wrapper: string) =>
  typeof item === 'object' && item.do === 'wrap' && item.wrapper === wrapper;

function wrapParent(part: PartLift, element: XmlElement): void {
  const { parent } = element;
  if (element.name === 'w:tr') wrapTable(part, element);
  else if (parent && endsWithParagraph.has(parent.name)) wrap(part, parent.open, parent.close, 'cell');
}

function wrapTable(part: PartLift, row: XmlElement): void {
  // A content control that repeats rows stands between the table and its rows.
  const table = closest(row, 'w:tbl');
  if (table) wrap(part, table.start, table.end, 'table');
}
