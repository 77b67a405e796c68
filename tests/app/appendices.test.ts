import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { sha256 } from '../../src/files/sha256.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { readWord } from '../read-tables.ts';

/** What goes to the DfE beside the report: appendices that the program makes, files, and the spreadsheets of KPIs and plan. */

import { setYaml, signatures } from '../real-programme.ts';
import { at, copyOf, final, june, output, programme, record, run } from './signed-programme.ts';

programme('signed');

const sent = (...names: string[]) => output('submission', ...names);
const submit = (...more: string[]) => run('2023-06-15', 'submit', '2023-06', ...more);
const made = [
  'appendix-1-growth-plan-2023-06.docx',
  'appendix-3-forward-plan-2023-06.docx',
  'dsg-plan-2023-06.xlsx',
  'kpis-2023-06.xlsx',
  final,
];

/** A sheet as its cells show it. */
async function shown(file: string, name: string) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(sent(file));
  expect(workbook.worksheets.every(({ state }) => state === 'visible')).toBe(true);
  const rows: string[][] = [];
  workbook.getWorksheet(name)?.eachRow((row) => {
    rows.push(
      (row.values as unknown[]).slice(1).map((value, i) => asShown(value, row.getCell(i + 1).numFmt)),
    );
  });
  return rows;
}

/** A number by the format of its cell, as Excel shows it. */
function asShown(value: unknown, format: string): string {
  if (typeof value !== 'number') return String(value);
  const body = format.split(';')[0] ?? '';
  const digits = /0(?:\.(0+))?(?=%|"|$)/.exec(body)?.[1]?.length ?? 0;
  const size = Math.abs(body.includes('%') ? value * 100 : value);
  const number = size.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: body.includes(','),
  });
  return `${value < 0 ? '\u2212' : ''}${body.replace(/#,##0(?:\.0+)?|0(?:\.0+)?(?=%|"|$)/, number).replaceAll('"', '')}`;
}

describe('a report that is submitted', () => {
  test('has its appendices and the spreadsheets beside it, each in the record, the e-mail and the evidence', async () => {
    await copyOf('signed');
    const { status, stderr } = await submit();
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect((await readdir(sent())).sort()).toEqual(made);
    const { files } = await record();
    for (const { file, sha256: hash } of files) expect(sha256(await readFile(sent(file)))).toBe(hash);
    expect(files.map(({ file }: { file: string }) => file).sort()).toEqual(made);
    const email = await readFile(output('covering-email.eml'), 'utf8');
    for (const file of made) expect(email).toContain(`filename="${file}"`);
    const evidence = await readPackage(await readFile(output('evidence-2023-06.zip')));
    for (const file of made) expect(evidence.has(`submission/${file}`)).toBe(true);
    expect(await run('2023-06-20', 'verify', '2023-06')).toMatchObject({ status: 0 });
    await writeFile(sent('kpis-2023-06.xlsx'), 'changed');
    expect(await run('2023-06-20', 'verify', '2023-06')).toMatchObject({ status: 1 });
  });

  test('has in its spreadsheets the figures that it prints, and nothing of the council', async () => {
    await copyOf('signed');
    await submit();
    const { tables } = await readWord(sent(final));
    const printed = tables.filter(([heading = []]) => heading[0] === 'Line, £m');
    const sheets = [
      await shown('dsg-plan-2023-06.xlsx', 'Agreed plan'),
      await shown('dsg-plan-2023-06.xlsx', 'Forecast June 2023'),
    ];
    expect(printed).toContainEqual(sheets[0]);
    expect(printed).toContainEqual(sheets[1]);
    const kpis = await shown('kpis-2023-06.xlsx', 'KPIs');
    expect(kpis).toHaveLength(47);
    const cells = new Set(tables.flat(2));
    const values =
      kpis[0]?.flatMap((text, i) => (/^(Previous|Baseline|This report|Target|Change)/.test(text) ? i : [])) ??
      [];
    expect(values.length).toBeGreaterThanOrEqual(2);
    for (const row of kpis.slice(1)) for (const at of values) expect(cells).toContain(row[at]);
    const headings = tables.map(([heading = []]) => heading).find((heading) => heading[0] === kpis[0]?.[1]);
    for (const at of values) expect(headings).toContain(kpis[0]?.[at]);
    for (const file of ['kpis-2023-06.xlsx', 'dsg-plan-2023-06.xlsx']) {
      const parts = await readPackage(await readFile(sent(file)));
      expect([...parts.keys()].filter((name) => /docProps|comments|drawing/.test(name))).toEqual([]);
    }
    const first = await readFile(sent('kpis-2023-06.xlsx'));
    await copyOf('signed');
    await submit();
    expect(await readFile(sent('kpis-2023-06.xlsx'))).toEqual(first);
  });

  test('has appendices that say when they were submitted, and that are no drafts', async () => {
    await copyOf('signed');
    await submit();
    const { paragraphs } = await readWord(sent('appendix-1-growth-plan-2023-06.docx'));
    expect(paragraphs.join('\n')).toContain('June 2023. Submitted to the DfE on 15 June 2023');
  });
});

