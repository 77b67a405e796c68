import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readPackage } from '../../src/ooxml/package.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { textOf } from '../../src/ooxml/xml/tree.ts';
import { straight } from '../../src/word/typography.ts';
import { runIn } from '../commands/run.ts';
import { copyAsReal, editWorkbook, setYaml } from '../real-programme.ts';

/**
 * The year 2023 as a programme manager lives through it: rounds are made, inputs arrive one by one, a scheduler calls `run`
 * each day, drafts are marked up, reports signed and submitted, and what June told wrongly is corrected in September. The
 * tests are steps of one story, in order: June in the short suite, the year in the long one. The inputs that arrive are those of the sample, without their illustrative marks.
 */

let folder = '';
/** What will have come by the end of the year. */
let arriving = '';
const input = (...names: string[]) => join(folder, 'inputs', ...names);
/** What a run complains of, beside the year's promises to other bodies, some of which are overdue by then. */
const besidesPromises = (stderr: string) =>
  stderr.split('\n').filter((line) => line && !line.startsWith('warning: forward plan: '));
const output = (...names: string[]) => join(folder, 'output', ...names);

const conditions = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const months = { '2023-06': 'June 2023', '2023-09': 'September 2023', '2023-12': 'December 2023' };
type RoundId = keyof typeof months;
const rounds = Object.keys(months) as RoundId[];
/** The column of the workbook that holds a round's values. */
const columns: Record<RoundId, string> = { '2023-06': 'K', '2023-09': 'L', '2023-12': 'M' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Ein Jahr für Ärzte '));
  arriving = join(folder, 'arriving');
  await copyAsReal(arriving);
  await cp(arriving, input(), { recursive: true });
  await rm(input('rounds'), { recursive: true });
  await rm(input('forum'), { recursive: true });
  await workbooksOf([]);
});
afterAll(() => rm(folder, { recursive: true }));

/** The workbooks as they are when the values and forecasts of some rounds have come. */
async function workbooksOf(come: readonly RoundId[]): Promise<void> {
  for (const name of ['kpis.xlsx', 'dsg-plan.xlsx']) await cp(join(arriving, name), input(name));
  const late = rounds.filter((id) => !come.includes(id));
  await editWorkbook(input('kpis.xlsx'), (workbook) => {
    const sheet = workbook.getWorksheet('KPIs');
    sheet?.eachRow((row) => {
      for (const id of late) row.getCell(columns[id]).value = null;
    });
  });
  await editWorkbook(input('dsg-plan.xlsx'), (workbook) => {
    for (const id of late) workbook.removeWorksheet(`Forecast ${months[id]}`);
  });
}

/** The update of a condition, written into the file that the round has for it. */
async function updateArrives(id: RoundId, condition: number): Promise<void> {
  const nameIn = async (folderOf: string) =>
    join(folderOf, (await readdir(folderOf)).find((name) => name.startsWith(`${condition}-`)) ?? '');
  const from = await nameIn(join(arriving, 'rounds', id, 'conditions'));
  await cp(from, await nameIn(input('rounds', id, 'conditions')));
}
const reportArrives = (id: RoundId) =>
  cp(join(arriving, 'rounds', id, 'report.yaml'), input('rounds', id, 'report.yaml'));

const run = (today: string, ...args: string[]) => runIn(folder, today, 'run', ...args);
const statusOf = async (today: string, id: RoundId) =>
  JSON.parse((await runIn(folder, today, 'status', id, '--json')).stdout).rounds[0];
const draftsOf = async (id: RoundId) =>
  (await readdir(output(id)).catch(() => [] as string[]))
    .filter((name) => /draft-\d+\.docx$/.test(name))
    .sort();
const textIn = async (path: string) =>
  straight(textOf(parseXml((await readPackage(await readFile(path))).get('word/document.xml')?.text ?? '')));
const report = (id: RoundId, number: number) => `tri-annual-report-${id}-draft-${number}.docx`;

/** The rest of a round, once it is as far as its draft: signed, submitted, and quiet from then on. */
async function signAndSubmit(id: RoundId, signed: string, sent: string) {
  await sign(id, signed);
  return runIn(folder, sent, 'submit', id);
}

const setRating = (rating: string) =>
  setYaml(input('rounds', '2023-06', 'conditions', '4-school-and-community-teams.yaml'), [
    [['rating'], rating],
    [['mitigation'], { action: 'A second team.', owner: 'Head of Service', by: '2023-12-01' }],
  ]);
let kpi1: unknown;
const setKpi = (value: number | undefined) =>
  editWorkbook(input('kpis.xlsx'), (workbook) => {
    const cell = workbook.getWorksheet('KPIs')?.getCell('K7');
    if (!cell) return;
    kpi1 ??= cell.value;
    cell.value = value ?? (kpi1 as number);
  });

