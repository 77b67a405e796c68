import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { codeOf } from '../../src/files/seal.ts';
import { sha256 } from '../../src/files/sha256.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { textOf } from '../../src/ooxml/xml/tree.ts';
import { straight } from '../../src/word/typography.ts';
import { runIn } from '../commands/run.ts';
import { copyAsReal, editWorkbook, setYaml, signatures } from '../real-programme.ts';

/** From a signed report to the file that the DfE gets, and what is true from then on. */

let base = '';
let folder = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Einreichung für Ärzte '));
});
afterAll(() => rm(base, { recursive: true }));

let count = 0;
beforeEach(async () => {
  folder = join(base, String(++count));
  await copyAsReal(join(folder, 'inputs'));
});

const input = (...names: string[]) => join(folder, 'inputs', ...names);
const report = (round: string) => input('rounds', round, 'report.yaml');
/** Makes a draft, and has it signed. */
const sign = async (round: string, date: string) => {
  await run(date, 'build', round);
  const names = await readdir(join(folder, 'output', round));
  const drafts = names.flatMap((name) => /^tri-annual-report.*-draft-(\d+)\.docx$/.exec(name)?.[1] ?? []);
  await setYaml(report(round), signatures(date, Math.max(...drafts.map(Number))));
};

async function run(today: string, ...args: string[]) {
  const { status, stdout, stderr } = await runIn(folder, today, ...args);
  return { status, output: stderr + stdout };
}

const final = (round: string) =>
  join(folder, 'output', round, 'submission', `tri-annual-report-${round}-final.docx`);
const record = (round: string) => input('rounds', round, 'submission.yaml');
const submitJune = async () => {
  await sign('2023-06', '2023-06-14');
  return run('2023-06-15', 'submit', '2023-06');
};

const codeOfJune = async () => codeOf(parse(await readFile(record('2023-06'), 'utf8')).seal);

async function textIn(file: string, part = 'word/document.xml'): Promise<string> {
  return straight(textOf(parseXml((await readPackage(await readFile(file))).get(part)?.text ?? '')));
}

