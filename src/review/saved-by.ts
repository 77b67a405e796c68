import type { Package } from '../ooxml/package.ts';
import { parsePart } from '../ooxml/part-xml.ts';
import { descendants, textOf } from '../ooxml/xml/tree.ts';
import type { By } from '../word/read/block.ts';

/** Who saved a file last, and when: of what was changed without tracking, nothing else is known. */
export function savedBy(parts: Package): By {
  const root = parsePart(parts, 'docProps/core.xml');
  const all = root ? descendants(root) : [];
  const textIn = (name: string) => {
    const found = all.find((one) => one.name === name);
    return found ? textOf(found).trim() : '';
  };
  const date = textIn('dcterms:modified');
  return { author: textIn('cp:lastModifiedBy') || 'somebody', ...(date && { date }) };
}
