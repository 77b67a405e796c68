import { appendFile, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { sealOf } from '../../src/files/seal.ts';
import { sha256 } from '../../src/files/sha256.ts';
import { runIn } from '../commands/run.ts';
import { copyAsReal, editWorkbook, setYaml, signatures } from '../real-programme.ts';

/**
 * Ways to change afterwards what the DfE was told, each in a copy of a project with two reports that were submitted. Each is found by
 * `verify` and by `run`, which name the file that was changed and nothing else.
 */

let base = '';
let folder = '';
let count = 0;
const at = (...names: string[]) => join(folder, ...names);
const input = (...names: string[]) => at('inputs', ...names);
const june = (...names: string[]) => input('rounds', '2023-06', ...names);
const record = (id = '2023-06') => input('rounds', id, 'submission.yaml');
const register = () => input('submissions.yaml');
const finalName = (id: string) => `tri-annual-report-${id}-final.docx`;
const final = (id = '2023-06') => at('output', id, 'submission', finalName(id));
const edit = async (path: string, change: (text: string) => string) => {
  const before = await readFile(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(path, after);
};
const replace = (path: string, from: RegExp | string, to: string) =>
  edit(path, (text) => text.replace(from, to));
// biome-ignore lint/suspicious/noExplicitAny: a record of any shape
const value = (path: string, change: (value: any) => void) =>
  edit(path, (text) => {
    const read = parse(text);
    change(read);
    return stringify(read, { lineWidth: 0, blockQuote: 'literal' });
  });
/** As a forger would who knows how records are sealed. */
// biome-ignore lint/suspicious/noExplicitAny: a record of any shape
const forge = (path: string, change: (value: any) => void) =>
  value(path, (read) => {
    change(read);
    read.seal = sealOf(read);
  });
const kpiCell = (heading: string, column: number, to: number) =>
  editWorkbook(input('kpis.xlsx'), (workbook) => {
    workbook.getWorksheet('KPIs')?.eachRow((row) => {
      if (row.getCell(2).text === heading) row.getCell(column).value = to;
    });
  });

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Fälschungen '));
  folder = join(base, 'as sent');
  await copyAsReal(at('inputs'));
  await rm(input('forum'), { recursive: true });
  for (const [id, signed, sent] of [
    ['2023-06', '2023-06-14', '2023-06-15'],
    ['2023-09', '2023-09-13', '2023-09-14'],
  ] as const) {
    await runIn(folder, signed, 'build', id);
    await setYaml(input('rounds', id, 'report.yaml'), signatures(signed));
    expect((await runIn(folder, sent, 'submit', id)).status).toBe(0);
  }
  await rm(at('output', '2023-06', 'evidence-2023-06.zip'));
});
afterAll(() => rm(base, { recursive: true }));

async function copied() {
  const from = join(base, 'as sent');
  folder = join(base, String(++count));
  await cp(from, folder, { recursive: true });
}

const submission = 'inputs/rounds/2023-06/submission.yaml';
const sent = `output/2023-06/submission/${finalName('2023-06')}`;

