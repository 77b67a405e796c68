import { beginsMark } from '../value-marks.ts';
import type { Tree } from './part-tree.ts';

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

/** Names that Word knows without a bookmark. */
const known = /^_(?:top|GoBack)$/i;

export function crossReferencesIn(tree: Tree): CrossReference[] {
  // Most parts have none.
  if (tree.fields.length === 0 && !tree.root.source.includes('w:anchor=')) return [];
  const found: CrossReference[] = [];
  const add = (start: number, bookmark: string, prints: CrossReference['prints']) => {
    if (!known.test(bookmark)) found.push({ tree, start, bookmark, prints });
  };
  const lists = listsIn(tree);
  for (const { begin, code } of tree.fields) {
    const { start } = begin;
    const [, kind = '', bookmark = ''] = /^\s*(PAGEREF|NOTEREF|REF)\s+"?([\p{L}\p{N}_.]+)/iu.exec(code) ?? [];
    if (bookmark) add(start, bookmark, kinds[kind.toUpperCase()]);
    const anchor = /^\s*HYPERLINK\s+(?:\\[hnot]\s+)*\\l\s+"?([^"\s]+)/i.exec(code)?.[1];
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
      tree
        .named('w:bookmarkStart')
        .filter((one) => !beginsMark(one))
        .map(({ attributes }) => (attributes['w:name'] ?? '').toLowerCase()),
    ),
  );

/** From the beginning to the end of each list of contents, tables or figures, which has references of its own. */
const listsIn = ({ fields }: Tree) =>
  fields.flatMap(({ code, begin, end }) =>
    end && /^\s*TOC\b/.test(code) ? [{ from: begin.start, to: end.end }] : [],
  );
