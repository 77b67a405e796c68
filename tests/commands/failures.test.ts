import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { failAt, type Made, refuseToRead } from '../files/faults.ts';
import { ownerFile } from '../files/owner-file.ts';

/** What stands in the way of writing, through the front door: who and what to do, and never a stack. */

import { main } from '../../src/cli.ts';

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Geht nicht, Ärger '));
  await cp(join(root, 'inputs'), join(folder, 'inputs'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  failAt(0);
  refuseToRead();
  await rm(join(folder, 'output'), { recursive: true, force: true });
});

const output = (...names: string[]) => join(folder, 'output', ...names);
const draft = (number: number) => `tri-annual-report-2023-06-draft-${number}.docx`;

async function run(args: string[], written: (text: string) => void = () => {}) {
  let text = '';
  const write = (more: string) => {
    text += more;
    written(more);
  };
  const places = ['--inputs', join(folder, 'inputs'), '--templates', join(root, 'templates')];
  const all = [...args, ...places, '--today', '2023-06-01'];
  if (!args.includes('--output')) all.push('--output', output());
  const status = await main(all, { stdout: { write }, stderr: { write } });
  return { status, text: text.replaceAll(`${folder.replaceAll('\\', '/')}/`, '') };
}
const build = (...more: string[]) => run(['build', '2023-06', ...more]);
const is = (name: Made['name'], ending: string) => (call: Made) =>
  call.name === name && call.path.endsWith(ending);

test('a full disk: the draft is named, nothing of it stays, and with room it gets the same number', async () => {
  failAt(1, 'ENOSPC', 'on', ({ name, path }) => name === 'writeFileSync' && path === '');
  const { status, text } = await build();
  expect(text).toContain(
    'triannual: cannot write output/2023-06/tri-annual-report-2023-06-draft-1.json: the disk is full: make room, and run this again\n',
  );
  expect(text).not.toMatch(/^\s+at /m);
  expect(status).toBe(3);
  expect(await readdir(output(), { recursive: true })).toEqual(['2023-06']);
  failAt(0);
  expect(await build()).toMatchObject({ status: 0, text: expect.stringContaining(`${draft(1)}: written`) });
});

test.each([
  ['Word', '~$i-annual-report-2023-06-draft-1.docx', ownerFile('Ann Smith', 'Word')],
  ['LibreOffice', `.~lock.${draft(1)}#`, 'Ann Smith,asmith,LAPTOP-7,25.11.2026 09:50,file:///C:/lo;'],
])(
  'a draft that somebody has open in %s and that cannot be read: who that is',
  async (program, name, content) => {
    await mkdir(output('2023-06'), { recursive: true });
    await writeFile(output('2023-06', draft(1)), 'marked up');
    await writeFile(output('2023-06', name), content);
    failAt(1, 'EBUSY', 'on', is('readFileSync', draft(1)));
    const { status, text } = await build();
    expect(text).toContain(
      `triannual: cannot read output/2023-06/${draft(1)}: close '${draft(1)}' in ${program} (open by Ann Smith) and run this again\n`,
    );
    expect(status).toBe(3);
    expect(await readFile(output('2023-06', draft(1)), 'utf8')).toBe('marked up');
  },
);

test('a reminder that is open in another program: which one', async () => {
  const owing = join(folder, 'inputs/rounds/2023-06/conditions/1-mainstream-inclusion.yaml');
  const before = await readFile(owing, 'utf8');
  await writeFile(owing, before.replace(/^rating: .*$/m, 'rating:'));
  failAt(1, 'EPERM', 'on', ({ name, path }) => name === 'renameSync' && path.includes('reminders'));
  const { status, text } = await run(['status', '2023-06', '--chase']);
  await writeFile(owing, before);
  expect(text).toMatch(
    /cannot write output\/2023-06\/reminders\/\S+\.txt: you have no access, or it is open in another program: close it there, and run this again/,
  );
  expect(status).toBe(3);
});

