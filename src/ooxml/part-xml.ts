import { type Package, PackageError, partAt } from './package.ts';
import type { XmlElement } from './xml/tree.ts';

/**
 * A part of a package as a tree, or undefined if the package has no such part.
 * @throws {PackageError} if it cannot be read, in words for the person who chose the file.
 */
export function parsePart(parts: Package, path: string): XmlElement | undefined {
  try {
    return partAt(parts, path)?.root;
  } catch (cause) {
    throw new PackageError(`its part ${path} is damaged (${(cause as Error).message})`, { cause });
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
  if (elementsIn(part) > mostElements)
    throw new PackageError(`its part ${path} has more than ${mostElements.toLocaleString('en-GB')} elements`);
}

const [lessThan, slash] = [60, 47];

/** How many elements XML has, or a few more: comments count too. */
export function elementsIn(xml: Uint8Array): number {
  let elements = 0;
  for (let at = xml.indexOf(lessThan); at >= 0; at = xml.indexOf(lessThan, at + 1))
    if (xml[at + 1] !== slash) elements += 1;
  return elements;
}
