import { childOf, closest, descendants, isElement, sourceOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { EditedPart, PlacedPart } from './edited-part.ts';
import { orderOf, replace, wrap } from './edits.ts';
import type { Instruction } from './instructions.ts';
import { isOnlyTags, type Occurrence } from './occurrences.ts';
import { pageBreakMark } from './paragraphs.ts';
import { paragraphsIn } from './place-blocks.ts';

/** Puts the instructions of tags in place of paragraphs and rows that hold nothing else, and round rows and cells. */

/** Cells and the like must end with a paragraph, or Word calls the file corrupt. */
const endsWithParagraph = /^w:(?:tc|txbxContent|hdr|ftr|footnote|endnote|comment|sdtContent)$/;

/** Puts instructions in place of the elements that hold nothing else. */
export function replaceElements(placed: PlacedPart): void {
  const { part, placements, replaced, instructionsOf } = placed;
  for (const element of replaced) {
    const inside = paragraphsIn(part, element).flatMap((one) => part.inParagraph.get(one.element) ?? []);
    const stay = inside.filter((tag) => {
      const placement = placements.get(tag);
      return placement?.to === 'inline' || placement?.element === element;
    });
    const breaks = sectionBreak(element);
    // A section break stays, between the blocks that end before it and those that begin after it.
    const ends = stay.filter(({ tag }) => breaks === '' || tag.kind !== 'open');
    const begins = stay.filter((tag) => !ends.includes(tag));
    const marks = marksIn(element);
    // Outside the block, on the side where its other end is not.
    const isEnd = ends.length > 0 && ends.every(({ tag }) => tag.kind === 'close');
    const put = [
      ...(isEnd ? [] : marks),
      ...withPageBreaks(placed, element, ends),
      ...(isEnd ? marks : []),
      breaks,
      ...begins.flatMap(instructionsOf),
    ];
    part.edits.push(replace(element, ...put));
    wrapParent(part, element);
  }
}

/**
 * Puts instructions before and after rows and cells, in the order of the document: of two loops round one row, the outer
 * one begins first and ends last.
 */
export function putRound({ part, placements, replaced, instructionsOf }: PlacedPart): void {
  for (const tag of part.tags) {
    const placement = placements.get(tag);
    if ((placement?.to !== 'before' && placement?.to !== 'after') || replaced.has(placement.element))
      continue;
    const { element } = placement;
    const at = placement.to === 'before' ? element.start : element.end;
    const edit = replace({ start: at, end: at }, ...instructionsOf(tag));
    part.edits.push(placement.to === 'after' ? { ...edit, order: orderOf.after } : edit);
    if (element.name !== 'w:tc') wrapParent(part, element);
  }
}

/** Takes out paragraphs that hold tags of columns alone, if their cell has others. */
export function removeEmptied({ part, placements, replaced }: PlacedPart): void {
  for (const [element, tags] of part.inParagraph) {
    const cell = closest(element, 'w:tc');
    const areRound = tags.every((tag) => /before|after/.test(placements.get(tag)?.to ?? ''));
    const isOfColumns = tags.some(({ tag }) => 'block' in tag && tag.block === 'columns');
    const others = cell?.children.filter((child) => isElement(child) && child.name !== 'w:tcPr') ?? [];
    if (!cell || !areRound || !isOfColumns || others.length < 2 || replaced.has(element)) continue;
    if (!isOnlyTags(tags[0]?.paragraph.text ?? '', 0, tags)) continue;
    part.edits.push(replace(element));
    wrapOnce(part, { start: cell.open, end: cell.close }, 'cell');
  }
}

/** Bookmarks that begin or end in an element that goes, while their other end stays. */
function marksIn(element: XmlElement): string[] {
  if (!sourceOf(element).includes('<w:bookmark')) return [];
  const marks = descendants(element).filter(({ name }) => /^w:bookmark(?:Start|End)$/.test(name));
  const idOf = ({ attributes }: XmlElement) => attributes['w:id'];
  const isAlone = (one: XmlElement) => marks.filter((other) => idOf(other) === idOf(one)).length === 1;
  return marks.filter(isAlone).map(sourceOf);
}

/** The paragraph that carries the section break of a paragraph whose text goes, or ''. */
function sectionBreak(element: XmlElement): string {
  const section = childOf(childOf(element, 'w:pPr'), 'w:sectPr');
  return section ? `<w:p><w:pPr>${sourceOf(section)}</w:pPr></w:p>` : '';
}

/**
 * What stays of a paragraph of tags: they, and its page breaks in their places. Word processors write a break into the
 * paragraph before it: LibreOffice does so for a heading that begins a page.
 */
function withPageBreaks(
  { part, instructionsOf }: PlacedPart,
  element: XmlElement,
  tags: readonly Occurrence[],
): Array<string | Instruction> {
  const breaks = (part.tree.paragraphs.get(element)?.pieces ?? []).filter(
    ({ text }) => text === pageBreakMark,
  );
  if (breaks.length === 0) return tags.flatMap(instructionsOf);
  const stays: Array<{ from: number; put: Array<string | Instruction> }> = [
    ...tags.map((tag) => ({ from: tag.from, put: instructionsOf(tag) })),
    ...breaks.map((piece) => ({
      from: piece.from,
      put: [`<w:p><w:r>${sourceOf(piece.element)}</w:r></w:p>`],
    })),
  ];
  return stays.sort((a, b) => a.from - b.from).flatMap(({ put }) => put);
}

function wrapOnce(part: EditedPart, at: { start: number; end: number }, wrapper: 'cell' | 'table'): void {
  const isThis = (item: string | Instruction | undefined) =>
    typeof item === 'object' && item.do === 'wrap' && item.wrapper === wrapper;
  if (!part.edits.some(({ start, put }) => start === at.start && isThis(put[0])))
    part.edits.push(...wrap(at, { do: 'wrap', wrapper }));
}

function wrapParent(part: EditedPart, element: XmlElement): void {
  const { parent } = element;
  // A content control that repeats rows is between the table and its rows.
  const table = element.name === 'w:tr' && closest(element, 'w:tbl');
  if (table) wrapOnce(part, table, 'table');
  else if (parent && endsWithParagraph.test(parent.name))
    wrapOnce(part, { start: parent.open, end: parent.close }, 'cell');
}
