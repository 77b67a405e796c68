import type { Block } from '../word/read/block.ts';
import type { Task } from './narrative-places.ts';

/** What looks different, and is an edit only with other words: signs that Word puts in by itself, and items of lists. */

/** As a keyboard has it: Word's AutoCorrect changes quotation marks, dashes and dots of a paragraph that nobody edited. */
export const withoutAutoCorrect = (text: string): string =>
  text.replace(/ [–-] /g, ' - ').replaceAll('…', '...');

type Sides = Pick<Task, 'before' | 'after' | 'compared'>;

/** What looks different without other words is no edit; of what says something else, the form is taken too. */
export const isOtherForm = ({ list: was }: Block, { list: is }: Block): boolean =>
  was?.format !== is?.format && was?.format !== 'continued' && is?.format !== 'continued';

/** An item that is in another one now, or no longer in one: Markdown says so too. */
export const isOnOtherLevel = ({ list: was }: Block, { list: is }: Block): boolean =>
  was !== undefined &&
  is !== undefined &&
  was.format !== 'continued' &&
  is.format !== 'continued' &&
  was.level !== is.level;

/** Some programs save items of lists as plain paragraphs, all of them: that is nobody's edit. */
export function keepsLists({ before, after, compared }: Sides): boolean {
  const items = [...compared.partners].filter(([at]) => before[at]?.list);
  return (
    items.length < 2 || items.some(([at, other]) => before[at]?.list?.format === after[other]?.list?.format)
  );
}
