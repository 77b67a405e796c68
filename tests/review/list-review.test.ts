import { expect, test } from '@jest/globals';
import { drafted } from './drafted.ts';
import { splitBehind } from './larger-word-edits.ts';
import {
  addedBehind,
  ann,
  appended,
  bob,
  cellChanged,
  commented,
  commentParts,
  movedBefore,
  removed,
  replaced,
  rowBehind,
  rowRemoved,
  run,
  type WordEdit,
} from './word-edits.ts';

/** What `triannual review` finds in a file that came back. */

const copy = drafted();

interface Listed {
  edits: Array<Record<string, unknown>>;
  refused: Array<Record<string, unknown>>;
  conflicts: Array<Record<string, unknown>>;
  comments: Array<Record<string, unknown>>;
  diagnostics: Array<{ message: string }>;
}

async function listed(edits: readonly WordEdit[], parts?: Record<string, string>): Promise<Listed> {
  const project = copy();
  const { stdout } = await project.run(
    'review',
    await project.returned('came back.docx', edits, parts),
    '--json',
  );
  return JSON.parse(stdout);
}

const field = (file: string, ...path: Array<string | number>) => ({ file: `rounds/2023-09/${file}`, path });
const teams = 'conditions/4-school-and-community-teams.yaml';

type Row = [what: string, edit: WordEdit, expected: object];
const edits: Row[] = [
  [
    'a word of a bullet, tracked',
    replaced('Nine of the fifteen teams', 'Nine of the sixteen teams', ann),
    {
      kind: 'reworded',
      field: field(teams, 'progress'),
      author: 'Ann Smith',
      date: '2023-09-04T10:12:00Z',
      tracked: true,
    },
  ],
  [
    'a sentence at the end of a paragraph',
    appended('The approach is now used for every new package.', run(' Families say it helps.')),
    {
      field: field('conditions/8-care-packages.yaml', 'progress'),
      after: 'The approach is now used for every new package. Families say it helps.',
    },
  ],
  [
    'a new bullet',
    addedBehind('Nine of the fifteen teams', run('All six remaining teams have a named lead.'), bob),
    {
      kind: 'added',
      field: field(teams, 'progress'),
      after: 'All six remaining teams have a named lead.',
      author: 'Bob Jones',
    },
  ],
  [
    'a bullet that went',
    removed('Meetings with trusts and headteacher associations', ann),
    { kind: 'removed', field: field('conditions/3-communication.yaml', 'progress'), author: 'Ann Smith' },
  ],
  [
    'a bullet that was moved, tracked',
    movedBefore('Three providers have given notice of higher fees', 'The framework that compares costs', bob),
    { kind: 'moved', field: field('conditions/7-commissioning.yaml', 'progress'), author: 'Bob Jones' },
  ],
  [
    'a bullet that was moved, not tracked',
    movedBefore('Interest in secondary bases', 'Each school that hosts a base consults'),
    { kind: 'moved', field: field('conditions/9-capital-programme.yaml', 'progress'), tracked: false },
  ],
  [
    'a rating in the table of ratings',
    cellChanged('Annual reviews', 2, 'Green', ann),
    {
      kind: 'changed',
      field: field('conditions/2-annual-reviews.yaml', 'rating'),
      before: 'Amber',
      after: 'Green',
    },
  ],
  [
    'a day',
    replaced('30 November 2023', '15 December 2023', ann),
    { field: field('conditions/2-annual-reviews.yaml', 'mitigation', 'by'), write: { value: '2023-12-15' } },
  ],
  [
    'an owner',
    replaced('workstream 3', 'workstream 6', bob),
    {
      field: field('conditions/5-alternative-provision.yaml', 'owner'),
      after: 'Assistant Director, workstream 6',
    },
  ],
  [
    'a whole value among others of its paragraph',
    replaced('Cover the six zones from neighbouring teams until their own begin', 'Cover all zones', ann),
    { field: field(teams, 'mitigation', 'action'), after: 'Cover all zones' },
  ],
  [
    'a cell of a list',
    replaced('Every placement made this year', 'Every placement made since April', ann),
    { field: field('report.yaml', 'emerging_risks', 1, 'mitigation') },
  ],
  [
    'a new row of a list',
    rowBehind(
      'Placements in independent provision keep rising',
      ['Transport costs rise', 'Medium', 'Low', 'Routes are reviewed', 'A director'],
      ann,
    ),
    {
      kind: 'entry added',
      field: field('report.yaml', 'emerging_risks'),
      write: {
        at: 3,
        entry: {
          risk: 'Transport costs rise',
          likelihood: 'Medium',
          impact: 'Low',
          mitigation: 'Routes are reviewed',
          owner: 'A director',
        },
      },
    },
  ],
  [
    'a row that went',
    rowRemoved('Six zones are covered by neighbouring teams', bob),
    { kind: 'entry removed', write: { at: 2 }, author: 'Bob Jones' },
  ],
  [
    'a new step of a timeline',
    rowBehind('All 15 teams at work', ['Visits to every school', '15 December 2023', 'To come'], ann),
    {
      kind: 'entry added',
      field: field(teams, 'timeline'),
      write: { at: 4, entry: { what: 'Visits to every school', by: '2023-12-15' } },
    },
  ],
  [
    'a step of a timeline that went',
    rowRemoved('Profiles of the zones drafted', bob),
    { kind: 'entry removed', field: field(teams, 'timeline'), write: { at: 0 } },
  ],
  [
    'a text that was emptied',
    replaced('Six teams start half a term later than planned.', '', ann),
    { kind: 'removed', field: field(teams, 'reason'), after: '' },
  ],
];

