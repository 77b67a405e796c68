import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';

/** What `submit` writes beside the report, and what holds for it from then on. */

import { codeOf, isCodeOf, sealOf } from '../../src/files/seal.ts';
import { sha256 } from '../../src/files/sha256.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { editWorkbook, setYaml } from '../real-programme.ts';
import { tellsForged } from './forged-bundle.ts';

import { at, bundle, copyOf, final, june, output, programme, record, run } from './signed-programme.ts';

programme('sent');

describe('the seal', () => {
  test('has one code for people, in whatever form they type it, and no other value has it', () => {
    const seal = sealOf({ b: 1, a: ['x', null] });
    expect(seal).toBe(sealOf({ a: ['x', null], b: 1, seal: 'any' }));
    expect(seal).not.toBe(sealOf({ a: ['x', null], b: '1' }));
    const code = codeOf(seal);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      code.replaceAll('0', 'O').replaceAll('1', 'l'),
      seal,
    ])
      expect(isCodeOf(typed, seal)).toBe(true);
    expect(isCodeOf(`${code.slice(0, -1)}${code.endsWith('Z') ? 'Y' : 'Z'}`, seal)).toBe(false);
    expect(isCodeOf('', seal)).toBe(false);
  });

  test('of a record is that of the code in the e-mail, and of no other', async () => {
    await copyOf('sent');
    const { seal } = await record();
    const code = codeOf(seal);
    expect(await readFile(output('covering-email.txt'), 'utf8')).toContain(code);
    expect(await run('2023-07-01', 'verify', '2023-06', '--seal', code)).toMatchObject({ status: 0 });
    const { status, stderr } = await run(
      '2023-07-01',
      'verify',
      '2023-06',
      '--seal',
      'AAAA-BBBB-CCCC-DDDD-EEEE',
    );
    expect(stderr).toContain('submission.yaml: error: the record of 2023-06 does not have the seal AAAA-');
    expect(status).toBe(1);
  });

  test('covers the clock, the account and the host, which no document holds', async () => {
    await copyOf('sent');
    expect((await record()).made).toEqual({
      at: '2023-06-15T12:00:00.000Z',
      account: 'tester',
      host: 'office',
    });
    const parts = await readPackage(await readFile(output('submission', final)));
    for (const { bytes } of parts.values())
      expect(Buffer.from(bytes).toString()).not.toMatch(/tester|12:00:00/);
  });
});

test('the e-mail has the pack attached, equal to the byte, and its text stands beside it', async () => {
  await copyOf('sent');
  const email = await PostalMime.parse(await readFile(output('covering-email.eml')));
  expect(email.subject).toMatch(/June 2023$/);
  expect(email.attachments.map(({ filename }) => filename)).toEqual([
    final,
    'appendix-1-growth-plan-2023-06.docx',
    'appendix-3-forward-plan-2023-06.docx',
    'kpis-2023-06.xlsx',
    'dsg-plan-2023-06.xlsx',
    'Appendix 1 Ärzte.pdf',
  ]);
  for (const { filename, content } of email.attachments)
    expect(Buffer.from(content as ArrayBuffer)).toEqual(await readFile(output('submission', filename ?? '')));
  const text = await readFile(output('covering-email.txt'), 'utf8');
  expect(text).toBe(`Subject: ${email.subject}\n\n${email.text?.replaceAll('\r\n', '\n')}`);
});

