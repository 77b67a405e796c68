import { childOf, isElement, ownText, sourceOf, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { straight } from '../typography.ts';
import { childrenOf, insideOf } from './accepted-content.ts';
import { tokensOf } from './words.ts';

/** A paragraph as pieces: its tokens, and between them what is no text. */

/** A part of a piece that has one look. */
export interface Fragment {
  /** The children of its `w:rPr`, as XML. */
  look: string;
  /** What a reader sees of the look, apart from how it is written. */
  seen: string;
  text?: string;
  /** Instead of text; `bare` of what is in no run. */
  xml?: string;
  bare?: true;
}

export interface Piece {
  /** Pieces with the same key are the same. */
  key: string;
  /** `fixed` is what stays where it is although the words around it are replaced. */
  kind: 'text' | 'other' | 'fixed';
  fragments: Fragment[];
  wrappers: readonly XmlElement[];
  /** What the wrappers are, without what each file numbers for itself. */
  within: string;
  ahead: string;
  /** The reference to a footnote or an endnote that it is. */
  note?: { kind: 'footnotes' | 'endnotes'; id: string };
}

export interface Pieces {
  pieces: Piece[];
  rest: string;
}

/** Where a link leads, by the id of its relationship. */
export type Address = (id: string) => string;

type Place = Pick<Piece, 'wrappers' | 'within' | 'ahead'>;

/** @param paragraphs one, or those that deleted paragraph marks make one. */
export function piecesOf(paragraphs: readonly XmlElement[], address: Address): Pieces {
  const pieces: Piece[] = [];
  let waiting: { fragments: Fragment[]; place: Place } | undefined;
  let carried = '';
  const endText = () => {
    if (waiting) pieces.push(...textPieces(waiting.fragments, waiting.place));
    waiting = undefined;
  };
  for (const paragraph of paragraphs) {
    const { items, rest } = insideOf(paragraph, /^(w:r|m:oMath|m:oMathPara|mc:AlternateContent)$/);
    for (const { element, wrappers, ahead: own } of items) {
      const ahead = carried + own;
      carried = '';
      const within = wrappers.map((one) => keyOfWrapper(one, address)).join('');
      const place: Place = { wrappers, within, ahead };
      for (const content of contentsOf(element)) {
        if ('point' in content) {
          place.ahead += content.point;
          continue;
        }
        const { fragment } = content;
        const isNext =
          fragment.text !== undefined &&
          place.ahead === '' &&
          waiting?.place.wrappers.at(-1) === wrappers.at(-1);
        if (waiting && isNext) waiting.fragments.push(fragment);
        else {
          endText();
          if (fragment.text === undefined) pieces.push(otherPiece(fragment, { ...place }));
          else waiting = { fragments: [fragment], place: { ...place } };
        }
        place.ahead = '';
      }
      carried = place.ahead;
    }
    carried += rest;
  }
  endText();
  return { pieces, rest: carried };
}

type RunContent = { fragment: Fragment } | { point: string };

const skipped = /^w:(rPr|lastRenderedPageBreak|delText|delInstrText|annotationRef)$/;

/** What a run holds, in order. A reference to a comment has no width. */
function contentsOf(run: XmlElement): RunContent[] {
  if (run.name !== 'w:r') return [{ fragment: { look: '', seen: '', xml: sourceOf(run), bare: true } }];
  const properties = childOf(run, 'w:rPr');
  const look = childrenOf(properties, /^w:(rPrChange|ins|del|moveFrom|moveTo)$/);
  const seen = seenOf(properties);
  return run.children.filter(isElement).flatMap((child): RunContent[] => {
    if (skipped.test(child.name)) return [];
    if (child.name === 'w:commentReference') return [{ point: sourceOf(run) }];
    if (child.name !== 'w:t') return [{ fragment: { look, seen, xml: sourceOf(child) } }];
    const text = ownText(child);
    return text === '' ? [] : [{ fragment: { look, seen, text } }];
  });
}

const visible = /^w:(b|i|u|strike|dstrike|caps|smallCaps|vanish|color|highlight|vertAlign|rStyle|sz|shd)$/;

/** Bold, a colour and the like. What is written as off is as if it were not written. */
function seenOf(properties: XmlElement | undefined): string {
  const found = properties?.children.flatMap((child) => {
    if (!isElement(child) || !visible.test(child.name)) return [];
    const value = valOf(child) ?? '';
    return /^(false|0|off|none)$/.test(value) ? [] : [`${child.name} ${value === 'true' ? '' : value}`];
  });
  return found?.sort().join(' ') ?? '';
}

/** Cuts the text of runs into tokens: a token may have begun in one run and ended in the next. */
function textPieces(fragments: readonly Fragment[], { ahead, ...place }: Place): Piece[] {
  const rest = fragments.map((one) => ({ ...one, text: one.text ?? '' }));
  return tokensOf(rest.map(({ text }) => text).join('')).map((token, at): Piece => {
    const own: Fragment[] = [];
    for (let wanted = token.length; wanted > 0; ) {
      const [first] = rest as [Fragment & { text: string }];
      const text = first.text.slice(0, wanted);
      own.push({ ...first, text });
      wanted -= text.length;
      first.text = first.text.slice(text.length);
      if (first.text === '') rest.shift();
    }
    // Drafts of earlier versions have the signs of a keyboard: those of a typographer are no change.
    const key = place.within + straight(token);
    return { key, kind: 'text', fragments: own, ...place, ahead: at === 0 ? ahead : '' };
  });
}

/** The addresses of links inside a document are made anew with each document. */
function keyOfWrapper({ name, attributes }: XmlElement, address: Address): string {
  if (name === 'w:sdt') return '';
  const { 'r:id': id, 'w:instr': instruction = '' } = attributes;
  return `${name} ${id === undefined ? instruction : address(id)}\n`;
}

function otherPiece(fragment: Fragment, place: Place): Piece {
  const xml = fragment.xml ?? '';
  const name = /^<([\w:]+)/.exec(xml)?.[1] ?? '';
  const common = { fragments: [fragment], ...place };
  const note = /^w:(footnote|endnote)Reference$/.exec(name);
  if (note) {
    const id = /\bw:id="([^"]*)"/.exec(xml)?.[1] ?? '';
    return { key: name, kind: 'fixed', ...common, note: { kind: `${note[1]}s` as 'footnotes', id } };
  }
  if (/^(w:drawing|w:pict|w:object|mc:AlternateContent)$/.test(name))
    return { key: 'picture', kind: 'fixed', ...common };
  if (name === 'w:fldChar')
    return { key: `field ${/fldCharType="(\w+)"/.exec(xml)?.[1]}`, kind: 'fixed', ...common };
  if (name === 'w:instrText')
    return {
      key: xml
        .replace(/<[^>]*>/g, '')
        .replace(/\b_\w+/g, '_')
        .trim(),
      kind: 'fixed',
      ...common,
    };
  return { key: xml, kind: 'other', ...common };
}

/** What the pieces say, in a line. */
export const saidBy = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, fragments }) =>
      kind === 'text' ? fragments.map(({ text }) => text).join('') : kind === 'other' ? ' ' : '',
    )
    .join('');
