import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { copyAsReal, editWorkbook, setYaml, signatures } from '../real-programme.ts';
import { runIn } from './run.ts';

let base = '';
let folder = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Stand für Ärzte '));
});
afterAll(() => rm(base, { recursive: true }));
let count = 0;
beforeEach(async () => {
  folder = join(base, String(++count));
  await copyAsReal(join(folder, 'inputs'));
});

const round = (...names: string[]) => join(folder, 'inputs', 'rounds', '2023-12', ...names);
const status = (today: string, ...args: string[]) => runIn(folder, today, 'status', ...args);
const reminders = join('output', '2023-12', 'reminders');
const reminder = (name: string) => readFile(join(folder, reminders, `${name}.txt`), 'utf8');

/** December with condition 4's update still to come, and half of condition 2's. */
async function halfCollected() {
  await rm(round('conditions', '4-school-and-community-teams.yaml'));
  await setYaml(round('conditions', '2-annual-reviews.yaml'), [
    [['rating'], null],
    [['progress'], null],
  ]);
}

describe('the status of a round', () => {
  test('shows the stage, the days left, and each condition with rating, movement, update and owner', async () => {
    await halfCollected();
    const { status: exit, stdout } = await status('2023-11-20', '2023-12');
    expect(stdout).toMatch(
      /^December 2023 report \(2023-12\): updates are collected, due in 19 working days\n/,
    );
    expect(stdout).toContain('  Mon 27 Nov 2023  Draft to Delivery Group            in 5 working days\n');
    expect(stdout).toContain('Conditions: 7 of 9 updates in\n');
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines).toContainEqual([
      '2',
      'Annual reviews',
      'not rated',
      'Not known',
      'incomplete',
      'Assistant Director, workstream 1',
    ]);
    expect(lines).toContainEqual([
      '4',
      'School and community teams',
      'not rated',
      'Not known',
      'missing',
      'Assistant Director, workstream 2',
    ]);
    expect(lines).toContainEqual([
      '7',
      'Commissioning of placements',
      'Amber',
      'Improved from Red',
      'in',
      'Assistant Director, workstream 4',
    ]);
    expect(stdout).toContain('Problems: 3 errors, 0 warnings\n');
    expect(stdout).toMatch(/rounds\/2023-12\/conditions\/2-annual-reviews\.yaml: 2 errors\n/);
    expect(stdout).toContain(
      '- ask 2 people for what is missing: triannual status 2023-12 --chase FOLDERS\n',
    );
    expect(exit).toBe(0);
  });

  test('shows KPIs that have not come by the source that they come from', async () => {
    await editWorkbook(join(folder, 'inputs', 'kpis.xlsx'), (workbook) => {
      const [sheet] = workbook.worksheets;
      sheet?.eachRow((row) => {
        if (row.getCell(2).text === 'Actual EHCPs') row.getCell(13).value = null;
      });
    });
    const { stdout } = await status('2023-11-20', '2023-12');
    expect(stdout).toContain('KPIs: 45 of 46 in\n  missing from Synergy: 1 Actual EHCPs\n');
  });

  test('shows KPIs whose source is not known yet', async () => {
    await editWorkbook(join(folder, 'inputs', 'kpis.xlsx'), (workbook) => {
      const [sheet] = workbook.worksheets;
      sheet?.eachRow((row) => {
        if (row.getCell(2).text === 'Actual EHCPs') row.getCell(13).value = null;
      });
    });
    await setYaml(join(folder, 'inputs', 'kpis.yaml'), [[['groups', 0, 'kpis', 0, 'source'], '']]);
    const { stdout } = await status('2023-11-20', '2023-12');
    expect(stdout).toContain('KPIs: 45 of 46 in\n  missing: 1 Actual EHCPs\n');
  });

  test('shows three KPIs of a source by name, and of more how many there are', async () => {
    await editWorkbook(join(folder, 'inputs', 'kpis.xlsx'), (workbook) => {
      const [sheet] = workbook.worksheets;
      sheet?.eachRow((row) => {
        if (/^\d+$/.test(row.getCell(1).text)) row.getCell(13).value = null;
      });
    });
    const { missing } = JSON.parse((await status('2023-11-20', '2023-12', '--json')).stdout).rounds[0].kpis;
    const { stdout } = await status('2023-11-20', '2023-12');
    for (const { source, kpis } of missing as Array<{ source: string; kpis: string[] }>) {
      const named = kpis.length > 3 ? [...kpis.slice(0, 3), `and ${kpis.length - 3} more`] : kpis;
      expect(stdout).toContain(`  missing from ${source}: ${named.join('; ')}\n`);
    }
    const counts = missing.map(({ kpis }: { kpis: string[] }) => kpis.length);
    expect(counts).toEqual(expect.arrayContaining([1, 3]));
    expect(Math.max(...counts)).toBeGreaterThan(3);
  });

  test('shows the last draft, and whether somebody has changed it', async () => {
    expect((await status('2023-12-04', '2023-12')).stdout).toContain('No draft yet');
    await runIn(folder, '2023-12-04', 'build', '2023-12');
    const draft = 'output/2023-12/tri-annual-report-2023-12-draft-1.docx';
    expect((await status('2023-12-04', '2023-12')).stdout).toContain(`  ${draft}\n`);
    await writeFile(join(folder, draft), 'changed');
    expect((await status('2023-12-04', '2023-12')).stdout).toContain(
      `  ${draft} (changed since it was written)\n`,
    );
  });

  test('says who has signed, and what to do once all have', async () => {
    expect((await status('2023-12-12', '2023-12')).stdout).toContain('  S151 Officer: not signed\n');
    await setYaml(round('report.yaml'), signatures('2023-12-12'));
    const { stdout } = await status('2023-12-12', '2023-12');
    expect(stdout).toContain('  S151 Officer: A. Treasurer, 2023-12-12\n');
    expect(stdout).toContain('- submit it: triannual submit 2023-12 FOLDERS\n');
  });

  test('of a round that has no folder says how to make one', async () => {
    const { stdout } = await status('2024-05-20', '2024-06');
    expect(stdout).toContain("- make the round's folder: triannual new 2024-06 FOLDERS\n");
  });

  test('of a round that the agreement does not have is refused', async () => {
    const { status: exit, stderr } = await status('2023-11-20', '2023-07');
    expect(stderr).toBe('the agreement has no report in the month of 2023-07\n');
    expect(exit).toBe(2);
  });
});

