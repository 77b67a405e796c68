import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { main } from '../../src/cli.ts';
import { copyFolder } from '../copy-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const base = await mkdtemp(join(tmpdir(), 'Rundë für Ärzte '));
afterAll(() => rm(base, { recursive: true }));

/** A copy of the sample programme, new for each test. */
let inputs = '';
beforeEach(async () => {
  inputs = join(await mkdtemp(join(base, 'case ')), 'inputs');
  copyFolder(join(root, 'inputs'), inputs);
});

async function run(...args: string[]) {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const status = await main([...args, '--inputs', inputs], { stdout: { write }, stderr: { write } });
  return { status, output: output.replaceAll(inputs.replaceAll('\\', '/'), 'inputs') };
}

const path = (...parts: string[]) => join(inputs, 'rounds', ...parts);
const text = (...parts: string[]) => readFile(path(...parts), 'utf8');
const yaml = async (...parts: string[]) => parse(await text(...parts));

/** Every file of a folder with what is in it. */
async function contents(folder: string): Promise<Array<[string, string]>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.sort().map(async (file) => [file, await readFile(file, 'base64')]));
}

async function edit(file: string, change: (source: string) => string) {
  await writeFile(path(file), change(await text(file)));
}

describe('the next round', () => {
  test('has a file for each condition and a report, and says from what and until when', async () => {
    const { status, output } = await run('new', '2024-06');
    expect(status).toBe(0);
    expect(output).toBe(
      [
        'inputs/rounds/2024-06: made, with 10 files; what was said in 2023-12 is quoted in them',
        "inputs/kpis.xlsx: a column for June 2024: 'KPIs'!O",
        "inputs/dsg-plan.xlsx: a sheet for the forecast of June 2024: 'Forecast June 2024'",
        'to be sent to the DfE by Friday 14 June 2024',
        'next: fill them in, and see what is missing with: triannual status 2024-06 --inputs "inputs"',
        '',
      ].join('\n'),
    );
    expect(await readdir(path('2024-06', 'conditions'))).toEqual(
      await readdir(path('2023-12', 'conditions')),
    );
  });

  test('reads without an error, and what is missing is said in words', async () => {
    await run('new', '2024-06');
    const { status, output } = await run('check', '2024-06', '--today', '2024-05-10');
    expect(output).not.toMatch(
      /\[(?!rating\/missing|condition\/progress-missing|answer\/|kpi\/period|forecast\/missing)/,
    );
    expect(output).toContain("condition 4 has no rating, and this round's rating is due");
    expect(output).toContain('condition 9 has no progress update');
    expect(output).toMatch(/^\d+ \| progress: \|\n +\| {11}\^\n/m);
    expect(output).toContain('the report does not say whether the programme is on track');
    expect(output).toContain('nothing is said on emerging risks');
    expect(status).toBe(1);
  });

  test('is shown by status, with its owners', async () => {
    await run('new', '2024-06');
    const { output } = await run('status', '2024-06', '--today', '2024-05-10');
    expect(output).toContain('June 2024 report (2024-06): updates are collected, due in 24 working days');
    expect(output).toMatch(/4 {2}School and community teams +not rated .* Assistant Director, workstream 2/);
  });

  test('names each file as the last one was named, unless that name begins with the number of another condition', async () => {
    const last = (name: string) => path('2023-12', 'conditions', name);
    await rename(last('1-mainstream-inclusion.yaml'), last('11-mainstream-inclusion.yaml'));
    await rename(last('2-annual-reviews.yaml'), last('2 Reviews.yaml'));
    await run('new', '2024-06');
    const names = await readdir(path('2024-06', 'conditions'));
    expect(names).toContain('2 Reviews.yaml');
    expect(names.filter((name) => name.startsWith('1'))).toEqual([expect.stringMatching(/^1-/)]);
  });

  test('says nothing yet but the conditions, and their owners', async () => {
    await run('new', '2024-06');
    expect(await yaml('2024-06', 'conditions', '5-alternative-provision.yaml')).toEqual({
      condition: 5,
      owner: 'Assistant Director, workstream 3',
      updated: null,
      rating: null,
      reason: null,
      mitigation: { action: null, owner: null, by: null },
      timeline: null,
      progress: '',
    });
    const { answers, additional_information, ...rest } = await yaml('2024-06', 'report.yaml');
    expect([...Object.values(answers), ...Object.values(additional_information)]).toEqual(Array(7).fill(''));
    expect(rest).toEqual({
      milestones: null,
      sign_offs: { s151: { name: null, date: null }, dcs: { name: null, date: null } },
      on_track: null,
      summary: '',
      emerging_risks: null,
      support_required: '',
      corrections: null,
      appendices: null,
    });
  });

  test('quotes above each field what the last report said', async () => {
    await rm(path('2023-12'), { recursive: true });
    await run('new', '2023-12');
    const condition = await text('2023-12', 'conditions', '4-school-and-community-teams.yaml');
    const lines = (...expected: string[]) => expect(condition).toContain(expected.join('\n'));
    lines('# In September 2023 (illustrative, made up): Amber', 'rating:');
    lines(
      '# In September 2023 (illustrative, made up): Six teams start half a term later than planned.',
      'reason:',
    );
    lines(
      '# In September 2023 (illustrative, made up):',
      '#   action: Cover the six zones from neighbouring teams until their own begin',
      '#   owner: Assistant Director, workstream 2',
      '#   by: 2023-11-06',
      'mitigation:',
    );
    // Steps that were done are not asked for again.
    lines(
      '# In September 2023 (illustrative, made up):',
      '#   - what: All 15 profiles of zones complete',
      '#     by: 2023-10-13',
      '#   - what: All 15 teams at work',
      '#     by: 2023-11-06',
      '#     moved_from: 2023-09-29',
      'timeline:',
    );
    lines(
      '#   The first teams are at work, and the last will start later than planned.',
      '#',
      '#   - Nine of the fifteen teams began during the summer term.',
    );
    const report = await text('2023-12', 'report.yaml');
    for (const said of [
      '# In September 2023 (illustrative, made up): At risk\non_track:',
      '#   **At risk.** The forecast balance at 31 March 2024',
      '#   - risk: Fees of three independent providers rise from January, not forecast\n#     likelihood: High',
      "#   Advice on the pilots of the DfE's three-tier plan",
      '#   - title: Schools Forum Forward Plan FY2023/24\n#     document: forward-plan\nappendices:',
    ])
      expect(report).toContain(said);
  });

  test('has its dates worked out in comments, ready to be set', async () => {
    await run('new', '2024-06');
    const report = await text('2024-06', 'report.yaml');
    expect(report).toContain('#   Fri 24 May 2024  Draft to Delivery Group\n');
    expect(report).toContain(
      'Sun 16 Jun 2024  Deadline, which is no working day: send it by Fri 14 Jun 2024\n',
    );
    await edit('2024-06/report.yaml', (source) =>
      source.replace('  # delivery-group: 2024-05-24', '  delivery-group: 2024-05-22'),
    );
    const { output } = await run('status', '2024-06', '--today', '2024-05-10');
    expect(output).toContain('Wed 22 May 2024  Draft to Delivery Group');
  });

  test('is not marked illustrative, and quotes what is real without a remark', async () => {
    await edit('2023-12/report.yaml', (source) => source.replace('illustrative: true\n', ''));
    await run('new', '2024-06');
    for (const [, bytes] of await contents(path('2024-06')))
      expect(parse(Buffer.from(bytes, 'base64').toString())).not.toHaveProperty('illustrative');
    expect(await text('2024-06', 'report.yaml')).not.toContain('made up');
    expect(await text('2024-06', 'report.yaml')).toContain('# In December 2023: No\non_track:');
  });

  test('is told as JSON', async () => {
    const { status, output } = await run('new', '2024-06', '--json');
    expect(JSON.parse(output)).toMatchObject({
      id: '2024-06',
      folder: 'inputs/rounds/2024-06',
      quoted: '2023-12',
      deadline: '2024-06-16',
      diagnostics: [],
    });
    expect(JSON.parse(output).files).toHaveLength(10);
    expect(status).toBe(0);
  });
});

describe('nothing is ever overwritten', () => {
  test.each(['2023-06', '2023-12'])('the folder of %s stays as it is, byte for byte', async (id) => {
    const before = await contents(inputs);
    const { status, output } = await run('new', id);
    const { output: json } = await run('new', id, '--json');
    expect(JSON.parse(json)).toMatchObject({ files: [], diagnostics: [{ code: 'round/exists' }] });
    expect(output).toContain(
      `inputs/rounds/${id}: error: the round has a folder already: nothing is changed in it`,
    );
    expect(output).toContain(`inputs/rounds/${id} is not made`);
    expect(status).toBe(1);
    expect(await contents(inputs)).toEqual(before);
  });

  test('an empty folder, and a file of that name, are left alone too', async () => {
    await mkdir(path('2024-06'));
    expect((await run('new', '2024-06')).status).toBe(1);
    expect(await readdir(path('2024-06'))).toEqual([]);
    await writeFile(path('2024-09'), 'mine');
    const { status, output } = await run('new', '2024-09');
    expect(output).toContain('a part of this path is a file and not a folder: move that file away');
    expect(status).toBe(3);
    expect(await text('2024-09')).toBe('mine');
    expect(await readdir(path())).toEqual(['2023-06', '2023-09', '2023-12', '2024-06', '2024-09']);
  });
});

describe('a round', () => {
  test('that the agreement does not have is wrong usage', async () => {
    const { status, output } = await run('new', '2023-07');
    expect(output).toBe(
      'the agreement has no report in the month of 2023-07; its months are: June, September, December\n',
    );
    expect(status).toBe(2);
    expect((await run('new', '2023-13')).status).toBe(2);
    expect((await run('new', 'June')).output).toContain(
      'A round is a year and a month, for example 2023-06;',
    );
    expect(await readdir(path())).toEqual(['2023-06', '2023-09', '2023-12']);
  });

  test('with none before it is made from the agreement alone', async () => {
    await rm(path(), { recursive: true });
    await rm(join(inputs, 'programme.yaml'));
    const { output } = await run('new', '2023-06');
    expect(output).toContain('with 10 files; there is no earlier round to quote');
    expect(await yaml('2023-06', 'conditions', '4-school-and-community-teams.yaml')).toMatchObject({
      condition: 4,
      owner: null,
    });
    expect(await text('2023-06', 'conditions', '4-school-and-community-teams.yaml')).not.toMatch(/^# In /m);
    await rm(path(), { recursive: true });
    await cp(join(root, 'inputs', 'programme.yaml'), join(inputs, 'programme.yaml'));
    expect((await run('new', '2023-06')).status).toBe(0);
    const file = await yaml('2023-06', 'conditions', '9-send-capital-programme.yaml');
    expect(file.owner).toBe('Assistant Director, workstream 5');
    const { output: checked } = await run('check', '2023-06', '--today', '2023-06-01');
    expect(checked).not.toMatch(/\[(yaml|condition\/wording|condition\/missing)/);
  });

  test('after a gap quotes the last there is, and says so', async () => {
    await rm(path('2023-12'), { recursive: true });
    const { output } = await run('new', '2024-06');
    expect(output).toContain('what was said in 2023-09 is quoted in them (there is no folder for 2023-12)');
    expect(await text('2024-06', 'report.yaml')).toContain(
      '# In September 2023 (illustrative, made up): At risk',
    );
  });

  test('after one that cannot be read in part quotes the rest, and says what cannot be read', async () => {
    await edit('2023-12/conditions/2-annual-reviews.yaml', () => 'condition: 2\nprogress: a: b\n');
    const { status, output } = await run('new', '2024-06');
    expect(output).toContain('inputs/rounds/2023-12/conditions/2-annual-reviews.yaml:2:');
    expect(output).toContain('inputs/rounds/2024-06: made, with 10 files');
    expect(status).toBe(1);
    expect(await text('2024-06', 'conditions', '1-mainstream-inclusion.yaml')).toContain(
      '# In December 2023',
    );
  });

  test('without an agreement cannot be made', async () => {
    await rm(join(inputs, 'agreement.yaml'));
    const { status, output } = await run('new', '2024-06');
    expect(output).toContain('inputs/agreement.yaml: error: the file is not there');
    expect(output).toContain('inputs/rounds/2024-06 is not made');
    expect(status).toBe(1);
  });

  test('follows the agreement, where its conditions have changed since', async () => {
    await writeFile(
      join(inputs, 'agreement.yaml'),
      (await readFile(join(inputs, 'agreement.yaml'), 'utf8'))
        .replace(/questions:\n/, (found) => found)
        .replace(
          '# What each rating means',
          '  - number: 10\n    short: "Early years: \'First steps\' & more"\n    wording: >-\n      Agree a plan\n\n# What each rating means',
        ),
    );
    await run('new', '2024-06');
    expect(await readdir(path('2024-06', 'conditions'))).toContain('10-early-years-first-steps-more.yaml');
  });
});

test('texts with Windows line ends, signs of YAML and letters of other languages stay comments', async () => {
  await edit('2023-12/conditions/2-annual-reviews.yaml', (source) =>
    source
      .replace(
        /progress: \|[\s\S]*/,
        'progress: |\n  # Überschrift\n\n  rating: Red\n  - “ääkköset” 漢字 🎉\n\n  condition: 3\n',
      )
      .replaceAll('\n', '\r\n'),
  );
  expect((await run('new', '2024-06')).status).toBe(0);
  const source = await text('2024-06', 'conditions', '2-annual-reviews.yaml');
  expect(source).toContain(
    '# In December 2023 (illustrative, made up):\n#   # Überschrift\n#\n#   rating: Red\n#   - “ääkköset” 漢字 🎉\n#\n#   condition: 3\nprogress: |\n',
  );
  expect(source).not.toContain('\r');
  expect(parse(source)).toMatchObject({ condition: 2, rating: null, progress: '' });
});

test('the path is shown with forward slashes, and works in a folder of any name', async () => {
  const folder = join(inputs, '..', 'Mein Rat\\Eingaben');
  copyFolder(inputs, folder);
  inputs = folder;
  const { status, output } = await run('new', '2024-06');
  expect(status).toBe(0);
  // In the command the path is as it was given: another one may not work.
  expect(output.replace(/^next: .*/m, '')).not.toContain('\\');
  expect(await readdir(path())).toContain('2024-06');
});