const files = async () =>
  (await readdir(folder, { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /final|submission|\.tmp$/.test(name));

/** What goes with June's report. */
const besides = [
  'appendix-1-growth-plan-2023-06.docx',
  'appendix-3-forward-plan-2023-06.docx',
  'dsg-plan-2023-06.xlsx',
  'kpis-2023-06.xlsx',
].map((name) => `output/2023-06/submission/${name}`);

describe('a report is not submitted', () => {
  test('while nobody has signed, and each missing signature is named with its place', async () => {
    const { status, output } = await run('2023-06-15', 'submit', '2023-06');
    expect(output).toMatch(
      /report\.yaml:\d+:\d+: error: the S151 Officer has not signed \[submission\/sign-off\]/,
    );
    expect(output).toMatch(
      /error: the Director of Children's Services has not signed \[submission\/sign-off\]/,
    );
    expect(output).toContain('2023-06 is not submitted, and nothing is written: 2 errors');
    expect(status).toBe(1);
    expect(await files()).toEqual([]);
  });

  test('while a signature has no date, or one that is still to come', async () => {
    await setYaml(report('2023-06'), [
      [['sign_offs', 's151'], { name: 'A. Treasurer' }],
      [['sign_offs', 'dcs'], { name: 'B. Director', date: '2023-06-16' }],
    ]);
    const { output } = await run('2023-06-15', 'submit', '2023-06');
    expect(output).toContain('the sign-off of the S151 Officer has no date');
    expect(output).toContain(
      "the Director of Children's Services signs on 2023-06-16, which is after today, 2023-06-15",
    );
    expect(await files()).toEqual([]);
  });

  test('while anything in it is made up, wherever it stands', async () => {
    await sign('2023-06', '2023-06-14');
    await setYaml(input('rounds', '2023-06', 'conditions', '3-communication.yaml'), [
      [['illustrative'], true],
    ]);
    await editWorkbook(input('kpis.xlsx'), (workbook) => {
      const [sheet] = workbook.worksheets;
      if (sheet) sheet.getCell('A1').value = 'Illustrative: made up';
    });
    const { status, output } = await run('2023-06-15', 'submit', '2023-06');
    expect(output).toMatch(
      /3-communication\.yaml:\d+:\d+: error: this file says that its content is illustrative/,
    );
    expect(output).toMatch(
      /kpis\.xlsx 'KPIs'!A3: error: the title above this table says that its content is ill/,
    );
    expect(status).toBe(1);
    expect(await files()).toEqual([]);
  });

  test('while a placeholder or an error is left', async () => {
    await sign('2023-06', '2023-06-14');
    const path = input('rounds', '2023-06', 'conditions', '4-school-and-community-teams.yaml');
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace(/^progress: \|\n/m, 'progress: |\n  TODO add the figures\n'),
    );
    const { status, output } = await run('2023-06-15', 'submit', '2023-06');
    expect(output).toContain('[text/placeholder]');
    expect(status).toBe(1);
    expect(await files()).toEqual([]);
  });

  test('where there is no such round: the rounds that there are are named', async () => {
    const { status, output } = await run('2023-06-15', 'submit', '2024-06');
    expect(output).toContain('there is no 2024-06 in inputs; there are: 2023-06, 2023-09');
    expect(status).toBe(2);
  });

  test('without a round', async () => {
    const { status, output } = await run('2023-06-15', 'submit');
    expect(output).toBe('name the round to submit, for example 2023-06, or give --verify\n');
    expect(status).toBe(2);
  });
});

describe('a submitted report', () => {
  test('has the day of submission for the target dates, the signatures, and no mark of a draft', async () => {
    const { status, output } = await submitJune();
    expect(output).toContain(
      'output/2023-06/submission/tri-annual-report-2023-06-final.docx: the final report of 2023-06.',
    );
    expect(output).toContain('inputs/rounds/2023-06/submission.yaml: the record of what it says.');
    expect(status).toBe(0);
    const text = await textIn(final('2023-06'));
    expect(text).toContain('Date submitted: 15 June 2023');
    expect(text).toContain('A. Treasurer');
    expect(text).toContain('14 June 2023');
    expect(text).not.toMatch(/Target date|Illustrative|[Dd]raft \d/);
    const bytes = await readPackage(await readFile(final('2023-06')));
    const others = [...bytes.keys()].filter((name) => /header|footer|core\.xml/.test(name));
    expect(others.length).toBeGreaterThan(2);
    for (const name of others) expect(textOf(parseXml(bytes.get(name)?.text ?? ''))).not.toMatch(/draft/i);
  });

  test('is recorded with who signed, its hash, and each rating and KPI as told', async () => {
    await submitJune();
    const {
      round,
      submitted,
      signed,
      files: listed,
      ratings,
      kpis,
    } = parse(await readFile(record('2023-06'), 'utf8'));
    const draft = sha256(
      await readFile(join(folder, 'output', '2023-06', 'tri-annual-report-2023-06-draft-1.docx')),
    );
    expect({ round, submitted, signed }).toEqual({
      round: '2023-06',
      submitted: '2023-06-15',
      signed: [
        { role: 'S151 Officer', name: 'A. Treasurer', date: '2023-06-14', draft: 1, sha256: draft },
        {
          role: "Director of Children's Services",
          name: 'B. Director',
          date: '2023-06-14',
          draft: 1,
          sha256: draft,
        },
      ],
    });
    const hash = sha256(await readFile(final('2023-06')));
    expect(listed[0]).toEqual({ file: 'tri-annual-report-2023-06-final.docx', sha256: hash });
    expect(listed.slice(1).map(({ file }: { file: string }) => file)).toEqual([
      'appendix-1-growth-plan-2023-06.docx',
      'appendix-3-forward-plan-2023-06.docx',
      'kpis-2023-06.xlsx',
      'dsg-plan-2023-06.xlsx',
    ]);
    expect(Object.keys(ratings)).toHaveLength(9);
    expect(ratings['2']).toBe('Amber');
    expect(Object.keys(kpis)).toHaveLength(46);
    expect(kpis['ehcps-actual']).toEqual({
      month: '2023-06',
      value: expect.any(Number),
      printed: expect.any(String),
    });
  });

  test('is not submitted twice', async () => {
    await submitJune();
    const before = await readFile(record('2023-06'));
    const { status, output } = await run('2023-06-16', 'submit', '2023-06');
    expect(output).toContain(
      'the report of 2023-06 has been submitted already, on 2023-06-15 [submission/closed]',
    );
    expect(status).toBe(1);
    expect(await readFile(record('2023-06'))).toEqual(before);
  });

  test('is not built again, and is compared with its record instead', async () => {
    await submitJune();
    const { status, output } = await run('2023-06-20', 'build', '2023-06');
    expect(output).toContain(
      'tri-annual-report-2023-06-final.docx: submitted, and kept as it is; there is no new draft',
    );
    expect(status).toBe(0);
  });

  test('is made again, byte for byte, where its file has been lost', async () => {
    await submitJune();
    const bytes = await readFile(final('2023-06'));
    await rm(final('2023-06'));
    const { status, output } = await run('2023-06-20', 'build', '2023-06');
    expect(output).toContain('tri-annual-report-2023-06-final.docx: written again');
    expect(status).toBe(0);
    expect(await readFile(final('2023-06'))).toEqual(bytes);
  });

  test('that has been changed is an error of build and of verify, and is left as it is', async () => {
    await submitJune();
    const changed = Buffer.concat([await readFile(final('2023-06')), Buffer.from(' ')]);
    await writeFile(final('2023-06'), changed);
    for (const command of [
      ['build', '2023-06'],
      ['submit', '--verify'],
    ]) {
      const { status, output } = await run('2023-06-20', ...command);
      expect(output).toContain(
        'the file is no longer the one that was submitted on 2023-06-15 [submission/changed]',
      );
      expect(status).toBe(1);
    }
    expect(await readFile(final('2023-06'))).toEqual(changed);
  });

  test('that is lost and cannot be made again is an error, and no other file takes its place', async () => {
    await submitJune();
    await rm(final('2023-06'));
    await rm(join(folder, 'output', '2023-06', 'evidence-2023-06.zip'));
    await setYaml(report('2023-06'), [[['summary'], 'Something else.\n']]);
    const { status, output } = await run('2023-06-20', 'build', '2023-06');
    expect(output).toContain('[submission/lost]');
    expect(status).toBe(1);
    expect((await files()).sort()).toEqual([
      'inputs/rounds/2023-06/submission.yaml',
      'inputs/submissions.yaml',
      'output/2023-06/submission',
      ...besides,
    ]);
  });

  test('whose record is missing is not submitted again: the register knows of it', async () => {
    await submitJune();
    await rm(record('2023-06'));
    const { status, output } = await run('2023-06-15', 'submit', '2023-06');
    expect(output).toContain(
      'inputs/rounds/2023-06/submission.yaml: error: the record of 2023-06, which was submitted on 2023-06-15, is not there [submission/vanished]',
    );
    expect(status).toBe(1);
  });
});

describe('a run that was stopped between the final file and its record', () => {
  const stopped = async () => {
    await submitJune();
    await rm(record('2023-06'));
    await rm(input('submissions.yaml'));
  };

  test('is finished by the same command on a later day too, with that day in the report', async () => {
    await stopped();
    // The day on which the file was written.
    const then = new Date('2023-06-15T12:00:00Z');
    await utimes(final('2023-06'), then, then);
    const { status, output } = await run('2023-06-16', 'submit', '2023-06');
    expect(output).toContain('2023-06 is closed from now on');
    expect(status).toBe(0);
    expect(await textIn(final('2023-06'))).toContain('Date submitted: 16 June 2023');
    expect((await run('2023-06-16', 'submit', '--verify')).status).toBe(0);
  });

  test('is not finished over a file that somebody has changed since: it is kept, and named', async () => {
    await stopped();
    await writeFile(final('2023-06'), 'marked up');
    const { status, output } = await run('2023-06-15', 'submit', '2023-06');
    expect(output).toContain(
      'output/2023-06/submission/tri-annual-report-2023-06-final.docx: error: there is a final report of 2023-06 already, and it is not the one that the inputs make [submission/unrecorded]',
    );
    expect(status).toBe(1);
    expect(await readFile(final('2023-06'), 'utf8')).toBe('marked up');
    expect((await files()).sort()).toEqual([
      'output/2023-06/submission',
      ...besides,
      'output/2023-06/submission/tri-annual-report-2023-06-final.docx',
    ]);
  });

  test('with the record written and the file lost is finished by the same command', async () => {
    await submitJune();
    const bytes = await readFile(final('2023-06'));
    await rm(final('2023-06'));
    const { status } = await run('2023-06-16', 'submit', '2023-06');
    expect(status).toBe(0);
    expect(await readFile(final('2023-06'))).toEqual(bytes);
  });
});

describe('after June has been submitted', () => {
  const conditionFile = () => input('rounds', '2023-06', 'conditions', '2-annual-reviews.yaml');
  const changeRating = () => setYaml(conditionFile(), [[['rating'], 'Red']]);
  const changeKpi = () =>
    editWorkbook(input('kpis.xlsx'), (workbook) => {
      workbook.getWorksheet('KPIs')?.eachRow((row) => {
        if (row.getCell(2).text === 'Actual EHCPs') row.getCell(11).value = 9999;
      });
    });

  test('a rating of June that changes is an error in September, with both places', async () => {
    await submitJune();
    await changeRating();
    const { status, output } = await run('2023-09-01', 'check', '2023-09');
    expect(output).toMatch(
      /conditions\/2-annual-reviews\.yaml:\d+:\d+: error: the DfE was told in June 2023 that condition 2 is Amber; now it is Red \[submission\/differs\]/,
    );
    expect(output).toMatch(
      /note: inputs\/rounds\/2023-06\/submission\.yaml:\d+:\d+: what was sent is recorded here/,
    );
    expect(status).toBe(1);
    expect((await run('2023-12-01', 'check', '2023-12')).output).toContain('[submission/differs]');
    expect((await run('2023-12-01', 'submit', '--verify')).status).toBe(1);
  });

  test('a KPI of June that changes is an error in September, with its cell', async () => {
    await submitJune();
    await changeKpi();
    const { status, output } = await run('2023-09-01', 'check', '2023-09');
    expect(output).toMatch(
      /kpis\.xlsx 'KPIs'!K7: error: the DfE was told in June 2023 that KPI 1 "Actual EHCPs" is [\d,]+; now the workbook has 9999 \[submission\/differs\]/,
    );
    expect(status).toBe(1);
  });

  test('a correction with its reason is accepted, printed in the next report, and part of what was told then', async () => {
    await submitJune();
    await changeRating();
    await changeKpi();
    const corrections = [
      { round: '2023-06', condition: 2, reason: 'Two teams were counted twice.' },
      { round: '2023-06', kpi: 'ehcps-actual', reason: 'Plans that had ceased were left out.' },
    ];
    await setYaml(report('2023-09'), [[['corrections'], corrections]]);
    await setYaml(input('rounds', '2023-09', 'conditions', '2-annual-reviews.yaml'), [
      [['reason'], 'The corrected rating of June was Red; the backlog has since been cleared.'],
    ]);
    const built = await run('2023-09-12', 'build', '2023-09');
    expect(built.output).not.toContain('submission/');
    const draft = join(folder, 'output', '2023-09', 'tri-annual-report-2023-09-draft-1.docx');
    const text = await textIn(draft);
    expect(text).toContain('Corrections to earlier reports');
    expect(text).toContain('Two teams were counted twice.');
    expect(text).toContain('KPI 1, Actual EHCPs');
    expect(text).toContain('9,999');
    await sign('2023-09', '2023-09-13');
    const submitted = await run('2023-09-14', 'submit', '2023-09');
    expect(submitted.output).toContain('2023-09 is closed from now on');
    // December sees September's record: nothing is left to correct.
    const december = await run('2023-12-01', 'check', '2023-12');
    expect(december.output).not.toContain('submission/');
    expect((await run('2023-12-01', 'submit', '--verify')).output).toContain('no problems');
  });

  test('a correction without a reason, or of something that was not told, is refused at its place', async () => {
    await submitJune();
    await changeRating();
    const corrections = [
      { round: '2023-06', condition: 2 },
      { round: '2023-03', condition: 1, reason: 'Late.' },
      { round: '2023-06', reason: 'Nothing named.' },
    ];
    await setYaml(report('2023-09'), [[['corrections'], corrections]]);
    const { output } = await run('2023-09-01', 'check', '2023-09');
    expect(output).toContain('the correction has no reason [submission/correction]');
    expect(output).toContain('no report of 2023-03 has been submitted [submission/correction]');
    expect(output).toContain(
      'the correction names no condition, KPI, figure or text, or several [submission/correction]',
    );
    expect(output).toContain('[submission/differs]');
  });

  test.each(['Target 2023/24', 'Target June 2023', 'Target'])(
    'under "%s", a target that was told is compared later',
    async (heading) => {
      const target = (value: number) =>
        editWorkbook(input('kpis.xlsx'), (workbook) => {
          const [sheet] = workbook.worksheets;
          if (!sheet) return;
          for (const cell of ['N3', 'N38']) sheet.getCell(cell).value = heading;
          sheet.eachRow((row) => {
            if (row.getCell(2).text === 'PEX numbers') row.getCell(14).value = value;
          });
        });
      await target(30);
      await submitJune();
      expect((await run('2023-07-01', 'verify')).output).toContain('no problems');
      await target(40);
      const { output } = await run('2023-07-01', 'verify');
      const when = heading.replace('Target', '').replace(' June 2023', ' 2023-06');
      if (when === '') expect(output).toContain('no problems');
      else expect(output).toContain(`"target pex${when}" is 30; now it is 40 [submission/differs]`);
    },
  );

  test('verify says that all is as submitted, in words and as JSON', async () => {
    await submitJune();
    const { status, output } = await run('2023-07-01', 'submit', '--verify');
    expect(output).toBe(
      `2023-06  submitted on 2023-06-15, seal ${await codeOfJune()}\n  submission/tri-annual-report-2023-06-final.docx: as submitted\n  submission/appendix-1-growth-plan-2023-06.docx: as submitted\n  submission/appendix-3-forward-plan-2023-06.docx: as submitted\n  submission/kpis-2023-06.xlsx: as submitted\n  submission/dsg-plan-2023-06.xlsx: as submitted\nno problems\n`,
    );
    expect(status).toBe(0);
    const json = JSON.parse((await run('2023-07-01', 'submit', '--verify', '--json')).output);
    expect(json.verified[0].files[0].state).toBe('whole');
  });
});
