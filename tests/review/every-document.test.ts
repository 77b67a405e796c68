import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { paragraphBefore } from './larger-word-edits.ts';
import {
  addedBehind,
  ann,
  bob,
  cellChanged,
  editedFile,
  movedBefore,
  removed,
  replaced,
  rowBehind,
  rowMovedBefore,
  run,
  type WordEdit,
} from './word-edits.ts';

/** Every document of the program comes back, not the report alone: with the right field, or why it cannot be taken. */

const documents = {
  report: '2023-09/tri-annual-report-2023-09-draft-1',
  board: '2023-09/board-summary-2023-09-draft-1',
  growth: '2023-09/growth-plan-2023-09-draft-1',
  forward: '2023-09/forward-plan-2023-09-draft-1',
  forum: '2023-09-27/schools-forum-paper-2023-09-27-draft-1',
  committee: '2023-11-13-select-committee/committee-paper-2023-11-13-select-committee-draft-1',
  note: 'difficulty-2024-02-05/difficulty-note-difficulty-2024-02-05-draft-1',
};
type Name = keyof typeof documents;
const [round, forum, committee, note] = [
  'rounds/2023-09',
  'forum/2023-09-27',
  'papers/2023-11-13-select-committee',
  'difficulties/difficulty-2024-02-05.yaml',
];

type Row = [document: Name, what: string, edit: WordEdit, expected: object];
const field = (file: string, ...path: Array<string | number>) => ({ file, path });

const taken: Row[] = [
  [
    'report',
    'a paragraph among several of a cell',
    replaced('Nine of the fifteen zone teams', 'Ten of the fifteen zone teams', ann),
    { field: field(`${round}/report.yaml`, 'answers', 'progress'), author: 'Ann Smith' },
  ],
  [
    'report',
    'a new paragraph in a cell',
    addedBehind('All nine conditions are being', run('Two are ahead.'), bob),
    { kind: 'added', after: 'Two are ahead.', author: 'Bob Jones' },
  ],
  [
    'report',
    'a paragraph of a cell that went',
    removed('Savings from contracts with independent schools are behind', ann),
    { kind: 'removed', author: 'Ann Smith', field: field(`${round}/report.yaml`, 'answers', 'progress') },
  ],
  [
    'report',
    'a first paragraph of a cell',
    paragraphBefore('The largest risks are the cost', 'There are two.', ann),
    { kind: 'added', after: 'There are two.', write: { units: [expect.objectContaining({ behind: -1 })] } },
  ],
  [
    'report',
    'a row of a list that was moved',
    rowMovedBefore('Six zones are covered by neighbouring', 'Fees of three independent'),
    {
      kind: 'moved',
      field: field(`${round}/report.yaml`, 'emerging_risks'),
      write: expect.objectContaining({ at: 0, from: 2 }),
    },
  ],
  [
    'board',
    'a rating',
    cellChanged('Annual reviews', 2, ' red', ann),
    { field: field(`${round}/conditions/2-annual-reviews.yaml`, 'rating'), write: { value: 'Red' } },
  ],
  [
    'board',
    'words of a mitigation in a sentence',
    replaced('Cut the backlog', 'Clear the backlog', ann),
    {
      field: field(`${round}/conditions/2-annual-reviews.yaml`, 'mitigation', 'action'),
      after: 'Clear the backlog',
    },
  ],
  [
    'board',
    'a day in a sentence',
    replaced('27 Oct 2023', 'Fri 12th Jan 24', ann),
    {
      field: field(`${round}/conditions/7-commissioning.yaml`, 'mitigation', 'by'),
      write: { value: '2024-01-12' },
    },
  ],
  [
    'board',
    'a text with words of the program before it',
    replaced('Advice on the pilots', 'Help from the DfE', bob),
    { field: field(`${round}/report.yaml`, 'support_required'), author: 'Bob Jones' },
  ],
  [
    'board',
    'a risk',
    replaced('Placements in independent provision keep rising', 'Placements keep rising', ann),
    { field: field(`${round}/report.yaml`, 'emerging_risks', 1, 'risk') },
  ],
  [
    'forum',
    'an update of a workstream',
    replaced('Neighbouring teams visit the six zones', 'Other teams visit the six zones', ann),
    { field: field(`${forum}/workstream-2.yaml`, 'next') },
  ],
  [
    'forum',
    'the caption of a table',
    replaced('What Schools Forum asked for, and what has happened since', 'What the Forum asked for', ann),
    { field: field(`${forum}/paper.yaml`, 'sections', 0, 'text') },
  ],
  [
    'forum',
    'a paragraph before a picture',
    replaced('is to fit them', 'is to fit these', ann),
    { field: field(`${forum}/workstream-3.yaml`, 'more', 0, 'text') },
  ],
  [
    'forum',
    'the caption of a picture',
    replaced('Three tiers of alternative provision', 'The tiers', bob),
    { field: field(`${forum}/workstream-3.yaml`, 'more', 0, 'text') },
  ],
  [
    'forum',
    'words beside a figure',
    replaced('savings from contracts', 'savings in contracts', bob),
    { field: field(`${forum}/paper.yaml`, 'summary') },
  ],
  [
    'forum',
    'a heading',
    replaced('What a team does', 'What each team does', ann),
    { field: field(`${forum}/focus.yaml`, 'sections', 0, 'heading') },
  ],
  [
    'forum',
    'a recommendation that was moved',
    movedBefore('agree that the paper of 24', 'note the forecast', ann),
    { kind: 'moved', field: field(`${forum}/paper.yaml`, 'recommendations'), author: 'Ann Smith' },
  ],
  [
    'committee',
    'a recommendation',
    replaced('consider the progress', 'look at the progress', ann),
    { field: field(`${committee}/paper.yaml`, 'recommendations', 0) },
  ],
  [
    'committee',
    'a new recommendation',
    addedBehind('say which part of the programme', run('meet again in May'), bob),
    { kind: 'entry added', write: { at: 2, entry: 'meet again in May' } },
  ],
  [
    'committee',
    'a narrative',
    replaced('six-year programme', 'programme', ann),
    { field: field(`${committee}/paper.yaml`, 'introduction') },
  ],
  [
    'committee',
    'a section',
    replaced('Every zone team is', 'Each zone team is', ann),
    { field: field(`${committee}/paper.yaml`, 'sections', 1, 'text') },
  ],
  [
    'note',
    'what has happened',
    replaced('stopped work on', 'gave up work on', ann),
    { field: field(note, 'what') },
  ],
  [
    'note',
    'words beside a figure of a list',
    replaced('Pupils who wait', 'Children who wait', bob),
    {
      field: field(note, 'figures', 0),
      write: {
        value: expect.stringContaining(
          'Children who wait for the new places, up to 40 from 2026/27, would add to the {{kpi ',
        ),
      },
    },
  ],
  [
    'note',
    'a day',
    cellChanged('Appoint another contractor', 2, '20/3/24', ann),
    { field: field(note, 'actions', 0, 'by'), write: { value: '2024-03-20' } },
  ],
  [
    'note',
    'a new action',
    rowBehind('Put the new dates and costs', ['Tell the schools', 'A Director', '1 June 2024'], bob),
    {
      kind: 'entry added',
      write: { at: 3, entry: { what: 'Tell the schools', owner: 'A Director', by: '2024-06-01' } },
    },
  ],
];

