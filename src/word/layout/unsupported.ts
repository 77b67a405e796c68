import { isElement, type XmlElement } from '../../ooxml/xml/tree.ts';

/** What this layout leaves to the library's: it knows what the program's own templates are made of, and no more. */
export class Unsupported extends Error {}

export function unsupported(what: string): never {
  throw new Unsupported(what);
}

/** Every child of an element is one that is known. */
export function checkChildren(element: XmlElement | undefined, known: RegExp): void {
  for (const child of element?.children ?? [])
    if (isElement(child) && !known.test(child.name)) unsupported(child.name);
}