/** All edits of a table in one file, found once. */
const allOf = (rows: readonly Row[]) => {
  let found: Promise<Listed> | undefined;
  return () => {
    found ??= listed(rows.map(([, edit]) => edit));
    return found;
  };
};

const withEdits = allOf(edits);
test.each(edits)('%s is found, with its field and who changed it', async (_, __, expected) => {
  const { edits: found, refused, conflicts, diagnostics } = await withEdits();
  expect({ refused, conflicts, diagnostics }).toEqual({ refused: [], conflicts: [], diagnostics: [] });
  expect(found).toHaveLength(edits.length);
  expect(found).toContainEqual(expect.objectContaining(expected));
  expect(found[0]?.place).toMatchObject({
    file: expect.stringContaining('inputs/rounds/2023-09/'),
    line: expect.any(Number),
  });
});

const noEdits: Row[] = [
  [
    'a figure',
    replaced('9,945', '9,954', ann),
    { reason: expect.stringContaining("it is a figure: change kpis.xlsx 'KPIs'!") },
  ],
  [
    'wording of the agreement',
    replaced('Revise the process for commissioning independent sector placements', 'Revise our process', ann),
    {
      reason: 'it is wording of the agreement, which a report states as it is',
      place: expect.objectContaining({ file: expect.stringContaining('agreement.yaml') }),
    },
  ],
  [
    'wording of the template',
    replaced('Emerging risks', 'Main risks', ann),
    { reason: expect.stringContaining('it is wording of the template') },
  ],
  [
    'what the program works out',
    cellChanged('School and community teams', 3, 'Better', ann),
    { reason: expect.stringContaining('the program works it out: this rating against the last') },
  ],
  [
    'a day that is none',
    replaced('30 November 2023', 'soon', ann),
    { reason: expect.stringContaining('"soon" is not what the field takes') },
  ],
  [
    'an owner that was emptied',
    cellChanged('Six zones are covered by neighbouring teams', 4, '', ann),
    { reason: expect.stringContaining('it cannot be empty'), after: '' },
  ],
  [
    'a row of a table that the program puts together',
    rowBehind('Schools Forum Forward Plan FY2023/24', ['Appendix 3', 'Case study'], ann),
    {
      reason: expect.stringContaining('no field holds a paragraph in this place'),
      place: expect.objectContaining({ file: expect.stringContaining('report.yaml') }),
    },
  ],
  [
    'a figure in a text',
    replaced(
      'Requests for assessment by schools were 231',
      'Requests for assessment by schools were 213',
      ann,
    ),
    {
      reason: expect.stringContaining('it changes a figure that the text takes from a workbook'),
      place: expect.objectContaining({
        source: expect.objectContaining({ text: expect.stringContaining('- Requests for assessment by') }),
      }),
    },
  ],
];
const withNone = allOf(noEdits);
test.each(noEdits)('%s cannot be taken back, and it says why', async (_, __, expected) => {
  const { edits: found, refused } = await withNone();
  expect(found).toEqual([]);
  expect(refused).toHaveLength(noEdits.length);
  expect(refused).toContainEqual(expect.objectContaining({ author: 'Ann Smith', ...expected }));
});

