import { beginsBlock } from './house-formats.ts';
import { as, type Given, workedOut } from './origins.ts';

/** What is asked of the DfE, for a first page. */

/** What is asked without its tables: page 1 and the front sheet have no room for them. What is asked in tables alone keeps them. */
function withoutTables(asked: string): string {
  const blocks = asked.split(/\n\s*\n/);
  const kept = blocks.filter((block) => !/^\s*(?:\||Table: )/.test(block));
  return (kept.length < blocks.length && kept.join('\n\n').trim()) || asked;
}

/** What comes between a label and its words: a space, or a blank line where the words begin with a list or table. */
export const gapBefore = (words: string) => (beginsBlock.test(words) ? '\n\n' : ' ');

/** `**Asked of the DfE:** A meeting in January.` */
export function askedInShort(asked: Given): Given {
  return shortOf(asked, (words) => `**Asked of the DfE:**${gapBefore(words)}${words}`);
}

/** What is asked, in short. An edit of it in Word is written to the field only where nothing was left out. */
export function shortOf(asked: Given, write: (words: string) => string): Given {
  const words = withoutTables(asked.value);
  const text = write(words);
  return words === asked.value
    ? as(asked, () => text)
    : workedOut(text, 'what is asked, without its tables', asked);
}
