import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ran, runIn } from '../commands/run.ts';
import { copyAsReal, editWorkbook, setYaml } from '../real-programme.ts';

/**
 * The year of somebody who is new to it, with every slip of the first year in it, in order. After each the right message is
 * given, at the right file; nothing that was written is lost; and the year goes on once the slip is mended.
 */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Das erste Jahr '));
  await copyAsReal(join(folder, 'inputs'));
});
afterAll(() => rm(folder, { recursive: true }));

const input = (...names: string[]) => join(folder, 'inputs', ...names);
const output = (...names: string[]) => join(folder, 'output', ...names);
const condition4 = () => input('rounds', '2023-06', 'conditions', '4-school-and-community-teams.yaml');
const report = (number: number) => output('2023-06', `tri-annual-report-2023-06-draft-${number}.docx`);

/** The problems that were printed, each as `file code`. */
const problems = ({ stderr }: Ran) =>
  [...stderr.matchAll(/^inputs\/([^\s:]+).*: (?:error|warning): .* \[([a-z-]+\/[a-z-]+)\]$/gm)].map(
    ([, file, code]) => `${file} ${code}`,
  );
const check = (today: string, id = '2023-06') => runIn(folder, today, 'check', id);

/** A slip in one file: what `check` says of it, the file as it was typed, and quiet once it is as before. */
async function slip(path: string, edit: (text: string) => string, today = '2023-05-22'): Promise<Ran> {
  const before = await readFile(path);
  const typed = edit(before.toString('utf8'));
  await writeFile(path, typed);
  const ran = await check(today);
  expect(await readFile(path, 'utf8')).toBe(typed);
  await writeFile(path, before);
  return ran;
}
const field = (name: string, value: string) => (text: string) =>
  text.replace(new RegExp(`^${name}:.*$`, 'm'), `${name}: ${value}`);
const named = 'rounds/2023-06/conditions/4-school-and-community-teams.yaml';

describe('an update', () => {
  test('that Notepad saved as .yaml.txt is found under its name, and not asked for again', async () => {
    await rename(condition4(), `${condition4()}.txt`);
    const ran = await check('2023-05-22');
    expect(ran.stderr).toContain('4-school-and-community-teams.yaml.txt');
    expect(problems(ran)).toEqual([`${named}.txt condition/missing`]);
    expect(ran.stderr).toContain('rename it to');
    await runIn(folder, '2023-05-22', 'status', '2023-06', '--chase');
    const reminders: string[] = await readdir(output('2023-06', 'reminders')).catch(() => []);
    expect(reminders.filter((name) => name.startsWith('assistant-director'))).toEqual([]);
    await rename(`${condition4()}.txt`, condition4());
    expect((await check('2023-05-22')).status).toBe(0);
  });

  test('with the rating in small letters and dates as the English write them is taken', async () => {
    const amber = `green\nmitigation: { action: A second team., owner: Head of Service, by: 16/06/2024 }`;
    expect(problems(await slip(condition4(), field('rating', 'green')))).toEqual([]);
    const mitigated = (text: string) => field('rating', amber)(text.replace(/^mitigation:.*\n/m, ''));
    expect(problems(await slip(condition4(), mitigated))).toEqual([]);
    expect(problems(await slip(condition4(), field('updated', '22/05/2023')))).toEqual([]);
  });

  test.each([
    ['a colon in its reason', 'reason', 'Vacancies: two posts', 'yaml/syntax'],
    ['a # before its reason', 'reason', '#none', 'yaml/comment-cut'],
    ['a rating that is none', 'rating', 'Gren', 'rating/unknown'],
  ])('with %s has one message', async (_, name, value, code) => {
    const ran = await slip(condition4(), field(name, value));
    expect(problems(ran)).toEqual([`${named} ${code}`]);
    expect(ran.status).toBe(1);
  });

  test('that is not there is asked for, and is quiet once it has come', async () => {
    const kept = join(folder, 'not yet sent.yaml');
    await rename(condition4(), kept);
    const ran = await check('2023-05-22');
    expect(problems(ran)).toEqual(['rounds/2023-06/conditions condition/missing']);
    await rename(kept, condition4());
    expect((await check('2023-05-22')).status).toBe(0);
  });
});