type Tamper = [what: string, file: string, change: () => Promise<unknown>];
const tampers: Tamper[] = [
  ['the final edited', sent, () => appendFile(final(), ' ')],
  [
    'the final and its hash in the record',
    submission,
    async () => {
      await writeFile(final(), 'forged');
      await value(record(), (read) => {
        read.files[0].sha256 = sha256('forged');
      });
    },
  ],
  [
    'the final, its hash and the seal of the record',
    submission,
    async () => {
      await writeFile(final(), 'forged');
      await forge(record(), (read) => {
        read.files[0].sha256 = sha256('forged');
      });
    },
  ],
  ['the final put in the place of another', sent, () => cp(final('2023-09'), final())],
  ['the final deleted', sent, () => rm(final())],
  ['the final emptied', sent, () => writeFile(final(), '')],
  [
    'a file put with those that were sent',
    'output/2023-06/submission/more.pdf',
    () => writeFile(at('output', '2023-06', 'submission', 'more.pdf'), 'x'),
  ],
  [
    'the signed draft',
    'output/2023-06/.drafts/tri-annual-report-2023-06-draft-1.docx',
    () => appendFile(at('output', '2023-06', '.drafts', 'tri-annual-report-2023-06-draft-1.docx'), 'x'),
  ],
  ...(
    [
      [
        'no KPIs',
        (read) => {
          read.kpis = {};
        },
      ],
      [
        'a KPI less',
        (read) => {
          delete read.kpis['ehcps-actual'];
        },
      ],
      [
        'a KPI renamed',
        (read) => {
          read.kpis.other = read.kpis['ehcps-actual'];
          delete read.kpis['ehcps-actual'];
        },
      ],
      [
        'the value of a KPI',
        (read) => {
          read.kpis['ehcps-actual'].value += 1;
        },
      ],
      [
        'a KPI as printed',
        (read) => {
          read.kpis['ehcps-actual'].printed = '1';
        },
      ],
      [
        'the month of a KPI',
        (read) => {
          read.kpis['ehcps-actual'].month = '2023-03';
        },
      ],
      [
        'a rating',
        (read) => {
          read.ratings['4'] = 'Red';
        },
      ],
      [
        'a rating less',
        (read) => {
          delete read.ratings['4'];
        },
      ],
      [
        'the round',
        (read) => {
          read.round = '2023-12';
        },
      ],
      [
        'the program',
        (read) => {
          read.program = 'triannual 9.9.9';
        },
      ],
      [
        'the day',
        (read) => {
          read.submitted = '2023-06-14';
        },
      ],
      [
        'the name of a signature',
        (read) => {
          read.signed[0].name = 'C. Forger';
        },
      ],
      [
        'the day of a signature',
        (read) => {
          read.signed[0].date = '2023-06-01';
        },
      ],
      [
        'the role of a signature',
        (read) => {
          read.signed[0].role = 'Clerk';
        },
      ],
      [
        'a signature less',
        (read) => {
          read.signed.pop();
        },
      ],
      [
        'a signature more',
        (read) => {
          read.signed.push({ ...read.signed[0] });
        },
      ],
      [
        'the draft of a signature',
        (read) => {
          read.signed[0].draft = 2;
        },
      ],
      [
        'the hash of a signed draft',
        (read) => {
          read.signed[0].sha256 = sha256('x');
        },
      ],
      [
        'another file',
        (read) => {
          read.files[0].file = 'other.docx';
        },
      ],
      [
        'a file out of the folder',
        (read) => {
          read.files[0].file = '../../../esc.docx';
        },
      ],
      [
        'a file by its path',
        (read) => {
          read.files[0].file = '/tmp/esc.docx';
        },
      ],
      [
        'no files',
        (read) => {
          read.files = [];
        },
      ],
      [
        'the clock',
        (read) => {
          read.made.at = '2023-06-01T00:00:00.000Z';
        },
      ],
      [
        'the account',
        (read) => {
          read.made.account = 'nobody';
        },
      ],
      [
        'the host',
        (read) => {
          read.made.host = 'elsewhere';
        },
      ],
      [
        'the hash of an input',
        (read) => {
          read.inputs[0].sha256 = sha256('x');
        },
      ],
      [
        'the hash of the template',
        (read) => {
          read.templates[0].sha256 = sha256('x');
        },
      ],
      [
        'what was printed',
        (read) => {
          read.printed = read.printed.replace('Amber', 'Green');
        },
      ],
      [
        'a field as told',
        (read) => {
          read.fields = read.fields.replace('Amber', 'Green').replace(/[a-z]/, 'X');
        },
      ],
      [
        'a figure as told',
        (read) => {
          read.figures = read.figures.replace(/\d/, '7').replace(/\d(?=\D*$)/, '3');
        },
      ],
      [
        'a record before it',
        (read) => {
          read.previous = sha256('x');
        },
      ],
      [
        'the seal',
        (read) => {
          read.seal = sha256('x');
        },
      ],
      [
        'no seal',
        (read) => {
          delete read.seal;
        },
      ],
      [
        'no version',
        (read) => {
          delete read.version;
        },
      ],
      [
        'what 0.1 wrote',
        (read) => {
          for (const key of ['version', 'seal', 'made', 'printed', 'fields', 'figures']) delete read[key];
        },
      ],
      [
        'a reason for being late',
        (read) => {
          read.entered_late = 'The post was slow.';
        },
      ],
      [
        'means that were others',
        (read) => {
          read.by_other_means = true;
        },
      ],
      [
        'a key of its own',
        (read) => {
          read.approved = 'Yes';
        },
      ],
      // biome-ignore lint/suspicious/noExplicitAny: a record of any shape
    ] as Array<[string, (read: any) => void]>
  ).map(([what, change]): Tamper => [`the record: ${what}`, submission, () => value(record(), change)]),
  ['the record emptied', submission, () => writeFile(record(), '')],
  ['the record broken', submission, () => replace(record(), /^round:/m, 'round: [')],
  ['the record deleted', submission, () => rm(record())],
  ['the record of another round in its place', submission, () => cp(record('2023-09'), record())],
  [
    'the record and the final deleted',
    submission,
    async () => {
      await rm(record());
      await rm(at('output', '2023-06'), { recursive: true });
    },
  ],
  [
    'the record moved to another round',
    'inputs/rounds/2023-12/submission.yaml',
    () => rename(record(), record('2023-12')),
  ],
  ["the round's folder deleted", 'inputs/rounds/2023-06', () => rm(june(), { recursive: true })],
  [
    "the round's folder renamed",
    'inputs/rounds/2022-06/submission.yaml',
    () => rename(june(), input('rounds', '2022-06')),
  ],
  ['the register deleted', 'inputs/submissions.yaml', () => rm(register())],
  ['the register broken', 'inputs/submissions.yaml', () => replace(register(), 'entries:', 'entries: [')],
  ['the register emptied', 'inputs/submissions.yaml', () => writeFile(register(), 'entries: []\n')],
  ...(
    [
      [
        'without its first entry',
        ({ entries }) => {
          entries.shift();
        },
      ],
      [
        'without its last entry',
        ({ entries }) => {
          entries.pop();
        },
      ],
      [
        'in another order',
        ({ entries }) => {
          entries.reverse();
        },
      ],
      [
        'with an entry twice',
        ({ entries }) => {
          entries.push({ ...entries[0] });
        },
      ],
      [
        'with another seal',
        ({ entries }) => {
          entries[0].seal = sha256('x');
        },
      ],
      [
        'with another day',
        ({ entries }) => {
          entries[0].day = '2023-06-01';
        },
      ],
      [
        'with fewer KPIs',
        ({ entries }) => {
          entries[0].kpis -= 1;
        },
      ],
      [
        'with another round',
        ({ entries }) => {
          entries[0].id = '2022-12';
        },
      ],
      // biome-ignore lint/suspicious/noExplicitAny: a register of any shape
    ] as Array<[string, (read: any) => void]>
  ).map(
    ([what, change]): Tamper => [
      `the register ${what}`,
      'inputs/submissions.yaml',
      () => value(register(), change),
    ],
  ),
  [
    'the summary',
    'inputs/rounds/2023-06/report.yaml',
    () => setYaml(june('report.yaml'), [[['summary'], 'All was well.\n']]),
  ],
  [
    'the answer',
    'inputs/rounds/2023-06/report.yaml',
    () => setYaml(june('report.yaml'), [[['on_track'], 'No']]),
  ],
  [
    'the name of a signature in report.yaml',
    'inputs/rounds/2023-06/report.yaml',
    () => setYaml(june('report.yaml'), [[['sign_offs', 's151', 'name'], 'C. Forger']]),
  ],
  [
    'the day of a signature in report.yaml',
    'inputs/rounds/2023-06/report.yaml',
    () => setYaml(june('report.yaml'), [[['sign_offs', 'dcs', 'date'], '2023-06-13']]),
  ],
  [
    'the progress of a condition',
    'inputs/rounds/2023-06/conditions/4-school-and-community-teams.yaml',
    () => setYaml(june('conditions', '4-school-and-community-teams.yaml'), [[['progress'], 'None.\n']]),
  ],
  [
    'the rating of a condition',
    'inputs/rounds/2023-06/conditions/4-school-and-community-teams.yaml',
    () => setYaml(june('conditions', '4-school-and-community-teams.yaml'), [[['rating'], 'Red']]),
  ],
  [
    'the update of a condition deleted',
    'inputs/rounds/2023-06/conditions',
    () => rm(june('conditions', '4-school-and-community-teams.yaml')),
  ],
  ['report.yaml deleted', 'inputs/rounds/2023-06/report.yaml', () => rm(june('report.yaml'))],
  ['a KPI in the workbook', 'inputs/kpis.xlsx', () => kpiCell('Actual EHCPs', 11, 9999)],
  [
    'a KPI taken out of kpis.yaml',
    'inputs/kpis.yaml',
    () => replace(input('kpis.yaml'), 'id: ehcps-actual', 'id: ehcps-other'),
  ],
  [
    'a figure of the forecast',
    'inputs/dsg-plan.xlsx',
    () =>
      editWorkbook(input('dsg-plan.xlsx'), (workbook) => {
        const cell = workbook.getWorksheet('Forecast June 2023')?.getCell('C26');
        if (cell) cell.value = 1.234;
      }),
  ],
];

