import type { Block } from './edited-part.ts';
import type { Instruction, PrintSite, Program } from './instructions.ts';
import { deepest } from './match-blocks.ts';
import type { Occurrence } from './occurrences.ts';
import { programOf } from './program.ts';

/** An attribute has no runs. */
function placeFor({ paragraph }: Occurrence, helper: string | undefined): PrintSite['as'] {
  if ((helper === 'chart' || helper === 'image') && paragraph.pieces.length === 0) return helper;
  return helper === 'markdown' ? 'paragraphs' : 'run';
}

/**
 * The tags of a part alone, as a program: where the part has a fault and cannot be printed, so that its names are checked in
 * the same run. A block without an end goes on to the end of the block around it.
 */
export function outlineOf(
  tags: readonly Occurrence[],
  blocks: readonly Block[],
  { sites, part }: { sites: PrintSite[]; part: string },
): Program {
  const blockOf = new Map<Occurrence, Block>();
  for (const block of blocks)
    for (const tag of [block.open, ...block.elses, block.close]) blockOf.set(tag, block);
  const sequence: Instruction[] = [];
  const open: Array<Block | undefined> = [];
  const closeUpTo = (block: Block | undefined) => {
    while (open.length > 0 && open.at(-1) !== block) {
      sequence.push({ do: 'close' });
      open.pop();
    }
  };
  for (const occurrence of tags) {
    const { tag, place } = occurrence;
    const block = blockOf.get(occurrence);
    if (tag.kind === 'value') {
      sites.push({ place, part, as: placeFor(occurrence, tag.helper) });
      sequence.push({ ...tag, do: 'print', site: sites.length - 1 });
    } else if (tag.kind === 'open') {
      const unsure = tag.isStandIn ? 'name' : block ? undefined : 'end';
      sequence.push({ ...tag, do: 'open', place, ...(unsure && { unsure }) });
      open.push(block);
      if (open.length > deepest) return [];
    } else if (block && tag.kind !== 'comment') {
      closeUpTo(block);
      sequence.push(tag.kind === 'else' ? { ...tag, do: 'else', place } : { do: 'close' });
      if (tag.kind === 'close') open.pop();
    }
  }
  for (const _ of open) sequence.push({ do: 'close' });
  return programOf(sequence);
}