describe('the evidence bundle', () => {
  const files = async () =>
    new Map([...(await readPackage(await readFile(bundle())))].map(([name, { bytes }]) => [name, bytes]));

  test('holds what was sent, signed and recorded, with a list of hashes that sha256sum reads', async () => {
    await copyOf('sent');
    const held = await files();
    const list = Buffer.from(held.get('SHA256SUMS') ?? '')
      .toString()
      .trimEnd()
      .split('\n');
    expect(list).toEqual(
      [...held].filter(([name]) => name !== 'SHA256SUMS').map(([name, bytes]) => `${sha256(bytes)}  ${name}`),
    );
    expect(held.get(`submission/${final}`)).toEqual(
      new Uint8Array(await readFile(output('submission', final))),
    );
    const draft = 'tri-annual-report-2023-06-draft-1.docx';
    expect(Buffer.from(held.get(`signed/${draft}`) ?? '')).toEqual(await readFile(output(draft)));
    for (const name of [
      'signed/board-summary-2023-06-draft-1.docx',
      'inputs/kpis.xlsx',
      'templates/tri-annual-report.docx',
      'findings.txt',
    ])
      expect(held.has(name)).toBe(true);
    const csv = Buffer.from(held.get('figures.csv') ?? '').toString();
    expect(csv).toMatch(/^figure,printed,cells\r\n/);
    expect(csv).toMatch(/"KPI 1 Actual EHCPs, \w+( 2023)?","9,870",kpis\.xlsx 'KPIs'!K7\r\n/);
  });

  test('is verified anywhere; each file of it that is changed, gone or added is named', async () => {
    await copyOf('sent');
    const whole = await run('2023-07-01', 'verify', bundle());
    expect(whole.stdout).toContain(
      `whole; 2023-06, submitted on 2023-06-15; seal ${codeOf((await record()).seal)}`,
    );
    // The first of each folder; the others are in sealed.long.test.ts.
    await tellsForged((folders, i) => folders.indexOf(folders[i] ?? '') === i);
  });

  test('says that names with other letters than ASCII are from Unix, where `unzip` takes them for UTF-8', async () => {
    await copyOf('sent');
    const zip = await readFile(bundle());
    const entries = new Map<string, { system: number; mode: number }>();
    let from = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    for (; zip.readUInt32LE(from) === 0x02014b50; ) {
      const end = from + 46 + zip.readUInt16LE(from + 28);
      const mode = zip.readUInt32LE(from + 38) >>> 16;
      entries.set(zip.toString('utf8', from + 46, end), { system: zip[from + 5] ?? 0, mode });
      from = end;
    }
    expect(entries.get('submission/Appendix 1 Ärzte.pdf')).toEqual({ system: 3, mode: 0o100644 });
    expect(entries.get('README.txt')).toEqual({ system: 0, mode: 0 });
  });

  test('gives back a file that was lost', async () => {
    await copyOf('sent');
    const name = output('submission', 'Appendix 1 Ärzte.pdf');
    await rm(name);
    expect((await run('2023-07-01', 'build', '2023-06')).stdout).toContain('written again');
    expect(await readFile(name, 'utf8')).toBe('an appendix');
  });
});

describe('what may change after a submission', () => {
  const silent: Array<[string, () => Promise<unknown>]> = [
    [
      'comments, blanks and line ends',
      async () => {
        for (const file of [june('report.yaml'), june('submission.yaml'), at('inputs', 'submissions.yaml')])
          await writeFile(file, `# A note\r\n${(await readFile(file, 'utf8')).replaceAll('\n', '\r\n')}`);
      },
    ],
    [
      'names and wording of the programme',
      () => setYaml(at('inputs', 'programme.yaml'), [[['council'], 'Another Council']]),
    ],
    [
      'the names of KPIs',
      async () => {
        const path = at('inputs', 'kpis.yaml');
        await writeFile(
          path,
          (await readFile(path, 'utf8')).replace('regularity: Termly', 'regularity: Termly # as agreed'),
        );
      },
    ],
    [
      'a row of the workbook put above',
      () =>
        editWorkbook(at('inputs', 'kpis.xlsx'), (workbook) => {
          workbook.worksheets[0]?.insertRow(1, []);
        }),
    ],
    [
      'the plan, once it was revised with the DfE',
      async () => {
        await editWorkbook(at('inputs', 'dsg-plan.xlsx'), (workbook) => {
          const cell = workbook.getWorksheet('Agreed plan')?.getCell('C24');
          if (cell) cell.value = 1;
        });
        expect((await run('2023-07-01', 'verify')).stderr).toContain(
          "dsg-plan.xlsx 'Agreed plan'!C24: error: ",
        );
        await setYaml(at('inputs', 'agreement.yaml'), [[['plan', 'revised'], '2023-07-01']]);
      },
    ],
  ];
  test.each(silent)('%s', async (_, change) => {
    await copyOf('sent');
    await change();
    expect(await run('2023-07-01', 'verify')).toMatchObject({ status: 0, stderr: '' });
  });
});

test('a first round says that nobody is asked for an earlier one', async () => {
  await copyOf('signed');
  expect((await run('2023-06-20', 'run', '--dry-run')).stderr).toContain('DEADLINE MISSED');
  await setYaml(at('inputs', 'agreement.yaml'), [[['first_round'], '2023-09']]);
  expect(await run('2023-06-20', 'run', '--dry-run')).toMatchObject({ status: 0, stderr: '' });
});
