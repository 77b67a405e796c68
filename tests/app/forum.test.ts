import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { main } from '../../src/cli.ts';
import { type Package, readPackage } from '../../src/ooxml/package.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { descendants, isElement, textOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';
import { straight } from '../../src/word/typography.ts';
import { copyFolder } from '../copy-folder.ts';
import { planLines } from '../plan-lines.ts';
import { paragraphText } from '../word/documents.ts';
import { danglingIn } from '../word/references.ts';
import { problemsOf } from '../word/sound.ts';

/** The papers for Schools Forum through the front door: real YAML and workbooks in, Word files out, opened again. */

const root = join(import.meta.dirname, '..', '..');
const meetings = ['2023-05-17', '2023-09-27'];
let folder = '';

async function build(inputs: string, ...more: string[]) {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const args = [
    'build',
    '--inputs',
    inputs,
    '--templates',
    join(root, 'templates'),
    '--output',
    join(folder, 'output'),
  ];
  const status = await main([...args, '--today', '2023-09-20', ...more], {
    stdout: { write },
    stderr: { write },
  });
  return { status, output };
}

const draft = (meeting: string, number = 1) =>
  join(folder, 'output', meeting, `schools-forum-paper-${meeting}-draft-${number}.docx`);
const partsOf = async (meeting: string, number = 1) => readPackage(await readFile(draft(meeting, number)));
const bodyOf = async (meeting: string, number = 1) =>
  parseXml((await partsOf(meeting, number)).get('word/document.xml')?.text ?? '');
const yaml = async (file: string) => parse(await readFile(join(root, 'inputs', file), 'utf8'));

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
const elements = (element: XmlElement, name: string) =>
  element.children.filter(isElement).filter((child) => child.name === name);
const tablesOf = (body: XmlElement) =>
  [...descendants(body)]
    .filter(({ name }) => name === 'w:tbl')
    .map((table) =>
      elements(table, 'w:tr').map((row) => elements(row, 'w:tc').map((cell) => plain(textOf(cell)))),
    );
