import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { parseXml } from '../../ooxml/xml/parse.ts';
import {
  childOf,
  closest,
  descendants,
  escapeText,
  ownText,
  sourceOf,
  textOf,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';
import { pagesOf } from '../layout/index.ts';
import { outlineOf } from '../outline.ts';
import { stylesByName } from '../style-tree.ts';
import { applyEdits, type Edit, insert, replace } from '../template/edits.ts';
import { type ContentsPlace, captionsOf } from '../template/find-contents.ts';
import type { Tree } from '../template/part-tree.ts';
import { withoutMarks } from '../value-marks.ts';
import type { Pages } from './field-values.ts';

/**
 * The table of contents. Word fills one in only when its reader asks for it, and until then prints what the template had:
 * so the entries are written here, with the pages that Word will give them (layout/). If these cannot be worked
 * out, the entries have no page numbers, and still lead to their headings.
 */

const main = 'word/document.xml';

interface Heading {
  level: number;
  text: string;
  /** Where its style numbers it. */
  number?: string | undefined;
  bookmark: string;
  element: XmlElement;
}

/** A table of contents, or a list of tables or figures, and what it lists. */
interface Listing {
  content: ContentsPlace;
  headings: readonly Heading[];
}

/** What the lines of all listings say, the pages of bookmarks, and whether some could not be worked out. */
interface Contents {
  lines: string[];
  pages: Pages;
  hasAllPages: boolean;
  laidOut: Package | undefined;
}

/**
 * Writes the table of contents and the lists of tables and figures of a filled document, in a rehearsal without pages.
 * @param body as it was read, and the edits that are made with it: those that write what fields say. @param wantsPages whether something else in it asks for pages.
 */
export async function fillContents(
  parts: Package,
  { body, edits }: { body: Tree | undefined; edits: readonly Edit[] },
  { isRehearsal = false, wantsPages = false }: { isRehearsal?: boolean | undefined; wantsPages?: boolean },
): Promise<Contents> {
  const source = body?.root.source ?? '';
  const listings = body ? listingsOf(body, parts, edits) : [];
  const styles = stylesByName(parts.get('word/styles.xml')?.root);
  const written = (numbers: Pages) =>
    listings.map(({ content, headings }) => entries(headings, styles, content.field, numbers));
  const all = listings.flatMap(({ headings }) => headings);
  const firstId = all.length > 0 ? lastIdIn(source) + 1 : 0;
  const write = (numbers: Pages) => withContents(source, listings, written(numbers), { edits, firstId });
  const numbered = new Map(all.map(({ bookmark }) => [bookmark, '00']));
  const isAsked = !isRehearsal && (all.length > 0 || wantsPages);
  const laidOut = isAsked ? withoutMarks(new Map(parts).set(main, new Part(write(numbered)))) : undefined;
  const found = laidOut ? await pagesOf(laidOut) : new Map<string, string>();
  if (listings.length > 0 || edits.length > 0) parts.set(main, new Part(write(found)));
  return {
    lines: all.map(({ number = [], text, bookmark }) =>
      [number, text, found.get(bookmark) ?? []].flat().join('\t'),
    ),
    pages: new Map([...found].map(([name, page]) => [name.toLowerCase(), page])),
    hasAllPages: isRehearsal || all.every(({ bookmark }) => found.has(bookmark)),
    laidOut,
  };
}

function listingsOf(body: Tree, parts: Package, edits: readonly Edit[]): Listing[] {
  const { contents: content, captionLists: lists } = body;
  const places = [...(content ? [content] : []), ...lists];
  if (places.length === 0) return [];
  const isListed = ({ start }: XmlElement) =>
    !places.some((place) => start >= place.start && start < place.end);
  const paragraphs = body.named('w:p').filter(isListed);
  const counting = [...body.named('w:instrText'), ...body.named('w:fldSimple')];
  return [
    ...(content ? [{ content, headings: headingsOf(paragraphs, content, { parts, edits }) }] : []),
    ...lists.map((place, i) => ({
      content: place,
      headings: captionsIn({ paragraphs, counting }, place, { list: i + 1, edits }),
    })),
  ];
}

/** The words of a paragraph, once its edits are made. */
function textIn(paragraph: XmlElement, edits: readonly Edit[]): string {
  const own = edits.filter(({ start }) => start > paragraph.start && start < paragraph.end);
  const written = applyEdits(paragraph.source, own, paragraph).join('');
  return descendants(own.length === 0 ? paragraph : parseXml(written))
    .filter(({ name }) => name === 'w:t' || name === 'w:tab' || name === 'w:br')
    .map((one) => (one.name === 'w:t' ? textOf(one) : one.parent?.name === 'w:r' ? ' ' : ''))
    .join('')
    .trim();
}

/** The captions that count the sequence of a list; a text box has them twice. */
function captionsIn(
  { paragraphs, counting }: { paragraphs: readonly XmlElement[]; counting: readonly XmlElement[] },
  { field }: ContentsPlace,
  { list, edits }: { list: number; edits: readonly Edit[] },
): Heading[] {
  const code = new RegExp(
    `^\\s*SEQ\\s+"?${captionsOf(field)?.replace(/[^\p{L}\p{N}_ ]/gu, '.')}"?(?:\\s|$)`,
    'i',
  );
  const counts = (one: XmlElement) =>
    code.test(one.name === 'w:instrText' ? ownText(one) : (one.attributes['w:instr'] ?? ''));
  const captions = new Set(counting.filter(counts).map((one) => closest(one, 'w:p')));
  return paragraphs
    .filter((one) => captions.has(one) && !closest(one, 'mc:Fallback'))
    .filter((one) => !descendants(one).some((inside) => inside !== one && inside.name === 'w:p'))
    .map((element, i) => ({
      element,
      level: 0,
      text: textIn(element, edits),
      bookmark: `_Toc${list}${String(i + 1).padStart(5, '0')}`,
    }));
}

export function headingStyles(parts: Package, from = 1, to = 9): Map<string, number> {
  const styles = stylesByName(parts.get('word/styles.xml')?.root);
  const levels = new Map<string, number>();
  for (let level = from; level <= to; level++)
    levels.set(styles.get(`heading ${level}`)?.attributes['w:styleId'] ?? '', level);
  levels.delete('');
  return levels;
}

/** `TOC \o "1-2"` has levels 1 and 2. */
function levelsOf(field: string): { from: number; to: number } {
  const [, from = 1, to = 3] = /\\o\s+"(\d)-(\d)"/.exec(field) ?? [];
  return { from: Number(from), to: Number(to) };
}

function headingsOf(
  paragraphs: readonly XmlElement[],
  contents: ContentsPlace,
  { parts, edits }: { parts: Package; edits: readonly Edit[] },
): Heading[] {
  const { from, to } = levelsOf(contents.field);
  const levels = headingStyles(parts, from, to);
  const numbers = outlineOf(parts).numbersOf(paragraphs);
  return paragraphs
    .flatMap((element) => {
      const level = levels.get(valOf(childOf(childOf(element, 'w:pPr'), 'w:pStyle')) ?? '');
      const text = level === undefined ? '' : textIn(element, edits);
      return level === undefined || text === ''
        ? []
        : [{ element, level, text, number: numbers.get(element) }];
    })
    .map((heading, i) => ({ ...heading, bookmark: `_Toc${String(i + 1).padStart(6, '0')}` }));
}

const fieldMark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const fieldCode = (code: string) =>
  `<w:r><w:instrText xml:space="preserve"> ${escapeText(code)} </w:instrText></w:r>`;

/** One paragraph for each heading, inside the field that the template has, so that Word can update it. */
function entries(
  headings: readonly Heading[],
  styles: ReadonlyMap<string, XmlElement>,
  field: string,
  pages: ReadonlyMap<string, string>,
): string {
  const start = fieldMark('begin') + fieldCode(field) + fieldMark('separate');
  if (headings.length === 0) return `<w:p>${start}${fieldMark('end')}</w:p>`;
  return headings
    .map(({ level, text, number, bookmark }, i) => {
      const own = styles.get(level === 0 ? 'table of figures' : `toc ${level}`);
      const style = own?.attributes['w:styleId'];
      // A list that breaks leaves entries alone on a page.
      const keep = i < headings.length - 1 ? '<w:keepNext/>' : '';
      const look = (style ? `<w:pStyle w:val="${style}"/>` : '') + keep;
      const properties = look && `<w:pPr>${look}</w:pPr>`;
      const begin = i === 0 ? start : '';
      const end = i === headings.length - 1 ? fieldMark('end') : '';
      const page = pages.get(bookmark);
      const atPage = page
        ? `<w:r><w:tab/></w:r>${fieldMark('begin')}${fieldCode(`PAGEREF ${bookmark} \\h`)}${fieldMark('separate')}<w:r><w:t>${page}</w:t></w:r>${fieldMark('end')}`
        : '';
      // A style without a stop for the words after the number has its first tab for the page.
      const hasStop = own && /<w:tab [^>]*w:val="(?:left|start)"/.test(sourceOf(own));
      const numbered = number === undefined ? [text] : hasStop ? [number, text] : [`${number} ${text}`];
      const words = numbered.map((one) => `<w:r><w:t xml:space="preserve">${escapeText(one)}</w:t></w:r>`);
      const link = `<w:hyperlink w:anchor="${bookmark}" w:history="1">${words.join('<w:r><w:tab/></w:r>')}${atPage}</w:hyperlink>`;
      return `<w:p>${properties}${begin}${link}${end}</w:p>`;
    })
    .join('');
}

/** The largest id of a bookmark. */
function lastIdIn(source: string): number {
  let last = 0;
  for (const [, id] of source.matchAll(/<w:bookmarkStart [^>]*w:id="(\d+)"/g))
    last = Math.max(last, Number(id));
  return last;
}

/** The document with the entries in their places and a bookmark round each heading. */
function withContents(
  source: string,
  listings: readonly Listing[],
  written: readonly string[],
  { edits, firstId }: { edits: readonly Edit[]; firstId: number },
): string {
  const all = listings.flatMap(({ headings }) => headings);
  const bookmarks = all.flatMap(({ element, bookmark }, i) => {
    const from = childOf(element, 'w:pPr')?.end ?? element.open;
    const id = firstId + i;
    return [
      insert(from, `<w:bookmarkStart w:id="${id}" w:name="${bookmark}"/>`),
      insert(element.close, `<w:bookmarkEnd w:id="${id}"/>`),
    ];
  });
  const lists = listings.map(({ content }, i) => replace(content, (written[i] ?? '') + content.rest));
  return applyEdits(source, [...edits, ...bookmarks, ...lists]).join('');
}
