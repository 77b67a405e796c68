import type { Package } from '../../ooxml/package.ts';
import { readDocument } from './document.ts';
import { partsByHeight, type Stretch } from './heights.ts';
import { libraryPagesOf } from './library.ts';
import { placeOnPages } from './pages.ts';
import { Unsupported } from './unsupported.ts';

/**
 * The page of each bookmark by its name, as Word would lay the document out. Bookmarks whose pages cannot be worked out are
 * absent. The caller has taken the marks out of the parts: nobody asks for their pages.
 *
 * The docx library can lay out nearly any document, and takes half a second for a paper in a program that has just
 * started: most of the time of all the documents together. What the program's own templates are made of is laid out here,
 * to the same pages in a tenth of the time, and a document with anything else in it is left to the library.
 */
export async function pagesOf(parts: Package): Promise<ReadonlyMap<string, string>> {
  return plainPagesOf(parts) ?? libraryPagesOf(parts);
}

/** Undefined if the document holds more than this layout knows. */
export const plainPagesOf = (parts: Package): Map<string, string> | undefined =>
  ifKnown(() => {
    const { bookmarks } = placeOnPages(readDocument(parts));
    return new Map([...bookmarks].map(([name, page]) => [name, String(page)]));
  });

/**
 * How many pages a document is laid out on, and what takes most of them: the parts between its headings, tallest first. Undefined if it
 * holds more than this layout knows.
 */
export const lengthOf = (parts: Package): { pages: number; tallest: Stretch[] } | undefined =>
  ifKnown(() => {
    const content = readDocument(parts);
    return { pages: placeOnPages(content).pages, tallest: partsByHeight(content) };
  });

function ifKnown<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}
