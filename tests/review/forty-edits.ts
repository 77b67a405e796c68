import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { editYaml } from '../../src/inputs/yaml/edit.ts';
import { plain } from '../../src/review/narrative.ts';
import { readDocument } from '../../src/word/read/blocks.ts';
import {
  cellFilled,
  cellMerged,
  columnChanged,
  joinedWithNext,
  paragraphBefore,
  replacedWhole,
  rowBefore,
  splitBehind,
  tableBehind,
  tableRemoved,
} from './larger-word-edits.ts';
import {
  addedBehind,
  ann,
  appended,
  bob,
  cellChanged,
  levelChanged,
  movedBefore,
  removed,
  replaced,
  rowBehind,
  rowRemoved,
  run,
  type WordEdit,
} from './word-edits.ts';

/** Edits of every kind in a report whose narratives have tables, footnotes, lists in lists and figures, as Word writes them. */

const conditions = {
  inclusion: 'conditions/1-mainstream-inclusion.yaml',
  reviews: 'conditions/2-annual-reviews.yaml',
  communication: 'conditions/3-communication.yaml',
  teams: 'conditions/4-school-and-community-teams.yaml',
  alternative: 'conditions/5-alternative-provision.yaml',
  earlier: 'conditions/6-earlier-support.yaml',
  commissioning: 'conditions/7-commissioning.yaml',
  packages: 'conditions/8-care-packages.yaml',
  capital: 'conditions/9-capital-programme.yaml',
};

/** Narratives with everything that one can have. */
export const narratives: Record<string, string> = {
  [conditions.inclusion]: `The charter is ready.[^launch] Schools were asked twice.

| Area | Schools **asked** | Answers |
|:-----|-------------------|--------:|
| North | 41 | 30 |
| South and *coast* | 38 |  |
| West \\| Breckland | 29 | 12 |

What schools asked for has been taken in.[^2]

[^launch]: With the *parents'* forum, in
    September.
[^2]: By the **first** group alone.
`,
  [conditions.reviews]: `The plan to catch up is agreed.

| Month | Reviews |
| --- | --- |
| July | 212 |
| August | 198 |
| September | 240 |

Annual reviews are falling **more slowly** than planned.`,
  [conditions.communication]: `The consultation gave every school a chance to take part, and the autumn calendar is set.

- Meetings with trusts were held in each area.
- Dates this autumn are set:
  - Schools Forum in September;
  - the Learning Board in November.
- Questions are answered within a week.
`,
  [conditions.teams]: `Nine of the fifteen teams began during the summer term. They work from schools.

1. Each team has a lead.
2. Each lead has a deputy.
3. Each deputy has a plan.

Visits to schools go on.
`,
  [conditions.alternative]: `## What was found

The position statement is complete.

> Children wait too long, parents said.

| Provider | Places |
| --- | --- |
| First | 12 |

The group meets monthly, see [its page](https://www.example.org/ap).
`,
  [conditions.earlier]: `Requests fell over the summer; the balance is {{plan cumulative-before 2022/23}} this year. Placements stand at 971.

The forecast has risen as a result. Zone teams see every request.

The first visits were in May.
`,
};

export async function prepareNarratives(inputs: string): Promise<void> {
  for (const [file, progress] of Object.entries(narratives)) {
    const path = join(inputs, 'rounds', '2023-09', file);
    const value = progress.trimEnd();
    await writeFile(path, editYaml(await readFile(path, 'utf8'), [{ path: ['progress'], value }]));
  }
}

const field = (file: string, ...path: Array<string | number>) => ({ file: `rounds/2023-09/${file}`, path });
const progress = (file: string) => field(file, 'progress');

export type Row = [what: string, edit: WordEdit, expected: object];

