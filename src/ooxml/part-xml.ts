import { type Package, PackageError, partText } from './package.ts';
import { parseXml } from './xml/parse.ts';
import type { XmlElement } from './xml/tree.ts';

/** A part carries its tree once it was read: a template is read by several readers, each with an eye of its own. */
const treeOf = Symbol('tree');
type Part = Uint8Array & { [treeOf]?: XmlElement };

/**
 * A part of a package as a tree; nothing where the package has no such part.
 * @throws {PackageError} where it cannot be read, in words for the person who chose the file.
 */
export function parsePart(parts: Package, path: string): XmlElement | undefined {
  const part: Part | undefined = parts.get(path);
  if (part === undefined) return undefined;
  try {
    part[treeOf] ??= parseXml(partText(parts, path) as string);
    return part[treeOf];
  } catch (cause) {
    // A part that is not UTF-8 fails with a message for programmers.
    const why = cause instanceof TypeError ? 'it is not UTF-8 text' : (cause as Error).message;
    throw new PackageError(`its part ${path} is damaged (${why})`, { cause });
  }
}

/** A book of a thousand pages has fewer. Beyond them the tree alone takes hundreds of megabytes. */
const mostElements = 300_000;

/**
 * Looks at a part before it is read as a tree.
 * @throws {PackageError} where it has more elements than any real document.
 */
export function checkSize(parts: Package, path: string): void {
  const part = parts.get(path);
  // The shortest element has four characters.
  if (part === undefined || part.length < 4 * mostElements) return;
  let elements = 0;
  for (let at = part.indexOf(lessThan); at >= 0; at = part.indexOf(lessThan, at + 1))
    if (part[at + 1] !== slash) elements += 1;
  if (elements > mostElements)
    throw new PackageError(`its part ${path} has more than ${mostElements.toLocaleString('en-GB')} elements`);
}

const [lessThan, slash] = [60, 47];
