import { join } from 'node:path';
import { type Diagnostic, error } from '../diagnostics/diagnostic.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeNewFile } from '../files/write-file.ts';
import { readProjectTexts } from '../inputs/read-project.ts';
import { locate } from '../inputs/yaml/locate.ts';
import { difficultyFile } from '../model/difficulty.ts';
import { howTo } from './condition-file.ts';

/** The file of a new difficulty note, blank. */

interface MadeDifficulty {
  /** As it is shown; absent where it is there already. */
  file?: string;
  diagnostics: Diagnostic[];
}

/**
 * Writes the file of a note, and never over one that is there.
 * @throws {NodeJS.ErrnoException} what the file system says
 */
export async function makeDifficulty(inputs: string, id: string): Promise<MadeDifficulty> {
  const file = difficultyFile(id);
  const { agreement } = readProjectTexts(inputs).project;
  const conditions = (agreement?.conditions ?? []).map(({ number, short }) => `#   ${number}: ${short}`);
  try {
    await writeNewFile(join(inputs, file), textOf(id, conditions));
    return { file: shownPath(inputs, file), diagnostics: [] };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    const help = 'fill it in; a second difficulty of that day gets a word behind the day, as in';
    const found = error(
      'difficulty/exists',
      { file },
      'the note is there already: nothing is changed in it',
      `${help} ${id.slice(0, 21)}-transport`,
    );
    return { diagnostics: [locate(found, new Map(), inputs)] };
  }
}

const textOf = (id: string, conditions: readonly string[]) =>
  [
    `# The difficulty note ${id}: one page to the DfE. The day in the name of this file is that on which it was noticed.`,
    ...howTo,
    '#   Figures are printed from the workbooks: {{kpi ID 2023-12}}, {{plan ID 2023/24}}, {{forecast ID 2023/24}}.',
    '',
    '# What the difficulty is called, from when it has been there (year-month-day), and the role that answers for it.',
    'title:',
    'since:',
    'owner:',
    '',
    '# What has happened.',
    'what: |',
    '',
    '# Numbers of the conditions that it concerns, for example [4, 7]:',
    ...conditions,
    'conditions: []',
    '# The rating that each is proposed to have until the next report:',
    '#   - { condition: 4, rating: Red, why: No contractor is at work }',
    'proposed: []',
    '',
    '# What it means for figures, each in a sentence:',
    '#   - There are {{kpi ID 2023-12}} placements.',
    'figures: []',
    '# How far the figures may go, the best, the expected and the worst case, as a table:',
    'range: |',
    '',
    '# What is done, by whom and by when:',
    '#   - { what: Appoint another contractor, owner: Programme Manager, by: 2024-03-15 }',
    'actions: []',
    '',
    '# The day on which the DfE got the note, once it has been sent.',
    'told:',
    '',
  ].join('\n');
