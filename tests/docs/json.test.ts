import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Worksheet } from 'exceljs';
import { main } from '../../src/cli.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { machineOn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { eastshireIn, initIn } from '../init/council.ts';
import { copyAsReal, editWorkbook, setYaml } from '../real-programme.ts';
import {
  ann,
  appended,
  bob,
  cellChanged,
  commented,
  commentParts,
  editedFile,
  movedBefore,
  replaced,
  rowBehind,
} from '../review/word-edits.ts';
import { type Block, blocksOf, commandsIn, root } from './pages.ts';

/** docs/commands.md shows the shape of what each command prints with `--json`: every key, with the type of its value. */

type Shape = string | Shape[] | { [key: string]: Shape };
const blocks = blocksOf('docs/commands.md');
const [sharedBlock, ...shapeBlocks] = blocks.filter(({ language }) => language === 'json');
const shared: Record<string, Shape> = JSON.parse(sharedBlock?.text ?? '');

/** The keys of the page that some output had, as `diagnostic.note?`. */
const seen = new Set<string>();

const typeOf = (value: unknown) => (value === null ? 'null' : typeof value);

/** How a value differs from a shape, with its path. `name` is where the shape is on the page. */
function differences(value: unknown, shape: Shape, name: string): string[] {
  if (typeof shape === 'string') {
    const [type = ''] = shape.split(':');
    if (shared[type] !== undefined) return differences(value, shared[type], type);
    return type.split(' or ').includes(typeOf(value)) ? [] : [`${name} is ${typeOf(value)}, not ${type}`];
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${name} is no list`];
    return value.flatMap((one) => differences(one, shape[0] as Shape, `${name}[]`));
  }
  if (typeOf(value) !== 'object' || Array.isArray(value)) return [`${name} is no object`];
  const object = value as Record<string, unknown>;
  const known = Object.keys(shape).map((key) => key.replace('?', ''));
  const unknown = Object.keys(object).filter((key) => !known.includes(key));
  return [
    ...unknown.map((key) => `${name}.${key} is not on the page`),
    ...Object.entries(shape).flatMap(([key, inner]) => {
      const one = object[key.replace('?', '')];
      if (one === undefined) return key.endsWith('?') ? [] : [`${name}.${key} is missing`];
      seen.add(`${name}.${key}`);
      return differences(one, inner, `${name}.${key}`);
    }),
  ];
}

/** All keys of a shape, as `seen` has them. */
function keysOf(shape: Shape, name: string): string[] {
  if (typeof shape === 'string') return [];
  if (Array.isArray(shape)) return keysOf(shape[0] as Shape, `${name}[]`);
  return Object.entries(shape).flatMap(([key, inner]) => [
    `${name}.${key}`,
    ...keysOf(inner, `${name}.${key}`),
  ]);
}

async function initJson(folder: string, args: readonly string[]): Promise<unknown> {
  await eastshireIn(folder);
  return JSON.parse((await initIn(folder, args.slice(1))).stdout);
}

/** Each shape with the commands in the block before it. */
const sections = shapeBlocks.map((block) => ({
  name: `${block.heading} ${shapeBlocks.filter(({ heading }) => heading === block.heading).indexOf(block) + 1}`,
  shape: JSON.parse(block.text) as Shape,
  commands: commandsIn(blocks[blocks.indexOf(block) - 1] as Block),
}));
const sectionOf = (name: string) => sections.find((section) => section.name === name);

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'triannual json '));
  copyFolder(join(root, 'inputs'), join(base, 'sample/inputs'));
  await copyAsReal(join(base, 'real/inputs'));
});
afterAll(() => rm(base, { recursive: true }));

async function jsonOf(project: string, args: readonly string[]): Promise<unknown> {
  const folder = join(base, project);
  const [verb = ''] = args;
  if (verb === 'init') return initJson(base, args);
  const inputs = verb === 'template' ? [] : ['--inputs', join(folder, 'inputs')];
  const templates = ['calendar', 'new'].includes(verb) ? [] : ['--templates', join(root, 'templates')];
  const output = ['calendar', 'new', 'template'].includes(verb) ? [] : ['--output', join(folder, 'output')];
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const at = args.indexOf('--today');
  const machine = machineOn(at < 0 ? '2023-06-15' : (args[at + 1] ?? ''));
  // No server listens there: what could not be posted is in the log too.
  const env = project === 'real' && verb === 'run' ? { TRIANNUAL_WEBHOOK: 'http://127.0.0.1:9/' } : {};
  const terminal = { stdout: { write }, stderr: { write() {} }, env };
  await main([...args, ...inputs, ...templates, ...output], terminal, 'triannual', machine);
  return JSON.parse(text);
}

test.each(sections)('$name prints what the page shows', async ({ name, shape, commands }) => {
  expect(commands.length).toBeGreaterThan(0);
  for (const args of commands) expect(differences(await jsonOf('sample', args), shape, name)).toEqual([]);
});

test('a real round, signed, submitted and then changed, prints the same shapes', async () => {
  const run = async (name: string, ...args: string[]) => {
    const shape = sectionOf(name)?.shape as Shape;
    expect(differences(await jsonOf('real', [...args, '--json']), shape, name)).toEqual([]);
  };
  await run('publish 1', 'publish', '2023-05-17', '--today', '2023-05-10');
  await run('publish 1', 'publish', '2023-05-17', '--today', '2023-05-11', '--reason', 'A date was wrong.');
  await run('build and check 1', 'build', '2023-05-17', '--today', '2023-05-11');
  await run(
    'trace 1',
    'trace',
    join(base, 'real/output/2023-05-17/schools-forum-paper-2023-05-17-draft-1.docx'),
  );
  await run('status 1', 'status', '2023-05-17', '--today', '2023-05-12');
  await run(
    'record 1',
    'record',
    '2022-12',
    '--sent',
    '2022-12-14',
    '--file',
    join(base, 'real/inputs/kpis.yaml'),
  );
  await run('build and check 1', 'build', '2023-06', '--today', '2023-06-14');
  for (const officer of ['s151', 'dcs'])
    await run('sign 1', 'sign', '2023-06', officer, '--name', 'Ann', '--today', '2023-06-14');
  // The inputs move on: what is sent is the draft that was signed.
  const june = join(base, 'real/inputs/rounds/2023-06');
  await setYaml(join(june, 'report.yaml'), [[['summary'], 'Another.']]);
  await setYaml(join(june, 'conditions/1-mainstream-inclusion.yaml'), [[['rating'], 'Red']]);
  await editWorkbook(join(base, 'real/inputs/kpis.xlsx'), ({ worksheets: [sheet] }) => {
    (sheet as Worksheet).getCell('K7').value = 9999;
  });
  await editWorkbook(join(base, 'real/inputs/dsg-plan.xlsx'), (workbook) => {
    (workbook.getWorksheet('Forecast June 2023') as Worksheet).getCell('C26').value = 1;
  });
  await run('submit 1', 'submit', '2023-06', '--draft', '1', '--today', '2023-06-15');
  const output = join(base, 'real/output');
  await appendFile(join(output, '2023-06/submission/tri-annual-report-2023-06-final.docx'), 'changed');
  await run('verify 1', 'verify', join(output, '2023-06/evidence-2023-06.zip'), '2023-06');
  await run('status 1', 'status', '2023-06', '--chase', '--today', '2023-06-16');
  await run('build and check 1', 'build', '2023-09', '--today', '2023-09-01');
  await run('compare 1', 'compare', '2023-06', '2023-09');
  const returned = await returnedDrafts(join(output, '2023-09'));
  await run('review 1', 'review', ...returned, join(base, 'nobody.docx'));
  await run('trace 1', 'trace', join(base, 'first.docx'));
  await run('review 1', 'review', ...returned, '--apply', '1');
  await run('review 2', 'review', '2023-09');
  for (let again = 0; again < 2; again++) await run('review 3', 'review', '--undo');
  await writeFile(join(output, '2023-09/tri-annual-report-2023-09-draft-1.docx'), 'changed');
  await run('build and check 1', 'build', '2023-09', '--today', '2023-09-01');
  await setYaml(join(base, 'real/inputs/rounds/2023-09/report.yaml'), [
    [['on_track'], null],
    [['snooze'], [{ code: 'kpi/value-missing', until: '2023-09-14', reason: 'They come on Thursday.' }]],
  ]);
  await run('build and check 1', 'build', '2023-09', '--today', '2023-09-01');
  await editWorkbook(join(base, 'real/inputs/kpis.xlsx'), ({ worksheets: [sheet] }) => {
    for (const column of 'JKLMN') (sheet as Worksheet).getCell(`${column}12`).value = null;
  });
  await editWorkbook(join(base, 'real/inputs/dsg-plan.xlsx'), (workbook) => {
    (workbook.getWorksheet('Forecast September 2023') as Worksheet).getCell('C26').value = 60.3104;
  });
  await run('trace 1', 'trace', join(base, 'first.docx'), '60.062');
  await run('status 1', 'status', '2023-09', '--today', '2023-09-13');
  await run('status 1', 'status', '--today', '2024-02-05');
  await run('status 1', 'status', 'difficulty-2024-02-05', '--today', '2024-02-07');
  await run('run 2', 'run', '--dry-run', '--today', '2023-09-19');
  // What has come back in Word: a folder of it, in which there is a file that is none of ours, and a form that was filled in.
  const came = join(base, 'real/came');
  copyFolder(join(root, 'templates'), came);
  await run('review 1', 'review', came);
  await setYaml(join(base, 'real/inputs/programme.yaml'), [[['forms'], { folder: 'came' }]]);
  await run('ask 1', 'ask', '2023-12', '--today', '2023-11-06');
  await writeFile(join(output, '2023-12/forms/assistant-director-workstream-1.docx'), 'changed');
  await run('ask 1', 'ask', '2023-12', '--today', '2023-11-06');
  await run('run 1', 'run', '--today', '2023-09-19');
  await run('run 2', 'run', '--dry-run', '--today', '2023-12-14');
});

test('a project that is not made prints the same shape', async () => {
  const shape = sectionOf('init 1')?.shape as Shape;
  const missing = ['init', 'other', '--plan', join(base, 'nothing.xlsx'), '--json'];
  expect(differences(await initJson(base, missing), shape, 'init 1')).toEqual([]);
});

/** Two copies of a draft that came back, with edits of all kinds, and comments. */
async function returnedDrafts(folder: string): Promise<string[]> {
  const draft = await readFile(join(folder, 'tri-annual-report-2023-09-draft-1.docx'));
  const note = '<w:footnote w:id="9"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>';
  const notes =
    (await readPackage(draft)).get('word/footnotes.xml')?.text.replace('</w:footnotes>', note) ?? '';
  const comments = commentParts([
    { by: bob, text: 'Why?' },
    { by: ann, text: 'It was late.', replyTo: 0 },
  ]);
  const first = await editedFile(
    draft,
    [
      replaced('Nine of the fifteen', 'Nine of the sixteen', ann),
      appended('The approach is now used', '<w:r><w:footnoteReference w:id="9"/></w:r>'),
      movedBefore('Three providers have given notice', 'The framework that compares costs', bob),
      rowBehind('Placements in independent provision keep rising', ['A', 'Low', 'Low', 'B', 'C'], ann),
      cellChanged('Annual reviews', 2, 'Green', ann),
      cellChanged('Annual reviews', 1, 'Reviews', ann),
      replaced('Emerging risks', 'Main risks', ann),
      replaced('30 November 2023', '15 December 2023', ann),
      commented('highest-cost packages', 0),
    ],
    { ...comments, 'word/footnotes.xml': notes },
  );
  const second = await editedFile(draft, [cellChanged('Annual reviews', 2, 'Red', bob)]);
  await writeFile(join(base, 'first.docx'), first);
  await writeFile(join(base, 'second.docx'), second);
  return [join(base, 'first.docx'), join(base, 'second.docx')];
}

test('every key of the page is printed in one of these runs', () => {
  const documented = [
    ...Object.entries(shared).flatMap(([name, shape]) => keysOf(shape, name)),
    ...sections.flatMap(({ name, shape }) => keysOf(shape, name)),
  ];
  expect(documented.filter((key) => !seen.has(key))).toEqual([]);
});
