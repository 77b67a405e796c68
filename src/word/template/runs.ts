import { escapeText, isElement, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { PlacedPart } from './edited-part.ts';
import { type Edit, orderOf, replace } from './edits.ts';
import type { Instruction, MarkCall, Print } from './instructions.ts';
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

/** Parts whose values get bookmarks: those that are read from one end to the other. */
const isMarked = /^(?:body|footnotes|endnotes)$/;

/** Puts instructions where tags are inside runs. A block tag goes between runs, so the run is cut in two there. */
export function editRuns(placed: PlacedPart, element: XmlElement): Edit[] {
  const tags = placed.part.inParagraph.get(element) ?? [];
  return (tags[0]?.paragraph.pieces ?? []).flatMap((piece) => {
    const end = piece.from + piece.text.length;
    const touching = tags.filter((tag) => tag.from < end && tag.to > piece.from);
    if (touching.length === 0) return [];
    if (piece.element.name !== 'w:t') return [replace(piece.element)];
    return new Rewriting(placed, piece).edits(touching);
  });
}

const startOfText = '<w:t xml:space="preserve">';

/** A piece of a run with its tags on the way to edits. */
class Rewriting {
  readonly #placed: PlacedPart;
  readonly #piece: Piece;
  readonly #run: string;
  readonly #put: Array<string | Instruction> = [];
  /** Bookmarks that begin before the run, and that end after it. */
  readonly #before: Instruction[] = [];
  readonly #after: Instruction[] = [];
  #inText = false;
  /** The bookmark of the value just put, if it has not been ended yet. */
  #mark: Print | undefined;

  constructor(placed: PlacedPart, piece: Piece) {
    this.#placed = placed;
    this.#piece = piece;
    this.#run = `<w:r>${runProperties(piece.run)}`;
  }

  edits(tags: readonly Occurrence[]): Edit[] {
    const { element, run, from, text } = this.#piece;
    const paragraph = tags[0]?.paragraph.number ?? 0;
    let at = from;
    for (const tag of tags) {
      this.#addText(text.slice(at - from, Math.max(0, tag.from - from)), paragraph);
      at = Math.min(tag.to, from + text.length);
      const placement = this.#placed.placements.get(tag);
      if (tag.from >= from && !(placement && placement.to !== 'inline')) this.#addTag(tag);
    }
    this.#addText(text.slice(at - from), paragraph);
    if (this.#mark && isLast(element, run)) this.#after.push(markAt('end', this.#mark));
    else this.#endMark();
    this.#setText(false);
    return [
      { start: run.start, end: run.start, order: orderOf.insert, put: this.#before },
      replace(element, ...this.#put),
      { start: run.end, end: run.end, order: orderOf.after, put: this.#after },
    ].filter(({ put, end, start }) => put.length > 0 || end > start);
  }

  get #anew() {
    return this.#run + startOfText;
  }

  #setText(wanted: boolean): void {
    if (wanted !== this.#inText) this.#put.push(wanted ? startOfText : '</w:t>');
    this.#inText = wanted;
  }

  #addText(text: string, paragraph: number): void {
    if (text === '') return;
    this.#endMark();
    this.#setText(true);
    if (/\S/.test(text)) this.#put.push({ do: 'wording', text, paragraph });
    this.#put.push(escapeText(text));
  }

  /** Ends a bookmark in the middle of the run. */
  #endMark(): void {
    if (this.#mark) this.#put.push(markAt('end', this.#mark, this.#anew));
    this.#mark = undefined;
  }

  #addTag(tag: Occurrence): void {
    const instructions = this.#placed.instructionsOf(tag);
    if (tag.tag.kind === 'value' && tag.tag.helper !== 'link' && tag.tag.helper !== 'image')
      this.#addValue(instructions, isMarked.test(tag.place.part ?? ''));
    else if (instructions.length > 0) this.#addBetween(instructions);
  }

  #addValue(instructions: ReadonlyArray<string | Instruction>, hasMark: boolean): void {
    const print = instructions.find((one) => typeof one !== 'string' && one.do === 'print') as Print;
    const { element, run } = this.#piece;
    this.#endMark();
    if (hasMark && this.#put.length === 0 && isFirst(element, run)) this.#before.push(markAt('start', print));
    // A run that has just begun, after a block tag: the bookmark begins before it.
    else if (hasMark && this.#put.at(-1) === this.#run) this.#put.splice(-1, 0, markAt('start', print));
    else if (hasMark) {
      this.#setText(true);
      this.#put.push(markAt('start', print, this.#anew));
    }
    this.#setText(true);
    this.#put.push(...instructions);
    if (hasMark) this.#mark = print;
  }

  /** What goes between runs: a block tag, a link, a picture. */
  #addBetween(instructions: ReadonlyArray<string | Instruction>): void {
    const wrappers = wrappersOf(this.#piece.run);
    this.#setText(false);
    this.#put.push('</w:r>');
    if (this.#mark) this.#put.push(markAt('end', this.#mark));
    this.#mark = undefined;
    this.#put.push(...wrappers.map(({ name }) => `</${name}>`), ...instructions);
    this.#put.push(...wrappers.map(({ source, start, open }) => source.slice(start, open)).reverse());
    this.#put.push(this.#run);
  }
}

const markAt = (at: MarkCall['at'], print: Print, cut?: string): MarkCall => ({ do: 'mark', at, print, cut });

const contentOf = (run: XmlElement) => run.children.filter((one) => isElement(one) && one.name !== 'w:rPr');
const isFirst = (element: XmlElement, run: XmlElement) => contentOf(run)[0] === element;
const isLast = (element: XmlElement, run: XmlElement) => contentOf(run).at(-1) === element;