/** A draft, and the signatures of both under it. */
async function sign(id: RoundId, signed: string) {
  await runIn(folder, signed, 'build', id);
  for (const [officer, name] of [
    ['s151', 'A. Treasurer'],
    ['dcs', 'B. Director'],
  ] as const)
    expect(await runIn(folder, signed, 'sign', id, officer, '--name', name)).toMatchObject({ status: 0 });
}

export const june = () =>
  describe('June', () => {
    test('is not spoken of before updates are asked for', async () => {
      expect(await run('2023-05-03')).toEqual({ status: 0, stdout: '', stderr: '' });
    });

    test('is announced on the day on which they are, with what to do', async () => {
      const { status, stdout, stderr } = await run('2023-05-04');
      expect(stdout).toContain('June 2023 report (2023-06): updates are asked for from Thu 4 May 2023 on');
      expect(stderr).toContain('there is no folder for it: triannual new 2023-06');
      expect(status).toBe(0);
    });

    test('gets a folder, in which everything is still to come, and everybody a reminder', async () => {
      const made = await runIn(folder, '2023-05-05', 'new', '2023-06');
      expect(made.status).toBe(0);
      const again = await runIn(folder, '2023-05-05', 'new', '2023-06');
      expect(again.status).not.toBe(0);
      expect((await run('2023-05-05')).status).toBe(0);
      const status = await statusOf('2023-05-05', '2023-06');
      expect(status.stage).toBe('collect');
      expect(status.conditions.filter(({ update }: { update: string }) => update === 'in')).toEqual([]);
      expect(status.kpis.given).toBe(0);
      const reminders = await readdir(output('2023-06', 'reminders'));
      for (const stream of [1, 2, 3, 4, 5])
        expect(reminders).toContain(`assistant-director-workstream-${stream}.txt`);
    });

    test('fills up as updates arrive one by one, and reminders go', async () => {
      const days = ['08', '09', '10', '11', '12', '15', '16', '17', '18'];
      for (const [i, condition] of conditions.entries()) {
        const today = `2023-05-${days[i]}`;
        await updateArrives('2023-06', condition);
        const { status, stderr } = await run(today);
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        const { conditions: list } = await statusOf(today, '2023-06');
        expect(list.filter(({ update }: { update: string }) => update === 'in')).toHaveLength(i + 1);
      }
      const reminders = await readdir(output('2023-06', 'reminders'));
      expect(reminders.filter((name) => name.startsWith('assistant-director'))).toEqual([]);
    });

    test('has its KPIs and its report.yaml by the week of the draft', async () => {
      await workbooksOf(['2023-06']);
      await reportArrives('2023-06');
      const status = await statusOf('2023-05-22', '2023-06');
      expect(status.kpis.given).toBe(46);
      expect(status.problems.errors).toBe(0);
      expect(await draftsOf('2023-06')).toEqual([]);
    });

    test('has a draft for Delivery Group on the working day before it, once', async () => {
      const first = await run('2023-05-25');
      expect(first.status).toBe(0);
      expect(first.stdout).toContain('Draft to Delivery Group is on Fri 26 May 2023');
      const drafts = await draftsOf('2023-06');
      expect(drafts).toContain(report('2023-06', 1));
      for (const today of ['2023-05-25', '2023-05-26', '2023-05-30']) {
        await run(today);
        expect(await draftsOf('2023-06')).toEqual(drafts);
      }
    });

    test('keeps the draft that Delivery Group has marked up, and the board gets the next', async () => {
      const marked = Buffer.from('marked up in Word');
      await writeFile(output('2023-06', report('2023-06', 1)), marked);
      await setYaml(input('rounds', '2023-06', 'report.yaml'), [
        [['summary'], 'As Delivery Group wants it.\n'],
      ]);
      const { stdout } = await run('2023-06-09');
      expect(stdout).toContain(`${report('2023-06', 1)} was changed since it was written and is kept`);
      expect(await draftsOf('2023-06')).toContain(report('2023-06', 2));
      expect(await readFile(output('2023-06', report('2023-06', 1)))).toEqual(marked);
      expect(await textIn(output('2023-06', report('2023-06', 2)))).toContain('As Delivery Group wants it.');
    });

    test('is asked for more loudly from day to day, until it is signed and sent', async () => {
      expect((await run('2023-06-12')).stderr).toContain('ONLY 4 WORKING DAYS LEFT');
      expect((await run('2023-06-14')).stderr).toContain('2 signatures missing');
      expect((await runIn(folder, '2023-06-15', 'submit', '2023-06')).stderr).toContain(
        '[submission/sign-off]',
      );
    });

    test('is not sent with anything that nobody has signed, and each change is named', async () => {
      await sign('2023-06', '2023-06-14');
      await setRating('Red');
      await setKpi(12000);
      const { status, stderr } = await runIn(folder, '2023-06-14', 'submit', '2023-06');
      const errors = [...stderr.matchAll(/^(\S+).*error: (.*) \[submission\/unsigned-change\]$/gm)];
      const found = errors.map(([, place, message]) => `${place} ${message}`);
      expect(found.filter((line) => !line.includes('mitigation'))).toEqual([
        expect.stringMatching(
          /^inputs\/kpis\.xlsx KPI 1 Actual EHCPs, .* has changed since draft 2 was signed: it was "[\d,]+", and "12,000" would be sent$/,
        ),
        expect.stringMatching(
          /4-school-and-community-teams\.yaml:\d+:\d+: rating in .* has changed since draft 2 was signed: it was "Green", and "Red" would be sent$/,
        ),
      ]);
      expect(status).toBe(1);
      await setKpi(undefined);
    });

    test('is signed again after a change, of which alone those who sign are told; a deputy may sign', async () => {
      await setRating('Amber');
      await runIn(folder, '2023-06-15', 'build', '2023-06');
      const again = await runIn(folder, '2023-06-15', 'sign', '2023-06', 'dcs', '--name', 'B. Director');
      expect(again.stdout).toMatch(
        /^since draft 2, signed before:\n {2}rating in .*: was "Green", is "Amber"$/m,
      );
      const deputy = ['--deputy', 'Deputy S151 Officer', '--evidence', 'minute 4, board of 15 June'];
      await runIn(folder, '2023-06-15', 'sign', '2023-06', 's151', '--name', 'C. Deputy', ...deputy);
      const { sign_offs } = parse(await readFile(input('rounds', '2023-06', 'report.yaml'), 'utf8'));
      expect(sign_offs.s151).toEqual({
        name: 'C. Deputy',
        date: '2023-06-15',
        draft: 3,
        deputy: 'Deputy S151 Officer',
        evidence: 'minute 4, board of 15 June',
      });
      const { status, stdout } = await runIn(folder, '2023-06-15', 'submit', '2023-06');
      expect(stdout).toContain('2023-06 is closed from now on');
      expect(status).toBe(0);
      const sent = output('2023-06', 'submission', 'tri-annual-report-2023-06-final.docx');
      expect(await textIn(sent)).toContain('C. Deputy, Deputy S151 Officer');
      expect(await run('2023-06-16')).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(await run('2023-06-19')).toEqual({ status: 0, stdout: '', stderr: '' });
    });
  });

