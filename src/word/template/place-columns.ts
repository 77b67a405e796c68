import { error } from '../../diagnostics/diagnostic.ts';
import { closest, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import type { Block, PartTags, Placement } from './edited-part.ts';
import type { Occurrence } from './occurrences.ts';
import { branchBelow, isAtEdge } from './place-blocks.ts';

/**
 * `{{#columns years}} … {{/columns}}` repeats the cells that it begins and ends in, one cell or several side by side, for
 * each entry of a list. Here is decided whether its tags are in cells that can be repeated; grid.ts compares the rows.
 */

export const isColumns = ({ open: { tag } }: Block): boolean =>
  tag.kind === 'open' && tag.block === 'columns';

/** The cells that a columns block begins and ends in. */
export const endsOf = ({ open, close }: Block): Array<XmlElement | undefined> =>
  [open, close].map(({ paragraph }) => closest(paragraph.element, 'w:tc'));

/** Where the tags of a columns block go: before its first cell and after its last. */
export function placeColumns(part: PartTags, block: Block): Map<Occurrence, Placement> | Finding {
  const { open, elses, close } = block;
  const [first, last] = endsOf(block);
  const refuse = (message: string, help: string, at: Occurrence = open): Finding => ({
    ...error('template/structure', at.place, message, help),
    ...(at === open ? { note: { message: 'the other end is here', where: close.place } } : {}),
  });
  if (!first || !last)
    return refuse(
      'this repeats cells of a table, and one of its ends is not in a table',
      'put both tags in one cell, or use {{#each}}',
    );
  if (first.parent !== last.parent)
    return refuse(
      'this begins in one row of a table and ends in another, or inside a content control and ends outside it',
      'put both tags in one cell, or in two cells of one row; each row has a block of its own',
    );
  const [choice] = elses;
  if (choice)
    return refuse(
      'a columns block has no else: where its list is empty there is no cell to print it in',
      'remove it',
      choice,
    );
  for (const [tag, cell, edge] of [
    [open, first, 'first'],
    [close, last, 'last'],
  ] as const)
    if (!isAtEdge(part, cell, tag, edge))
      return refuse(
        `this repeats whole cells, and ${edge === 'first' ? 'before its first tag' : 'after its last tag'} the cell has other text`,
        `put ${tag.place.tag} ${edge} in its cell`,
        tag,
      );
  return new Map<Occurrence, Placement>([
    [open, { to: 'before', element: first }],
    [close, { to: 'after', element: last }],
  ]);
}

/**
 * Looks at a block that is round a columns block, or inside one, in the same row. Round it, it must take the whole row,
 * which is the result; inside it, it must keep to one cell.
 */
export function rowRound(block: Block, columns: readonly Block[]): { row?: XmlElement; finding?: Finding } {
  const { open, close } = block;
  const [first, last] = [open.paragraph.element, close.paragraph.element];
  for (const other of columns) {
    const row = closest(other.open.paragraph.element, 'w:tr');
    if (!row || first.start < row.start || last.end > row.end) continue;
    if (isInside(other, block)) return { row };
    if (isInside(block, other) && branchBelow(row, first) !== branchBelow(row, last)) {
      const message = 'this block goes over several cells inside a columns block';
      const help = 'put it inside one cell, or round the columns block as the first and last tag of the row';
      const note = { message: 'the columns block is here', where: other.open.place };
      return { finding: { ...error('template/structure', open.place, message, help), note } };
    }
  }
  return {};
}

const isInside = (one: Block, other: Block) =>
  isBefore(other.open, one.open) && isBefore(one.close, other.close);

const isBefore = (one: Occurrence, other: Occurrence) =>
  one.paragraph.number < other.paragraph.number ||
  (one.paragraph.number === other.paragraph.number && one.from < other.from);
