import { error } from '../../diagnostics/diagnostic.ts';
import { childOf, sourceOf } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import type { Block, PartTags, Placement } from './edited-part.ts';
import type { Instruction } from './instructions.ts';
import { isOnlyTags, type Occurrence } from './occurrences.ts';
import { isLoop } from './program.ts';
import { holderOf } from './runs.ts';

/**
 * Where the tags of a block over several paragraphs go. One that is alone takes its paragraph with it. Where there is text
 * beside a tag, the paragraph stays: with its text inside the block it is repeated whole, and with its text outside it is
 * printed once. With text on both sides it is printed as it is typed, and begins or ends anew in each turn.
 */
export function placeParagraphs(part: PartTags, block: Block): Map<Occurrence, Placement> | Finding {
  const placements = new Map<Occurrence, Placement>();
  const split: Occurrence[] = [];
  for (const tag of tagsOf(block)) {
    const { element } = tag.paragraph;
    const { before, after } = textBeside(part, tag);
    if (before && after) split.push(tag);
    else if (before || after) placements.set(tag, { to: before ? 'after' : 'before', element });
    else placements.set(tag, { to: 'replace', element });
  }
  const bad = split.find((tag) => !canSplit(block, tag));
  if (!bad) return placeSplit(block, split, placements);
  const message = 'a block over several paragraphs has other text on both sides of one of its tags';
  const help = `put ${bad.place.tag} in a paragraph of its own`;
  return crossed(block, message, help);
}

/** Whether its paragraph has text before a tag, and after it. */
export function textBeside({ inParagraph }: PartTags, { paragraph, from, to }: Occurrence) {
  const { text, element } = paragraph;
  const tags = inParagraph.get(element) ?? [];
  const [left, right] = [tags.filter((other) => other.to <= from), tags.filter((other) => other.from >= to)];
  return { before: !isOnlyTags(text.slice(0, from), 0, left), after: !isOnlyTags(text.slice(to), to, right) };
}

/** Not inside a link or the like, nor where a section ends; and a choice in between would begin paragraphs of its own. */
function canSplit({ elses }: Block, tag: Occurrence): boolean {
  const { element } = tag.paragraph;
  const hasSection = childOf(childOf(element, 'w:pPr'), 'w:sectPr') !== undefined;
  return holderOf(tag) === element && !hasSection && (elses.length === 0 || elses.includes(tag));
}

function placeSplit(
  { open, elses, close }: Block,
  split: readonly Occurrence[],
  placements: Map<Occurrence, Placement>,
): Map<Occurrence, Placement> {
  const { tag, place } = open;
  const repeats = tag.kind === 'open' && isLoop(tag.block);
  const unless = (which: 'first' | 'last', put: string): Array<string | Instruction> => {
    const path = { up: 0, names: [which], data: true, typed: `@${which}` };
    return repeats ? [{ do: 'open', block: 'unless', path, place }, put, { do: 'close' }] : [];
  };
  const otherwise = (put: string): Array<string | Instruction> => [
    { do: 'else', block: undefined, path: undefined, place },
    put,
  ];
  const [opens, closes] = [split.includes(open), split.includes(close)];
  for (const one of elses)
    if (split.includes(one))
      placements.set(one, { to: 'inline', before: ['</w:p>'], after: [beginning(one)] });
  if (opens) placements.set(open, { to: 'inline', after: unless('first', beginning(open)) });
  if (closes) {
    const without = opens ? [] : otherwise(beginning(close));
    placements.set(close, { to: 'inline', before: [...unless('last', '</w:p>'), ...without] });
  } else if (opens)
    placements.set(close, { ...(placements.get(close) as Placement), before: otherwise('</w:p>') });
  return placements;
}

/** The beginning of a paragraph that looks like that of a tag. */
function beginning({ paragraph: { element } }: Occurrence): string {
  const properties = childOf(element, 'w:pPr');
  return `<w:p>${properties ? sourceOf(properties) : ''}`;
}

export const tagsOf = ({ open, elses, close }: Block): Occurrence[] => [open, ...elses, close];

/** A block whose ends do not fit. */
export function crossed({ open, close }: Block, message: string, help: string): Finding {
  const note = { message: 'the other end is here', where: close.place };
  return error('template/structure', open.place, message, { help, note });
}