const linesOf = (body: XmlElement) =>
  [...descendants(body)].filter(({ name }) => name === 'w:p').map((p) => plain(paragraphText(p)));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Foro público '));
  const { status, output } = await build(join(root, 'inputs'), ...meetings);
  expect(output).not.toMatch(/: error: /);
  expect(status).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(meetings)('the paper of %s', (meeting) => {
  test('asks for each thing once, in the summary', async () => {
    const { recommendations } = await yaml(`forum/${meeting}/paper.yaml`);
    const lines = linesOf(await bodyOf(meeting));
    for (const recommendation of recommendations)
      expect(lines.filter((line) => line === plain(recommendation))).toHaveLength(1);
  });

  test('quotes the questions of the DfE word for word, or says which paper does', async () => {
    const { questions } = await yaml('agreement.yaml');
    const { questions_in } = await yaml(`forum/${meeting}/paper.yaml`);
    const lines = linesOf(await bodyOf(meeting));
    for (const { wording } of questions) {
      if (questions_in) expect(lines).not.toContain(`“${plain(wording)}”`);
      else expect(lines).toContain(`“${plain(wording)}”`);
    }
    expect(lines.some((line) => line.startsWith('What the DfE asks'))).toBe(Boolean(questions_in));
  });

  test('holds the 146 figures of the plan, line by line as printed', async () => {
    const wanted = await planLines(root);
    const table = tablesOf(await bodyOf(meeting)).find(
      (rows) => rows[1]?.[0] === 'High Needs Block DSG Income',
    );
    expect(table?.slice(1)).toEqual(wanted);
  });

  test('holds the contributions by year, and the sum of both', async () => {
    const table = tablesOf(await bodyOf(meeting)).find((rows) => rows[0]?.[0] === 'Contribution, £m');
    expect(table?.slice(1)).toEqual([
      ['DfE', '28.000', '6.000', '6.000', '6.000', '6.000', '6.000', '12.000'],
      ['Council', 'None', '5.500', '5.500', '5.500', '5.500', '5.500', '4.923'],
      ['Both', '28.000', '11.500', '11.500', '11.500', '11.500', '11.500', '16.923'],
    ]);
  });

  test('has the five workstreams, a table of contents with pages, and three charts with words and a workbook', async () => {
    const body = await bodyOf(meeting);
    const all = [...descendants(body)];
    const { workstreams } = await yaml('programme.yaml');
    for (const { number, public_name } of workstreams)
      expect(linesOf(body)).toContain(`Workstream ${number}: ${public_name}`);
    const entries = all
      .filter(({ attributes }) => attributes['w:anchor']?.startsWith('_Toc'))
      .map(paragraphText);
    expect(entries.length).toBeGreaterThan(9);
    expect(entries.every((entry) => /\d+$/.test(entry))).toBe(true);
    const drawings = all
      .filter(({ name }) => name === 'wp:docPr')
      .map(({ attributes }) => attributes.descr ?? '');
    expect(drawings.filter((words) => !/^.{30,249}$/.test(words))).toEqual([]);
    const charts = drawings.filter((words) => words.startsWith('Chart of '));
    expect(charts).toHaveLength(3);
    const parts = await partsOf(meeting);
    expect([...parts.keys()].filter((name) => name.endsWith('.xlsx'))).toHaveLength(3);
  });

  test('calls the programme by its public name outside quotations and names of KPIs', async () => {
    const { groups } = await yaml('kpis.yaml');
    const names = groups.flatMap(({ kpis }: { kpis: Array<{ name: string; forum_name?: string }> }) =>
      kpis.flatMap(({ name, forum_name = name }) => [plain(name), plain(forum_name)]),
    );
    const lines = linesOf(await bodyOf(meeting)).filter((line) => !names.includes(line));
    const outside = lines
      .map((line) => line.replace(/[“"][^”"]*[”"]/g, ''))
      .filter((line) => /safety valve/i.test(line));
    expect(outside).toEqual([]);
  });

  test('is sound: nothing is there twice, nothing refers to nothing, and rows fit their tables', async () => {
    const bytes = await readFile(draft(meeting));
    expect(await problemsOf(bytes)).toEqual([]);
    expect(await danglingIn(bytes)).toEqual([]);
  });

  test('has nothing left over', async () => {
    const text = textOf(await bodyOf(meeting));
    expect(text).not.toMatch(/\{\{|\}\}|undefined|NaN|\[object|\bRAG\b/);
  });
});

const kpiRows = async (meeting: string) =>
  tablesOf(await bodyOf(meeting))
    .find((rows) => rows[0]?.[0] === 'DfE ref')
    ?.slice(1) ?? [];

test('the fifteen KPIs stand under both of their numbers, in the order of the Forum', async () => {
  const rows = await kpiRows('2023-05-17');
  expect(rows.map(([dfe]) => Number(dfe))).toEqual([11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 44, 6, 7, 8, 45]);
  expect(rows.map(([, forum]) => Number(forum))).toEqual([
    8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 33, 34, 35, 36, 37,
  ]);
});

test('before a period has values the table says so, and afterwards it shows the trend', async () => {
  const before = await kpiRows('2023-05-17');
  expect(before.every((row) => row.length === 4)).toBe(true);
  expect(linesOf(await bodyOf('2023-05-17')).join('\n')).toContain(
    'No values have been reported yet. The baseline is that of June 2023.',
  );
  const after = await kpiRows('2023-09-27');
  expect(after.find(([dfe]) => dfe === '12')?.slice(3)).toEqual([
    '£169.526m',
    '£170.176m',
    '£169.376m',
    'Up £0.650m, worse',
    'Within tolerance',
  ]);
});

test('schemes are in their lists, 30 and 32, equal ones as one row, and those with a status are named', async () => {
  const tables = tablesOf(await bodyOf('2023-05-17'));
  expect(linesOf(await bodyOf('2023-05-17')).join('\n')).toContain(
    'The status is “tbc” for EX 2 (New SRB ASD +6) since January 2023, one of the two schemes SRB Expansion (SRB expansion ASD +5) since March 2023 and one of the two schemes SRB Expansion (SRB expansion ASD +10) since March 2023. No other status is recorded, January 2023 to April 2023.',
  );
  const others = tables.filter((rows) => rows[0]?.join() === 'Project number,Project name');
  const counts = others.map((rows) =>
    rows.slice(1).reduce((sum, row) => sum + Number(/\((\d+) schemes\)/.exec(row[1] ?? '')?.[1] ?? 1), 0),
  );
  expect(counts).toEqual([30, 32]);
  expect(others[1]).toContainEqual(['3 to 12', 'Secondary SEMH (10 schemes)']);
  const spotlights = tables.filter((rows) => rows[0]?.[0] === 'Scheme');
  expect(spotlights.map((rows) => [rows.length, rows[0]?.length])).toEqual([[9, 3]]);
  expect(linesOf(await bodyOf('2023-05-17')).join('\n')).not.toContain('None yet');
});

test('a paper ends with the short forms that it has, as the glossary explains them', async () => {
  const { glossary } = await yaml('programme.yaml');
  for (const id of ['2023-05-17', '2023-09-27']) {
    const body = await bodyOf(id);
    const listed =
      tablesOf(body)
        .find((rows) => rows[0]?.join() === 'Short form,Meaning')
        ?.slice(1) ?? [];
    expect(listed.length).toBeGreaterThan(8);
    for (const [short = '', meaning] of listed) {
      expect(straight(meaning ?? '')).toBe(straight(glossary[short] ?? ''));
      expect(linesOf(body).join('\n')).toMatch(new RegExp(`\\b${short}s?\\b`));
    }
    expect(listed.map(([short]) => short)).toEqual(expect.arrayContaining(['DfE', 'EHCP', 'HNB', 'SEND']));
  }
});

test('a paper whose focus has no schemes has neither their tables nor their pages', async () => {
  const body = await bodyOf('2023-09-27');
  expect(tablesOf(body).some((rows) => rows[0]?.includes('Project number'))).toBe(false);
  expect(
    [...descendants(body)].filter(({ attributes }) => attributes['w:orient'] === 'landscape'),
  ).toHaveLength(1);
});

describe('with other inputs', () => {
  let inputs = '';
  const change = async (file: string, replace: (text: string) => string) => {
    const path = join(inputs, file);
    await writeFile(path, replace(await readFile(path, 'utf8')));
  };
  beforeAll(async () => {
    inputs = join(folder, 'inputs');
    copyFolder(join(root, 'inputs'), inputs);
  });

  test('what is for the DfE alone reaches no part of a paper', async () => {
    const canary = 'Canary7f3a';
    const marked = `\n  - { heading: ${canary}, text: ${canary}, audience: dfe }\n`;
    await change('forum/2023-05-17/workstream-2.yaml', (text) =>
      text.replace(/\nmore:\s*\n/, `\nmore:${marked}`),
    );
    await change('forum/2023-05-17/focus.yaml', (text) =>
      text.replace(
        /\nspotlights:\s*\n/,
        `\nspotlights:\n  - { heading: ${canary}, scheme: ${canary}, text: ${canary}, audience: dfe }\n`,
      ),
    );
    await change('forum/2023-05-17/paper.yaml', (text) =>
      text.replace(
        /\nappendices:\s*\n/,
        `\nappendices:\n  - { title: ${canary}, date: 2023-05-01, version: ${canary}, audience: dfe }\n`,
      ),
    );
    await change(
      'forum/2023-05-17/workstream-4.yaml',
      (text) => `audience: dfe\n${text.replace(/progress: \|\n/, `progress: |\n  - ${canary}\n`)}`,
    );
    await change('rounds/2023-06/report.yaml', (text) =>
      text.replace('summary: |\n', `summary: |\n  ${canary}\n`),
    );
    await build(inputs, '2023-05-17');
    const everything = async (parts: Package): Promise<string> => {
      const texts = await Promise.all(
        [...parts].map(async ([name, part]) =>
          name.endsWith('.xlsx')
            ? everything(await readPackage(part.bytes))
            : `${name} ${Buffer.from(part.bytes).toString('utf8')}`,
        ),
      );
      return texts.join('\n');
    };
    const text = await everything(await partsOf('2023-05-17', 2));
    // Not toContain: it would print the whole document.
    expect(text.includes('No update received.')).toBe(true);
    expect(text.includes(canary)).toBe(false);
    expect(text.includes('audience')).toBe(false);
  });
});
