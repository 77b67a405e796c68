import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { main } from '../../src/cli.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { descendants, isElement, textOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';
import { copyFolder } from '../copy-folder.ts';
import { planLines } from '../plan-lines.ts';
import { paragraphText } from '../word/documents.ts';
import { danglingIn } from '../word/references.ts';
import { problemsOf } from '../word/sound.ts';

const root = join(import.meta.dirname, '..', '..');
const rounds = ['2023-06', '2023-09', '2023-12'];
let folder = '';

async function run(...args: string[]) {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const status = await main(args, { stdout: { write }, stderr: { write } });
  return { status, output };
}

const build = (...more: string[]) =>
  run(
    'build',
    '--inputs',
    join(folder, 'inputs'),
    '--templates',
    join(root, 'templates'),
    '--output',
    join(folder, 'output'),
    '--today',
    '2023-12-15',
    ...more,
  );

const draft = (round: string, number = 1) =>
  join(folder, 'output', round, `tri-annual-report-${round}-draft-${number}.docx`);

async function documentOf(round: string): Promise<XmlElement> {
  return parseXml((await readPackage(await readFile(draft(round)))).get('word/document.xml')?.text ?? '');
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
const tablesOf = (document: XmlElement) =>
  [...descendants(document)]
    .filter(({ name }) => name === 'w:tbl')
    .map((table) =>
      table.children
        .filter(isElement)
        .filter(({ name }) => name === 'w:tr')
        .map((row) =>
          row.children
            .filter(isElement)
            .filter(({ name }) => name === 'w:tc')
            .map((cell) => plain(textOf(cell))),
        ),
    );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Programm für Ärzte '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
  await build(...rounds);
});
afterAll(() => rm(folder, { recursive: true }));

const yaml = async (file: string) => parse(await readFile(join(root, 'inputs', file), 'utf8'));

