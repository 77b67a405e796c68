import { childOf, closest, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Tree } from './part-tree.ts';
import { widthOf } from './table.ts';

/** A4 with margins of an inch, for a document that does not say. Twips. */
const page = { 'w:w': '11906', 'w:left': '1440', 'w:right': '1440' };

/** Word's own margins at the sides of a cell. */
const cellMargins = 2 * 108;

/**
 * How wide a table can be in its place, in twips: the cell that it is in, or the text area of its section.
 * @param body the document, which has the sections of its headers and notes too.
 */
export function roomFor(table: XmlElement, body: Tree): number {
  const around = table.parent && closest(table.parent, 'w:tc');
  const ofCell = widthOf(childOf(childOf(around, 'w:tcPr'), 'w:tcW'), 0);
  if (ofCell) return ofCell - cellMargins;
  const sections = body.named('w:sectPr');
  const isOfBody = table.source === body.root.source;
  // A section's properties come at its end.
  const section = (isOfBody && sections.find(({ start }) => start > table.start)) || sections.at(-1);
  const length = (name: string, key: keyof typeof page | 'w:gutter') =>
    Number(childOf(section, name)?.attributes[key] ?? (key === 'w:gutter' ? 0 : page[key]));
  const sides = length('w:pgMar', 'w:left') + length('w:pgMar', 'w:right') + length('w:pgMar', 'w:gutter');
  const text = length('w:pgSz', 'w:w') - sides;
  const { 'w:num': number = '1', 'w:space': space = '720' } = childOf(section, 'w:cols')?.attributes ?? {};
  return Math.floor((text - (Number(number) - 1) * Number(space)) / Number(number));
}