/** Each in a paragraph or value of its own, so that all can be made in one file. */
export const takenEdits: Row[] = [
  [
    'a cell of a table in a narrative',
    cellChanged('North', 1, '42', ann),
    { field: progress(conditions.inclusion), before: '41', after: '42', author: 'Ann Smith', tracked: true },
  ],
  [
    'a cell with a bar in it',
    cellChanged('West | Breckland', 0, 'West | Breckland | Fens', bob),
    { field: progress(conditions.inclusion), after: 'West | Breckland | Fens' },
  ],
  [
    'an empty cell that is filled',
    cellFilled('South and coast', 2, '21'),
    { field: progress(conditions.inclusion), before: '', after: '21' },
  ],
  [
    'the name of a column',
    replaced('Answers', 'Replies', ann),
    { field: progress(conditions.inclusion), before: 'Answers', after: 'Replies' },
  ],
  [
    'a new row of a table in a narrative',
    rowBehind('North', ['East', '35', '33'], ann),
    { kind: 'added', field: progress(conditions.inclusion), after: 'East | 35 | 33', author: 'Ann Smith' },
  ],
  [
    'a row of a table in a narrative that went',
    rowRemoved('198', bob),
    { kind: 'removed', field: progress(conditions.reviews), before: 'August | 198', author: 'Bob Jones' },
  ],
  [
    'words beside bold ones',
    replaced(' than planned.', ' than was planned.', ann),
    {
      field: progress(conditions.reviews),
      after: 'Annual reviews are falling more slowly than was planned.',
    },
  ],
  [
    'an item of a list in a list',
    replaced('the Learning Board in November', 'the Learning Board in December', bob),
    { field: progress(conditions.communication), after: 'the Learning Board in December.' },
  ],
  [
    'a new item of a list in a list',
    addedBehind('Schools Forum in September;', run('the Alliance in October;'), ann),
    { kind: 'added', field: progress(conditions.communication), after: 'the Alliance in October;' },
  ],
  [
    'a bullet whose level alone changed',
    levelChanged('Questions are answered within a week', 1),
    {
      kind: 'moved',
      field: progress(conditions.communication),
      before: 'Questions are answered within a week.',
      after: 'Questions are answered within a week.',
      tracked: false,
    },
  ],
  [
    'two paragraphs at the beginning',
    paragraphBefore('The consultation gave every school', 'First of all: schools were asked.'),
    { kind: 'added', field: progress(conditions.communication), after: 'First of all: schools were asked.' },
  ],
  [
    'an item of a numbered list that went',
    removed('Each lead has a deputy', ann),
    { kind: 'removed', field: progress(conditions.teams) },
  ],
  [
    'a new item of a numbered list',
    addedBehind('Each deputy has a plan', run('Each plan is reviewed.'), bob),
    { kind: 'added', field: progress(conditions.teams), after: 'Each plan is reviewed.' },
  ],
  [
    'signs that Markdown would take as marks',
    replaced('They work from schools.', 'They work 2*3*4 days [for now] in snake_case_places.', ann),
    {
      field: progress(conditions.teams),
      after:
        'Nine of the fifteen teams began during the summer term. They work 2*3*4 days [for now] in snake_case_places.',
    },
  ],
  [
    'a paragraph at the end',
    addedBehind('Visits to schools go on', run('2. This begins as an item would.')),
    { kind: 'added', field: progress(conditions.teams), after: '2. This begins as an item would.' },
  ],
  [
    'a heading in a narrative',
    replaced('What was found', 'What they found', ann),
    { field: progress(conditions.alternative), after: 'What they found' },
  ],
  [
    'a quotation',
    replaced('Children wait too long', 'Some children wait too long', bob),
    { field: progress(conditions.alternative), after: 'Some children wait too long, parents said.' },
  ],
  [
    'a table that went',
    tableRemoved('Provider'),
    { kind: 'removed', field: progress(conditions.alternative), before: 'Provider | Places\nFirst | 12' },
  ],
  [
    'the words of a link',
    replaced('its page', 'the page of the group', ann),
    { field: progress(conditions.alternative), after: 'The group meets monthly, see the page of the group.' },
  ],
  [
    'words beside a figure',
    replaced('Requests fell over the summer', 'Requests fell in July', ann),
    {
      field: progress(conditions.earlier),
      after: expect.stringContaining('Requests fell in July; the balance is '),
    },
  ],
  [
    'a paragraph that was split with Enter',
    splitBehind('The forecast has risen as a result.'),
    { field: progress(conditions.earlier) },
  ],
  [
    'a new table',
    tableBehind('The first visits were in May', [
      ['Zone', 'Visits'],
      ['North', '12'],
      ['A | B', ''],
    ]),
    { kind: 'added', field: progress(conditions.earlier), after: 'Zone | Visits\nNorth | 12\nA | B | ' },
  ],
  [
    'a bullet that was moved, tracked',
    movedBefore('Three providers have given notice of higher fees', 'The framework that compares costs', bob),
    { kind: 'moved', field: progress(conditions.commissioning), author: 'Bob Jones' },
  ],
  [
    'bold and italic words',
    appended(
      'The approach is now used for every new package',
      `${run(' Families ')}${run('say', '<w:rPr><w:b/></w:rPr>')}${run(' it ', '<w:rPr><w:i/></w:rPr>')}${run('helps.')}`,
    ),
    {
      field: progress(conditions.packages),
      after: 'The approach is now used for every new package. Families say it helps.',
    },
  ],
  [
    'two paragraphs that became one',
    joinedWithNext('Each school that hosts a base', ann),
    { field: progress(conditions.capital), author: 'Ann Smith' },
  ],
  [
    'a day of a mitigation',
    replaced('1 December 2023', '12 January 2024', ann),
    { field: field(conditions.earlier, 'mitigation', 'by'), write: { value: '2024-01-12' } },
  ],
  [
    'the reason of a rating',
    replaced('Independent placements have risen since June', 'Placements have risen', bob),
    { field: field(conditions.earlier, 'reason'), after: 'Placements have risen.' },
  ],
  [
    'a word of a scale in a list',
    cellChanged('Placements in independent provision keep rising', 1, 'High', bob),
    { field: field('report.yaml', 'emerging_risks', 1, 'likelihood'), after: 'High' },
  ],
  [
    'a new first row of a list',
    rowBefore(
      'Fees of three independent providers',
      ['Transport costs rise', 'Low', 'Low', 'None', 'A director'],
      ann,
    ),
    {
      kind: 'entry added',
      write: {
        at: 0,
        entry: {
          risk: 'Transport costs rise',
          likelihood: 'Low',
          impact: 'Low',
          mitigation: 'None',
          owner: 'A director',
        },
      },
    },
  ],
  [
    'an answer of the form',
    replaced('All nine conditions are being carried out', 'Work goes on under all nine conditions', ann),
    { field: field('report.yaml', 'answers', 'progress') },
  ],
  [
    'a whole paragraph put anew',
    replacedWhole('Six zone teams start later than planned', 'There were none.', bob),
    { field: field('report.yaml', 'answers', 'difficulties'), after: 'There were none.' },
  ],
];