describe.each(rounds)('the report of %s', (round) => {
  test('holds the nine conditions word for word, in order', async () => {
    const { conditions } = await yaml('agreement.yaml');
    const document = await documentOf(round);
    const paragraphs = [...descendants(document)]
      .filter(({ name }) => name === 'w:p')
      .map((p) => plain(paragraphText(p)));
    const places = conditions.map(({ wording }: { wording: string }) => paragraphs.indexOf(plain(wording)));
    expect(places).toHaveLength(9);
    expect(places.every((place: number, i: number) => place > (places[i - 1] ?? -1))).toBe(true);
  });

  test('holds the questions of the DfE word for word', async () => {
    const { questions, additional_information } = await yaml('agreement.yaml');
    const cells = tablesOf(await documentOf(round)).flat(2);
    for (const { wording } of [...questions, ...additional_information])
      expect(cells).toContain(plain(wording));
  });

  test('holds all 46 KPIs by name, each in a row with its number', async () => {
    const { groups } = await yaml('kpis.yaml');
    const rows = tablesOf(await documentOf(round)).flat();
    const kpis = groups.flatMap(({ kpis: list }: { kpis: unknown[] }) => list);
    expect(kpis).toHaveLength(46);
    for (const { dfe_ref, name } of kpis)
      expect(
        rows.filter((row) => row[0] === String(dfe_ref) && row[1] === plain(name) && row.length > 7),
      ).toHaveLength(1);
  });

  test('holds the 146 figures of the agreed plan, line by line as printed', async () => {
    const wanted = await planLines(root);
    const table = tablesOf(await documentOf(round)).find(
      (rows) => rows[1]?.[0] === 'High Needs Block DSG Income',
    );
    expect(table?.slice(1)).toEqual(wanted);
    expect(wanted.flatMap(([, ...figures]) => figures).filter((figure) => figure !== 'None')).toHaveLength(
      146,
    );
  });

  test('is sound: nothing is there twice, nothing refers to nothing, and rows fit their tables', async () => {
    const bytes = await readFile(draft(round));
    expect(await problemsOf(bytes)).toEqual([]);
    expect(await danglingIn(bytes)).toEqual([]);
  });

  test('has nothing left over', async () => {
    const text = textOf(await documentOf(round));
    expect(text).not.toMatch(/\{\{|\}\}|undefined|NaN|\[object|\bRAG\b/);
  });
});

/** Q1, Q2 and Q3 of the nine conditions. */
const ratingsOf = async (round: string) =>
  tablesOf(await documentOf(round))
    .filter((rows) => rows[0]?.[0] === 'Q1 (June)')
    .map((rows) => rows[1]);

test("the ratings are those of the rounds: later columns are not yet due, and September's Q1 is June's", async () => {
  const [june, september, december] = await Promise.all(rounds.map(ratingsOf));
  expect(june?.map((row) => row?.[0])).toEqual([
    'Green',
    'Amber',
    'Green',
    'Green',
    'Amber',
    'Green',
    'Green',
    'Green',
    'Green',
  ]);
  expect(june?.flatMap((row) => row?.slice(1))).toEqual(Array(18).fill('Not yet due'));
  expect(september?.map((row) => row?.[0])).toEqual(june?.map((row) => row?.[0]));
  expect(september?.map((row) => row?.[1])).toEqual([
    'Green',
    'Amber',
    'Green',
    'Amber',
    'Amber',
    'Amber',
    'Red',
    'Green',
    'Green',
  ]);
  expect(december?.map((row) => row?.[1])).toEqual(september?.map((row) => row?.[1]));
  expect(december?.map((row) => row?.[2])).toEqual([
    'Green',
    'Green',
    'Green',
    'Green',
    'Amber',
    'Red',
    'Amber',
    'Green',
    'Amber',
  ]);
});

test('the manifest traces a figure to its cell', async () => {
  const manifest = JSON.parse(await readFile(draft('2023-09').replace('.docx', '.json'), 'utf8'));
  expect(manifest.figures).toContainEqual({
    name: 'Plan: Cumulative Balance, 2023/24',
    printed: '59.262',
    cell: "dsg-plan.xlsx 'Agreed plan'!C24",
  });
  expect(manifest.rounding).toHaveLength(12);
  expect(manifest.inputs).toHaveLength(28);
});

describe('drafts', () => {
  test('the same inputs make no new draft, and say so', async () => {
    const { status, output } = await build('2023-06');
    expect(status).toBe(0);
    expect(output).toContain('up to date, no new draft');
    expect(await readdir(join(folder, 'output', '2023-06'))).toHaveLength(9);
  });

  test('the same inputs make the same bytes in another folder', async () => {
    await build('2023-09', '--output', join(folder, 'again'));
    const again = join(folder, 'again', '2023-09', 'tri-annual-report-2023-09-draft-1.docx');
    expect(Buffer.compare(await readFile(draft('2023-09')), await readFile(again))).toBe(0);
  });

  test('an error makes the next draft, which says that it is incomplete and what is missing; the changed one is kept', async () => {
    await writeFile(draft('2023-12'), 'marked up by the board');
    await rm(join(folder, 'inputs/rounds/2023-12/conditions/4-school-and-community-teams.yaml'));
    const { status, output } = await build('2023-12');
    expect(status).toBe(1);
    expect(output).toContain('draft-1.docx was changed since it was written and is kept');
    expect(await readFile(draft('2023-12'), 'utf8')).toBe('marked up by the board');
    const parts = await readPackage(await readFile(draft('2023-12', 2)));
    const text = textOf(parseXml(parts.get('word/document.xml')?.text ?? ''));
    expect(text).toContain('Draft 2, incomplete, not for publication');
    expect(text).toContain('Condition 4 (School and community teams) has no update.');
    expect(text).toContain('No update received.');
  });
});

test('an unknown round and a wrong option are wrong usage', async () => {
  expect(await build('2024-06')).toMatchObject({ status: 2 });
  expect(await run('build', '--today', 'tomorrow')).toMatchObject({ status: 2 });
  expect((await run('--help')).output).toContain('Exit statuses');
});
