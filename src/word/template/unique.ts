import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { EditedPart } from './edited-part.ts';
import { replace } from './edits.ts';
import type { Tree } from './part-tree.ts';

/**
 * What must be different in each turn of a loop. Word keeps the first of two bookmarks with one name and drops the
 * other without a word, so that links go astray; two drawings with one id, or two paragraphs, make it complain.
 */
const none: { attribute: string; what: 'id' | 'name' }[] = [];
const idsOf: Record<string, typeof none> = {
  'w:bookmarkStart': [
    { attribute: 'w:id', what: 'id' },
    { attribute: 'w:name', what: 'name' },
  ],
  'w:bookmarkEnd': [{ attribute: 'w:id', what: 'id' }],
  'wp:docPr': [{ attribute: 'id', what: 'id' }],
  'w:hyperlink': [{ attribute: 'w:anchor', what: 'name' }],
};

/** The number of a content control, which Word gives anew if there is none. */
const isControlId = ({ name, parent }: XmlElement) => name === 'w:id' && parent?.name === 'w:sdtPr';

/** Paragraph ids may be left out altogether. */
const dropped = /^w14:(paraId|textId)$/;

/** What a part has in its source that has anything of all these. */
const sign = /<(?:w:bookmark|wp:docPr|w:hyperlink|w:sdtPr)|w14:(?:paraId|textId)/;

/** The stretch of source that holds an attribute's value, or the whole attribute with the space before it. */
export function attributeAt(
  source: string,
  element: XmlElement,
  name: string,
): { start: number; end: number; from: number; to: number } | undefined {
  const tag = source.slice(element.start, element.open);
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  if (!match) return undefined;
  const start = element.start + match.index;
  const end = start + match[0].length;
  const value = match[1] ?? match[2] ?? '';
  return { start, end, from: end - 1 - value.length, to: end - 1 };
}

/** Gives ids inside loops a new value in each turn. */
export function makeIdsUnique(part: EditedPart, tree: Tree): void {
  if (part.loops.length === 0 || !sign.test(part.source)) return;
  const inLoop = tree.elements.filter(({ start }) =>
    part.loops.some(({ from, to }) => start >= from && start < to),
  );
  const names = new Set(
    inLoop.filter(({ name }) => name === 'w:bookmarkStart').map(({ attributes }) => attributes['w:name']),
  );
  for (const element of inLoop) {
    if (isControlId(element)) part.edits.push(replace(element));
    for (const { attribute, what } of idsOf[element.name] ?? none) {
      const was = element.attributes[attribute];
      const at = attributeAt(part.source, element, attribute);
      if (was === undefined || !at || (element.name === 'w:hyperlink' && !names.has(was))) continue;
      // A drawing's id and a bookmark's are counted apart, and one name for both ends of a bookmark keeps them together.
      const key = element.name === 'wp:docPr' ? `drawing ${was}` : was;
      part.edits.push(replace({ start: at.from, end: at.to }, { do: 'unique', what, was: key }));
    }
    if (!part.source.slice(element.start, element.open).includes('w14:')) continue;
    for (const attribute of Object.keys(element.attributes).filter((name) => dropped.test(name))) {
      const at = attributeAt(part.source, element, attribute);
      if (at) part.edits.push(replace(at));
    }
  }
}

/** The largest number that an id of the part has. */
export function largestId(tree: Tree): number {
  let largest = 0;
  for (const { name, attributes } of [...tree.named('wp:docPr'), ...tree.named('w:bookmarkStart')]) {
    const id = Number(name === 'wp:docPr' ? attributes.id : attributes['w:id']);
    if (id > largest) largest = id;
  }
  return largest;
}
