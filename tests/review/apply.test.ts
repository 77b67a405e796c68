import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { plain } from '../../src/review/narrative.ts';
import { readDocument } from '../../src/word/read/blocks.ts';
import { type Drafted, drafted, report } from './drafted.ts';
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

/** What `triannual review --apply` writes, and that it can be taken back. */

const copy = drafted();

/** Edits that no other part of the report repeats or works out. */
const edits: WordEdit[] = [
  replaced('Nine of the fifteen teams', 'Nine of the 16 teams', ann),
  appended('The approach is now used for every new package.', run(' Families say: 5*3 < 20_000.')),
  addedBehind('Nine of the fifteen teams', run('- All six [remaining] teams have a named lead.'), bob),
  addedBehind('The first teams are at work', run('1. A paragraph that begins as an item.')),
  removed('Meetings with trusts and headteacher associations', ann),
  movedBefore('Three providers have given notice of higher fees', 'The framework that compares costs', bob),
  replaced('The largest risks are', 'The largest risks by far are'),
  appended('Four conditions are rated Green', run(' Subject to audit.', '<w:rPr><w:i/></w:rPr>')),
  rowBehind(
    'Fees of three independent providers',
    ['Transport: costs rise', 'Medium', 'Low', "Routes aren't fixed", 'A director'],
    ann,
  ),
  rowRemoved('Six zones are covered by neighbouring teams', bob),
  cellChanged('Placements in independent provision keep rising', 4, 'Assistant Director, workstream 5', ann),
  replaced('30 November 2023', '15 December 2023', ann),
];

const file = (project: Drafted, name: string) =>
  readFile(project.at('inputs', 'rounds', '2023-09', name), 'utf8');
const json = async (project: Drafted, ...args: string[]) => {
  const { stdout, status } = await project.run(...args, '--json');
  return { status, ...JSON.parse(stdout) };
};

async function linesOf(path: string): Promise<string[]> {
  const { blocks } = await readDocument(await readFile(path));
  return blocks
    .map(({ text }) => plain(text))
    .filter((text) => text !== '' && !/Draft \d, not for publication/.test(text));
}

async function textsOf(project: Drafted): Promise<Record<string, string>> {
  const names = (await readdir(project.at('inputs'), { recursive: true })).filter((name) =>
    name.endsWith('.yaml'),
  );
  const read = names.map(async (name) => [name, await readFile(project.at('inputs', name), 'utf8')]);
  return Object.fromEntries(await Promise.all(read));
}

test('the next draft says what the edited one said; twice changes nothing; undone, all is as it was', async () => {
  const project = copy();
  const before = await textsOf(project);
  const returned = await project.returned('came back.docx', edits);
  const applied = await json(project, 'review', returned, '--apply');
  expect(applied).toMatchObject({ status: 0, refused: [], conflicts: [], diagnostics: [] });
  const after = await textsOf(project);
  await project.run('build', '2023-09');
  expect(await linesOf(project.at(report.replace('draft-1', 'draft-2')))).toEqual(await linesOf(returned));
  const again = await json(project, 'review', returned, '--apply');
  expect(again).toMatchObject({ status: 0, edits: [], written: [] });
  expect(await textsOf(project)).toEqual(after);
  expect(await project.run('review', '--undo')).toMatchObject({ status: 0 });
  expect(await textsOf(project)).toEqual(before);
});

test('only the lines of what was edited change', async () => {
  const project = copy();
  const before = await file(project, 'report.yaml');
  const returned = await project.returned('came back.docx', [
    replaced('The largest risks are', 'The largest risks by far are'),
    rowBehind(
      'Fees of three independent providers',
      ['Transport costs rise', 'Medium', 'Low', 'None', 'A director'],
      ann,
    ),
  ]);
  await project.run('review', returned, '--apply');
  const lines = (await file(project, 'report.yaml')).split('\n');
  const old = new Set(before.split('\n'));
  expect(lines.filter((line) => !old.has(line))).toEqual([
    '    The largest risks by far are the cost of independent placements and fees announced from January. The table of emerging risks gives',
    '  - risk: Transport costs rise',
    '    mitigation: None',
    '    owner: A director',
  ]);
  expect(
    parse(lines.join('\n')).emerging_risks.map(({ risk }: { risk: string }) => risk.slice(0, 9)),
  ).toEqual(['Fees of t', 'Transport', 'Placement', 'Six zones', 'The accou']);
});

