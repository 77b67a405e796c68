import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import { parse } from 'yaml';
import { failAt } from '../files/faults.ts';
import { png } from '../word/images/pictures.ts';

/** What `submit` writes beside the report, and what holds for it from then on. */

const { machineOn, runIn } = await import('../commands/run.ts');
const { main } = await import('../../src/cli.ts');
const { copyAsReal, editWorkbook, setYaml, signatures } = await import('../real-programme.ts');
const { codeOf, isCodeOf, sealOf } = await import('../../src/files/seal.ts');
const { sha256 } = await import('../../src/files/sha256.ts');
const { readPackage, writePackage } = await import('../../src/ooxml/package.ts');
const { Part } = await import('../../src/ooxml/part.ts');

let base = '';
let folder = '';
let count = 0;
const at = (...names: string[]) => join(folder, ...names);
const june = (...names: string[]) => at('inputs', 'rounds', '2023-06', ...names);
const output = (...names: string[]) => at('output', '2023-06', ...names);
const final = 'tri-annual-report-2023-06-final.docx';
const run = (day: string, ...args: string[]) => runIn(folder, day, ...args);
const record = async () => parse(await readFile(june('submission.yaml'), 'utf8'));
const bundle = () => output('evidence-2023-06.zip');

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Versiegelt für Ärzte '));
  folder = join(base, 'signed');
  await copyAsReal(at('inputs'));
  await rm(at('inputs', 'forum'), { recursive: true });
  await run('2023-06-14', 'build', '2023-06');
  await setYaml(june('report.yaml'), signatures('2023-06-14'));
  await cp(folder, join(base, 'sent'), { recursive: true });
  folder = join(base, 'sent');
  await mkdir(output('submission'), { recursive: true });
  await writeFile(output('submission', 'Appendix 1 Ärzte.pdf'), 'an appendix');
  expect(await run('2023-06-15', 'submit', '2023-06')).toMatchObject({ status: 0 });
});
afterAll(() => rm(base, { recursive: true }));

async function copyOf(name: 'signed' | 'sent') {
  folder = join(base, String(++count));
  await cp(join(base, name), folder, { recursive: true });
}

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
  expect(email.attachments.map(({ filename }) => filename)).toEqual([final, 'Appendix 1 Ärzte.pdf']);
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
    const parts = await readPackage(await readFile(bundle()));
    for (const name of parts.keys())
      for (const change of ['changed', 'gone'] as const) {
        const forged = new Map(parts);
        if (change === 'gone') forged.delete(name);
        else forged.set(name, new Part('forged'));
        await writeFile(at('forged.zip'), await writePackage(forged));
        const { status, stdout } = await run('2023-07-01', 'verify', at('forged.zip'), '--json');
        const { diagnostics } = JSON.parse(stdout) as { diagnostics: Array<{ place: { inside: string } }> };
        expect({ name, status }).toEqual({ name, status: 1 });
        if (name !== 'SHA256SUMS') expect(diagnostics.map(({ place }) => place.inside)).toEqual([name]);
      }
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

describe('a day that is not that of the clock', () => {
  const late = async (...args: string[]) => {
    let said = '';
    const write = (text: string) => {
      said += text;
    };
    const places = ['inputs', 'output'].flatMap((name) => [`--${name}`, at(name)]);
    const templates = ['--templates', join(import.meta.dirname, '../../templates'), '--today', '2023-06-15'];
    const terminal = { stdout: { write }, stderr: { write } };
    const status = await main(
      [...args, ...places, ...templates],
      terminal,
      'triannual',
      machineOn('2023-06-20'),
    );
    return { status, said };
  };

  test.each([
    ['sign', '2023-06', 's151', '--name', 'Ann'],
    ['submit', '2023-06'],
  ])('is refused by %s without a reason, which is kept', async (...args) => {
    await copyOf('signed');
    const refused = await late(...args);
    expect(refused.said).toContain(
      '--today gives 2023-06-15, and by the clock of this computer it is 2023-06-20 [submission/clock]',
    );
    expect(refused.status).toBe(1);
    expect(await late(...args, '--entered-late', 'The post  was slow.')).toMatchObject({ status: 0 });
    const kept =
      args[0] === 'sign' ? parse(await readFile(june('report.yaml'), 'utf8')).sign_offs.s151 : await record();
    expect(kept.entered_late).toBe('The post was slow.');
  });
});

