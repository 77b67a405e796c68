import { appendFile, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { locateTemplate } from '../../src/app/templates.ts';
import { main } from '../../src/cli.ts';
import { formatDiagnostic } from '../../src/diagnostics/format.ts';
import { checkAccessibility, compileTemplate } from '../../src/word/index.ts';
import { copyFolder } from '../copy-folder.ts';
import { documentOf, p, row, table } from '../word/documents.ts';
import {
  forbiddenValue,
  locked,
  lostReference,
  tooLarge,
  tooMany,
  tooWide,
  unevenColumns,
  unfinished,
  wordCases,
} from './word-cases.ts';

/** What the program says where no edit of the sample inputs brings it about: of templates, drafts and huge files. */

const root = join(import.meta.dirname, '..', '..');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual messages '));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(command: string, at: string, inputs: string) {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const folders = ['--inputs', inputs, '--templates', join(at, 'templates'), '--output', join(at, 'output')];
  const status = await main([command, '2023-06', ...folders, '--today', '2023-06-01'], {
    stdout: { write },
    stderr: { write },
  });
  return { status, output: output.replaceAll(`${at.replaceAll('\\', '/')}/`, '') };
}

describe('a template with', () => {
  test.each(wordCases.map((one) => [one.name, one] as const))(
    '%s is told so, with the place and the remedy',
    async (name, { template, messages }) => {
      const at = join(folder, name);
      await mkdir(join(at, 'templates'), { recursive: true });
      for (const other of ['board-summary', 'growth-plan', 'forward-plan'])
        await copyFile(join(root, `templates/${other}.docx`), join(at, `templates/${other}.docx`));
      await writeFile(join(at, 'templates', 'tri-annual-report.docx'), await template());
      const { status, output } = await run('build', at, join(root, 'inputs'));
      for (const message of messages) expect(output).toContain(message);
      const errors = `${messages.length} error${messages.length > 1 ? 's' : ''}`;
      // What the small template prints nothing of is warned of too.
      expect(output).toMatch(new RegExp(`^${errors}( and \\d+ warnings?)? in \\d+ files?$`, 'm'));
      expect(status).toBe(1);
    },
  );
});

test('a YAML file larger than any real one is refused before it is read', async () => {
  const at = join(folder, 'large');
  copyFolder(join(root, 'inputs'), join(at, 'inputs'));
  await writeFile(join(at, 'inputs/rounds/2023-06/report.yaml'), '# x\n'.repeat(66_000));
  const { status, output } = await run('check', at, join(at, 'inputs'));
  expect(output).toContain(tooLarge);
  expect(status).toBe(1);
});

test('of a file with two thousand problems, five hundred are shown, and soon', async () => {
  const at = join(folder, 'flood');
  copyFolder(join(root, 'inputs'), join(at, 'inputs'));
  const fields = Array.from({ length: 2000 }, (_, i) => `field-${i}: x\n`).join('');
  await appendFile(join(at, 'inputs/bank-holidays.yaml'), fields);
  const { status, output } = await run('check', at, join(at, 'inputs'));
  expect(output).toContain(tooMany);
  expect(output.match(/holidays\.yaml:\d+:\d+: error:/g)).toHaveLength(500);
  expect(status).toBe(1);
});

test('a value that no Word file can hold is refused with its tag', async () => {
  const { template } = await compileTemplate(await documentOf(p('{{name}}')), { name: 'letter.docx' });
  const { findings = [] } = (await template?.fill({ name: 'Norfolk\u0001 County Council' })) ?? {};
  const place = { file: 'templates/letter.docx', inside: 'body, paragraph 1, {{name}}' };
  expect(findings.map((finding) => formatDiagnostic({ ...finding, place } as never))).toEqual([
    forbiddenValue,
  ]);
});

test('tracked changes in a template are a warning, with the place of the first', async () => {
  const changed = '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>';
  const { findings } = await compileTemplate(await documentOf(changed + changed), { name: 'letter.docx' });
  const place = { file: 'templates/letter.docx', inside: 'body, paragraph 1' };
  expect(findings.map((finding) => formatDiagnostic({ ...finding, place } as never))).toEqual([unfinished]);
});

test('a finished document that is protected is a warning', async () => {
  const settings = '<w:settings><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>';
  const parts = [['word/settings.xml', 'wordprocessingml.settings+xml', settings]] as const;
  const findings = await checkAccessibility('letter-1.docx', await documentOf(p('x'), { parts }), 'en-GB');
  const found = findings.filter(({ code }) => code === 'document/locked');
  expect(found.map((finding) => formatDiagnostic(locateTemplate(finding, 'output')))).toEqual([locked]);
});

const columns = (list: string) => `{{#columns ${list}}}{{this}}{{/columns}}`;

test.each([
  [
    'rows whose lists differ in length',
    table(row('Line', columns('years')), row('Income', columns('values'))),
    { years: ['a', 'b', 'c'], values: ['1', '2'] },
    unevenColumns,
  ],
  [
    'a table that is too wide for its page',
    table(row(columns('years'))),
    { years: Array.from({ length: 12 }, () => '1,234,567.890') },
    tooWide,
  ],
  [
    'a reference to what is left out, and others',
    p('{{#if none}}') +
      `<w:p><w:bookmarkStart w:id="1" w:name="_Ref4"/><w:r><w:t>Table 4</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>` +
      p('{{/if}}') +
      '<w:p><w:fldSimple w:instr="REF _Ref4 \\h"><w:r><w:t>Table 4</w:t></w:r></w:fldSimple></w:p>',
    { none: '' },
    lostReference,
  ],
])('%s are reported', async (_, body, context, message) => {
  const { template } = await compileTemplate(await documentOf(body), { name: 'letter.docx' });
  const { findings = [] } = (await template?.fill(context)) ?? {};
  expect(findings.map((finding) => formatDiagnostic(locateTemplate(finding, 'templates')))).toEqual([
    message,
  ]);
});