test('a workbook that somebody has open in Excel and that cannot be read: who that is', async () => {
  await writeFile(join(folder, 'inputs', '~$kpis.xlsx'), ownerFile('Ann Smith', 'Excel'));
  refuseToRead('inputs/kpis.xlsx');
  const { status, text } = await build();
  expect(text).toContain(
    "inputs/kpis.xlsx: error: the file cannot be read (EBUSY) [file/unreadable]\nhelp: close 'kpis.xlsx' in Excel (open by Ann Smith) and run this again\n",
  );
  expect(status).toBe(1);
});

test('a template that cannot be read is not said to be missing', async () => {
  refuseToRead('templates/tri-annual-report.docx', 'EACCES');
  const { status, text } = await build();
  expect(text).toContain(
    'tri-annual-report.docx: error: the template cannot be read (EACCES) [template/unreadable]\nhelp: ask for access to it, or close it in other programs; then run this again\n',
  );
  expect(status).toBe(1);
});

test('a folder that cannot be looked into is not taken for an empty one', async () => {
  refuseToRead('inputs/rounds', 'EACCES');
  const { status, text } = await build();
  expect(text).toBe(
    'triannual: cannot read inputs/rounds: you have no access: ask for it, or name another folder\n',
  );
  expect(status).toBe(3);
});

test.each([
  ['EACCES', 'you have no access: ask for it, or name another folder'],
  ['EROFS', 'the disk cannot be written to: name another folder'],
])('a folder that may not be written in (%s)', async (code, reason) => {
  failAt(1, code, 'on', ({ name, path }) => name === 'writeFileSync' && path !== '');
  const { status, text } = await build();
  expect(text).toBe(`triannual: cannot write output/.triannual.lock: ${reason}\n`);
  expect(status).toBe(3);
});

test('a disk that cannot be written to, where the output folder is not there yet', async () => {
  failAt(1, 'EROFS', 'on', is('mkdirSync', 'output'));
  const { status, text } = await build();
  expect(text).toBe('triannual: cannot write output: the disk cannot be written to: name another folder\n');
  expect(status).toBe(3);
});

test('an output folder that is a file is left alone', async () => {
  await writeFile(output(), 'notes');
  const { status, text } = await build();
  expect(text).toBe(
    'triannual: cannot write output: a part of this path is a file and not a folder: move that file away, or name another folder\n',
  );
  expect(status).toBe(3);
  expect(await readFile(output(), 'utf8')).toBe('notes');
});

test('a path that is too long', async () => {
  const { status, text } = await build('--output', output('x'.repeat(300)));
  expect(text).toMatch(/the path is too long: name a folder with a shorter one\n$/);
  expect(status).toBe(3);
});

test('a deep folder with accents and blanks is no obstacle', async () => {
  const deep = join(
    folder,
    'output',
    ...Array.from({ length: 12 }, (_, i) => `Schulbehörde, Akte №${i} & mehr`),
  );
  expect((await build('--output', deep)).status).toBe(0);
  expect(await readdir(join(deep, '2023-06'))).toContain(draft(1));
});

describe('a link that has the name of the next draft', () => {
  test.each(['to a file', 'to nothing'])('%s is neither followed nor replaced', async (to) => {
    const target = join(folder, 'somewhere-else.docx');
    if (to === 'to a file') await writeFile(target, 'precious');
    else await rm(target, { force: true });
    await mkdir(output('2023-06'), { recursive: true });
    await symlink(target, output('2023-06', draft(1)));
    const { status, text } = await build();
    expect(text).toContain(`output/2023-06/${draft(2)}: written\n`);
    expect(status).toBe(0);
    expect(await readFile(target, 'utf8').catch(() => 'nothing')).toBe(
      to === 'to a file' ? 'precious' : 'nothing',
    );
    expect((await build()).text).toContain(`${draft(2)}: up to date`);
  });
});

test('a fault in the program says so, with the lines that its makers need, and leaves no lock', async () => {
  let first = true;
  const { status, text } = await run(['build', '2023-06'], () => {
    if (!first) return;
    first = false;
    throw new TypeError('draft is not a function');
  });
  expect(status).toBe(70);
  expect(text).toContain(
    'triannual: this is a fault in the program, and not in your inputs: draft is not a function\n',
  );
  expect(text).toMatch(/^\s+at /m);
  expect(await readdir(output())).toEqual(['2023-06']);
});
