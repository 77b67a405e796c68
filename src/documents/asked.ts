import { beginsBlock } from './house-formats.ts';
import { as, type Given, workedOut } from './origins.ts';

/** What is asked of the DfE, for a first page. */

/** What is asked without its tables, for which page 1 and the front sheet have no room; if it is nothing else, with them. */
function withoutTables(asked: string): string {
  const blocks = asked.split(/\n\s*\n/);
  const kept = blocks.filter((block) => !/^\s*(?:\||Table: )/.test(block));
  return (kept.length < blocks.length && kept.join('\n\n').trim()) || asked;
}

/** Before words that go on in the line of their label, if they can. */
export const gapBefore = (words: string) => (beginsBlock.test(words) ? '\n\n' : ' ');

/** `**Asked of the DfE:** A meeting in January.` */
export function askedInShort(asked: Given): Given {
  return shortOf(asked, (words) => `**Asked of the DfE:**${gapBefore(words)}${words}`);
}

/** Words that are edited are written to the field only if they are all of it. */
export function shortOf(asked: Given, write: (words: string) => string): Given {
  const words = withoutTables(asked.value);
  const text = write(words);
  return words === asked.value
    ? as(asked, () => text)
    : workedOut(text, 'what is asked, without its tables', asked);
}
