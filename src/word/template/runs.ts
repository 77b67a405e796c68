import { escapeText, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { PlacedPart } from './edited-part.ts';
import { type Edit, replace } from './edits.ts';
import type { Instruction } from './instructions.ts';
import type { Occurrence } from './occurrences.ts';
import { type Piece, runProperties } from './paragraphs.ts';

/** Puts the tags of a paragraph that stays into its runs. */

/**
 * What may be round a run and can be cut in two like it: text that was typed or moved here with tracked changes, and
 * marks of direction and of older kinds. A link or a content control cannot: its halves would be two links.
 */
const cuttable = new Set(['w:ins', 'w:moveTo', 'w:smartTag', 'w:customXml', 'w:dir', 'w:bdo']);

function wrappersOf(run: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let at = run.parent; at && cuttable.has(at.name); at = at.parent) found.push(at);
  return found;
}

/** The element around the run of a tag: its paragraph, or a link or the like inside it. */
export function holderOf({ paragraph, from }: Occurrence): XmlElement | undefined {
  const piece = paragraph.pieces.find((candidate) => candidate.from + candidate.text.length > from);
  return piece && (wrappersOf(piece.run).at(-1) ?? piece.run).parent;
}

/** Puts instructions where tags are inside runs. A block tag goes between runs, so the run is cut in two there. */
export function editRuns(placed: PlacedPart, element: XmlElement): Edit[] {
  const tags = placed.part.inParagraph.get(element) ?? [];
  return (tags[0]?.paragraph.pieces ?? []).flatMap((piece) => {
    const end = piece.from + piece.text.length;
    const touching = tags.filter((tag) => tag.from < end && tag.to > piece.from);
    if (touching.length === 0) return [];
    return [
      replace(piece.element, ...(piece.element.name === 'w:t' ? rewrite(placed, piece, touching) : [])),
    ];
  });
}

function rewrite(
  { part: { source }, placements, instructionsOf }: PlacedPart,
  piece: Piece,
  tags: readonly Occurrence[],
): Array<string | Instruction> {
  const put: Array<string | Instruction> = [];
  const paragraph = tags[0]?.paragraph.number ?? 0;
  let inText = false;
  const setText = (wanted: boolean) => {
    if (wanted !== inText) put.push(wanted ? '<w:t xml:space="preserve">' : '</w:t>');
    inText = wanted;
  };
  const addText = (text: string) => {
    if (text === '') return;
    setText(true);
    if (/\S/.test(text)) put.push({ do: 'wording', text, paragraph });
    put.push(escapeText(text));
  };
  let at = piece.from;
  for (const tag of tags) {
    addText(piece.text.slice(at - piece.from, Math.max(0, tag.from - piece.from)));
    at = Math.min(tag.to, piece.from + piece.text.length);
    const startsHere = tag.from >= piece.from;
    const placement = placements.get(tag);
    if (!startsHere || (placement && placement.to !== 'inline')) continue;
    const instructions = instructionsOf(tag);
    if (tag.tag.kind === 'value' && tag.tag.helper !== 'link' && tag.tag.helper !== 'image') {
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
