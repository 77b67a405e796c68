import { content } from './content.js';
import { links } from './links.js';
import { lists } from './lists.js';
import { repeats } from './repeats.js';
import { values } from './values.js';

/**
 * What is asked of each engine. A task has the data, `wrong(document)`, which says what is wrong with a finished document if
 * something is, and a way for each engine: `{ page, data?, code? }`, or `{ no }` or `{ paid }` with the reason, where its
 * documentation has no way. `code` is functions that its user has to write for it.
 */
export const tasks = [...content, ...links, ...values, ...lists, ...repeats];