test('hidden text is on no page, and is no edit', async () => {
  const hidden = run(' a note').replace('<w:t', '<w:rPr><w:vanish/></w:rPr><w:t');
  expect(hidden).toContain('w:vanish');
  const { edits: found, refused } = await listed([appended('Nine of the fifteen teams', hidden)]);
  expect({ found, refused }).toEqual({ found: [], refused: [] });
});

test('of a new row, what the program works out is refused, and its fields are taken', async () => {
  const { edits: found, refused } = await listed([
    rowBehind('All 15 teams at work', ['Visits to every school', '1/12/23', 'Done 4 September 2023'], ann),
  ]);
  expect(found).toMatchObject([{ write: { entry: { what: 'Visits to every school', by: '2023-12-01' } } }]);
  expect(refused).toMatchObject([
    { after: 'Done 4 September 2023', reason: expect.stringContaining('the program works it out') },
  ]);
});

test('a rating that is changed to two others is a conflict, with both', async () => {
  const { conflicts, edits: found } = await listed([
    cellChanged('School-led Alternative Provision', 2, 'Green', ann),
    cellChanged('Amber', 1, 'Red', bob, 10),
  ]);
  expect(found).toEqual([]);
  expect(conflicts).toMatchObject([
    {
      field: field('conditions/5-alternative-provision.yaml', 'rating'),
      versions: [
        { after: 'Green', author: 'Ann Smith' },
        { after: 'Red', author: 'Bob Jones' },
      ],
    },
  ]);
});

test('two people who change other words of one paragraph are both heard; of the same words neither is', async () => {
  const project = copy();
  const files = await Promise.all([
    project.returned('ann.docx', [
      replaced('ready for its', 'all set for its', ann),
      replaced('until their own begin', 'until they have begun', ann),
      replaced('30 November 2023', '15 December 2023', ann),
    ]),
    project.returned('bob.docx', [
      replaced('launch this month', 'start this month', bob),
      replaced('Cover the six zones', 'Cover all zones', bob),
      replaced('30 November 2023', '30 January 2024', bob),
    ]),
  ]);
  const { stdout } = await project.run('review', ...files, '--json');
  const { edits: found, conflicts } = JSON.parse(stdout);
  const both = { author: 'Ann Smith and Bob Jones', files: ['ann.docx', 'bob.docx'] };
  expect(found).toMatchObject([
    { ...both, after: expect.stringContaining('is all set for its start this month.') },
    { ...both, write: { value: 'Cover all zones from neighbouring teams until they have begun' } },
  ]);
  expect(conflicts).toMatchObject([{ versions: [{ author: 'Ann Smith' }, { author: 'Bob Jones' }] }]);
});

