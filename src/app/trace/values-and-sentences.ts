import type { Origin, Printed } from '../../model/printed-list.ts';
import { isNarrative } from '../../review/locate-entries.ts';
import type { Narrative } from '../../review/narrative.ts';
import type { PagePlace, Seen } from './places-on-page.ts';
import {
  type FigureIn,
  figuresOf,
  figuresOn,
  letters,
  type Paragraph,
  paragraphsIn,
  sentencesOf,
  withThese,
} from './sentences.ts';
import { partName } from './where-from.ts';

/** What of a file can be asked for: values, and of narrative each sentence and each figure in it. */

/** How it is on the page. */
export interface Shown {
  /** As the file has it now. */
  text: string;
  place: PagePlace;
  /** Compared with the draft that the file came from; charts, headers and the template's own words are not. */
  word: 'as printed' | 'changed' | 'gone' | 'not compared';
  /** What the draft printed, where the file says something else. */
  was?: string;
}

export interface Entry extends Shown {
  one: Printed;
  part?: PartOf;
}

/** A part of something that is printed. */
export interface PartOf {
  words: string;
  origin: Origin;
  isFigure?: true;
}

/** What is printed of a part, what the file says in its place, and the figures in it; without these it has any of the text's. */
type Cut = (printed: string, text: string | undefined, figures: readonly FigureIn[] | undefined) => Piece[];

interface Piece {
  printed: string;
  text: string | undefined;
  figures?: ReadonlyArray<{ origin: Origin }> | undefined;
  /** Of a figure. */
  origin?: Origin;
}

const asParagraph: Cut = (printed, text, figures) => [{ printed, text, figures }];
const asSentences: Cut = (printed, text, figures) =>
  sentencesOf(printed, text, figures ?? []).flatMap((one) => [
    figures ? one : { ...one, figures },
    ...one.figures,
  ]);

/** Values whole; narrative by its sentences, with the figures in them, or by its paragraphs. */
export function entriesOf(
  one: Printed,
  look: (mark: string) => Seen | undefined,
  narrative: Narrative,
  by: 'sentences' | 'paragraphs' = 'sentences',
): Entry[] {
  const seen = (one.marks ?? []).map(look);
  const hasFigures = figuresOf(one.origin).length > 0;
  const paragraphs = hasFigures || one.text.includes('[^') ? paragraphsIn(one, narrative) : [];
  const cut = isNarrative(one.origin) && by === 'sentences' ? asSentences : asParagraph;
  let next = 0;
  const inText = seen.flatMap((at): Entry[] => {
    if (!at) return [];
    const isSame = ({ text }: Paragraph, i: number) => i >= next && letters(text) === letters(at.printed);
    const own = hasFigures ? paragraphs.findIndex(isSame) : -1;
    if (own >= 0) next = own + 1;
    const figures =
      own >= 0 ? figuresOn(at.printed, paragraphs[own] as Paragraph) : hasFigures ? undefined : [];
    return cut(at.printed, at.text, figures).map((piece) => ({
      ...{ one, place: at.place, ...stateOf(piece) },
      ...(piece.printed !== one.text && { part: partOf(one, piece) }),
    }));
  });
  const inNotes = paragraphs
    .filter(({ isNote }) => isNote)
    .flatMap(({ text, figures }) => cut(text, text, figures))
    .map(
      (piece): Entry => ({
        ...{ one, text: piece.printed, word: 'not compared', place: { part: 'footnotes' } },
        part: partOf(one, piece),
      }),
    );
  const isLost = inNotes.length === 0 && (inText.length === 0 || seen.includes(undefined));
  const all = [...inText, ...inNotes, ...(isLost ? [wholeOf(one)] : [])];
  return all.filter(({ text, was }) => text.trim() !== '' || was !== undefined);
}

function stateOf({ printed, text }: Piece): Pick<Shown, 'text' | 'word' | 'was'> {
  if (text === undefined || (text === '' && printed !== '')) return { text: printed, word: 'gone' };
  return text === printed ? { text, word: 'as printed' } : { text, word: 'changed', was: printed };
}

function partOf({ origin }: Printed, { printed: words, figures, origin: own }: Piece): PartOf {
  return own
    ? { words, origin: own, isFigure: true }
    : { words, origin: figures ? withThese(origin, figures) : origin };
}

const wholeOf = (one: Printed): Entry => ({
  ...{ one, text: one.text, word: 'not compared' },
  place: one.part === 'word/document.xml' ? {} : { part: partName(one.part) },
});