describe('a signature is refused', () => {
  const refused: Array<[what: string, signature: object, message: RegExp]> = [
    [
      'that names no draft',
      { draft: undefined },
      /the signature of the S151 Officer does not say which draft was signed/,
    ],
    [
      'under a draft that is not there',
      { draft: 9 },
      /the S151 Officer cannot have signed: there is no draft 9 of the report/,
    ],
    [
      'that is older than its draft',
      { date: '2023-06-13' },
      /the S151 Officer signed draft 1 on 2023-06-13, before it was made on 2023-06-14/,
    ],
    [
      'whose day is still to come',
      { date: '2023-06-16' },
      /the S151 Officer signs on 2023-06-16, which is after today/,
    ],
  ];
  test.each(refused)('%s', async (_, change, message) => {
    await copyOf('signed');
    const signature = { name: 'A. Treasurer', date: '2023-06-14', draft: 1, ...change };
    await setYaml(june('report.yaml'), [[['sign_offs', 's151'], JSON.parse(JSON.stringify(signature))]]);
    const { status, stderr } = await run('2023-06-15', 'submit', '2023-06');
    expect(stderr.match(/: error: .*/g)).toEqual([expect.stringMatching(message)]);
    expect(status).toBe(1);
  });

  test('by sign where the draft is not kept as it was written and has been edited', async () => {
    await copyOf('signed');
    await rm(output('.drafts'), { recursive: true });
    expect(await run('2023-06-15', 'sign', '2023-06', 'dcs', '--name', 'Ann')).toMatchObject({ status: 0 });
    await writeFile(output('tri-annual-report-2023-06-draft-1.docx'), 'edited');
    const { status, stderr } = await run('2023-06-15', 'sign', '2023-06', 'dcs', '--name', 'Ann');
    expect(stderr).toContain('draft 1 of the report is not there as it was written, so it cannot be signed');
    expect(status).toBe(1);
  });

  test('by sign of an office that programme.yaml does not have', async () => {
    await copyOf('signed');
    const { stderr } = await run('2023-06-15', 'sign', '2023-06', 'mayor', '--name', 'Ann');
    expect(stderr).toContain('there is no sign-off "mayor" in programme.yaml');
    expect(stderr).toContain('help: the sign-offs are: s151, dcs');
  });
});

test('a signature touches no other byte of report.yaml', async () => {
  await copyOf('signed');
  const before = (await readFile(june('report.yaml'), 'utf8')).split('\n');
  await run('2023-06-15', 'sign', '2023-06', 's151', '--name', 'New: "Name"');
  const after = (await readFile(june('report.yaml'), 'utf8')).split('\n');
  expect(after.filter((line) => !before.includes(line))).toEqual([
    `    name: 'New: "Name"'`,
    '    date: 2023-06-15',
  ]);
  expect(after).toHaveLength(before.length);
});

test('a draft that was signed is sent although inputs have moved on; what differs is known, and no tampering', async () => {
  await copyOf('signed');
  await setYaml(june('report.yaml'), [[['summary'], 'Written after the signature.\n']]);
  const plain = await run('2023-06-15', 'submit', '2023-06');
  expect(plain.stderr).toMatch(/report\.yaml:\d+:\d+: error: summary in .* \[submission\/unsigned-change\]/);
  const { status, stdout } = await run('2023-06-15', 'submit', '2023-06', '--draft', '1');
  expect(stdout).toContain(
    'corrections:\n  - { "round":"2023-06", "text":"report.yaml summary", "reason":"…" }\n',
  );
  expect(status).toBe(0);
  const parts = await readPackage(await readFile(output('submission', final)));
  expect(parts.get('word/document.xml')?.text).not.toContain('Written after the signature');
  const verified = await run('2023-06-15', 'verify');
  expect(verified.stderr).toContain('that was known when the report was submitted [submission/differs]');
  expect(verified.status).toBe(0);
});

test('a picture that was replaced after the signature is refused, of the inputs and of the signed draft alike', async () => {
  await copyOf('signed');
  await setYaml(june('report.yaml'), [[['summary'], 'As the map shows.\n\n![The zones](zones.png)\n']]);
  await writeFile(june('zones.png'), png(3, 2));
  await run('2023-06-14', 'build', '2023-06');
  await setYaml(
    june('report.yaml'),
    ['s151', 'dcs'].map((id) => [['sign_offs', id, 'draft'], 2]),
  );
  await writeFile(june('zones.png'), png(2, 3));
  const plain = await run('2023-06-15', 'submit', '2023-06');
  expect(plain).toMatchObject({ status: 1, stderr: expect.stringContaining('[submission/unsigned-change]') });
  const signed = await run('2023-06-15', 'submit', '2023-06', '--draft', '2');
  expect(signed.stderr).toContain('rounds/2023-06/zones.png has changed since the draft was written');
  expect(signed.status).toBe(1);
  await writeFile(june('zones.png'), png(3, 2));
  expect(await run('2023-06-15', 'submit', '2023-06')).toMatchObject({ status: 0 });
});

test('a first round says that nobody is asked for an earlier one', async () => {
  await copyOf('signed');
  expect((await run('2023-06-20', 'run', '--dry-run')).stderr).toContain('DEADLINE MISSED');
  await setYaml(at('inputs', 'agreement.yaml'), [[['first_round'], '2023-09']]);
  expect(await run('2023-06-20', 'run', '--dry-run')).toMatchObject({ status: 0, stderr: '' });
});

describe('a submission that is stopped', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'at its file number %i is none or whole, and the same command ends it',
    async (number) => {
      await copyOf('signed');
      // From this file on the disk does nothing any more, not even tidying up: as after a power cut.
      let named = 0;
      failAt(1, 'EIO', 'on', ({ name, path }) => {
        if (/^(rename|link)Sync$/.test(name) && !path.endsWith('.lock')) named += 1;
        return named >= number && !path.endsWith('.lock');
      });
      await run('2023-06-15', 'submit', '2023-06');
      failAt(0);
      await rm(at('output', '.triannual.lock'), { force: true });
      await rm(at('inputs', '.triannual.lock'), { force: true });
      const again = await run('2023-06-15', 'submit', '2023-06');
      const isClosed = again.stderr.includes('[submission/closed]');
      expect({ number, status: again.status }).toEqual({ number, status: isClosed ? 1 : 0 });
      expect(await run('2023-06-15', 'verify')).toMatchObject({ status: 0, stderr: '' });
      expect((await record()).files).toHaveLength(1);
    },
  );
});