test.each([
  ['first', 0],
  ['last', 1],
])(
  'a paragraph that one person splits and another changes is a conflict with all of it: %s',
  async (_, turn) => {
    const project = copy();
    const files = await Promise.all([
      project.returned('ann.docx', [splitBehind('social, emotional and mental health needs.')]),
      project.returned('bob.docx', [
        replaced('Nine placements have ended', 'Ten placements have ended', bob),
      ]),
    ]);
    const { stdout } = await project.run('review', ...(turn ? files.reverse() : files), '--json');
    const { edits: found, conflicts } = JSON.parse(stdout);
    expect(found).toEqual([]);
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0].versions).toHaveLength(2);
  },
);

test('comments come with their replies, their words and their field', async () => {
  const parts = commentParts([
    { by: bob, text: 'How many are there in all?' },
    { by: ann, text: 'Forty, I think.', replyTo: 0 },
    { by: bob, text: 'Is this period 5?', done: true },
  ]);
  const { comments, edits: found } = await listed(
    [commented('highest-cost packages', 0), commented('25.949', 2)],
    parts,
  );
  expect(found).toEqual([]);
  expect(comments).toMatchObject([
    { words: '25.949', text: 'Is this period 5?', open: false, author: 'Bob Jones' },
    {
      words: 'highest-cost packages',
      field: field('conditions/8-care-packages.yaml', 'progress'),
      text: 'How many are there in all?',
      replies: [{ author: 'Ann Smith', date: '2023-09-04T10:12:00Z', text: 'Forty, I think.' }],
      open: true,
    },
  ]);
});

const inTexts =
  (change: (text: string) => string): WordEdit =>
  (xml) =>
    xml.replace(/(<w:t[^>]*>)([^<]*)/g, (_, start: string, text: string) => start + change(text));

test.each<[string, WordEdit]>([
  [
    'signs that AutoCorrect puts in',
    inTexts((text) =>
      text
        .replaceAll("'", '’')
        .replace(/"(\w[^"]*)"/g, '“$1”')
        .replace(/ - /g, ' – '),
    ),
  ],
  ['signs as a keyboard has them', inTexts((text) => text.replace(/[‘’]/g, "'").replace(/ – /g, ' - '))],
  ['no-break blanks', inTexts((text) => text.replace(/ (?=\d)/g, '\u00A0'))],
  ['soft hyphens', inTexts((text) => text.replace(/[a-z]{4}(?=[a-z]{4})/g, '$&\u00AD'))],
])('%s in all paragraphs are no edit, and what was typed beside them is one', async (_, change) => {
  expect(await listed([change])).toMatchObject({ edits: [], refused: [], conflicts: [] });
  const typed = replaced('Nine of the fifteen teams', 'Ten of the fifteen teams', ann);
  const { edits: found, refused, conflicts } = await listed([typed, change]);
  expect({ refused, conflicts }).toEqual({ refused: [], conflicts: [] });
  expect(found).toEqual([
    expect.objectContaining({ kind: 'reworded', field: field(teams, 'progress'), author: 'Ann Smith' }),
  ]);
});

test('formats, split runs and new numbers of paragraphs are no edit', async () => {
  const restyled: WordEdit = (xml) =>
    xml
      .replaceAll('<w:p>', '<w:p w:rsidR="00A1B2C3" w14:paraId="2000000A">')
      .replace(
        '<w:r><w:t xml:space="preserve">Four conditions',
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Four</w:t></w:r><w:r><w:t xml:space="preserve"> conditions',
      );
  const found = await listed([restyled]);
  expect({ ...found, files: [] }).toEqual({
    files: [],
    passed_over: [],
    edits: [],
    refused: [],
    conflicts: [],
    comments: [],
    diagnostics: [],
  });
});

test.each([
  ['nobody.docx', 'there is no such file'],
  ['inputs/kpis.xlsx', 'this is not a Word file \\(\\.docx\\): it holds no word/document\\.xml'],
  ['inputs/kpis.yaml', 'this is not a Word file \\(\\.docx\\)'],
])('%s is refused in words', async (name, why) => {
  const project = copy();
  const { status, stderr } = await project.run('review', project.at(name));
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`error: the file cannot be compared with a draft: (${why})`));
});
