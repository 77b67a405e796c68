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
  const close = (occurrence: Occurrence, block: string) => {
    const at = waiting.findLastIndex((candidate) => candidate.block === block);
    if (at < 0) {
      const crossing = lost.findLast((candidate) => candidate.block === block);
      lost = lost.filter((candidate) => candidate !== crossing);
      findings.push(crossing ? crossed(crossing, occurrence) : unopened(occurrence, block));
      return;
    }
    lost.push(...waiting.splice(at + 1));
    const { open, elses } = waiting.pop() as Waiting;
    blocks.push({ open, elses, close: occurrence });
  };
  for (const occurrence of occurrences) {
    const { tag, place } = occurrence;
    const top = waiting.at(-1);
    if (waiting.length > deepest || (top?.elses.length ?? 0) > deepest)
      return { blocks: [], findings: [tooDeep(occurrence)] };
    if (tag.kind === 'open') waiting.push({ open: occurrence, block: tag.block, elses: [] });
    if (tag.kind === 'else') {
      const earlier = top?.elses.find((other) => other.tag.kind === 'else' && !other.tag.block);
      if (!top || earlier) findings.push(strayElse(occurrence, earlier));
      else top.elses.push(occurrence);
    }
    if (tag.kind === 'close') {
      if (isBlock(tag.block) || !top || top.block === tag.block) close(occurrence, tag.block);
      else {
        // `{{/risks}}` for `{{/each}}`: other programs close a block with the name of its list.
        const message = `no block is called "${tag.block}"; the one that is open here is ${top.open.place.tag}`;
        findings.push(
          error('template/unclosed', place, message, {
            help: `write {{/${top.block}}}`,
            note: { message: 'it begins here', where: top.open.place },
          }),
        );
        close(occurrence, top.block);
      }
    }
  }
  // A block that does not exist has been reported as such.
  const open = [...lost, ...waiting].filter(({ block }) => isBlock(block));
  return { blocks, findings: [...findings, ...open.map(unclosed)] };
}

function tooDeep({ place }: Occurrence): Finding {
  const message = `more than ${deepest} blocks, or choices of one block, are one inside the other here`;
  return error(
    'template/structure',
    place,
    message,
    'see whether an end is missing; or choose in fewer steps',
  );
}

function unclosed({ open, block }: Waiting): Finding {
  const message = 'this block is never closed';
  const help = `write {{/${block}}} where it ends`;
  return error('template/unclosed', open.place, message, help);
}

function unopened({ place }: Occurrence, block: string): Finding {
  const help = isBlock(block)
    ? `write {{#${block} name}} where it begins, or remove it`
    : `remove it, or write one of ${ends}`;
  return error('template/unclosed', place, 'this closes a block that is not open', help);
}

function crossed({ open, block }: Waiting, close: Occurrence): Finding {
  const help = `write {{/${block}}} before the end of the block around it`;
  return error('template/unclosed', open.place, 'this block ends after the block that it begins in', {
    help,
    note: { message: 'it ends here', where: close.place },
  });
}

function strayElse({ place }: Occurrence, earlier: Occurrence | undefined): Finding {
  if (!earlier) {
    const message = 'an else without a block';
    const help = 'write {{#if name}} before it, or remove it';
    return error('template/unclosed', place, message, help);
  }
  return error('template/unclosed', place, 'a second else in one block', {
    help: 'remove one, or write {{else if name}} first',
    note: { message: 'the first is here', where: earlier.place },
  });
}