/** A report with a file among its appendices, signed. */
async function withFile(): Promise<void> {
  await copyOf('signed');
  await writeFile(june('slides Ärzte.pdf'), 'slides');
  await setYaml(june('report.yaml'), [[['appendices', 1, 'file'], 'rounds/2023-06/slides Ärzte.pdf']]);
  await run('2023-06-14', 'build', '2023-06');
  await setYaml(june('report.yaml'), signatures('2023-06-14', 2));
}

describe('what changes after the report was signed is refused', () => {
  test('in an appendix that the program makes, with the field', async () => {
    await copyOf('signed');
    await setYaml(at('inputs', 'capital.yaml'), [[['growth', 'kinds', 0, 'existing', 0, 'places'], 97]]);
    const { status, stderr } = await submit();
    expect(status).toBe(1);
    expect(stderr).toContain('it was "96", and "97" would be sent [submission/unsigned-change]');
    expect(await readdir(output())).not.toContain('submission');
  });

  test('in a file, by its hash; as it was, it is sent', async () => {
    await withFile();
    await writeFile(june('slides Ärzte.pdf'), 'other slides');
    expect((await submit()).stderr).toContain('[submission/unsigned-change]');
    await writeFile(june('slides Ärzte.pdf'), 'slides');
    expect(await submit()).toMatchObject({ status: 0, stderr: '' });
    expect(await readdir(sent())).toContain('appendix-2-slides Ärzte.pdf');
  });

  test('in the template of an appendix', async () => {
    await copyOf('signed');
    await setYaml(june('report.yaml'), [
      [['appendices', 0, 'document'], 'forward-plan'],
      [['appendices', 2, 'document'], 'growth-plan'],
    ]);
    expect((await submit()).stderr).toContain('[submission/unsigned-change]');
  });
});