describe('the open rounds', () => {
  test('are those that were missed, the older in a line each, and the next', async () => {
    const { stdout } = await status('2023-11-20');
    expect(stdout).toMatch(/^June 2023 report \(2023-06\): was due on Fri 16 Jun 2023, not submitted\n/);
    expect(stdout).toContain('September 2023 report (2023-09): DEADLINE MISSED, due 46 working days ago\n');
    expect(stdout).toContain('tell the DfE when it will come');
    expect(stdout).toContain('December 2023 report (2023-12): updates are collected');
  });

  test('leave out what has been submitted', async () => {
    await runIn(folder, '2023-06-14', 'build', '2023-06');
    await setYaml(join(folder, 'inputs', 'rounds', '2023-06', 'report.yaml'), signatures('2023-06-14'));
    await runIn(folder, '2023-06-15', 'submit', '2023-06');
    const { stdout } = await status('2023-06-20');
    expect(stdout).toMatch(/^September 2023 report/);
    expect((await status('2023-06-20', '2023-06')).stdout).toMatch(
      /^June 2023 report \(2023-06\): submitted, on 2023-06-15\n/,
    );
  });

  test('as JSON say the same', async () => {
    await halfCollected();
    const { rounds } = JSON.parse((await status('2023-11-20', '2023-12', '--json')).stdout);
    expect(rounds).toHaveLength(1);
    expect(rounds[0]).toMatchObject({
      id: '2023-12',
      stage: 'collect',
      working_days_left: 19,
      problems: { errors: 3 },
    });
    expect(rounds[0].conditions).toHaveLength(9);
    expect(rounds[0].owed.map(({ owner }: { owner: string }) => owner)).toEqual([
      'Assistant Director, workstream 1',
      'Assistant Director, workstream 2',
    ]);
  });

  test('cannot be told without an agreement, and the reason is given', async () => {
    await rm(join(folder, 'inputs', 'agreement.yaml'));
    const { status: exit, stderr } = await status('2023-11-20');
    expect(stderr).toContain('[file/missing]');
    expect(stderr).toContain('the inputs cannot be read: mend the problems above');
    expect(exit).toBe(1);
  });
});

