import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import * as engine from '../../src/word/index.ts';
import { documentOf, linesOf, p, row, table } from '../word/documents.ts';

/** docs/word-engine.md does what it says: its programs are run, and its templates are filled. */

const page = readFileSync(join(import.meta.dirname, '../../docs/word-engine.md'), 'utf8').replaceAll(
  '\r\n',
  '\n',
);

/** The sections of the page by their headings, and the blocks of code in each. */
const sections = page
  .split(/^##+ /m)
  .slice(1)
  .map((text) => ({
    heading: text.slice(0, text.indexOf('\n')),
    blocks: [...text.matchAll(/^(?:`([^`\n]+\.docx)`:\n\n)?```(\w+)\n([\s\S]*?)\n```$/gm)].map(
      ([, file, language = '', code = '']) => ({ file, language, code }),
    ),
  }));

const heading3 =
  '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/></w:style></w:styles>';

/** A Word file from its text: a line is a paragraph, lines between bars are rows, and XML is taken as it is. */
async function templateOf(text: string): Promise<Uint8Array> {
  const body = text.split('\n').map((line) => {
    if (line.startsWith('<')) return line;
    return line.startsWith('|')
      ? row(
          ...line
            .slice(1, -1)
            .split('|')
            .map((cell) => cell.trim()),
        )
      : p(line);
  });
  const rows = /(?:<w:tr>(?:(?!<w:tbl>|<\/w:tr>).)*<\/w:tr>\n?)+/g;
  const isXml = body.some((line) => line.startsWith('<w:tbl>'));
  const joined = isXml ? body.join('') : body.join('\n').replace(rows, (found) => table(found));
  const parts = await readPackage(await documentOf(joined.replaceAll('\n', '')));
  const styles = (parts.get('word/styles.xml')?.text ?? '').replace('</w:styles>', heading3);
  return writePackage(parts.set('word/styles.xml', new Part(styles)));
}

/** A Word file with settings. */
const withSettings = (inside: string) =>
  documentOf(p('Text'), {
    parts: [['word/settings.xml', 'wordprocessingml.settings+xml', `<w:settings>${inside}</w:settings>`]],
  });

/** The last template with a name, as of a section: what the programs of the page read. */
const templates = new Map(
  sections.flatMap(({ blocks }) =>
    blocks.flatMap(({ file, language, code }) =>
      file && language === 'template' ? [[file, code] as const] : [],
    ),
  ),
);

/** Runs a program of the page. */
async function run(code: string): Promise<{ printed: string; written: Map<string, Uint8Array> }> {
  const lines: string[] = [];
  const written = new Map<string, Uint8Array>();
  const names = {
    ...engine,
    readFile: (file: string) => templateOf(templates.get(file) as string),
    writeFile: async (file: string, bytes: Uint8Array) => void written.set(file, bytes),
    console: { log: (...values: unknown[]) => lines.push(values.join(' ')) },
  };
  const source = code.replace(/^import .*\n/gm, '');
  const program = new Function(...Object.keys(names), `return (async () => {${source}})();`);
  await program(...Object.values(names));
  return { printed: lines.join('\n'), written };
}

const programs = sections.flatMap(({ heading, blocks }) =>
  blocks.flatMap(({ language, code }, i) =>
    language === 'js' ? [{ heading, code, result: blocks[i + 1] as (typeof blocks)[number] }] : [],
  ),
);

test.each(programs)('the program of "$heading" gives what the page shows', async ({ code, result }) => {
  const { printed, written } = await run(code);
  const bytes = result.file === undefined ? undefined : written.get(result.file);
  expect(bytes ? (await linesOf(bytes)).join('\n') : printed).toBe(result.code);
});

test('the first program has ten lines', () => {
  expect(programs[0]?.code.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(10);
});

const context = JSON.parse(
  sections.flatMap(({ blocks }) => blocks).find(({ language }) => language === 'context')?.code ?? '{}',
);
const problems = sections.filter(({ heading }) => /^\w+\/[\w-]+$/.test(heading));

test('each code has a section', () => {
  expect(problems.map(({ heading }) => heading)).toEqual(Object.keys(engine.codes));
});

describe.each(problems)('$heading', ({ heading, blocks: [source, result] }) => {
  test('is given with the words that the page shows', async () => {
    const { language, code } = source as (typeof sections)[number]['blocks'][number];
    const bytes =
      language === 'file'
        ? Buffer.from(code)
        : await (language === 'settings' ? withSettings : templateOf)(code);
    const needs =
      language === 'required'
        ? ({ shape: { title: 'text', status: 'text' }, required: ['status'] } as const)
        : {};
    const { template, findings } = await engine.compileTemplate(bytes, needs);
    const filled = await template?.fill(context);
    const flaws = filled?.parts ? await engine.checkAccessibility('t.docx', filled.parts, 'en-GB') : [];
    const found = [...findings, ...(filled?.findings ?? []), ...flaws].find(
      ({ code: one }) => one === heading,
    );
    const words = `${found?.severity}: ${found?.message}\nhelp: ${found?.help}`;
    expect(words).toBe(result?.code);
  });
});

describe.each(['TemplateOptions', 'Compiled', 'Filled'])('%s', (name) => {
  test('has each of its names on the page', () => {
    const files = { TemplateOptions: 'compile', Compiled: 'compile', Filled: 'render/fill' } as Record<
      string,
      string
    >;
    const source = readFileSync(join(import.meta.dirname, `../../src/word/${files[name]}.ts`), 'utf8');
    const body = new RegExp(`interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? '';
    const keys = [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, key]) => key as string);
    expect(keys.length).toBeGreaterThan(2);
    for (const key of keys) expect(page).toContain(`| \`${key}\` |`);
  });
});