describe('the KPI workbook', () => {
  const mended = async (change: () => Promise<void>, id: string, today: string) => {
    const before = await readFile(input('kpis.xlsx'));
    await change();
    const ran = await check(today, id);
    await writeFile(input('kpis.xlsx'), before);
    expect((await check(today, id)).status).toBe(0);
    return ran;
  };
  const edited = (edit: (row: import('exceljs').Row) => void) => () =>
    editWorkbook(input('kpis.xlsx'), (workbook) => workbook.getWorksheet('KPIs')?.eachRow(edit));

  test('with the column of June copied into September is asked about', async () => {
    const copied = edited((row) => {
      if (row.number > 3 && typeof row.getCell('K').value === 'number')
        row.getCell('L').value = row.getCell('K').value;
    });
    expect(problems(await mended(copied, '2023-09', '2023-08-22'))).toContain('kpis.xlsx kpi/copied');
  });

  test('with a percentage typed as 0.412 is refused at its cell', async () => {
    const typed = edited((row) => {
      if (row.getCell(2).text.startsWith('% of SEMH placements')) {
        row.getCell('K').value = 0.412;
        row.getCell('K').numFmt = 'General';
      }
    });
    const ran = await mended(typed, '2023-06', '2023-05-22');
    expect(problems(ran)).toEqual(['kpis.xlsx kpi/unit']);
    expect(ran.stderr).toMatch(/kpis\.xlsx 'KPIs'!K59: error: .* is 0\.412/);
  });

  test('left open and cut short by a full disk is one problem, said first', async () => {
    const beside = input('~$kpis.xlsx');
    await writeFile(beside, 'Ann Smith');
    const cut = async () => {
      const bytes = await readFile(input('kpis.xlsx'));
      await writeFile(input('kpis.xlsx'), bytes.subarray(0, bytes.length / 2));
    };
    const before = await readFile(input('kpis.xlsx'));
    await cut();
    const ran = await check('2023-05-22');
    expect(problems(ran).every((one) => one.startsWith('kpis.xlsx '))).toBe(true);
    expect(problems(ran)).toContain('kpis.xlsx workbook/unreadable');
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    await writeFile(input('kpis.xlsx'), before);
    await rm(beside);
    expect((await check('2023-05-22')).status).toBe(0);
  });
});

describe('the report of June', () => {
  const sign = async (day: string, officer: string) =>
    expect(await runIn(folder, day, 'sign', '2023-06', officer, '--name', 'A. Person')).toMatchObject({
      status: 0,
    });

  test('keeps a draft that was edited in Word, and writes the next', async () => {
    expect((await runIn(folder, '2023-05-25', 'build', '2023-06')).status).toBe(0);
    await writeFile(report(1), 'marked up');
    await setYaml(input('rounds', '2023-06', 'report.yaml'), [[['summary'], 'As the group wants it.\n']]);
    expect((await runIn(folder, '2023-05-26', 'build', '2023-06')).status).toBe(0);
    expect(await readFile(report(1), 'utf8')).toBe('marked up');
    expect(await readdir(output('2023-06'))).toContain('tri-annual-report-2023-06-draft-2.docx');
  });

  test('is not sent with a change that was made after it was signed', async () => {
    await sign('2023-06-14', 's151');
    await sign('2023-06-14', 'dcs');
    const before = await readFile(input('rounds', '2023-06', 'report.yaml'));
    await setYaml(input('rounds', '2023-06', 'report.yaml'), [[['summary'], 'Something else.\n']]);
    const ran = await runIn(folder, '2023-06-15', 'submit', '2023-06');
    expect(problems(ran)).toEqual(['rounds/2023-06/report.yaml submission/unsigned-change']);
    expect(ran.status).toBe(1);
    await writeFile(input('rounds', '2023-06', 'report.yaml'), before);
  });

  test('is sent after its deadline all the same, and says so', async () => {
    const ran = await runIn(folder, '2023-06-20', 'submit', '2023-06');
    expect(problems(ran)).toEqual(['rounds/2023-06/report.yaml submission/late']);
    expect(ran.status).toBe(0);
    expect((await runIn(folder, '2023-06-20', 'verify')).status).toBe(0);
    expect(await readFile(report(1), 'utf8')).toBe('marked up');
  });
});

describe('the paper of September', () => {
  const publish = (day: string, ...args: string[]) => runIn(folder, day, 'publish', '2023-09-27', ...args);
  const published = async () =>
    (await readdir(output('public'))).filter((name) => name.includes('2023-09-27'));

  test('goes out on its agenda day, and again only as a revision with a reason', async () => {
    expect(await publish('2023-09-20')).toMatchObject({ status: 0 });
    const [first = ''] = await published();
    const bytes = await readFile(output('public', first));
    await setYaml(input('forum', '2023-09-27', 'paper.yaml'), [
      [['title'], 'Local First Inclusion: an update'],
    ]);
    const again = await publish('2023-09-21');
    expect(problems(again)).toEqual(['submissions.yaml publication/revision']);
    expect(await published()).toEqual([first]);
    const revised = await publish('2023-09-21', '--reason', 'The title was wrong.');
    expect(revised.status).toBe(0);
    expect(await published()).toHaveLength(2);
    expect(await readFile(output('public', first))).toEqual(bytes);
    const register = await readFile(input('submissions.yaml'), 'utf8');
    expect(register).toContain('The title was wrong.');
    expect((await runIn(folder, '2023-09-21', 'run')).stderr).not.toContain('2023-09-27');
  });
});
