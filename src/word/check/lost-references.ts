import { error, warning } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../codes.ts';
import { bookmarksIn, type CrossReference, crossReferencesIn } from '../template/cross-references.ts';
import { placeAt, type Tree } from '../template/part-tree.ts';

/** References to what is not there: in a template, and in a document whose loops and choices have left it out. */

const placeOf = ({ tree, start }: CrossReference) => placeAt(tree, start);

/** The references of a template to what it has, and findings on the others. */
export function referencesOf(trees: Iterable<Tree>): { sound: CrossReference[]; findings: Finding[] } {
  const all = [...trees];
  const references = all.flatMap(crossReferencesIn);
  if (references.length === 0) return { sound: [], findings: [] };
  const bookmarks = bookmarksIn(all);
  const isThere = ({ bookmark }: CrossReference) => bookmarks.has(bookmark.toLowerCase());
  const findings = references
    .filter((one) => !isThere(one) && !bookmarksWithTags(one))
    .map((one) => {
      const message = `this reference leads to nothing: the template has no bookmark "${one.bookmark}"`;
      const help = 'in Word, delete it, and put it in again with References, Cross-reference';
      return warning('template/unfinished', placeOf(one), message, help);
    });
  return { sound: references.filter(isThere), findings };
}

/** A tag in a name is refused where it is. */
const bookmarksWithTags = ({ bookmark }: CrossReference) => bookmark.includes('{');

/** Those of a template's references that lead to nothing in a document made from it: what they print is of the template. */
export function findLost(references: readonly CrossReference[], trees: readonly Tree[]): Finding[] {
  const bookmarks = bookmarksIn(trees);
  const lost = new Set(
    trees
      .flatMap(crossReferencesIn)
      .map(({ bookmark }) => bookmark.toLowerCase())
      .filter((bookmark) => !bookmarks.has(bookmark)),
  );
  if (lost.size === 0) return [];
  // In the second turn of a loop the name has a number, before which a long one is cut.
  const names = [...lost].map((name) => name.replace(/_\d+$/, ''));
  return references
    .filter(({ bookmark }) => {
      const own = bookmark.toLowerCase();
      return lost.has(own) || names.some((name) => name === own || (own.length > 35 && own.startsWith(name)));
    })
    .map((one) => {
      const help = 'put it into the same {{#if …}} or {{#each …}} as what it refers to';
      const gone = `this refers to "${one.bookmark}", which is left out of this document`;
      const then = one.prints
        ? `${one.prints} that the template has would be printed`
        : 'the link leads nowhere';
      const make = one.prints ? error : warning;
      return make('document/reference', placeOf(one), `${gone}: ${then}`, help);
    });
}

/** Pages that the layout could not work out, and lists without page numbers. @param unlisted the file, if one has entries without. */
export function findUnpaged(
  references: readonly CrossReference[],
  pages: ReadonlyMap<string, string>,
  unlisted: string | undefined,
): Finding[] {
  const help = 'in Word, choose all of the document (Ctrl+A), press F9, and save it';
  const why = 'the pages of this document cannot be worked out as Word would';
  const say = (place: Finding['where'], what: string) =>
    warning('document/reference', place, `${what}: ${why}`, help);
  const unknown = references
    .filter(({ bookmark }) => !pages.has(bookmark.toLowerCase()))
    .map((one) => say(placeOf(one), `the page of "${one.bookmark}" is that of the template`));
  if (unlisted === undefined) return unknown;
  const what = 'a list of contents, tables or figures has entries without page numbers';
  return [say({ file: unlisted }, what), ...unknown];
}