describe('an appendix that cannot go with the report', () => {
  test('because it has a password goes all the same, and is refused if it changed after signing', async () => {
    await copyOf('signed');
    const locked = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    await writeFile(at('inputs', 'plan.xlsx'), locked);
    await setYaml(june('report.yaml'), [[['appendices', 1], { title: 'Slides', file: 'plan.xlsx' }]]);
    const { status, stderr } = await submit();
    expect(status).toBe(1);
    expect(stderr).toContain('warning: appendix 2, plan.xlsx, has a password');
    expect(stderr).toContain('[submission/unsigned-change]');
  });

  test.each([
    ['is not there', { file: 'no.pdf' }, 'no.pdf is not there [appendix/missing]'],
    [
      'is outside of the inputs',
      { file: '../outside.pdf' },
      '../outside.pdf is not in the inputs folder [appendix/missing]',
    ],
    [
      'is another version',
      { file: 'kpis.yaml', sha256: '0'.repeat(64) },
      '0000000000000000… is named [appendix/version]',
    ],
  ])('because it %s is warned of in a draft, and refused', async (_, fields, message) => {
    await copyOf('signed');
    await writeFile(at('outside.pdf'), 'outside');
    await setYaml(june('report.yaml'), [[['appendices', 1], { title: 'Slides', ...fields }]]);
    const built = await run('2023-06-14', 'build', '2023-06');
    expect(built.status).toBe(0);
    expect(built.stderr).toMatch(/^inputs\/rounds\/2023-06\/report\.yaml:\d+:\d+: warning: appendix 2 /m);
    expect(built.stderr).toContain(message);
    const { status, stderr } = await submit();
    expect(status).toBe(1);
    expect(stderr).toMatch(/: error: appendix 2 /);
  });

  test.each([
    ['/etc/hosts', '/etc/hosts is not in the inputs folder'],
    ['C:\\Users\\me\\slides.pdf', 'C:/Users/me/slides.pdf is not in the inputs folder'],
    ['rounds', 'rounds is a folder'],
    ['rounds/2023-06/empty.pdf', 'rounds/2023-06/empty.pdf is empty'],
  ])('says of %s what is wrong with it', async (file, message) => {
    await copyOf('signed');
    await writeFile(june('empty.pdf'), '');
    await setYaml(june('report.yaml'), [[['appendices', 1], { title: 'Slides', file }]]);
    expect((await run('2023-06-14', 'check', '2023-06')).stderr).toContain(
      `appendix 2 cannot go with the report: ${message} [appendix/missing]`,
    );
  });

  test('is taken by a path of Windows, and with a hash in capitals', async () => {
    await copyOf('signed');
    await writeFile(june('slides.pdf'), 'slides');
    const hash = sha256('slides').toUpperCase();
    await setYaml(june('report.yaml'), [
      [['appendices', 1], { title: 'Slides', file: 'rounds\\2023-06\\slides.pdf', sha256: hash }],
      [['appendices', 3], { title: 'Slides', reference: 'as sent', date: '2023-04' }],
    ]);
    expect(await run('2023-06-14', 'check', '2023-06')).toMatchObject({ status: 0, stderr: '' });
  });

  test.each(['document', 'file'])(
    'that is named twice as a %s is refused, and the report keeps the rest',
    async (key) => {
      await copyOf('signed');
      const entry = { title: 'Again', [key]: key === 'file' ? 'kpis.yaml' : 'growth-plan' };
      await setYaml(june('report.yaml'), [
        [['appendices', 1], { ...entry, title: 'Slides' }],
        [['appendices', 3], entry],
        [['on_track'], 'Maybe'],
      ]);
      await setYaml(june('report.yaml'), [[['on_track'], 'Yes']]);
      const { stderr, status } = await run('2023-06-14', 'check', '2023-06');
      expect(status).toBe(1);
      expect(stderr).toContain(`should be a ${key} that no other appendix has`);
      expect(stderr).not.toContain('answer/missing');
    },
  );

  test('that is not there any more is one problem, however much it said', async () => {
    await withFile();
    await rm(june('slides Ärzte.pdf'));
    expect((await submit()).stderr.match(/\[[a-z]+\/[a-z-]+\]/g)).toEqual(['[appendix/missing]']);
    await copyOf('signed');
    await setYaml(june('report.yaml'), [[['appendices', 0, 'document'], undefined]]);
    const { stderr } = await submit();
    expect(stderr).toContain('Growth Plan (attached)", and "…and Special School Growth Plan" would be sent');
    expect(stderr).not.toContain('--draft');
    expect(stderr.match(/error: /g)).toHaveLength(1);
  });

  test('that is new is one problem', async () => {
    await copyOf('signed');
    await setYaml(june('report.yaml'), [[['appendices', 3], { title: 'Minutes', reference: 'as sent' }]]);
    expect((await submit()).stderr.match(/error: .*/g)).toEqual([
      'error: appendices.3.title in rounds/2023-06/report.yaml has changed since draft 1 was signed: it was nothing, and "Minutes (as sent)" would be sent [submission/unsigned-change]',
    ]);
  });

  test('that cannot be made is one problem', async () => {
    await copyOf('signed');
    await rm(at('inputs', 'forward-plan.yaml'));
    expect((await submit()).stderr.match(/error: .*/g)).toEqual([
      expect.stringContaining('[appendix/missing]'),
    ]);
  });

  test('with a field that it should not have is one problem', async () => {
    await copyOf('signed');
    await setYaml(june('report.yaml'), [[['appendices', 0, 'file'], 'kpis.yaml']]);
    expect((await submit()).stderr.match(/error: .*/g)).toEqual([expect.stringContaining('[yaml/value]')]);
  });

  test('that is a reference can be sent as it was signed, and the help says so', async () => {
    await copyOf('signed');
    await setYaml(june('report.yaml'), [[['appendices', 2], { title: 'Minutes', reference: 'as sent' }]]);
    await run('2023-06-14', 'build', '2023-06');
    await setYaml(june('report.yaml'), [...signatures('2023-06-14', 2), [['appendices', 2, 'version'], '2']]);
    const { stderr } = await submit();
    expect(stderr).toContain('"Minutes (as sent)", and "Minutes (as sent, version 2)" would be sent');
    expect(stderr).toContain('`submit --draft` sends the draft that was signed');
    expect(await submit('--draft', '2')).toMatchObject({ status: 0, stderr: '' });
  });

  test('of a file with a mistake in it is reported there, and stops the submission', async () => {
    await copyOf('signed');
    const plan = at('inputs', 'forward-plan.yaml');
    await writeFile(plan, (await readFile(plan, 'utf8')).replace('2024-01-24', '2024-01-32'));
    const { stderr } = await run('2023-06-14', 'check', '2023-06');
    expect(stderr.match(/\[[a-z]+\/[a-z-]+\]/g)).toEqual(['[date/not-a-date]']);
    expect((await submit()).stderr).toContain('forward-plan.yaml cannot be used as it is [appendix/missing]');
  });

  test('because it is illustrative is refused', async () => {
    await copyOf('signed');
    await setYaml(at('inputs', 'capital.yaml'), [[['growth', 'illustrative'], true]]);
    expect((await submit()).stderr).toMatch(
      /inputs\/capital\.yaml:\d+:\d+: error: .*\[submission\/illustrative\]/,
    );
  });
});

test('a file of another content under the name of what the program makes is not written over', async () => {
  await copyOf('signed');
  await run('2023-06-14', 'check', '2023-06');
  const { mkdir } = await import('node:fs/promises');
  await mkdir(sent(), { recursive: true });
  await writeFile(sent('kpis-2023-06.xlsx'), 'my own');
  const { status, stderr } = await submit();
  expect(status).toBe(1);
  expect(stderr).toContain('kpis-2023-06.xlsx: error: the program puts a file of this name there itself');
  expect(await readFile(sent('kpis-2023-06.xlsx'), 'utf8')).toBe('my own');
});
