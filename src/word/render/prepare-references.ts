import type { Package } from '../../ooxml/package.ts';
import { findLost, findUnpaged, referencesOf } from '../check/lost-references.ts';
import type { Finding } from '../codes.ts';
import { type Edit, editPart } from '../template/edits.ts';
import { Tree } from '../template/part-tree.ts';
import type { ReadTemplate } from '../template/read-template.ts';
import { fillContents } from './fill-contents.ts';
import { fieldEdits } from './fill-fields.ts';

interface Written {
  /** What the lines of contents say. */
  lines: string[];
  /** What is left out and referred to, and pages that cannot be worked out. */
  findings: Finding[];
  laidOut?: Package | undefined;
}

/**
 * Makes the function that writes what in a filled document says something of other places in it: captions, references, contents,
 * lists, pages; in a rehearsal the contents alone, and nothing in a document with errors.
 * @param main the path of the body, whose bookmarks come first.
 */
export function prepareReferences(
  { file, trees }: ReadTemplate,
  main: string,
): (filled: Package, isRehearsal: boolean, hasErrors: boolean) => Promise<Written> {
  const paths = [main, ...[...trees.keys()].filter((path) => path !== main)];
  const { sound } = referencesOf(trees.values());
  const toPages = sound.filter(({ prints }) => prints === 'the page');
  const own = trees.get(main);
  const hasListing =
    own?.root.source.includes('TOC') === true && (own.contents !== undefined || own.captionLists.length > 0);
  // A page number in a footer is none of them.
  const hasSaid = [...trees.values()].some(({ fields }) =>
    fields.some(({ code }) => /^\s*(?:SEQ|REF|NOTEREF)\b/i.test(code)),
  );
  return async (filled, isRehearsal, hasErrors) => {
    const treeOf = (path: string): Tree[] => {
      const part = filled.get(path);
      return part ? [new Tree('', path, part.root)] : [];
    };
    // Its elements are listed once for what is lost and for what is listed.
    const filledTrees = sound.length > 0 ? paths.flatMap(treeOf) : [];
    const lost = findLost(sound, filledTrees);
    if (hasErrors || lost.some(({ severity }) => severity === 'error')) return { lines: [], findings: lost };
    // Captions of narrative have numbers too.
    const saysNumbers = hasSaid || filled.get(main)?.text.includes('> SEQ ');
    const fields: Map<string, Edit[]> = !isRehearsal && saysNumbers ? fieldEdits(filled, paths) : new Map();
    const wantsPages = toPages.length > 0;
    const asked = hasListing || wantsPages;
    for (const [path, edits] of fields) if (!asked || path !== main) editPart(filled, path, edits);
    if (!asked) return { lines: [], findings: lost };
    const body = filledTrees.find(({ name }) => name === main) ?? treeOf(main)[0];
    const written = { body, edits: fields.get(main) ?? [] };
    const how = { isRehearsal, wantsPages };
    const { lines, pages, hasAllPages, laidOut } = await fillContents(filled, written, how);
    if (isRehearsal) return { lines, findings: lost };
    if (wantsPages)
      for (const [path, edits] of fieldEdits(filled, paths, pages)) editPart(filled, path, edits);
    const unpaged = findUnpaged(toPages, pages, hasAllPages ? undefined : file);
    return { lines, findings: [...lost, ...unpaged], laidOut };
  };
}
