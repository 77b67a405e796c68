import { childOf, closest, type XmlElement } from '../../ooxml/xml/tree.ts';
import { bindingsOf } from '../check/unfilled-tags.ts';
import { roomFor } from './available-width.ts';
import type { Block, EditedPart, PlacedPart } from './edited-part.ts';
import { replace } from './edits.ts';
import type { Instruction } from './instructions.ts';
import type { Occurrence } from './occurrences.ts';
import { type Paragraph, runProperties } from './paragraphs.ts';
import { startOf } from './place-blocks.ts';
import { isColumns } from './place-columns.ts';
import { placeTags } from './place-tags.ts';
import { fromTop, hasOwnNames, isLoop } from './program.ts';
import { readTables } from './read-tables.ts';
import { putRound, removeEmptied, replaceElements } from './replace-elements.ts';
import { editRuns } from './runs.ts';
import { shadeCells } from './shaded-cells.ts';
import type { Reading } from './shared-while-reading.ts';

export function editTags(part: EditedPart, blocks: readonly Block[], reading: Reading): void {
  const before = part.findings.length;
  const placements = placeTags(part, blocks);
  const replaced = new Set<XmlElement>();
  for (const placement of placements.values())
    if (placement.to === 'replace') replaced.add(placement.element);
  const placed: PlacedPart = {
    part,
    placements,
    replaced,
    instructionsOf: (tag) => {
      const { before = [], after = [] } = placements.get(tag) ?? {};
      return [...before, ...instructionsOf(part, tag, reading), ...after];
    },
  };
  replaceElements(placed);
  putRound(placed);
  const columns = blocks.filter(isColumns);
  const isPaired = part.tags.filter(({ tag }) => tag.kind === 'open').length === blocks.length;
  if (columns.length > 0 && isPaired && part.findings.length === before) {
    const { edits, findings } = readTables(columns, replaced, reading.body);
    part.edits.push(...edits);
    part.findings.push(...findings);
    removeEmptied(placed);
  }
  for (const element of part.inParagraph.keys())
    if (!replaced.has(element)) part.edits.push(...editRuns(placed, element));
  const bindings = part.tree.root.source.includes('<w:sdt')
    ? part.tags.flatMap(runsOf).flatMap(bindingsOf)
    : [];
  for (const binding of new Set(bindings)) part.edits.push(replace(binding));
  const lists = listsOf(blocks);
  for (const { open, close } of blocks) {
    const [from, to] = [placements.get(open), placements.get(close)];
    // What is kept of a paragraph of tags goes outside: see replaced.ts.
    part.blocks.push({
      from:
        from?.to === 'replace'
          ? from.element.end
          : from?.to === 'before'
            ? from.element.start
            : startOf(open),
      to: to?.to === 'replace' ? to.element.start : to?.to === 'after' ? to.element.end : startOf(close),
      isLoop: open.tag.kind === 'open' && isLoop(open.tag.block),
      list: lists.get(open) ?? '',
    });
  }
  shadeCells(placed, blocks, reading);
}

/** What each block names, as a path from the top. */
function listsOf(blocks: readonly Block[]): Map<Occurrence, string> {
  const lists = new Map<Occurrence, string>();
  const around: Array<{ end: number; path: string }> = [];
  for (const { open, close } of [...blocks].sort((a, b) => startOf(a.open) - startOf(b.open))) {
    const { tag } = open;
    if (tag.kind !== 'open') continue;
    while ((around.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= startOf(open)) around.pop();
    const path = fromTop(tag.path, ['', ...around.map((one) => one.path)]);
    lists.set(open, path);
    if (hasOwnNames(tag.block)) around.push({ end: startOf(close), path });
  }
  return lists;
}

/** The runs that a tag is spread over. */
function runsOf({ paragraph, from, to }: Occurrence): XmlElement[] {
  return paragraph.pieces
    .filter((piece) => piece.from < to && piece.from + piece.text.length > from)
    .map(({ run }) => run);
}

function instructionsOf(
  { path: part }: EditedPart,
  { tag, paragraph, place, from }: Occurrence,
  { sites, body }: Pick<Reading, 'sites' | 'body'>,
): Instruction[] {
  switch (tag.kind) {
    case 'comment':
      return [];
    case 'open':
      // Field by field: to copy the tag took a tenth of compiling a template.
      return [{ do: 'open', block: tag.block, path: tag.path, when: tag.when, place }];
    case 'else':
      return [{ do: 'else', block: tag.block, path: tag.path, when: tag.when, place }];
    case 'close':
      return [{ do: 'close' }];
    case 'value': {
      const whole = tag.helper === 'markdown';
      const format = whole || tag.helper === 'link' ? { format: formatOf(paragraph, whole ? 0 : from) } : {};
      const { element } = paragraph;
      const takesNotes = element.source === body.root.source && !closest(element, 'w:txbxContent');
      const room = whole || tag.helper === 'image' ? { room: roomFor(element, body), takesNotes } : {};
      const inCell = closest(element, 'w:tc') !== undefined;
      sites.push({ place, part, as: whole ? 'paragraphs' : 'run', inCell, ...format, ...room });
      const { helper, path, options, words } = tag;
      return [{ do: 'print', helper, path, options, words, site: sites.length - 1 }];
    }
  }
}

/** The properties of a paragraph and of its run at an offset, which what is printed in their place takes over. */
function formatOf({ element, pieces }: Paragraph, at: number): { paragraph: string; run: string } {
  const properties = childOf(element, 'w:pPr');
  const first = pieces.find(({ from, text }) => from + text.length > at);
  return {
    paragraph: properties ? withoutSection(properties) : '',
    run: first ? runProperties(first.run) : '',
  };
}

/** The properties of a paragraph less a section break, which must not be repeated with them. */
function withoutSection(properties: XmlElement): string {
  const { source, open, close } = properties;
  const section = childOf(properties, 'w:sectPr');
  return section
    ? source.slice(open, section.start) + source.slice(section.end, close)
    : source.slice(open, close);
}
