import type { Package } from '../../ooxml/package.ts';
import { findLost, findUnpaged, referencesOf } from '../check/lost-references.ts';
import type { Finding } from '../codes.ts';
import type { ReadTemplate } from '../template/read-template.ts';
import { fillContents } from './fill-contents.ts';
import { fillFields } from './fill-fields.ts';

/** What in a filled document says something of other places in it: captions, references, contents, lists, pages. */
interface References {
  /** Those of what is left out. */
  findLost(filled: Package): Finding[];
  /** Writes them all, in a rehearsal the contents alone, and returns what the lines of contents say. */
  write(filled: Package, isRehearsal: boolean): Promise<{ lines: string[]; findings: Finding[] }>;
}

/** @param main the path of the body, whose bookmarks come first. */
export function prepareReferences({ file, trees }: ReadTemplate, main: string): References {
  const paths = [main, ...[...trees.keys()].filter((path) => path !== main)];
  const { sound } = referencesOf(trees.values());
  const toPages = sound.filter(({ prints }) => prints === 'the page');
  const body = trees.get(main);
  const hasListing =
    body?.root.source.includes('TOC') === true &&
    (body.contents !== undefined || body.captionLists.length > 0);
  // A page number in a footer is none of them.
  const hasSaid = [...trees.values()].some(({ fields }) =>
    fields.some(({ code }) => /^\s*(?:SEQ|REF|NOTEREF)\b/i.test(code)),
  );
  return {
    findLost: (filled) => findLost(sound, filled, paths),
    async write(filled, isRehearsal) {
      // Captions of narrative have numbers too.
      const saysNumbers = hasSaid || filled.get(main)?.text.includes('> SEQ ');
      if (!isRehearsal && saysNumbers) fillFields(filled, paths);
      if (!hasListing && toPages.length === 0) return { lines: [], findings: [] };
      const wantsPages = toPages.length > 0;
      const { lines, pages, hasAllPages } = await fillContents(filled, { isRehearsal, wantsPages });
      if (isRehearsal) return { lines, findings: [] };
      if (wantsPages) fillFields(filled, paths, pages);
      return { lines, findings: findUnpaged(toPages, pages, hasAllPages ? undefined : file) };
    },
  };
}
