import { type Package, readPackage } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { isElement, ownText, type XmlElement } from '../../ooxml/xml/tree.ts';
import { openFields } from './complex-fields.ts';

/**
 * What a Word file says, apart from how it was saved: another word processor splits runs, renames parts, counts pages and lists
 * anew, and changes no word. It is for telling a document that somebody has worked on from one that was only saved.
 */
interface Content {
  /** The texts of the body's paragraphs, without blank ones. (Alternative texts are left out: LibreOffice drops those of charts.) */
  body: string[];
  /** The same of headers, footers and notes, in no order, and the texts and values of charts. */
  around: string[];
  /** What reviewers left: comments with their authors, and what is inserted and deleted with tracked changes. */
  review: string[];
}

/** @throws {PackageError} where it is no Word file. */
async function readContent(document: Uint8Array): Promise<Content> {
  const parts = await readPackage(document);
  const content: Content = { body: [], around: [], review: [] };
  for (const [part] of parts) {
    if (part === 'word/document.xml') readPart(parts, part, content, content.body);
    else if (/^word\/(header|footer|footnotes|endnotes)\d*\.xml$/.test(part))
      readPart(parts, part, content, content.around);
    else if (/^word\/comments\.xml$/.test(part)) readPart(parts, part, content, content.review);
  }
  content.around.push(...chartTexts(parts));
  // The header of an even page may be that of every page, once or twice.
  content.around = [...new Set(content.around)].sort();
  return content;
}

/** Whether two documents say the same, comments and tracked changes included. */
export async function saySame(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  const [a, b] = [await readContent(one), await readContent(other)];
  return JSON.stringify(a) === JSON.stringify(b);
}

const tracked = /^w:(ins|del|moveFrom|moveTo)$/;

function readPart(parts: Package, part: string, { review }: Content, texts: string[]): void {
  const fields = openFields();
  let text = '';
  const endParagraph = () => {
    const said = text.replace(/[\s\u00a0]+/g, ' ').trim();
    if (said !== '') texts.push(said);
    text = '';
  };
  const visit = (element: XmlElement): void => {
    const { name, attributes } = element;
    if (name === 'w:comment') texts.push(`${attributes['w:author'] ?? ''}:`);
    if (tracked.test(name)) review.push(`${name} ${attributes['w:author'] ?? ''} ${textIn(element)}`);
    if (name === 'w:fldChar') fields.turn(element);
    else if (name === 'w:instrText') fields.instruct(element);
    else if (name === 'w:t' && !fields.isWorkedOut()) text += ownText(element);
    else if (/^w:(tab|br|cr)$/.test(name) && !fields.isWorkedOut()) text += ' ';
    else if (name === 'w:noBreakHyphen') text += '-';
    else if (fields.isSimple(element)) return;
    // A text box is there twice, for newer and older programs.
    if (name === 'mc:Fallback' || name === 'w:pPr' || name === 'w:rPr') return;
    if (name === 'w:txbxContent') endParagraph();
    for (const child of element.children) if (isElement(child)) visit(child);
    if (name === 'w:p') endParagraph();
  };
  const root = parsePart(parts, part);
  if (root) visit(root);
}

const textIn = (element: XmlElement): string =>
  element.children
    .map((child) =>
      isElement(child) ? textIn(child) : /^w:(t|delText)$/.test(element.name) ? child.text : '',
    )
    .join('');

/** The texts and values of charts; the values are the numbers that they are: 60.1 may be saved as 60.100000000000001. */
export function chartTexts(parts: Package): string[] {
  const texts: string[] = [];
  const visit = (element: XmlElement): void => {
    if (element.name === 'c:v' || element.name === 'a:t') {
      const value = ownText(element).trim();
      if (value !== '')
        texts.push(Number.isFinite(Number(value)) ? `${Number(Number(value).toPrecision(9))}` : value);
    }
    for (const child of element.children) if (isElement(child)) visit(child);
  };
  for (const part of parts.keys()) {
    const root = /^word\/charts\/chart\d+\.xml$/.test(part) ? parsePart(parts, part) : undefined;
    if (root) visit(root);
  }
  return texts;
}
