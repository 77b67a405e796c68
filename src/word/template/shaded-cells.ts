import { childOf, closest, isElement, sourceOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Block, PlacedPart } from './edited-part.ts';
import { replace } from './edits.ts';
import type { Instruction } from './instructions.ts';
import type { Occurrence } from './occurrences.ts';
import { extent } from './place-blocks.ts';
import { hasOwnNames } from './program.ts';
import type { Reading } from './shared-while-reading.ts';

/** What may come before the shading among the properties of a cell, in the schema's order (ECMA-376 part 1, 17.4.69). */
const beforeShading = ['w:cnfStyle', 'w:tcW', 'w:gridSpan', 'w:hMerge', 'w:vMerge', 'w:tcBorders'];

/** Shades the cells that hold a tag whose helper shades. The first such tag of a cell decides. */
export function shadeCells(
  { part, placements }: PlacedPart,
  blocks: readonly Block[],
  { helpers, sites }: Reading,
): void {
  if (!Object.values(helpers).some(({ shade }) => shade)) return;
  const numbers = new Map(part.tags.map((tag, i) => [tag, i]));
  const order = (tag: Occurrence) => numbers.get(tag) ?? -1;
  const scopes = blocks.filter(({ open: { tag } }) => tag.kind === 'open' && hasOwnNames(tag.block));
  const shaded = new Set<XmlElement>();
  for (const occurrence of part.tags) {
    const { tag, paragraph, place } = occurrence;
    if (tag.kind !== 'value' || tag.helper === undefined || !helpers[tag.helper]?.shade) continue;
    const cell = closest(paragraph.element, 'w:tc');
    if (!cell || shaded.has(cell)) continue;
    // In a loop that begins inside the cell, the name means another value in each turn: the cell has no one colour.
    const inLoop = scopes.some(({ open, close }) => {
      const begins = extent(open, placements.get(open)).start;
      const around = order(open) < order(occurrence) && order(occurrence) < order(close);
      return around && begins > cell.start && begins < cell.end;
    });
    if (inLoop) continue;
    shaded.add(cell);
    const { was, bare, ...at } = placeIn(cell);
    sites.push({ place, part: part.path, as: 'shading', format: { paragraph: was, run: '' } });
    const { path, options, helper } = tag;
    const print: Instruction = { do: 'print', helper, path, options, site: sites.length - 1 };
    part.edits.push(replace(at, ...(bare ? ['<w:tcPr>', print, '</w:tcPr>'] : [print])));
  }
}

/** Where the shading of a cell goes, the shading that is there, and whether the cell has no properties yet to put it in. */
function placeIn(cell: XmlElement): { start: number; end: number; was: string; bare: boolean } {
  const properties = childOf(cell, 'w:tcPr');
  if (!properties) return { start: cell.open, end: cell.open, was: '', bare: true };
  if (properties.open === properties.end)
    return { start: properties.start, end: properties.end, was: '', bare: true };
  const shading = childOf(properties, 'w:shd');
  if (shading) return { start: shading.start, end: shading.end, was: sourceOf(shading), bare: false };
  const before = properties.children.filter(
    (child): child is XmlElement => isElement(child) && beforeShading.includes(child.name),
  );
  const at = before.at(-1)?.end ?? properties.open;
  return { start: at, end: at, was: '', bare: false };
}
