import { error } from '../../diagnostics/diagnostic.ts';
import type { Block, EditedPart, Placement } from './edited-part.ts';
import { isOnlyTags, type Occurrence } from './occurrences.ts';
import { placeBlock } from './place-blocks.ts';
import { isColumns, placeColumns, rowRound } from './place-columns.ts';

/** Decides where the instruction of each tag goes. Tags that are not in the result stay in their runs. */
export function placeTags(part: EditedPart, blocks: readonly Block[]): Map<Occurrence, Placement> {
  const placements = new Map<Occurrence, Placement>();
  const columns = blocks.filter(isColumns);
  for (const block of blocks) {
    const { row, finding } = columns.length > 0 ? rowRound(block, columns) : {};
    if (finding) part.findings.push(finding);
    const placed = isColumns(block) ? placeColumns(part, block) : placeBlock(part, block, row);
    if (placed instanceof Map) for (const [tag, placement] of placed) placements.set(tag, placement);
    else part.findings.push(placed);
  }
  for (const tag of part.tags) if (isMarkdown(tag)) placements.set(tag, placeMarkdown(part, tag));
  placeComments(part, placements);
  return placements;
}

const isMarkdown = ({ tag }: Occurrence) => tag.kind === 'value' && tag.helper === 'markdown';

/** Markdown becomes whole paragraphs, so its tag must be alone in one. */
function placeMarkdown(part: EditedPart, occurrence: Occurrence): Placement {
  const { text, element } = occurrence.paragraph;
  if ((text.slice(0, occurrence.from) + text.slice(occurrence.to)).trim() !== '') {
    const message = 'Markdown becomes whole paragraphs, and there is other text beside this tag';
    const help = 'put the tag in a paragraph of its own';
    part.findings.push(error('template/structure', occurrence.place, message, help));
  }
  return { to: 'replace', element };
}

/** A paragraph that holds only comments goes. */
function placeComments(part: EditedPart, placements: Map<Occurrence, Placement>): void {
  for (const [element, tags] of part.inParagraph) {
    const [first] = tags;
    if (!first || !tags.every(({ tag }) => tag.kind === 'comment')) continue;
    if (isOnlyTags(first.paragraph.text, 0, tags)) placements.set(first, { to: 'replace', element });
  }
}