export const september = () =>
  describe('September', () => {
    test('starts from what June said', async () => {
      expect((await run('2023-08-04')).stdout).toContain(
        'September 2023 report (2023-09): updates are asked for',
      );
      await runIn(folder, '2023-08-07', 'new', '2023-09');
      const file = input('rounds', '2023-09', 'conditions', '2-annual-reviews.yaml');
      const update = await readFile(file, 'utf8');
      expect(update).toContain('# In June 2023: Amber\nrating:\n');
      expect(parse(update).rating).toBeNull();
    });

    test('is caught up with once after a fortnight in which the machine was off', async () => {
      for (const condition of conditions) await updateArrives('2023-09', condition);
      await reportArrives('2023-09');
      await workbooksOf(['2023-06', '2023-09']);
      const { stdout } = await run('2023-08-29');
      expect(stdout).toContain('Draft to Delivery Group was on Fri 25 Aug 2023');
      const drafts = await draftsOf('2023-09');
      expect(drafts).toContain(report('2023-09', 1));
      await run('2023-08-30');
      expect(await draftsOf('2023-09')).toEqual(drafts);
    });

    test('finds that a KPI of June is not what the DfE was told, and prints the correction', async () => {
      await editWorkbook(input('kpis.xlsx'), (workbook) => {
        workbook.getWorksheet('KPIs')?.eachRow((row) => {
          if (row.getCell(2).text === 'Number of independent providers') row.getCell('K').value = 66;
        });
      });
      const wrong = await runIn(folder, '2023-09-05', 'check', '2023-09');
      expect(wrong.stderr).toMatch(
        /KPI 40 "Number of independent providers" is \d+; now the workbook has 66/,
      );
      expect(wrong.status).toBe(1);
      await setYaml(input('rounds', '2023-09', 'report.yaml'), [
        [['corrections'], [{ round: '2023-06', kpi: 'independent-providers', reason: 'Two were left out.' }]],
      ]);
      expect((await runIn(folder, '2023-09-05', 'check', '2023-09')).status).toBe(0);
      await run('2023-09-08');
      const drafts = (await draftsOf('2023-09')).filter((name) => name.startsWith('tri-annual-report'));
      expect(await textIn(output('2023-09', drafts.at(-1) ?? ''))).toContain('Two were left out.');
    });

    test('is signed and sent, with June as it was', async () => {
      const { status } = await signAndSubmit('2023-09', '2023-09-13', '2023-09-14');
      expect(status).toBe(0);
      const verified = await runIn(folder, '2023-09-14', 'verify');
      const files = (id: string) =>
        [
          `tri-annual-report-${id}-final.docx`,
          `appendix-1-growth-plan-${id}.docx`,
          ...(id === '2023-06'
            ? ['appendix-3-forward-plan-2023-06.docx']
            : [`appendix-2-forward-plan-${id}.docx`]),
          `kpis-${id}.xlsx`,
          `dsg-plan-${id}.xlsx`,
        ].map((file) => `  submission/${file}: as submitted\n`);
      expect(verified.stdout.replace(/ seal [-\w]{24}$/gm, ' seal')).toBe(
        `2023-06  submitted on 2023-06-15, seal\n${files('2023-06').join('')}` +
          `2023-09  submitted on 2023-09-14, seal\n${files('2023-09').join('')}no problems\n`,
      );
      const record = parse(await readFile(input('rounds', '2023-09', 'submission.yaml'), 'utf8'));
      expect(record.corrections).toEqual([
        {
          round: '2023-06',
          reason: 'Two were left out.',
          kpi: 'independent-providers',
          value: 66,
          printed: '66',
        },
      ]);
    });
  });

