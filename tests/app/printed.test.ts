import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { figuresIn, type Printed, printedSchema } from '../../src/model/printed.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { descendants, isElement, textOf, valOf } from '../../src/ooxml/xml/tree.ts';

/** The list of what a document prints, compared with the finished Word file: each of the sample's documents, every part. */

const root = join(import.meta.dirname, '..', '..');
const folder = await mkdtemp(join(tmpdir(), 'printed '));
afterAll(() => rm(folder, { recursive: true }));

const output = join(folder, 'output');
const write = () => {};
const places = ['--inputs', join(root, 'inputs'), '--templates', join(root, 'templates')];
await main(['build', ...places, '--output', output, '--today', '2023-12-01'], {
  stdout: { write },
  stderr: { write },
});
const drafts = (await readdir(output, { recursive: true }))
  .filter((name) => name.endsWith('.docx') && !name.includes('.drafts'))
  .sort();

/** Letters and figures alone: narrative is Markdown in the list, and the page has it without its signs. */
const plain = (text: string) =>
  text
    .replace(/\]\((?:mailto:|https?:)[^)]*\)/g, ']')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Whether a text is made of others, end to end. Narrative gives any piece of itself. */
function isMadeOf(text: string, whole: readonly string[], pieces: ReadonlySet<string>): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at++)
    if (reached.has(at))
      for (let to = at + 1; to <= text.length; to++) if (pieces.has(text.slice(at, to))) reached.add(to);
  return reached.has(text.length) || whole.some((one) => one.includes(text));
}

/**
 * What a reader of the file can read, run by run: text, alternative texts, what charts say, properties. Names of styles, settings
 * and the codes of fields are Word's own.
 */
async function pageOf(name: string): Promise<string[]> {
  const parts = await readPackage(await readFile(join(output, name)));
  const texts = [...parts].flatMap(([path, part]) => {
    const isText = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/.test(path);
    const isChart = /^word\/charts\/chart\d*\.xml$/.test(path);
    if (!isText && !isChart && !/^docProps\/.*\.xml$/.test(path)) return [];
    return descendants(part.root).flatMap((element) => {
      const { descr = '', title = '' } = element.attributes;
      const says = isText ? /:t$/ : isChart ? /:(?:t|v)$/ : /./;
      const own = says.test(element.name) && !element.children.some(isElement) ? textOf(element) : '';
      const caption = /^w:tbl(?:Caption|Description)$/.test(element.name) ? (valOf(element) ?? '') : '';
      return [own, caption, ...(element.name === 'wp:docPr' ? [descr, title] : [])];
    });
  });
  return texts.map(plain).filter((text) => text !== '');
}

test('the sample has eight documents', () => {
  expect(drafts).toHaveLength(8);
});

describe.each(drafts)('%s', (name) => {
  const listOf = async () => {
    const manifest = JSON.parse(await readFile(join(output, name.replace('.docx', '.json')), 'utf8'));
    return { manifest, list: printedSchema.parse(manifest.printed) };
  };
  test('prints nothing that is not in its list', async () => {
    const { list } = await listOf();
    const texts = list.map(({ text }) => plain(text)).filter((text) => text !== '');
    const pieces = new Set(texts);
    const page = new Set(await pageOf(name));
    expect([...page].filter((text) => !isMadeOf(text, texts, pieces))).toEqual([]);
  });

  test('has nothing in its list that it does not print', async () => {
    const { list } = await listOf();
    const all = (await pageOf(name)).join('');
    const isThere = ({ name, text }: Printed) =>
      text
        .replace(/\]\([^)]*\)/g, ']')
        .replace(/^\s*(?:\d+\.|[-*]|\|[-:|]+\|$)\s*/gm, '')
        .split(name.endsWith('_chart') ? /\n|[:,] | (?=none|[-\d.]+)/ : /[\n\t|]/)
        .every((piece) => all.includes(plain(piece)) || (piece === 'none' && name.endsWith('_chart')));
    expect(list.filter((one) => !isThere(one))).toEqual([]);
  });

  test('has figures, each with its cell, that are in the list', async () => {
    const { manifest, list } = await listOf();
    expect(manifest.figures).toEqual(figuresIn(list));
    expect(manifest.figures.length).toBeGreaterThan(5);
  });
});
