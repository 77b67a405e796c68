import { type Package, PackageError } from './package.ts';
import type { XmlElement } from './xml/tree.ts';

/**
 * A part of a package as a tree, or undefined if the package has no such part.
 * @throws {PackageError} if it cannot be read, in words for the person who chose the file.
 */
export function parsePart(parts: Package, path: string): XmlElement | undefined {
  try {
    return parts.get(path)?.root;
  } catch (cause) {
    // A part that is not UTF-8 fails with a message for programmers.
    const why = cause instanceof TypeError ? 'it is not UTF-8 text' : (cause as Error).message;
    throw new PackageError(`its part ${path} is damaged (${why})`, { cause });
  }
}

/** A book of a thousand pages has fewer. Beyond them the tree alone takes hundreds of megabytes. */
const mostElements = 300_000;

/**
 * Counts the elements of a part before it is read as a tree.
 * @throws {PackageError} if it has more than any real document.
 */
export function checkSize(parts: Package, path: string): void {
  const part = parts.get(path)?.bytes;
  // The shortest element has four characters.
  if (part === undefined || part.length < 4 * mostElements) return;
  let elements = 0;
  for (let at = part.indexOf(lessThan); at >= 0; at = part.indexOf(lessThan, at + 1))
    if (part[at + 1] !== slash) elements += 1;
  if (elements > mostElements)
    throw new PackageError(`its part ${path} has more than ${mostElements.toLocaleString('en-GB')} elements`);
}

const [lessThan, slash] = [60, 47];