export const december = () =>
  describe('December', () => {
    test('is missed loudly where nothing comes of it, every day', async () => {
      await runIn(folder, '2023-11-06', 'new', '2023-12');
      for (const today of ['2023-12-16', '2023-12-18']) {
        const { status, stderr } = await run(today, '--dry-run');
        expect(stderr).toContain('DEADLINE MISSED');
        expect(status).toBe(1);
      }
    });

    test('is collected, drafted, signed and sent', async () => {
      for (const condition of conditions) await updateArrives('2023-12', condition);
      await reportArrives('2023-12');
      await workbooksOf(rounds);
      await editWorkbook(input('kpis.xlsx'), (workbook) => {
        workbook.getWorksheet('KPIs')?.eachRow((row) => {
          if (row.getCell(2).text === 'Number of independent providers') row.getCell('K').value = 66;
        });
      });
      expect((await run('2023-11-24')).status).toBe(0);
      expect((await run('2023-12-08')).status).toBe(0);
      expect(await draftsOf('2023-12')).toContain(report('2023-12', 1));
      const { status } = await signAndSubmit('2023-12', '2023-12-12', '2023-12-13');
      expect(status).toBe(0);
      const idle = await run('2023-12-18');
      expect([idle.status, besidesPromises(idle.stderr)]).toEqual([0, []]);
      expect((await runIn(folder, '2023-12-18', 'submit', '--verify')).status).toBe(0);
    });

    test('is followed by a report that went another way, which is recorded, and nobody is asked for it', async () => {
      const theirs = join(folder, 'As sent.docx');
      await writeFile(theirs, 'what was sent');
      const recorded = await runIn(
        folder,
        '2024-06-20',
        'record',
        '2024-06',
        '--sent',
        '2024-06-13',
        '--file',
        theirs,
      );
      expect(recorded).toMatchObject({ status: 0, stderr: '' });
      expect(await readFile(output('2024-06', 'submission', 'As sent.docx'), 'utf8')).toBe('what was sent');
      const quiet = await run('2024-06-20');
      expect(quiet.status).toBe(0);
      // Nobody is asked for the report.
      expect(besidesPromises(quiet.stderr)).toEqual([]);
      expect((await runIn(folder, '2024-06-20', 'verify')).stdout).toContain(
        '2024-06  submitted on 2024-06-13',
      );
      expect((await runIn(folder, '2024-06-20', 'check')).stderr).not.toContain('2024-06');
      await runIn(folder, '2024-08-05', 'new', '2024-09');
      expect((await runIn(folder, '2024-08-05', 'check', '2024-09')).stderr).not.toContain('rounds/2024-06');
    });

    test('leaves a log without a word of what people wrote', async () => {
      const log = await readFile(output('run.jsonl'), 'utf8');
      expect(log.trimEnd().split('\n').length).toBeGreaterThan(25);
      for (const word of ['Delivery Group wants', 'A. Treasurer', 'left out', 'Assistant Director'])
        expect(log).not.toContain(word);
    });
  });
