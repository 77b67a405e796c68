import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readPackage, writePackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import { setProperties } from '../../../src/word/properties.ts';
import { runIn } from '../../commands/run.ts';
import { copyFolder } from '../../copy-folder.ts';
import { setYaml } from '../../real-programme.ts';
import { notKept } from './not-kept.ts';
import { chosen, copied, edited, type FormEdit, inRow, paragraph, run, typed } from './word-forms.ts';

/** `triannual review` with update forms, as a programme manager sees it. */

const root = join(import.meta.dirname, '..', '..', '..');
const owner = 'assistant-director-workstream-4';
const condition7 = 'rounds/2023-12/conditions/7-commissioning.yaml';
const condition8 = 'rounds/2023-12/conditions/8-care-packages.yaml';
const blank = ['rating', 'reason', 'progress', 'mitigation', 'timeline'].map((name): [string[], null] => [
  [name],
  null,
]);

let base = '';
let folder = '';
let count = 0;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Rückläufe der Ämter '));
  copyFolder(join(root, 'inputs'), join(base, 'first/inputs'));
  await rm(join(base, 'first/inputs/forum'), { recursive: true });
  for (const file of [condition7, condition8]) await setYaml(join(base, 'first/inputs', file), blank);
  await runIn(join(base, 'first'), '2023-11-10', 'ask', '2023-12');
});
afterAll(() => rm(base, { recursive: true }));
beforeEach(() => {
  folder = join(base, String(++count));
  copyFolder(join(base, 'first'), folder);
});

const at = (...names: string[]) => join(folder, ...names);
const review = (...args: string[]) => runIn(folder, '2023-11-22', 'review', ...args);
const form = (name = owner) => readFile(at('output/2023-12/forms', `${name}.docx`));

async function came(name: string, ...edits: FormEdit[]): Promise<string> {
  await writeFile(at(name), await edited(new Uint8Array(await form()), ...edits));
  return at(name);
}

interface Listed {
  edits: Array<{ field: { file: string; path: string[] }; write: { value?: unknown } }>;
  refused: Array<{ reason: string; before: string; after: string }>;
  conflicts: Array<{ reason: string; versions: Array<{ after: string }> }>;
  diagnostics: Array<{ code: string; message: string }>;
  passed_over: Array<{ path: string }>;
  comments: Array<{ text: string; under: string }>;
}
async function listed(...paths: string[]): Promise<Listed & { status: number }> {
  const { status, stdout } = await review(...paths, '--json');
  return { status, ...(JSON.parse(stdout) as Listed) };
}
const written = ({ edits }: Listed) =>
  Object.fromEntries(
    edits.map(({ field, write }) => [`${field.file.split('/').at(-1)} ${field.path.join('.')}`, write.value]),
  );

test('the answers of a form are listed, each at its field, and a blank form has none', async () => {
  const file = await came(
    'Update – Zoë.docx',
    chosen('rating', 'Amber'),
    typed(
      'progress',
      paragraph(run('Seven of ten are '), run('agreed', '<w:b/>')) + paragraph(run('Next.')),
      { turn: 1 },
    ),
    typed('mitigation_by', '29/2/24'),
    inRow('timeline', 0, ['Open the base', '1 March 2024', '', 'On course']),
    typed('variance', 'Fees rose.', { cell: 4 }),
  );
  const { status, ...found } = await listed(file);
  expect(status).toBe(0);
  expect(written(found)).toEqual({
    '7-commissioning.yaml rating': 'Amber',
    '7-commissioning.yaml mitigation.by': '2024-02-29',
    '7-commissioning.yaml timeline': [{ what: 'Open the base', by: '2024-03-01', note: 'On course' }],
    '8-care-packages.yaml progress': 'Seven of ten are **agreed**\n\nNext.',
    'report.yaml variances.independent-special-schools': 'Fees rose.',
  });
  const nothing = await review(at('output/2023-12/forms', `${owner}.docx`));
  expect(nothing).toEqual({
    status: 0,
    stdout: `output/2023-12/forms/${owner}.docx: form 1 of 2023-12: no edit and no comment\n`,
    stderr: '',
  });
});

