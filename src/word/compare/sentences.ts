import { straight } from '../typography.ts';
import { align } from './align.ts';
import { type Piece, saidBy } from './pieces.ts';
import { type Step, stepsBetween } from './words.ts';

/**
 * How the text of one paragraph becomes that of another, as a reader wants to see it: words inside a sentence that is mostly
 * kept, and a sentence that is mostly new as a whole. Crumbs of the old sentence between words of the new one say nothing.
 */

/** A piece of one of the paragraphs, or the same of both. */
export interface Change {
  before?: Piece;
  after?: Piece;
}

const leastKept = 0.5;

export function changesBetween(before: readonly Piece[], after: readonly Piece[]): Change[] {
  const [was, is] = [sentencesOf(before), sentencesOf(after)];
  const entries = (sentences: readonly Piece[][]) =>
    sentences.map((one) => ({ text: straight(saidBy(one)) }));
  const pairs =
    was.length === 1 && is.length === 1 ? [{ before: 0, after: 0 }] : align(entries(was), entries(is));
  const steps = pairs.flatMap((pair) => {
    const old = pair.before === undefined ? [] : (was[pair.before] as Piece[]);
    const fresh = pair.after === undefined ? [] : (is[pair.after] as Piece[]);
    return stepsInside(old, fresh);
  });
  return inOrder(withoutCrumbs(steps));
}

const ends = /^[.!?…]+$/;
const closes = /^["'”’)\]]+$/;

/** Pieces by sentences, each with the blank that follows it. */
function sentencesOf(pieces: readonly Piece[]): Piece[][] {
  const sentences: Piece[][] = [];
  let sentence: Piece[] = [];
  let hasEnded = false;
  for (const piece of pieces) {
    const text = piece.kind === 'text' ? saidBy([piece]) : '';
    sentence.push(piece);
    if (hasEnded && /^\s+$/.test(text)) {
      sentences.push(sentence);
      sentence = [];
      hasEnded = false;
    } else hasEnded = ends.test(text) || (hasEnded && (closes.test(text) || piece.kind === 'fixed'));
  }
  if (sentence.length > 0) sentences.push(sentence);
  return sentences;
}

function stepsInside(before: readonly Piece[], after: readonly Piece[]): Change[] {
  const keys = (pieces: readonly Piece[]) => pieces.map(({ key }) => key);
  const steps = stepsBetween(keys(before), keys(after)).flatMap((step) => piecesIn(step, before, after));
  const words = (pieces: readonly Piece[]) => pieces.filter(isWord).length;
  const kept = words(steps.flatMap((step) => (step.before && step.after ? [step.after] : [])));
  const all = words(before) + words(after);
  return all > 0 && (2 * kept) / all < leastKept ? steps.flatMap(apart) : steps;
}

function piecesIn(step: Step, before: readonly Piece[], after: readonly Piece[]): Change[] {
  return Array.from({ length: step.count }, (_, i) => ({
    ...(step.kind !== 'added' && { before: before[step.before + i] as Piece }),
    ...(step.kind !== 'removed' && { after: after[step.after + i] as Piece }),
  }));
}

const isWord = (piece: Piece) => piece.kind === 'text' && /[\p{L}\p{N}]/u.test(saidBy([piece]));

/** A text that is the same in both is removed and added again; a picture, a note and a field stay. */
function apart(step: Change): Change[] {
  const { before, after } = step;
  if (!before || !after || after.kind === 'fixed') return [step];
  return [{ before }, { after }];
}

/** Blanks and punctuation between two changes are changed with them. */
function withoutCrumbs(steps: readonly Change[]): Change[] {
  const result: Change[] = [];
  let crumbs: Change[] = [];
  let isAfterChange = false;
  for (const step of steps) {
    const { before, after } = step;
    if (before && after) {
      if (isAfterChange && after.kind !== 'fixed' && !isWord(after)) {
        crumbs.push(step);
        continue;
      }
      isAfterChange = false;
      result.push(...crumbs, step);
    } else {
      isAfterChange = true;
      result.push(...crumbs.flatMap(apart), step);
    }
    crumbs = [];
  }
  return [...result, ...crumbs];
}

/**
 * Between what is kept, all that is removed comes before all that is added. Blanks and punctuation that both end with are kept.
 */
function inOrder(steps: readonly Change[]): Change[] {
  const result: Change[] = [];
  let [removed, added]: [Piece[], Piece[]] = [[], []];
  const endChange = () => {
    const kept: Change[] = [];
    for (;;) {
      const [before, after] = [removed.at(-1), added.at(-1)];
      if (!before || !after || before.key !== after.key || isWord(after)) break;
      kept.unshift({ before, after });
      removed.pop();
      added.pop();
    }
    result.push(...removed.map((before) => ({ before })), ...added.map((after) => ({ after })), ...kept);
    [removed, added] = [[], []];
  };
  for (const step of steps) {
    const { before, after } = step;
    if (before && after) {
      endChange();
      result.push(step);
    } else if (before) removed.push(before);
    else if (after) added.push(after);
  }
  endChange();
  return result;
}
