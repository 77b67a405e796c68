import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { childOf, descendants, escapeText, textOf, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { pagesOf } from '../layout/index.ts';
import { type ContentsPlace, contentsOf } from '../template/contents.ts';

/**
 * The table of contents. Word fills one in only when its reader asks for it, and until then prints what the template had:
 * so the entries are written here, with the pages that Word will give them (layout/). If these cannot be worked
 * out, the entries have no page numbers, and still lead to their headings.
 */

const main = 'word/document.xml';

interface Heading {
  level: number;
  text: string;
  bookmark: string;
  element: XmlElement;
}

/** Writes the table of contents of a filled document whose template has one, in a rehearsal without pages, and returns what its lines say. */
export async function fillContents(parts: Package, isRehearsal = false): Promise<string[]> {
  const root = parts.get(main)?.root;
  const content = root && contentsOf(root);
  if (!content) return [];
  const { field } = content;
  const styles = stylesOf(parts);
  const headings = headingsOf(root, content, parts);
  const write = (pages: ReadonlyMap<string, string>) =>
    withContents(root.source, content, headings, entries(headings, styles, field, pages));
  const numbered = new Map(headings.map(({ bookmark }) => [bookmark, '00']));
  const draft = () => new Map(parts).set(main, new Part(write(numbered)));
  const pages = isRehearsal ? new Map<string, string>() : await pagesOf(draft());
  parts.set(main, new Part(write(pages)));
  return headings.map(({ text, bookmark }) => [text, pages.get(bookmark) ?? []].flat().join('\t'));
}

/** Ids of styles by their names. */
function stylesOf(parts: Package): Map<string, string> {
  const root = parts.get('word/styles.xml')?.root;
  const all = root ? descendants(root) : [];
  return new Map(
    all
      .filter(({ name }) => name === 'w:style')
      .map((style) => [
        valOf(childOf(style, 'w:name'))?.toLowerCase() ?? '',
        style.attributes['w:styleId'] ?? '',
      ]),
  );
}

/** The levels of headings by their styles. */
export function headingStyles(parts: Package, from = 1, to = 9): Map<string, number> {
  const styles = stylesOf(parts);
  const levels = new Map<string, number>();
  for (let level = from; level <= to; level++) levels.set(styles.get(`heading ${level}`) ?? '', level);
  levels.delete('');
  return levels;
}

/** `TOC \o "1-2"` has levels 1 and 2. */
function levelsOf(field: string): { from: number; to: number } {
  const [, from = 1, to = 3] = /\\o\s+"(\d)-(\d)"/.exec(field) ?? [];
  return { from: Number(from), to: Number(to) };
}

function headingsOf(root: XmlElement, contents: ContentsPlace, parts: Package): Heading[] {
  const { from, to } = levelsOf(contents.field);
  const levels = headingStyles(parts, from, to);
  return descendants(root)
    .filter(({ name, start }) => name === 'w:p' && (start < contents.start || start >= contents.end))
    .flatMap((element) => {
      const level = levels.get(valOf(childOf(childOf(element, 'w:pPr'), 'w:pStyle')) ?? '');
      const text = descendants(element)
        .filter(({ name }) => name === 'w:t')
        .map(textOf)
        .join('')
        .trim();
      return level === undefined || text === '' ? [] : [{ element, level, text }];
    })
    .map((heading, i) => ({ ...heading, bookmark: `_Toc${String(i + 1).padStart(6, '0')}` }));
}

const fieldMark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const fieldCode = (code: string) =>
  `<w:r><w:instrText xml:space="preserve"> ${escapeText(code)} </w:instrText></w:r>`;

/** One paragraph for each heading, inside the field that the template has, so that Word can update it. */
function entries(
  headings: readonly Heading[],
  styles: ReadonlyMap<string, string>,
  field: string,
  pages: ReadonlyMap<string, string>,
): string {
  const start = fieldMark('begin') + fieldCode(field) + fieldMark('separate');
  if (headings.length === 0) return `<w:p>${start}${fieldMark('end')}</w:p>`;
  return headings
    .map(({ level, text, bookmark }, i) => {
      const style = styles.get(`toc ${level}`);
      const properties = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : '';
      const begin = i === 0 ? start : '';
      const end = i === headings.length - 1 ? fieldMark('end') : '';
      const page = pages.get(bookmark);
      const number = page
        ? `<w:r><w:tab/></w:r>${fieldMark('begin')}${fieldCode(`PAGEREF ${bookmark} \\h`)}${fieldMark('separate')}<w:r><w:t>${page}</w:t></w:r>${fieldMark('end')}`
        : '';
      const words = `<w:r><w:t xml:space="preserve">${escapeText(text)}</w:t></w:r>`;
      const link = `<w:hyperlink w:anchor="${bookmark}" w:history="1">${words}${number}</w:hyperlink>`;
      return `<w:p>${properties}${begin}${link}${end}</w:p>`;
    })
    .join('');
}

/** The document with the entries in their place and a bookmark round each heading. */
function withContents(
  source: string,
  content: ContentsPlace,
  headings: readonly Heading[],
  written: string,
): string {
  const used = [...source.matchAll(/<w:bookmarkStart [^>]*w:id="(\d+)"/g)].map(([, id]) => Number(id));
  const last = Math.max(0, ...used);
  const edits = headings.flatMap(({ element, bookmark }, i) => {
    const from = childOf(element, 'w:pPr')?.end ?? element.open;
    const id = last + 1 + i;
    return [
      { start: from, end: from, put: `<w:bookmarkStart w:id="${id}" w:name="${bookmark}"/>` },
      { start: element.close, end: element.close, put: `<w:bookmarkEnd w:id="${id}"/>` },
    ];
  });
  edits.push({ start: content.start, end: content.end, put: written + content.rest });
  edits.sort((a, b) => a.start - b.start);
  let at = 0;
  const pieces = edits.flatMap(({ start, end, put }) => {
    const before = source.slice(at, start);
    at = end;
    return [before, put];
  });
  return pieces.join('') + source.slice(at);
}