test('the day of an update is the one on which the form was saved, and its author who saved it', async () => {
  const parts = await readPackage(await edited(new Uint8Array(await form()), chosen('rating', 'Green', 1)));
  const core = parts.get('docProps/core.xml')?.text ?? '';
  const saved = core
    .replace(/<dcterms:modified.*?<\/dcterms:modified>|<cp:lastModifiedBy>.*?<\/cp:lastModifiedBy>/g, '')
    .replace(
      '</cp:coreProperties>',
      '<cp:lastModifiedBy>D. Dale</cp:lastModifiedBy><dcterms:modified xmlns:dcterms="http://purl.org/dc/terms/">2023-11-21T16:40:00Z</dcterms:modified></cp:coreProperties>',
    );
  await writeFile(at('a.docx'), await writePackage(parts.set('docProps/core.xml', new Part(saved))));
  const found = await listed(at('a.docx'));
  expect(written(found)).toEqual({
    '8-care-packages.yaml rating': 'Green',
    '8-care-packages.yaml updated': '2023-11-21',
  });
  expect(found.edits[0]).toMatchObject({ author: 'D. Dale' });
});

test('a milestone whose day was changed keeps the day that it had', async () => {
  await setYaml(at('inputs', condition7), [[['timeline'], [{ what: 'Open the base', by: '2024-03-01' }]]]);
  await runIn(folder, '2023-11-10', 'ask', '2023-12');
  const found = await listed(
    await came('a.docx', inRow('timeline', 0, ['Open the base', '1 June 2024', '', ''])),
  );
  expect(written(found)).toEqual({
    '7-commissioning.yaml timeline': [{ what: 'Open the base', by: '2024-06-01', moved_from: '2024-03-01' }],
  });
});

test.each<[string, string[][], object[]]>([
  [
    'another one in the place of one that is gone, and the next moved up',
    [
      ['Open the base', '1 March 2024', '', ''],
      ['Train the staff', '1 July 2024', '', ''],
    ],
    [
      { what: 'Open the base', by: '2024-03-01' },
      { what: 'Train the staff', by: '2024-07-01' },
    ],
  ],
  [
    'another one at the end, after the first was deleted',
    [
      ['Open the base', '1 March 2024', '', ''],
      ['Open a second base', '1 May 2024', '', ''],
    ],
    [
      { what: 'Open the base', by: '2024-03-01' },
      { what: 'Open a second base', by: '2024-05-01' },
    ],
  ],
  [
    'the same one in other words',
    [
      ['Survey of all sites', '5 January 2024', '', ''],
      ['Open the first base', '1 May 2024', '', ''],
    ],
    [
      { what: 'Survey of all sites', by: '2024-01-05' },
      { what: 'Open the first base', by: '2024-05-01', moved_from: '2024-03-01' },
    ],
  ],
])('a milestone has been moved only where it is the same: %s', async (_, rows, timeline) => {
  const before = [
    { what: 'Survey of all sites', by: '2024-01-05' },
    { what: 'Open the base', by: '2024-03-01' },
  ];
  await setYaml(at('inputs', condition7), [[['timeline'], before]]);
  await runIn(folder, '2023-11-10', 'ask', '2023-12');
  const found = await listed(await came('a.docx', ...rows.map((cells, i) => inRow('timeline', i, cells))));
  expect(written(found)).toEqual({ '7-commissioning.yaml timeline': timeline });
});

test('a form prints figures, never references; an answer that keeps a figure keeps its reference', async () => {
  const words =
    'There are {{kpi independent-placements 2023-12}} placements at {{kpi average-cost-hnb 2023-12}}.';
  await setYaml(at('inputs', condition7), [[['progress'], words]]);
  await runIn(folder, '2023-11-10', 'ask', '2023-12');
  const sent = await readPackage(new Uint8Array(await form()));
  expect(sent.get('word/document.xml')?.text).not.toContain('{{');
  expect(written(await listed(await came('same.docx')))).toEqual({});
  const found = await listed(await came('a.docx', typed('progress', 'Of 994 placements, nine end in July.')));
  expect(written(found)).toEqual({
    '7-commissioning.yaml progress':
      'Of {{kpi independent-placements 2023-12}} placements, nine end in July.',
  });
});

