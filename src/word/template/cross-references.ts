import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { Tree } from './part-tree.ts';
import { fieldCodes } from './references.ts';

/** What in a part refers to a bookmark: fields, which print what is there, and links. */
export interface CrossReference {
  tree: Tree;
  /** Where it begins in the source. */
  start: number;
  /** The bookmark as it is typed, and the number or text that is printed of it; a link prints words of its own. */
  bookmark: string;
  prints: 'the page' | 'the text' | 'the number' | undefined;
}

const kinds: Record<string, CrossReference['prints']> = {
  PAGEREF: 'the page',
  REF: 'the text',
  NOTEREF: 'the number',
};

export const hasFields = ({ root: { source } }: Tree): boolean =>
  source.includes('w:instrText') || source.includes('w:fldSimple');

/** Names that Word knows without a bookmark. */
const known = /^_(?:top|GoBack)$/i;

export function crossReferencesIn(tree: Tree): CrossReference[] {
  const { source } = tree.root;
  // Most parts have none.
  if (!hasFields(tree) && !source.includes('w:anchor=')) return [];
  const found: CrossReference[] = [];
  const add = (start: number, bookmark: string, prints: CrossReference['prints']) => {
    if (!known.test(bookmark)) found.push({ tree, start, bookmark, prints });
  };
  const lists = listsIn(tree);
  for (const { start, source: code } of fieldCodes(tree)) {
    const plain = code.replaceAll('&quot;', '"');
    const [, kind = '', bookmark = ''] =
      /^\s*(PAGEREF|NOTEREF|REF)\s+"?([\p{L}\p{N}_.]+)/iu.exec(plain) ?? [];
    if (bookmark) add(start, bookmark, kinds[kind.toUpperCase()]);
    const anchor = /^\s*HYPERLINK\s+(?:\\[hnot]\s+)*\\l\s+"?([^"\s]+)/i.exec(plain)?.[1];
    if (anchor) add(start, anchor, undefined);
  }
  for (const link of tree.named('w:hyperlink')) {
    const anchor = link.attributes['w:anchor'];
    if (anchor && link.attributes['r:id'] === undefined) add(link.start, anchor, undefined);
  }
  return found.filter(({ start }) => !lists.some(({ from, to }) => start > from && start < to));
}

/** Bookmarks are the same whatever their capitals. */
export const bookmarksIn = (trees: Iterable<Tree>): Set<string> =>
  new Set(
    [...trees].flatMap((tree) =>
      tree.named('w:bookmarkStart').map(({ attributes }) => (attributes['w:name'] ?? '').toLowerCase()),
    ),
  );

/** From the beginning to the end of each list of contents, tables or figures, which has references of its own. */
function listsIn(tree: Tree): Array<{ from: number; to: number }> {
  const starts = fieldCodes(tree).flatMap(({ start, source }) => (/^\s*TOC\b/.test(source) ? [start] : []));
  if (starts.length === 0) return [];
  const lists: Array<{ from: number; to: number }> = [];
  const open: XmlElement[] = [];
  for (const mark of tree.named('w:fldChar')) {
    const type = mark.attributes['w:fldCharType'];
    if (type === 'begin') open.push(mark);
    const begin = type === 'end' ? open.pop() : undefined;
    if (begin && starts.includes(begin.start)) lists.push({ from: begin.start, to: mark.end });
  }
  for (const simple of tree.named('w:fldSimple'))
    if (starts.includes(simple.start)) lists.push({ from: simple.start, to: simple.end });
  return lists;
}
