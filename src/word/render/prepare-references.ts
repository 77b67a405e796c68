import type { Package } from '../../ooxml/package.ts';
import { findLost, findUnpaged, referencesOf } from '../check/lost-references.ts';
import type { Finding } from '../codes.ts';
import { type Edit, editPart } from '../template/edits.ts';
import { Tree } from '../template/part-tree.ts';
import type { ReadTemplate } from '../template/read-template.ts';
import { fillContents } from './fill-contents.ts';
import { fieldEdits } from './fill-fields.ts';

/** What in a filled document says something of other places in it: captions, references, contents, lists, pages. */
interface References {
  /** Those of what is left out. */
  findLost(): Finding[];
  /** Writes them all, in a rehearsal the contents alone, and returns what the lines of contents say. */
  write(isRehearsal: boolean): Promise<Written>;
}

interface Written {
  lines: string[];
  findings: Finding[];
  laidOut?: Package | undefined;
}

/** @param main the path of the body, whose bookmarks come first. */
export function prepareReferences(
  { file, trees }: ReadTemplate,
  main: string,
): (filled: Package) => References {
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
  return (filled) => {
    let body: Tree | undefined;
    const treeOf = (path: string): Tree[] => {
      const part = filled.get(path);
      return part ? [new Tree('', path, part.root)] : [];
    };
    return {
      findLost() {
        if (sound.length === 0) return [];
        const filledTrees = paths.flatMap(treeOf);
        body = filledTrees.find(({ name }) => name === main);
        return findLost(sound, filledTrees);
      },
      async write(isRehearsal) {
        // Captions of narrative have numbers too.
        const saysNumbers = hasSaid || filled.get(main)?.text.includes('> SEQ ');
        const fields: Map<string, Edit[]> =
          !isRehearsal && saysNumbers ? fieldEdits(filled, paths) : new Map();
        const wantsPages = toPages.length > 0;
        const asked = hasListing || wantsPages;
        for (const [path, edits] of fields) if (!asked || path !== main) editPart(filled, path, edits);
        if (!asked) return { lines: [], findings: [] };
        // Its elements are listed once for what is lost and for what is listed.
        const written = { body: body ?? treeOf(main)[0], edits: fields.get(main) ?? [] };
        const { lines, pages, hasAllPages, laidOut } = await fillContents(filled, written, {
          isRehearsal,
          wantsPages,
        });
        if (isRehearsal) return { lines, findings: [] };
        if (wantsPages)
          for (const [path, edits] of fieldEdits(filled, paths, pages)) editPart(filled, path, edits);
        return { lines, findings: findUnpaged(toPages, pages, hasAllPages ? undefined : file), laidOut };
      },
    };
  };
}
