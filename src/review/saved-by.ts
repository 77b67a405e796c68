import type { Package } from '../ooxml/package.ts';
import { parsePart } from '../ooxml/part-xml.ts';
import { descendants, textOf } from '../ooxml/xml/tree.ts';
import type { Block, By } from '../word/read/block.ts';
import { hunksBetween } from './splice.ts';

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

/** Who put in a new paragraph, if that was tracked. */
export const insertedBy = ({ inserted, runs }: Block): By | undefined =>
  inserted ?? runs.find((run) => run.inserted)?.inserted;

/** Who changed a paragraph, if that was tracked: of what differs, the first that has a name. */
export function editorOf(was: Block, is: Block): By | undefined {
  const names: By[] = [];
  for (const { after } of hunksBetween(was.text, is.text)) {
    let at = 0;
    for (const { text, inserted } of is.runs) {
      if (inserted && at < after[1] && at + text.length > after[0]) names.push(inserted);
      at += text.length;
    }
    names.push(...is.deleted.filter((one) => one.at >= after[0] && one.at <= after[1]));
  }
  const [first] = names;
  if (!first) return is.inserted;
  const others = [...new Set(names.map(({ author }) => author))];
  return { author: others.join(' and '), ...(first.date && { date: first.date }) };
}
