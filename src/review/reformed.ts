import type { Block } from '../word/read/block.ts';
import type { Compared } from './compare.ts';

/** Whether a paragraph is an item of a list now and was none, or the other way round. */

interface Sides {
  before: readonly Block[];
  after: readonly Block[];
  compared: Compared;
}

/** What looks different without other words is no edit; of what says something else, the form is taken too. */
export const isOtherForm = ({ list: was }: Block, { list: is }: Block): boolean =>
  was?.format !== is?.format && was?.format !== 'continued' && is?.format !== 'continued';

/** Some programs save items of lists as plain paragraphs, all of them: that is nobody's edit. */
export function keepsLists({ before, after, compared }: Sides): boolean {
  const items = [...compared.partners].filter(([at]) => before[at]?.list);
  return (
    items.length < 2 || items.some(([at, other]) => before[at]?.list?.format === after[other]?.list?.format)
  );
}
