import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import type { Block, PartTags, Placement } from './edited-part.ts';
import type { Occurrence } from './occurrences.ts';
import { isOnlyTags } from './occurrences.ts';
import type { Paragraph } from './paragraphs.ts';
import { crossed, placeParagraphs, tagsOf, textBeside } from './place-over-paragraphs.ts';
import { cutsField } from './read-fields.ts';
import { holderOf } from './runs.ts';

function onlyTagsInParagraph(part: PartTags, element: XmlElement): boolean {
  const paragraph = part.tree.paragraphs.get(element);
  return !paragraph || isOnlyTags(paragraph.text, 0, part.inParagraph.get(element) ?? []);
}

/** The paragraphs inside an element, with itself if it is one. */
export const paragraphsIn = ({ tree }: PartTags, { start, end }: XmlElement): readonly Paragraph[] =>
  [...tree.paragraphs.values()].filter(({ element }) => element.start >= start && element.start < end);

function onlyTagsInRow(part: PartTags, row: XmlElement): boolean {
  return paragraphsIn(part, row).every((paragraph) => onlyTagsInParagraph(part, paragraph.element));
}

/** Whether a tag is the first (or the last) thing in its row or cell. */
export function isAtEdge(
  part: PartTags,
  row: XmlElement,
  occurrence: Occurrence,
  edge: 'first' | 'last',
): boolean {
  const paragraphs = paragraphsIn(part, row);
  const at = paragraphs.indexOf(occurrence.paragraph);
  const beyond = edge === 'first' ? paragraphs.slice(0, at) : paragraphs.slice(at + 1);
  const { before, after } = textBeside(part, occurrence);
  return (
    !(edge === 'first' ? before : after) &&
    beyond.every((paragraph) => onlyTagsInParagraph(part, paragraph.element))
  );
}

/** The child of an element that another lies in. */
export function branchBelow(common: XmlElement, element: XmlElement): XmlElement {
  let branch = element;
  while (branch !== common && branch.parent && branch.parent !== common) branch = branch.parent;
  return branch;
}

function commonAncestor(elements: readonly XmlElement[]): XmlElement {
  let common = elements[0] as XmlElement;
  const holds = ({ start, end }: XmlElement) => start >= common.start && end <= common.end;
  while (common.parent && !elements.every(holds)) common = common.parent;
  return common;
}

/** Where the text of a tag begins in the source. */
export function startOf({ paragraph, from }: Occurrence): number {
  const piece = paragraph.pieces.find((candidate) => candidate.from + candidate.text.length > from);
  return piece?.element.start ?? paragraph.element.start;
}

/**
 * Where each tag of a block goes. A block round columns takes their row, `rowRound`. Any other opens and closes under one parent: in one paragraph, in paragraphs side by
 * side, or round rows of one table. Anything else cannot be repeated and is a finding.
 */
export function placeBlock(
  part: PartTags,
  block: Block,
  rowRound?: XmlElement,
): Map<Occurrence, Placement> | Finding {
  const tags = tagsOf(block);
  const starts = tags.map(startOf);
  if (starts.some((start, i) => i > 0 && cutsField(part.tree.fields, starts[i - 1] as number, start))) {
    const message = 'a field of Word begins in this block and ends outside it, or the other way round';
    const help = 'put the block round the whole field, or inside it';
    return crossed(block, message, help);
  }
  if (rowRound) {
    const rows = tags.map(() => rowRound);
    return placeRows(part, block, rows);
  }
  const elements = tags.map(({ paragraph }) => paragraph.element);
  if (elements.every((element) => element === elements[0])) {
    if (tags.some((tag) => holderOf(tag) !== holderOf(block.open))) {
      const message = 'this block begins inside a link, content control or field and ends outside it';
      const help = 'put both tags inside it, or both outside';
      return crossed(block, message, help);
    }
    return new Map(tags.map((tag) => [tag, { to: 'inline' }]));
  }
  const common = commonAncestor(elements);
  const rows = tags.map(({ paragraph }) => rowOf(common, paragraph.element));
  if (rows.every((row) => row !== undefined)) return placeRows(part, block, rows);
  for (const { paragraph } of tags) {
    const { element } = paragraph;
    if (branchBelow(common, element) !== element) {
      const message =
        'this block begins and ends in different places: one end is in a table cell, text box or field, the other is not';
      const help = 'put both tags in the same cell, or each in a row of the same table, or both in the text';
      return crossed(block, message, help);
    }
  }
  return placeParagraphs(part, block);
}

/** The row that is `common` itself, or lies just below it. */
function rowOf(common: XmlElement, element: XmlElement): XmlElement | undefined {
  if (common.name === 'w:tr') return common;
  const branch = branchBelow(common, element);
  if (branch.name === 'w:tr') return branch;
  return undefined;
}

function placeRows(
  part: PartTags,
  block: Block,
  rows: readonly XmlElement[],
): Map<Occurrence, Placement> | Finding {
  const placements = new Map<Occurrence, Placement>();
  const oneRow = rows.every((row) => row === rows[0]);
  for (const [i, tag] of tagsOf(block).entries()) {
    const element = rows[i] as XmlElement;
    if (!oneRow && onlyTagsInRow(part, element)) placements.set(tag, { to: 'replace', element });
    else if (tag === block.open && isAtEdge(part, element, tag, 'first'))
      placements.set(tag, { to: 'before', element });
    else if (tag === block.close && isAtEdge(part, element, tag, 'last'))
      placements.set(tag, { to: 'after', element });
    else
      return crossed(
        block,
        'a block over table rows has other text on the wrong side of one of its tags',
        `put ${tag.place.tag} in a row of its own, or the first tag first in its row and the last tag last`,
      );
  }
  return placements;
}

/** The element that a placed tag takes along, or is in. */
export function extent({ paragraph }: Occurrence, placement: Placement | undefined): XmlElement {
  return placement && placement.to !== 'inline' ? placement.element : paragraph.element;
}
