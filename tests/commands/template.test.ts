import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { documentOf, p } from '../word/documents.ts';

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Vorlagen für Ärzte '));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const status = await main(['template', ...args], { stdout: { write }, stderr: { write } });
  return { status, output };
}

test('the templates of the project are listed tag by tag, and have nothing wrong with them', async () => {
  const { status, output } = await run('--templates', join(root, 'templates'));
  expect(output).toContain('  body, paragraph 1: {{report_title}}\n');
  expect(output).toContain('  header 1, paragraph 1: {{status}}\n');
  expect(output).toContain('{{chart on_track_chart}}');
  expect(output).toMatch(/schools-forum-paper\.docx\n {2}properties: /);
  expect(output).toMatch(/no problems\n$/);
  expect(status).toBe(0);
});

test('a template of the report with a wrong name is told so, with the place and the nearest name', async () => {
  const file = join(folder, 'tri-annual-report.docx');
  await writeFile(file, await documentOf(p('{{monht}}')));
  const { status, output } = await run(file);
  expect(output).toContain(
    'tri-annual-report.docx: body, paragraph 1, {{monht}}: error: no such value "monht"; did you mean "month"?',
  );
  expect(status).toBe(1);
});

test('any other Word file has its tags listed and their form checked', async () => {
  const file = join(folder, 'Brief.docx');
  await writeFile(file, await documentOf(p('{{name}}') + p('{{#if x}}')));
  const { status, output } = await run(file, '--json');
  const [listed] = JSON.parse(output);
  expect(listed.tags.map(({ tag }: { tag: string }) => tag)).toEqual(['{{name}}', '{{#if x}}']);
  expect(listed.diagnostics.map(({ code }: { code: string }) => code)).toEqual(['template/unclosed']);
  expect(status).toBe(1);
});

test('a file that is not there, and one that is no Word file, are named', async () => {
  expect((await run(join(folder, 'none.docx'))).output).toContain(
    'none.docx: error: the template is not there',
  );
  await writeFile(join(folder, 'text.docx'), 'text');
  expect((await run(join(folder, 'text.docx'))).output).toContain('this is not a Word file');
});

test('templates/README.md is what --reference prints', async () => {
  const { status, output } = await run('--reference');
  expect(output).toBe(
    (await readFile(join(root, 'templates', 'README.md'), 'utf8')).replaceAll('\r\n', '\n'),
  );
  expect(status).toBe(0);
});
