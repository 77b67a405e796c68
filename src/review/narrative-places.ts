import type { Block } from '../word/read/block.ts';
import type { Compared } from './compare-blocks.ts';
import { fieldOf, type LocatedBlocks } from './locate-entries.ts';
import { rowAt } from './table-rows.ts';
import { sameField } from './what-fields-take.ts';

/** Where in a narrative a paragraph is, or goes. */

/** A draft with its entries beside what came back. */
export interface Task {
  before: readonly Block[];
  after: readonly Block[];
  located: LocatedBlocks;
  compared: Compared;
}

export type Addition = Compared['added'][number];

/** The narrative that a paragraph of the draft is in. */
export function narrativeAt({ located }: Task, at: number) {
  const one = located[at]?.find(({ unit }) => unit !== undefined);
  const field = one && fieldOf(one.entry);
  return one && field ? { field, unit: one.unit as number, printed: one.entry.text } : undefined;
}

/** Where a new paragraph goes into a narrative: behind the paragraph before it, or at the beginning of what follows. */
export function placeInNarrative(task: Task, behind: number, is: Block) {
  const before = narrativeAt(task, behind);
  if (before) return { field: before.field, printed: before.printed, behind: before.unit };
  const next = narrativeAt(task, behind + 1);
  const isBesideTable = (task.before[behind + 1]?.cell === undefined) !== (is.cell === undefined);
  return next?.unit === 0 && !isBesideTable
    ? { field: next.field, printed: next.printed, behind: -1 }
    : undefined;
}

/** A paragraph that went and came again in the same narrative. Rows and tables of its own are written anew. */
export const isNarrativeMove = (task: Task, places: readonly number[], to: Addition): boolean => {
  if (places.length !== 1 || isInOwnTable(task, places[0] as number)) return false;
  const from = narrativeAt(task, places[0] as number);
  const place = placeInNarrative(task, to.behind, task.after[to.blocks[0] as number] as Block);
  return from !== undefined && place !== undefined && sameField(from.field, place.field);
};

/** Whether the table is the narrative's: all of a narrative in a cell of the template is in that cell. */
function isInOwnTable({ before, located }: Task, at: number): boolean {
  const own = before[at]?.cell;
  const entry = located[at]?.find(({ unit }) => unit !== undefined)?.entry;
  const isElsewhere = ({ cell }: Block) =>
    cell?.table !== own?.table || cell?.row !== own?.row || cell?.column !== own?.column;
  return (
    own !== undefined &&
    before.some((block, i) => isElsewhere(block) && located[i]?.some((one) => one.entry === entry))
  );
}

/** Whether new paragraphs are in a row that was there. */
export const isInCell = ({ after, compared }: Task, blocks: readonly number[]) => {
  const known = new Set(compared.partners.values());
  return rowAt(after, blocks[0] as number).some((at) => known.has(at));
};