test('some edits are taken by their numbers, and none with "none"; the file counts as reviewed', async () => {
  const project = copy();
  const returned = await project.returned('a copy.docx', [
    replaced('Nine of the fifteen teams', 'Nine of the 16 teams', ann),
    replaced('The largest risks are', 'The largest risks by far are'),
  ]);
  const { edits: found } = await json(project, 'review', returned);
  expect((await project.run('review', returned, '--apply', '7')).status).toBe(2);
  const none = await json(project, 'review', returned, '--apply', 'none');
  expect(none.written).toEqual([expect.stringMatching(/comments\.yaml$/)]);
  const last = found.find(({ after }: { after: string }) => after.includes('16 teams')).number;
  const one = await json(project, 'review', returned, '--apply', String(last));
  expect(one.written).toEqual([expect.stringMatching(/4-school-and-community-teams\.yaml$/)]);
  expect(parse(await file(project, 'comments.yaml')).reviewed).toHaveLength(1);
  expect(await readdir(project.at('output', '2023-09', 'reviewed'))).toContainEqual(
    expect.stringMatching(/^tri-annual-report-2023-09-draft-1-reviewed-[0-9a-f]{8}\.docx$/),
  );
});

test('two people: the same edit is one, other fields are both taken, and two ways are a conflict', async () => {
  const project = copy();
  const first = await project.returned('ann.docx', [
    cellChanged('Annual reviews', 2, 'Green', ann),
    replaced('workstream 3', 'workstream 6', ann),
    replaced('Nine of the fifteen teams', 'Nine of the 16 teams', ann),
  ]);
  const second = await project.returned('bob.docx', [
    cellChanged('Annual reviews', 2, 'Red', bob),
    replaced('workstream 3', 'workstream 6', bob),
    addedBehind('Nine of the fifteen teams', run('All teams have a lead.'), bob),
  ]);
  const { edits: found, conflicts, status } = await json(project, 'review', first, second, '--apply');
  expect(status).toBe(1);
  expect(conflicts).toMatchObject([
    {
      versions: [
        { after: 'Green', author: 'Ann Smith' },
        { after: 'Red', author: 'Bob Jones' },
      ],
    },
  ]);
  expect(found).toMatchObject([
    { after: 'Nine of the 16 teams began during the summer term.' },
    { after: 'All teams have a lead.', author: 'Bob Jones' },
    { after: 'Assistant Director, workstream 6', author: 'Ann Smith and Bob Jones' },
  ]);
  expect(parse(await file(project, 'conditions/2-annual-reviews.yaml')).rating).toBe('Amber');
  expect(parse(await file(project, 'conditions/4-school-and-community-teams.yaml')).progress).toContain(
    '- Nine of the 16 teams began during the summer term.\n- All teams have a lead.\n',
  );
});

test('a field that has been changed in its file too is a conflict, with what it says now', async () => {
  const project = copy();
  const returned = await project.returned('came back.docx', [replaced('workstream 3', 'workstream 6', ann)]);
  const path = project.at('inputs/rounds/2023-09/conditions/5-alternative-provision.yaml');
  await writeFile(path, (await readFile(path, 'utf8')).replace('workstream 3', 'workstream 4'));
  const { conflicts, written } = await json(project, 'review', returned, '--apply');
  expect(conflicts).toMatchObject([
    {
      reason: expect.stringContaining('says now: Assistant Director, workstream 4'),
      versions: [{ author: 'Ann Smith' }],
    },
  ]);
  expect(written).toEqual([expect.stringMatching(/comments\.yaml$/)]);
});

test('what an edit breaks is said: Green without a reason', async () => {
  const project = copy();
  const path = project.at('inputs/rounds/2023-09/conditions/2-annual-reviews.yaml');
  await writeFile(path, (await readFile(path, 'utf8')).replace(/^reason: .*$/m, 'reason:'));
  const returned = await project.returned('came back.docx', [cellChanged('Annual reviews', 2, 'Green', ann)]);
  const { status, diagnostics } = await json(project, 'review', returned, '--apply');
  expect(status).toBe(1);
  expect(diagnostics).toMatchObject([{ code: 'rating/reason-missing' }]);
});

test('comments are kept, closed by their numbers, and closed in Word', async () => {
  const project = copy();
  const parts = commentParts([
    { by: bob, text: 'How many are there in all?' },
    { by: ann, text: 'Forty, I think.', replyTo: 0 },
  ]);
  const returned = await project.returned('came back.docx', [commented('highest-cost packages', 0)], parts);
  await project.run('review', returned, '--apply', 'none');
  expect((await project.run('review', '2023-09')).stdout).toBe(
    '2023-09: 1 comment, 1 open\n' +
      '  1. Bob Jones, 5 September 2023 on "highest-cost packages", rounds/2023-09/conditions/8-care-packages.yaml\n' +
      '     How many are there in all?\n     Ann Smith: Forty, I think.\n',
  );
  const { stdout } = await project.run('status', '2023-09');
  expect(stdout).toContain('\n\nComments: 1 open\n\n');
  expect(stdout).toContain('  - answer the comments that are open: triannual review 2023-09');
  expect((await project.run('review', '2023-09', '--done', '2')).status).toBe(1);
  expect((await project.run('review', '2023-09', '--done', '1')).stdout).toContain('1 comment, 0 open');
  const { comments } = parse(await file(project, 'comments.yaml'));
  expect(comments).toMatchObject([{ open: false, author: 'Bob Jones', replies: [{ author: 'Ann Smith' }] }]);
});