/** What `review --json` prints. */
export interface Listed {
  edits: Array<Record<string, unknown>>;
  refused: Array<Record<string, unknown>>;
  conflicts: Array<Record<string, unknown>>;
}

/** What a document says, paragraph by paragraph, its list of what has changed since the last draft left out. */
export async function linesOf(path: string): Promise<string[]> {
  const { blocks } = await readDocument(await readFile(path));
  return blocks
    .map(({ text }) => plain(text))
    .filter((text) => text !== '' && !/Draft \d, not for publication/.test(text));
}

const refusedIn = (reason: string) => ({ reason: expect.stringContaining(reason) });

/** Each of these is listed, and never written. */
export const refusedEdits: Row[] = [
  [
    'a figure in a narrative',
    replaced('the balance is £73.613m', 'the balance is £73.631m', ann),
    refusedIn('it changes a figure that the text takes from a workbook'),
  ],
  [
    'a figure of a table',
    replaced('19.637', '19.640', ann),
    refusedIn('it is a figure: change dsg-plan.xlsx'),
  ],
  [
    'wording of the agreement',
    replaced('Revise the process for commissioning independent sector placements', 'Revise our process', ann),
    refusedIn('wording of the agreement'),
  ],
  [
    'wording of the template',
    replaced('Emerging risks', 'Main risks', ann),
    refusedIn('wording of the template'),
  ],
  [
    'what the program works out',
    cellChanged('School and community teams', 3, 'Better', ann),
    refusedIn('the program works it out'),
  ],
  [
    'a day that is none',
    replaced('30 November 2023', 'soon', bob),
    refusedIn('"soon" is not what the field takes'),
  ],
  [
    'a word that is not in its scale',
    cellChanged('Fees of three independent providers', 2, 'Huge', ann),
    refusedIn('Low, Medium, High'),
  ],
  [
    'a rating that the agreement has not',
    cellChanged('Annual reviews', 2, 'Yellow', bob),
    refusedIn('"Yellow" is not what the field takes: Green, Amber, Red, Not yet due'),
  ],
  [
    'a cell that was merged with the one before it',
    cellMerged('Six zones are covered', 1),
    refusedIn('the line cannot be left out'),
  ],
  [
    'a new paragraph between the headings of the template',
    addedBehind('Emerging risks', run('A paragraph of our own.'), ann),
    refusedIn('no field holds a paragraph in this place'),
  ],
  [
    "a column of a narrative's table that went",
    columnChanged('South and coast', 1, () => ''),
    refusedIn('it changes the columns or the first row of a table'),
  ],
  [
    'a header that went',
    rowRemoved('Provider', ann),
    refusedIn('it changes the columns or the first row of a table'),
  ],
];