const refused: Row[] = [
  ...(
    [
      ['forum', 'What Schools Forum asked for in May'],
      ['forum', 'What schools are asked to do, by when'],
      ['forum', 'What a team does'],
      ['committee', 'What follows'],
      ['committee', 'For children and families'],
    ] as const
  ).map(
    ([document, heading]): Row => [
      document,
      `the heading "${heading}" of a text that is still there`,
      removed(heading, ann),
      { reason: 'the text under it is still there: take that out too, or give it another heading' },
    ],
  ),
  [
    'report',
    'a caption',
    replaced('Ratings at a glance', 'All ratings', ann),
    { reason: expect.stringContaining('wording of the template') },
  ],
  [
    'board',
    'words of the program',
    replaced('Agree the answer to', 'Give the answer to', ann),
    { reason: 'they are words of the program' },
  ],
  [
    'board',
    'an answer that is none',
    replaced('At risk', 'Perhaps', ann),
    { reason: expect.stringContaining('is not what the field takes: Yes, At risk, No') },
  ],
  [
    'growth',
    'places',
    cellChanged('Primary', 3, '12', ann),
    { reason: expect.stringContaining('the program works it out') },
  ],
  [
    'growth',
    'a scheme',
    replaced('New Special School #1', 'New Special School A', ann),
    { place: expect.objectContaining({ file: 'inputs/capital.yaml', line: expect.any(Number) }) },
  ],
  [
    'forward',
    'a report',
    replaced('Financial monitoring, half year', 'Monitoring, half year', ann),
    { place: expect.objectContaining({ file: 'inputs/forward-plan.yaml' }) },
  ],
  [
    'forum',
    'a telephone number',
    replaced('0344 800 8020', '0344 800 8021', ann),
    { reason: expect.stringContaining('other documents print it too') },
  ],
  [
    'forum',
    'a label of a table of a chart',
    replaced('EHCP referral rates from parents', 'Parents', ann, 1),
    { reason: expect.any(String) },
  ],
  [
    'committee',
    'a figure in a narrative',
    replaced('£2.453m is left', '£2.463m is left', ann),
    { reason: expect.stringContaining('it changes a figure that the text takes from a workbook') },
  ],
  [
    'note',
    'a figure of a list',
    replaced('994', '995', ann),
    { reason: expect.stringContaining('{{kpi independent-placements 2023-12}}') },
  ],
];