test('of what was sent all is as it was', async () => {
  await copied();
  expect(await runIn(folder, '2023-09-15', 'verify')).toMatchObject({ status: 0, stderr: '' });
  expect(await runIn(folder, '2023-09-15', 'run', '--dry-run')).toMatchObject({ status: 0, stderr: '' });
});

describe('what was told is changed afterwards', () => {
  test.each(tampers)('%s', async (_, file, change) => {
    await copied();
    await change();
    const verified = await runIn(folder, '2023-09-15', 'verify', '--json');
    const { diagnostics } = JSON.parse(verified.stdout) as {
      diagnostics: Array<{ place: { file: string } }>;
    };
    expect(diagnostics.map(({ place }) => place.file)).toEqual([file]);
    expect(verified.status).toBe(1);
    const run = await runIn(folder, '2023-09-15', 'run', '--dry-run');
    const places = [
      ...run.stderr.matchAll(/^(?!note|help)(\S+?)(?::\d+:\d+)?(?: '.*'!\w+)?: (?:error|warning): /gm),
    ];
    expect(places.map(([, place]) => place)).toEqual([file]);
    expect(run.status).toBe(1);
    await rm(folder, { recursive: true });
  });

  test('there are sixty ways at least', () => {
    expect(tampers.length).toBeGreaterThanOrEqual(60);
  });
});
