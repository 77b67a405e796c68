import { escapeText, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Occurrence } from './occurrences.ts';
import type { Paragraph } from './paragraphs.ts';
import { type Piece, runProperties } from './paragraphs.ts';
import type { Lift, PartTags } from './part-tags.ts';
import type { Edit, Instruction } from './program.ts';

/** Puts the tags of a paragraph that stays into its runs. */

/** At one place, what ends there comes before what begins there. */
export const orderOf = { unwrap: 0, wrap: 1, text: 2 };

/**
 * What may stand round a run and can be cut in two like it: text that was typed or moved here with tracked changes, and
 * marks of direction and of older kinds. A link or a content control cannot: its halves would be two links.
 */
const cuttable = new Set(['w:ins', 'w:moveTo', 'w:smartTag', 'w:customXml', 'w:dir', 'w:bdo']);

function wrappersOf(run: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let at = run.parent; at && cuttable.has(at.name); at = at.parent) found.push(at);
  return found;
}

/** The element that the run of a tag stands in: its paragraph, or a link or the like inside it. */
export function holderOf({ paragraph, from }: Occurrence): XmlElement | undefined {
  const piece = paragraph.pieces.find((candidate) => candidate.from + candidate.text.length > from);
  return piece && (wrappersOf(piece.run).at(-1) ?? piece.run).parent;
}

type ToInstruction = (tag: Occurrence) => Instruction[];

/** Puts instructions where tags stood inside runs. A block tag stands between runs, so the run is cut in two there. */
export function editRuns(
  part: PartTags & { source: string },
  paragraph: Paragraph,
  tags: readonly Occurrence[],
  lifts: ReadonlyMap<Occurrence, Lift>,
  toInstruction: ToInstruction,
): Edit[] {
  const edits: Edit[] = [];
  for (const piece of paragraph.pieces) {
    const end = piece.from + piece.text.length;
    const touching = tags.filter((tag) => tag.from < end && tag.to > piece.from);
    if (touching.length === 0) continue;
    const { start, end: stop } = piece.element;
    const put =
      piece.element.name === 'w:t' ? rewrite(part.source, piece, touching, lifts, toInstruction) : [];
    edits.push({ start, end: stop, order: orderOf.text, put });
  }
  return edits;
}

function rewrite(
  source: string,
  piece: Piece,
  tags: readonly Occurrence[],
  lifts: ReadonlyMap<Occurrence, Lift>,
  toInstruction: ToInstruction,
): Array<string | Instruction> {
  const put: Array<string | Instruction> = [];
  let inText = false;
  const setText = (wanted: boolean) => {
    if (wanted !== inText) put.push(wanted ? '<w:t xml:space="preserve">' : '</w:t>');
    inText = wanted;
  };
  const addText = (text: string) => {
    if (text === '') return;
    setText(true);
    put.push(escapeText(text));
  };
  let at = piece.from;
  for (const tag of tags) {
    addText(piece.text.slice(at - piece.from, Math.max(0, tag.from - piece.from)));
    at = Math.min(tag.to, piece.from + piece.text.length);
    const startsHere = tag.from >= piece.from;
    const lift = lifts.get(tag);
    if (!startsHere || (lift && lift.to !== 'inline')) continue;
    const instructions = toInstruction(tag);
    if (tag.tag.kind === 'value') {
      setText(true);
      put.push(...instructions);
    } else if (instructions.length > 0) {
      setText(false);
      const wrappers = wrappersOf(piece.run);
      put.push('</w:r>', ...wrappers.map(({ name }) => `</${name}>`), ...instructions);
      put.push(...wrappers.map(({ start, open }) => source.slice(start, open)).reverse());
      put.push('<w:r>', runProperties(piece.run, source));
    }
  }
  addText(piece.text.slice(at - piece.from));
  setText(false);
  return put;
}