describe('named, and nothing of it is taken', () => {
  const refusedOf = async (...edits: FormEdit[]) => {
    const found = await listed(await came('messy.docx', ...edits));
    expect(found.edits).toEqual([]);
    expect(found.status).toBe(1);
    return found.refused.map(({ reason, before, after }) => ({ reason, before, after }));
  };

  test.each<[string, FormEdit, string]>([
    ['a day that there is not', typed('mitigation_by', '31 February 2024'), 'no day of the calendar'],
    ['words in place of a day', typed('mitigation_by', 'TBC'), '"TBC" is not a day'],
    ['a rating that is none', typed('rating', 'Amberish'), '"Amberish" is not one of Green, Amber, Red'],
    [
      'a milestone without a day',
      inRow('timeline', 0, ['Open', '', '', '']),
      'the row "Open" has nothing under by',
    ],
    [
      'a milestone with a month',
      inRow('timeline', 1, ['Open', 'March 2024', '', '']),
      '"March 2024" is not a day',
    ],
  ])('%s', async (_, edit, reason) => {
    const [refused] = await refusedOf(edit);
    expect(refused?.reason).toContain(reason);
  });

  test('each day of a table that cannot be read, in one go', async () => {
    const [refused] = await refusedOf(
      inRow('timeline', 0, ['Open', 'w/c 6 November', '31/02/2024', '']),
      inRow('timeline', 1, ['Close', 'TBC', '', '']),
    );
    expect(refused?.reason).toMatch(/row 1: "w\/c 6 November".*row 1: "31\/02\/2024".*row 2: "TBC"/);
  });

  test('an answer to a field that was changed in its file, with the line of the field', async () => {
    await setYaml(at('inputs', condition7), [[['reason'], 'Another one']]);
    const { conflicts } = await listed(await came('a.docx', typed('reason', 'Posts.')));
    expect(conflicts).toMatchObject([{ place: { file: `inputs/${condition7}`, line: expect.any(Number) } }]);
  });

  test('fixed text that was changed', async () => {
    const wording = 'Revise the process for commissioning independent sector placements';
    const [refused] = await refusedOf((xml) => xml.replace(wording, 'Think about placements'));
    expect(refused).toMatchObject({
      reason: expect.stringContaining('a fixed text of the form was changed'),
    });
    expect(refused?.before).toContain(wording);
    expect(refused?.after).toContain('Think about placements');
  });

  test('text typed outside of the cells for answers', async () => {
    const [refused] = await refusedOf((xml) =>
      xml.replace(/<w:sectPr/, `${paragraph(run('One more thing: the fees.'))}<w:sectPr`),
    );
    expect(refused).toEqual({
      reason: expect.stringContaining('it was typed outside of the cells for answers'),
      before: '',
      after: 'One more thing: the fees.',
    });
  });

  test('a part that was copied, and says two things', async () => {
    const [refused] = await refusedOf(
      typed('reason', 'Posts.'),
      copied('reason', (xml) => xml.replace('Posts.', 'Money.')),
    );
    expect(refused?.reason).toContain('the copies say different things');
    expect(refused?.after).toBe('Posts. / Money.');
  });

  test('a row that was taken out, and a picture', async () => {
    const gone: FormEdit = (xml) => xml.replace(/<w:tr>(?:(?!<\/w:tr>).)*_form_reason.*?<\/w:tr>/s, '');
    const drawn = '<w:p><w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>';
    const reasons = (await refusedOf(gone, typed('progress', drawn))).map(({ reason }) => reason);
    expect(reasons.join('\n')).toContain(
      'condition 7, reason: the cell for the answer is no longer in the form',
    );
    expect(reasons.join('\n')).toContain('pictures are not taken from a form');
  });
});

test('two forms of one owner that differ are a conflict; equal answers are one edit', async () => {
  const files = [
    await came('a.docx', typed('reason', 'Posts.')),
    await came('b.docx', typed('reason', 'Money.')),
  ];
  const found = await listed(...files);
  expect(found).toMatchObject({ status: 1, edits: [] });
  expect(found.conflicts.map(({ versions }) => versions.map(({ after }) => after))).toEqual([
    ['Posts.', 'Money.'],
  ]);
  const same = await listed(files[0] as string, await came('c.docx', typed('reason', 'Posts.')));
  expect(same).toMatchObject({ status: 0, conflicts: [] });
  expect(same.edits).toHaveLength(1);
});

test('a field that was changed in its file since the form was sent is a conflict', async () => {
  await setYaml(at('inputs', condition7), [[['reason'], 'Written since.']]);
  const found = await listed(await came('a.docx', typed('reason', 'Posts.')));
  expect(found.edits).toEqual([]);
  expect(found.conflicts[0]?.reason).toContain('Written since.');
  await setYaml(at('inputs', condition7), [[['reason'], 'Posts.']]);
  expect(await listed(at('a.docx'))).toMatchObject({ status: 0, edits: [], conflicts: [] });
});