describe('reminders', () => {
  test('go to each person who owes something, with just what that person owes and by when', async () => {
    await halfCollected();
    const { stdout } = await status('2023-11-20', '2023-12', '--chase');
    expect(stdout).toMatch(/2 reminders written; 2 of them also as e-mails \(\.eml\)\n$/);
    expect(await reminder('assistant-director-workstream-2')).toBe(
      [
        'To: Assistant Director, workstream 2',
        'Subject: December 2023 report to the DfE: one thing needed by Monday 27 November 2023',
        '',
        'For the December 2023 report to the DfE, please send by Monday 27 November 2023:',
        '',
        '- the update of condition 4 (School and community teams)',
        '',
        "The DfE's deadline is Friday 15 December 2023 (in 19 working days).",
        '',
      ].join('\n'),
    );
    expect(await reminder('assistant-director-workstream-1')).toContain(
      '- condition 2 has no progress update\n',
    );
  });

  test('are taken away when what was owed has come, and notes of a person beside them stay', async () => {
    await halfCollected();
    await status('2023-11-20', '2023-12', '--chase');
    await writeFile(join(folder, reminders, 'my notes.txt'), 'Called on Monday.');
    await setYaml(round('conditions', '2-annual-reviews.yaml'), [
      [['rating'], 'Green'],
      [['progress'], 'The backlog has been cleared.\n'],
    ]);
    await status('2023-11-21', '2023-12', '--chase');
    expect((await readdir(join(folder, reminders))).sort()).toEqual([
      'assistant-director-workstream-2.eml',
      'assistant-director-workstream-2.txt',
      'my notes.txt',
    ]);
  });

  test('ask for signatures once the board has the report, and say so when the day has passed', async () => {
    expect((await status('2023-12-08', '2023-12', '--chase')).stdout).toBe('nobody owes anything\n');
    await status('2023-12-11', '2023-12', '--chase');
    expect(await reminder('s151-officer')).toContain('- your sign-off, with its date\n');
    await status('2023-12-18', '2023-12', '--chase');
    const text = await reminder('director-of-children-s-services');
    expect(text).toContain('Subject: December 2023 report to the DfE: one thing overdue\n');
    expect(text).toContain("The DfE's deadline was Friday 15 December 2023 (1 working day ago).\n");
  });
});

describe('colour', () => {
  const shown = async (env: Record<string, string>, isTTY = true) => {
    let text = '';
    const stdout = { isTTY, write: (more: string) => (text += more) };
    await mkdir(join(folder, 'output'), { recursive: true });
    const places = ['--inputs', join(folder, 'inputs'), '--today', '2023-12-04'];
    await main(['status', '2023-12', ...places], { stdout, stderr: stdout, env });
    return text;
  };

  test('is on a terminal, beside the words', async () => {
    const text = await shown({});
    expect(text).toContain('\u001b[');
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe(await shown({}, false));
  });

  test('is off where the person wants none', async () => {
    expect(await shown({ NO_COLOR: '1' })).not.toContain('\u001b[');
    expect(await shown({ TERM: 'dumb' })).not.toContain('\u001b[');
  });
});