let base = '';
const at = (...names: string[]) => join(base, ...names);
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'all documents '));
  copyFolder(join(import.meta.dirname, '..', '..', 'inputs'), at('inputs'));
  const { status, stderr } = await runIn(
    base,
    '2023-09-01',
    'build',
    ...new Set(Object.values(documents).map((path) => path.split('/')[0] as string)),
  );
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => rm(base, { recursive: true }));

/** Each document that has edits, as it came back. */
async function returned(rows: readonly Row[], name: string): Promise<string[]> {
  const paths = [...new Set(rows.map(([document]) => document))].map(async (document) => {
    const edits = rows.filter((row) => row[0] === document).map(([, , edit]) => edit);
    const path = at(`${document} ${name}.docx`);
    await writeFile(
      path,
      await editedFile(await readFile(at('output', `${documents[document]}.docx`)), edits),
    );
    return path;
  });
  return Promise.all(paths);
}

interface Listed {
  edits: object[];
  refused: object[];
  conflicts: object[];
  diagnostics: object[];
}

const review = async (paths: readonly string[], ...more: string[]): Promise<Listed> =>
  JSON.parse((await runIn(base, '2023-09-05', 'review', ...paths, '--json', ...more)).stdout);

test('what was edited in any document is refused with its reason, or found in its field, and written there', async () => {
  const none = await review(await returned(refused, 'refused'));
  expect({ edits: none.edits, conflicts: none.conflicts, diagnostics: none.diagnostics }).toEqual({
    edits: [],
    conflicts: [],
    diagnostics: [],
  });
  for (const [, , , expected] of refused)
    expect(none.refused).toContainEqual(expect.objectContaining(expected));
  expect(none.refused).toHaveLength(refused.length);
  const paths = await returned(taken, 'came back');
  const found = await review(paths, '--apply');
  expect({ refused: found.refused, conflicts: found.conflicts }).toEqual({ refused: [], conflicts: [] });
  expect(found.diagnostics).not.toContainEqual(
    expect.objectContaining({ code: expect.stringMatching(/^(file|yaml)\//) }),
  );
  for (const [, , , expected] of taken) expect(found.edits).toContainEqual(expect.objectContaining(expected));
  expect(found.edits).toHaveLength(taken.length);
  expect(await review(paths)).toMatchObject({ edits: [], refused: [], conflicts: [] });
  const yaml = async (file: string) => parse(await readFile(at('inputs', file), 'utf8'));
  const { emerging_risks, answers } = await yaml(`${round}/report.yaml`);
  expect(emerging_risks.map((one: { risk: string }) => one.risk.slice(0, 9))).toEqual([
    'Six zones',
    'Fees of t',
    'Placement',
    'The accou',
  ]);
  expect(answers.progress).toMatch(
    /^All nine [\s\S]*\n\nTwo are ahead\.\n\nDates have [^\n]*\n\n- The backlog [^\n]*\n- Ten of the [^\n]*\n$/,
  );
  expect(answers.risks).toMatch(/^There are two\.\n\nThe largest/);
  expect((await yaml(`${forum}/paper.yaml`)).recommendations[0]).toMatch(
    /^agree that the paper of 24 January/,
  );
  expect((await yaml(`${committee}/paper.yaml`)).recommendations).toHaveLength(3);
  expect((await yaml(note)).actions).toHaveLength(4);
  const comments = [
    'rounds/2023-09/comments.yaml',
    `${committee}/comments.yaml`,
    'difficulties/comments/difficulty-2024-02-05.yaml',
  ];
  for (const file of comments) expect((await yaml(file)).reviewed).not.toHaveLength(0);
});