describe('a form that is not for this round is named', () => {
  const messageOf = async (path: string) => {
    const found = await listed(path);
    expect(found).toMatchObject({ status: 1, edits: [] });
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['review/form']);
    return found.diagnostics[0]?.message;
  };

  test('of a round that has been submitted', async () => {
    await writeFile(at('inputs/rounds/2023-12/submission.yaml'), 'submitted: 2023-12-15\n');
    expect(await messageOf(await came('a.docx', typed('reason', 'x')))).toContain('has been submitted');
  });

  test('of a round after which another has been asked for', async () => {
    const file = await came('a.docx', typed('reason', 'x'));
    await runIn(folder, '2024-05-10', 'new', '2024-06');
    await runIn(folder, '2024-05-10', 'ask', '2024-06');
    expect(await messageOf(file)).toContain(
      'it is a form of December 2023, and forms of June 2024 have gone out since',
    );
  });

  test('of another agreement', async () => {
    await setYaml(at('inputs/agreement.yaml'), [[['name'], 'Another agreement']]);
    expect(await messageOf(await came('a.docx', typed('reason', 'x')))).toContain(
      'a form of another agreement',
    );
  });

  test('that was not kept as it was sent', async () => {
    const file = await came('a.docx', typed('reason', 'x'));
    await rm(at('output/2023-12/forms/.sent'), { recursive: true });
    expect(await messageOf(file)).toContain(notKept);
  });

  test.each(['form/2023-12/nobody/1', 'form/../../etc/1', 'form/2023-12/owner/99999999', 'form/2023-13/a/1'])(
    'that says it is %s',
    async (identity) => {
      const parts = await readPackage(await edited(new Uint8Array(await form()), typed('reason', 'x')));
      setProperties(parts, { triannual: identity });
      await writeFile(at('a.docx'), await writePackage(parts));
      const { status, diagnostics } = await listed(at('a.docx'));
      expect([status, diagnostics.length]).toEqual([1, 1]);
    },
  );
});

test('a form whose property is gone is known by its words', async () => {
  const parts = await readPackage(await edited(new Uint8Array(await form()), typed('reason', 'Posts.')));
  parts.delete('docProps/custom.xml');
  for (const name of ['_rels/.rels', '[Content_Types].xml'])
    parts.set(
      name,
      new Part((parts.get(name)?.text ?? '').replace(/<[^<>]*(?:custom-properties)[^<>]*\/>/g, '')),
    );
  await writeFile(at('a.docx'), await writePackage(parts));
  expect(written(await listed(at('a.docx')))).toEqual({ '7-commissioning.yaml reason': 'Posts.' });
});

test('of a folder, temporary and hidden files are passed over, and what may be an update is named with what to do', async () => {
  await mkdir(at('Teams'));
  const whole = await edited(new Uint8Array(await form()), typed('reason', 'Posts.'));
  const files: Record<string, Uint8Array | string> = {
    'form.docx': whole,
    'form-ANNS-LAPTOP.docx': whole,
    '~$form.docx': 'Ann',
    '.~lock.form.docx#': 'Ann',
    '.form.docx': whole,
    'form.docx.tmp': whole,
    '~WRD0001.tmp': whole,
    'empty.docx': '',
    'half.docx': whole.slice(0, whole.length / 2),
    'notes.txt': 'notes',
    'Re update.eml': 'Subject: update',
    'update.odt': 'PK',
    'update.pdf': '%PDF-1.4',
    'other.docx': new Uint8Array(await readFile(join(root, 'templates/board-summary.docx'))),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(at('Teams', name), bytes);
  await mkdir(at('Teams', 'Older'));
  const found = await listed(at('Teams'));
  expect(found.status).toBe(0);
  expect(written(found)).toEqual({ '7-commissioning.yaml reason': 'Posts.' });
  expect(found.passed_over.map(({ path }) => path)).toEqual([
    'Teams/empty.docx',
    'Teams/half.docx',
    'Teams/other.docx',
    'Teams/Older',
    'Teams/Re update.eml',
    'Teams/update.odt',
    'Teams/update.pdf',
  ]);
  await mkdir(at('Empty'));
  expect((await review(at('Empty'))).stdout).toBe('nothing has come back there\n');
});
