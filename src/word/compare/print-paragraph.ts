import { sourceOf } from '../../ooxml/xml/tree.ts';
import { tagOf } from './accepted-content.ts';
import { type Paragraph, piecesIn } from './blocks.ts';
import type { Borrowed } from './borrowed.ts';
import type { Piece } from './pieces.ts';
import { lookOf, type Pen, printText } from './print-text.ts';
import { type Change, changesBetween } from './sentences.ts';

/** Prints paragraphs with their changes. */

interface Pair {
  before?: Paragraph;
  after?: Paragraph;
}

export function printParagraph(pair: Pair, pen: Pen): string {
  const { before, after } = pair;
  if (before && after && isSame(before, after)) return sourceOf(after.element);
  const [was, is] = [before && piecesIn(before), after && piecesIn(after)];
  const changes = changesIn(was?.pieces, is?.pieces);
  const properties = propertiesOf(pair, pen);
  const tag = after ? tagOf(after.element) : '<w:p>';
  return `${tag}${properties}${printText(changes, is?.rest ?? '', pen)}</w:p>`;
}

/** Most paragraphs are the same, but for the numbers of their bookmarks. A reference to a note says nothing of the note. */
function isSame({ source: was }: Paragraph, { source: is }: Paragraph): boolean {
  if (was === undefined || is === undefined) return false;
  if (/<w:(numId|(foot|end)noteReference)\b| r:id="/.test(is)) return false;
  return was === is || (is.includes('<w:bookmark') && withoutIds(was) === withoutIds(is));
}

const withoutIds = (source: string) =>
  source.replace(/<w:bookmark(?:Start|End)\b[^>]*>/g, (tag) => tag.replace(/ w:id="[^"]*"/, ''));

function changesIn(before: readonly Piece[] | undefined, after: readonly Piece[] | undefined): Change[] {
  if (before && after) return changesBetween(before, after);
  if (before) return before.map((piece) => ({ before: piece }));
  return after?.map((piece) => ({ after: piece })) ?? [];
}

/** What places a paragraph on its page, and no reader takes for a change. */
const ofThePage =
  /<w:(keepNext|keepLines|pageBreakBefore|widowControl|spacing|contextualSpacing|suppressAutoHyphens)\b[^>]*\/>/g;

function propertiesOf({ before, after }: Pair, { borrowed, revisions }: Pen): string {
  const own = lookOf(((after ?? before) as Paragraph).element);
  const lookWas = () => (before ? borrowed.paragraph(lookOf(before.element).look) : '');
  const isChanged =
    before && after && seenIn(before, 'before', borrowed) !== seenIn(after, 'after', borrowed);
  const change = isChanged ? revisions.write('pPrChange', `<w:pPr>${lookWas()}</w:pPr>`) : '';
  const mark = (before && after ? '' : revisions.write(after ? 'ins' : 'del')) + own.mark;
  // A section that ended in a paragraph that may go would take its pages with it.
  const section = after ? own.section : '';
  const xml = `${after ? own.look : lookWas()}${mark ? `<w:rPr>${mark}</w:rPr>` : ''}${section}${change}`;
  return xml ? `<w:pPr>${xml}</w:pPr>` : '';
}

/** A paragraph's look as a reader sees it: each file has its own numbers for lists. */
function seenIn({ element }: Paragraph, side: 'before' | 'after', borrowed: Borrowed): string {
  return lookOf(element)
    .look.replace(ofThePage, '')
    .replace(/<w:numId w:val="([^"]*)"\/>/, (_, id: string) => borrowed.lists.lookOf(id, side));
}
