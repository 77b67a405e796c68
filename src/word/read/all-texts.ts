import { type Package, readPackage, whereUnreadable } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { isElement, type XmlElement } from '../../ooxml/xml/tree.ts';
import { attributeValue } from '../../ooxml/xml/values.ts';
import { isMark } from '../value-marks.ts';

/**
 * Every text in a Word file, wherever Word keeps it: what a reader sees, what a screen reader says, and what is found only by
 * looking into the file (properties, names of bookmarks, comments, deleted text, the workbook behind a chart). It is for checks
 * of what must not be published: a text that is missing here is one that nobody checks.
 */
interface TextInFile {
  /** The part that holds it; of a file inside the file, both: `word/embeddings/a.xlsx: xl/worksheets/sheet1.xml`. */
  part: string;
  /** The paragraph of the part, counted from 1 as in messages about templates; 0 for text outside of paragraphs. */
  paragraph: number;
  text: string;
}

export async function textsOfFile(document: Uint8Array | Package): Promise<TextInFile[]> {
  const parts = document instanceof Uint8Array ? await readPackage(document) : document;
  const found: TextInFile[] = [];
  for (const [part, { bytes }] of parts) {
    if (isZip(bytes)) found.push(...(await textsOfEmbedded(part, bytes)));
    else if (/\.(xml|rels|vml)$/i.test(part)) found.push(...textsOfPart(parts, part));
    else if (!/\.(png|jpe?g|gif|emf|wmf|tiff?|bmp|odttf|ttf|fntdata)$/i.test(part))
      found.push({ part, paragraph: 0, text: Buffer.from(bytes).toString('latin1') });
  }
  return found;
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;

/** A file in the file: a chart's workbook, an embedded document. One that cannot be opened holds no text to be read. */
async function textsOfEmbedded(part: string, bytes: Uint8Array): Promise<TextInFile[]> {
  const inside = await readPackage(bytes)
    .then(textsOfFile)
    .catch(whereUnreadable(() => []));
  return inside.map((text) => ({ ...text, part: `${part}: ${text.part}` }));
}

function textsOfPart(parts: Package, part: string): TextInFile[] {
  const source = parts.get(part)?.text ?? '';
  const root = source.trim() === '' ? undefined : parsePart(parts, part);
  if (!root) return [];
  const found: TextInFile[] = [];
  const add = (paragraph: number, text: string) => {
    if (/\S/.test(text)) found.push({ part, paragraph, text });
  };
  let paragraphs = 0;
  const visit = (element: XmlElement) => {
    for (const child of element.children) {
      if (!isElement(child)) add(0, child.text);
      else if (isParagraph(child)) {
        paragraphs += 1;
        add(paragraphs, textOfParagraph(child, visit));
      } else visit(child);
    }
  };
  visit(root);
  for (const text of attributesIn(source)) add(0, text);
  return found;
}

const isParagraph = ({ name }: XmlElement) => name === 'w:p' || name === 'a:p';
const isText = ({ name }: XmlElement) => /:(t|delText|instrText|delInstrText)$/.test(name);
const isGap = ({ name }: XmlElement) => /:(br|cr|tab)$/.test(name);

/** What a paragraph says, with what was deleted with tracked changes. The paragraphs of a text box in it are visited by themselves. */
function textOfParagraph(paragraph: XmlElement, visitOthers: (element: XmlElement) => void): string {
  let text = '';
  const visit = (element: XmlElement) => {
    for (const child of element.children) {
      if (!isElement(child)) {
        if (isText(element)) text += child.text;
      } else if (child.name === 'w:txbxContent' || isParagraph(child)) visitOthers(child);
      else if (isGap(child)) text += ' ';
      else if (child.name === 'w:noBreakHyphen') text += '-';
      else visit(child);
    }
  };
  visit(paragraph);
  return text;
}

/**
 * Attributes that can hold what somebody typed: those with a blank, an @, escapes or many figures, where links lead, and names of
 * bookmarks, in which Word writes blanks as lines. All the others are settings of Word, thousands in each part. Nobody types our marks, which are
 * consonants, and a paper has hundreds.
 */
function attributesIn(source: string): string[] {
  const typed = [...source.matchAll(/[\w:]="([^"<]*(?:[ @%\u00a0]|\d{7})[^"<]*)"/g)].map(
    ([, value = '']) => value,
  );
  const names = [...source.matchAll(/<w:bookmarkStart\b[^>]*\bw:name="([^"]*)"/g)].flatMap(([, name = '']) =>
    isMark(name) ? [] : attributeValue(name).replaceAll('_', ' '),
  );
  const links = [...source.matchAll(/<Relationship\b[^>]*\bTargetMode="External"[^>]*>/g)].map(
    ([link]) => /\bTarget="([^"]*)"/.exec(link)?.[1] ?? '',
  );
  return [...new Set([...typed, ...links])].map(attributeValue).concat(names);
}
