import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { type Package, readPackage } from '../../src/ooxml/package.ts';
import { copyFolder } from '../copy-folder.ts';
import { applyEdits } from '../fixtures/edits.ts';

/** What must not get into a paper for everyone does not, by any way: workbook and YAML in, every part of the Word file read. */

const root = join(import.meta.dirname, '..', '..');
const meeting = '2023-09-27';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private '));
});
afterAll(() => rm(folder, { recursive: true }));

type Edits = NonNullable<Parameters<typeof applyEdits>[1]['edits']>;

/** Builds the paper from the sample with edits: its bytes, and every part and the manifest as text. */
async function paperWith(name: string, edits: Edits) {
  const inputs = join(folder, name, 'inputs');
  copyFolder(join(root, 'inputs'), inputs);
  await applyEdits(inputs, { edits });
  const output = join(folder, name, 'output');
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  const places = ['--inputs', inputs, '--output', output, '--templates', join(root, 'templates')];
  await main(['build', meeting, ...places, '--today', '2023-09-20'], {
    stdout: { write },
    stderr: { write },
  });
  const file = join(output, meeting, `schools-forum-paper-${meeting}-draft-1`);
  const bytes = await readFile(`${file}.docx`);
  const manifest = await readFile(`${file}.json`, 'utf8');
  return { said, bytes, manifest, text: await everything(await readPackage(bytes)) };
}

async function everything(parts: Package): Promise<string> {
  const texts = await Promise.all(
    [...parts].map(async ([name, { bytes }]) =>
      name.endsWith('.xlsx')
        ? everything(await readPackage(bytes))
        : `${name} ${Buffer.from(bytes).toString('utf8')}`,
    ),
  );
  return texts.join('\n');
}

/** KPI 7, referrals by parents, in September: in the table with its movement, the chart and a sentence of this paper. */
const kpi7 = (value: number): Edits => [{ workbook: 'kpis.xlsx', cell: 'L13', value }];

test('a count of fewer than five is printed nowhere: papers of 1, 2, 3 and 4 are the same to the byte', async () => {
  const [first, ...others] = await Promise.all(
    [1, 2, 3, 4].map((value) => paperWith(`count-${value}`, kpi7(value))),
  );
  for (const other of others) expect(other.bytes.equals(first?.bytes ?? Buffer.of())).toBe(true);
  expect(first?.text.includes('Parents made fewer than 5, after')).toBe(true);
  const figures = JSON.parse(first?.manifest ?? '').figures.filter(({ cell }: { cell: string }) =>
    cell.endsWith('!L13'),
  );
  expect(figures.map(({ printed }: { printed: string }) => printed)).toEqual(
    Array(figures.length).fill('fewer than 5'),
  );
  expect(figures.length).toBeGreaterThanOrEqual(3);
  expect((await paperWith('count-5', kpi7(5))).bytes.equals(first?.bytes ?? Buffer.of())).toBe(false);
});

test('a total that would give it away takes a second count with it, in table, chart and sentence', async () => {
  const sums: Edits = [
    { workbook: 'kpis.xlsx', cell: 'L12', value: 36 },
    {
      file: 'kpis.yaml',
      replace: '      - id: referrals-schools\n',
      with: '      - id: referrals-schools\n        sum_of: [referrals-parents, referrals-others]\n',
    },
  ];
  const { text, manifest } = await paperWith('sum', [...kpi7(3), ...sums]);
  const figures: Array<{ cell: string; printed: string }> = JSON.parse(manifest).figures;
  const printed = (cell: string) => [
    ...new Set(figures.filter((one) => one.cell.endsWith(`!${cell}`)).map((one) => one.printed)),
  ];
  expect(printed('L13')).toEqual(['fewer than 5']);
  expect(printed('L14')).toEqual(['Not shown']);
  expect(text.includes('Values from which one could be worked out are not shown.')).toBe(true);
});

test('a cell that cannot be read is named and never quoted, in the paper or its manifest', async () => {
  const { text, manifest, said } = await paperWith('cell', [
    { workbook: 'kpis.xlsx', cell: 'L13', value: 'SECRETCELL Jane Doe' },
    { workbook: 'kpis.xlsx', cell: 'B14', value: 'SECRETNAME Jane Doe' },
    {
      file: `forum/${meeting}/paper.yaml`,
      replace: '    - referrals-schools\n',
      with: '    - secretid-jane\n',
    },
    {
      file: `forum/${meeting}/paper.yaml`,
      replace: 'They may wish to add',
      with: 'They and jane.secret@example.org may wish to add',
    },
  ]);
  expect(said).toContain('SECRETCELL Jane Doe');
  expect(text.includes('L13')).toBe(true);
  for (const secret of ['SECRETCELL', 'SECRETNAME', 'secretid-jane']) {
    expect([secret, text.includes(secret)]).toEqual([secret, false]);
    expect([secret, manifest.includes(secret)]).toEqual([secret, false]);
  }
  // A draft prints what is written, and so does the list of what it prints: problems do not repeat it.
  const { printed: _, ...others } = JSON.parse(manifest);
  expect(JSON.stringify(others).includes('jane.secret')).toBe(false);
});

test('a percentage is hidden with the count that it is worked out from', async () => {
  const gap = (percent_of: string): Edits => [
    { workbook: 'kpis.xlsx', cell: 'K13', value: 3 },
    {
      file: 'kpis.yaml',
      replace: '      - id: funding-gap\n',
      with: `      - id: funding-gap\n${percent_of}`,
    },
  ];
  const printed = ({ manifest }: { manifest: string }) =>
    JSON.parse(manifest).figures.find(({ name }: { name: string }) => name.startsWith('KPI 19 ')).printed;
  const of = '        percent_of: { part: referrals-parents, whole: referrals-schools }\n';
  expect(printed(await paperWith('no-percent', gap('')))).toMatch(/%$/);
  expect(printed(await paperWith('percent', gap(of)))).toBe('Not shown');
});
