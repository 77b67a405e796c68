import { childOf, eachChild, ownText, sourceOf, type XmlElement } from '../../ooxml/xml/tree.ts';

/**
 * A primer on text in Word. A paragraph (`w:p`) holds runs (`w:r`), a run is a stretch with one look, and its text is
 * in `w:t`. Word cuts runs wherever it likes: at a spelling mark, a change of look, an edit, a bookmark. So a tag that an
 * author typed in one go may be spread over many runs, and is found in the paragraph's joined text. A text box holds
 * paragraphs of its own inside a run: they are not part of the text around it.
 */

/** A stretch of a paragraph's joined text and the `w:t` that holds it; other content of a run counts as one character. */
export interface Piece {
  element: XmlElement;
  run: XmlElement;
  /** What `element` says; a page break is U+000C, "form feed", a tab or line break U+FFFB, other content U+FFFC, "object replacement character". */
  text: string;
  /** Where it starts in the joined text. */
  from: number;
}

/** A paragraph of a part, with its joined text. Paragraphs are counted from 1 in each part. */
export interface Paragraph {
  element: XmlElement;
  number: number;
  text: string;
  pieces: Piece[];
}

const objectMark = '\uFFFC';
/** A tab or line break. */
export const gapMark = '\uFFFB';
const gaps = new Set(['w:tab', 'w:br', 'w:cr', 'w:ptab']);
/** White space, so that a tag with a page break beside it still counts as alone in its paragraph. */
export const pageBreakMark = '\f';

/** What a run holds that is neither text nor a sign of Word's own. */
const unseen = new Set(['w:rPr', 'w:lastRenderedPageBreak', 'w:annotationRef', 'w:footnoteRef', 'w:delText']);

/** Text that has been deleted or moved away with tracked changes is no longer the author's. */
const gone = new Set(['w:del', 'w:moveFrom', 'w:pPr', 'w:p']);

function collect(element: XmlElement, run: XmlElement | undefined, pieces: Piece[]): void {
  eachChild(element, (child) => {
    if (gone.has(child.name)) return;
    if (child.name === 'w:r') collect(child, child, pieces);
    else if (!run) collect(child, undefined, pieces);
    else if (child.name === 'w:t' || !unseen.has(child.name)) {
      const text = saidBy(child);
      const last = pieces.at(-1);
      pieces.push({ element: child, run, text, from: last ? last.from + last.text.length : 0 });
    }
  });
}

function saidBy(element: XmlElement): string {
  if (element.name === 'w:t') return ownText(element);
  const breaks = element.name === 'w:br' && ['page', 'column'].includes(element.attributes['w:type'] ?? '');
  if (breaks) return pageBreakMark;
  return gaps.has(element.name) ? gapMark : objectMark;
}

/** All paragraphs of a part in document order, with those in tables, text boxes and content controls. */
export function paragraphsOf(root: XmlElement): Paragraph[] {
  const found: Paragraph[] = [];
  const visit = (element: XmlElement) => {
    if (element.name === 'w:p') {
      const pieces: Piece[] = [];
      collect(element, undefined, pieces);
      const text = pieces.map((piece) => piece.text).join('');
      found.push({ element, number: found.length + 1, text, pieces });
      // Only a text box has paragraphs inside of one; most of what there is in a part is in paragraphs.
      if (!/<w:p[\s/>]/.test(element.source.slice(element.open, element.close))) return;
    }
    eachChild(element, visit);
  };
  visit(root);
  return found;
}

/** The run properties of a run as XML, or ''. */
export function runProperties(run: XmlElement): string {
  const properties = childOf(run, 'w:rPr');
  return properties ? sourceOf(properties) : '';
}