test('another round whose draft is not there, and a round that is submitted, are refused', async () => {
  const project = copy();
  const returned = await project.returned('came back.docx', [replaced('workstream 3', 'workstream 6', ann)]);
  await writeFile(project.at('inputs/rounds/2023-09/submission.yaml'), 'round: 2023-09\n');
  const { stderr } = await project.run('review', returned, '--apply');
  expect(stderr).toContain('the report of 2023-09 has been submitted');
  await rm(project.at('output'), { recursive: true });
  await mkdir(project.at('output'));
  const gone = await project.run('review', returned);
  expect(gone.stderr).toContain('draft 1 of 2023-09 is not in');
});

test('a draft that was changed and not reviewed is named by build, status and submit, until it is reviewed', async () => {
  const project = copy();
  const returned = await project.returned(report, [replaced('workstream 3', 'workstream 6', ann)]);
  const said =
    'this draft came back with 1 edit and 0 comments, by Ann Smith, and nobody has reviewed it [review/waiting]';
  for (const args of [
    ['build', '2023-09'],
    ['status', '2023-09'],
    ['submit', '2023-09'],
  ]) {
    const { stdout, stderr } = await project.run(...args);
    expect(stdout + stderr).toContain(said);
  }
  await project.run('review', returned, '--apply');
  const { stdout, stderr } = await project.run('build', '2023-09');
  expect(stdout + stderr).not.toContain('nobody has reviewed it');
});

test('the next draft carries open comments in their place, with their replies, and a reply there comes back', async () => {
  const project = copy();
  const parts = commentParts([
    { by: bob, text: 'How many are there in all?' },
    { by: ann, text: 'Forty, I think.', replyTo: 0 },
    { by: ann, text: 'By whom?' },
  ]);
  const edited = [
    commented('highest-cost packages', 0),
    commented('every new package', 2),
    replaced('workstream 3', 'workstream 6', ann),
  ];
  const returned = await project.returned('came back.docx', edited, parts);
  await project.run('review', returned, '--apply');
  await project.run('build', '2023-09');
  const second = project.at(report.replace('draft-1', 'draft-2'));
  const { comments, edits: found } = await json(project, 'review', second);
  expect(found).toEqual([]);
  expect(comments).toMatchObject([
    { author: 'Ann Smith', words: 'The approach is now used for every new package.' },
    {
      author: 'Bob Jones',
      text: 'How many are there in all?',
      field: { file: 'rounds/2023-09/conditions/8-care-packages.yaml', path: ['progress'] },
      words: expect.stringMatching(/^Twelve of the highest-cost packages /),
      replies: [{ author: 'Ann Smith', text: 'Forty, I think.' }],
      open: true,
    },
  ]);
  const { id } = comments[1];
  expect(parse(await file(project, 'comments.yaml')).comments.map((one: { id: string }) => one.id)).toContain(
    id,
  );
  await project.run('review', '2023-09', '--done', '1,2');
  await project.run('build', '2023-09');
  const third = project.at(report.replace('draft-1', 'draft-3'));
  expect((await json(project, 'review', third)).comments).toEqual([]);
});

test('comments and records that somebody has made unreadable are named, without a stack trace', async () => {
  const project = copy();
  const returned = await project.returned('came back.docx', [replaced('workstream 3', 'workstream 6', ann)]);
  await project.run('review', returned, '--apply');
  await writeFile(project.at('inputs/rounds/2023-09/comments.yaml'), 'comments: 3\n');
  for (const args of [[returned, '--apply'], ['2023-09'], ['2023-09', '--done', '1']]) {
    const { status, stderr } = await project.run('review', ...args);
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr:
        'triannual: rounds/2023-09/comments.yaml is not as the program wrote it: put it back from a copy, or move it away\n',
    });
  }
  await writeFile(project.at('output/2023-09/reviewed/review-1.json'), '{');
  const undone = await project.run('review', '--undo');
  expect(undone).toMatchObject({ status: 1, stderr: expect.stringContaining('nothing can be taken back') });
});
