import { error } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../codes.ts';
import type { Block } from './edited-part.ts';
import type { Occurrence } from './occurrences.ts';
import { blockNames } from './tags.ts';

/** A block whose end has not come yet. */
interface Waiting {
  open: Occurrence;
  block: string;
  elses: Occurrence[];
}

const isBlock = (word: string) => blockNames.some((name) => name === word);
const ends = blockNames.map((name) => `{{/${name}}}`).join(', ');

/** Real templates have three or four blocks one in the other; thousands would exhaust the stack. */
export const deepest = 100;

/** Pairs the tags that open and close blocks, in document order. */
export function matchBlocks(occurrences: readonly Occurrence[]): { blocks: Block[]; findings: Finding[] } {
  const blocks: Block[] = [];
  const findings: Finding[] = [];
  const waiting: Waiting[] = [];
  // Blocks that were still open when the one around them ended. Where their own end comes later, the two cross.
  let lost: Waiting[] = [];
  const say = ({ place }: Occurrence, message: string, help: string, other?: [string, Occurrence]) => {
    const note = other && { message: other[0], where: other[1].place };
    findings.push(error('template/unclosed', place, message, note ? { help, note } : help));
  };
  const close = (occurrence: Occurrence, block: string) => {
    const at = waiting.findLastIndex((candidate) => candidate.block === block);
    if (at >= 0) {
      lost.push(...waiting.splice(at + 1));
      const { open, elses } = waiting.pop() as Waiting;
      blocks.push({ open, elses, close: occurrence });
      return;
    }
    const crossing = lost.findLast((candidate) => candidate.block === block);
    lost = lost.filter((candidate) => candidate !== crossing);
    if (crossing) {
      const help = `write {{/${block}}} before the end of the block around it`;
      const message = 'this block ends after the block that it begins in';
      say(crossing.open, message, help, ['it ends here', occurrence]);
    } else if (isBlock(block)) {
      const help = `write {{#${block} name}} where it begins, or remove it`;
      say(occurrence, 'this closes a block that is not open', help);
    } else say(occurrence, 'this closes a block that is not open', `remove it, or write one of ${ends}`);
  };
  for (const occurrence of occurrences) {
    const { tag } = occurrence;
    const top = waiting.at(-1);
    if (waiting.length > deepest || (top?.elses.length ?? 0) > deepest)
      return { blocks: [], findings: [tooDeep(occurrence)] };
    if (tag.kind === 'open') waiting.push({ open: occurrence, block: tag.block, elses: [] });
    if (tag.kind === 'else') {
      const earlier = top?.elses.find((other) => other.tag.kind === 'else' && !other.tag.block);
      if (!top) say(occurrence, 'an else without a block', 'write {{#if name}} before it, or remove it');
      else if (!earlier) top.elses.push(occurrence);
      else {
        const help = 'remove one, or write {{else if name}} first';
        say(occurrence, 'a second else in one block', help, ['the first is here', earlier]);
      }
    }
    if (tag.kind === 'close') {
      const isOther = !isBlock(tag.block) && top && top.block !== tag.block;
      if (isOther) {
        // `{{/risks}}` for `{{/each}}`: other programs close a block with the name of its list.
        const message = `no block is called "${tag.block}"; the one that is open here is ${top.open.place.tag}`;
        say(occurrence, message, `write {{/${top.block}}}`, ['it begins here', top.open]);
      }
      close(occurrence, isOther ? top.block : tag.block);
    }
  }
  // A block that does not exist has been reported as such.
  for (const { open, block } of [...lost, ...waiting])
    if (isBlock(block)) say(open, 'this block is never closed', `write {{/${block}}} where it ends`);
  return { blocks, findings };
}

function tooDeep({ place }: Occurrence): Finding {
  const message = `more than ${deepest} blocks, or choices of one block, are one inside the other here`;
  const help = 'see whether an end is missing; or choose in fewer steps';
  return error('template/structure', place, message, help);
}
