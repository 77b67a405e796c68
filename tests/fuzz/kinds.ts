import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runDrafts } from '../../src/commands/run-drafts.ts';
import { compileTemplate } from '../../src/word/index.ts';
import { sessionOf } from '../commands/session.ts';
import { helpers, standard } from '../word/cases.ts';
import { documentOf, p, row, table } from '../word/documents.ts';
import { problemsOf } from '../word/sound.ts';
import { type Dice, pick } from './dice.ts';
import { bodyOf, narrativeOf } from './documents.ts';
import { breakPackage } from './packages.ts';
import { breakText } from './texts.ts';

/**
 * Makes an input, gives it to the program and judges what came of it: what is wrong in one line, or nothing. `folder` holds
 * `inputs` and `templates` of the sample programme, and is the working folder; what was made is kept in `folder/made`.
 */
export type Kind = (dice: Dice, folder: string) => Promise<string | undefined>;

const ids = ['2023-06', '2023-09', '2023-05-17', '2023-09-27'];

const yaml: Kind = async (dice, folder) => {
  const files = (await readdir(join(folder, 'inputs'), { recursive: true }))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const file = pick(dice, files);
  const textOf = (name: string) => readFile(join(folder, 'inputs', name), 'utf8');
  const broken = breakText(dice, await textOf(file), await textOf(pick(dice, files)));
  // The document that the file belongs to, where it belongs to one.
  const own = ids.find((id) => file.includes(id));
  return onProgram(folder, join('inputs', file), Buffer.from(broken), dice(4) === 0, own ?? pick(dice, ids));
};

const workbook: Kind = async (dice, folder) => {
  const file = join('inputs', pick(dice, ['kpis.xlsx', 'dsg-plan.xlsx']));
  const bytes = await readFile(join(folder, file));
  const broken = await breakPackage(dice, bytes, /sheet\d|sharedStrings|styles|workbook\.xml$/);
  return onProgram(folder, file, broken, dice(6) === 0, pick(dice, ids));
};

const template: Kind = async (dice, folder) => {
  const [name, id] = pick(dice, [
    ['tri-annual-report', '2023-06'],
    ['tri-annual-report', '2023-06'],
    ['board-summary', '2023-09'],
    ['schools-forum-paper', '2023-05-17'],
  ] as const);
  const file = join('templates', `${name}.docx`);
  const bytes = await readFile(join(folder, file));
  return onProgram(
    folder,
    file,
    await breakPackage(dice, bytes, /document|header|footer|styles|numbering/),
    true,
    id,
  );
};

/** Runs the program on the sample with one file in another's place. */
async function onProgram(folder: string, file: string, bytes: Uint8Array, build: boolean, id: string) {
  const good = await readFile(join(folder, file));
  const made = join(folder, 'made', file);
  await mkdir(join(made, '..'), { recursive: true });
  await writeFile(made, bytes);
  await writeFile(join(folder, file), bytes);
  try {
    const checked = await runOn('check', id);
    const wrong = complaint(checked.status, checked.output);
    if (wrong !== undefined || !build) return wrong;
    const built = await runOn('build', id);
    const isSound = !file.startsWith('templates') || (await wrongWith(bytes)).length === 0;
    return (
      complaint(built.status, built.output) ??
      disagreement(checked.output, built.output) ??
      (isSound ? await unsound(join(folder, 'output')) : undefined)
    );
  } finally {
    await writeFile(join(folder, file), good);
    await rm(join(folder, 'output'), { recursive: true, force: true });
  }
}

async function runOn(verb: 'check' | 'build', id: string): Promise<{ status: number; output: string }> {
  let output = '';
  const terminal = { write: (text: string) => (output += text) };
  const options = { inputs: 'inputs', templates: 'templates', output: 'output', today: '2023-06-01' };
  const streams = { stdout: terminal, stderr: terminal, pid: process.pid, kill: process.kill };
  const status = await runDrafts(verb, [id], options, sessionOf('fuzz', streams));
  return { status, output };
}

/** An error of `build` that `check` did not find. The places in documents differ by the numbers of drafts. */
function disagreement(checked: string, built: string): string | undefined {
  const errors = (output: string) => output.match(/error: .* \[[a-z]+\/[a-z-]+\]$/gm) ?? [];
  const known = new Set(errors(checked));
  const missed = errors(built).find((message) => !known.has(message));
  return missed && `build finds what check does not: ${missed}`;
}

/** What is wrong with an answer of the program, whatever it was asked. */
function complaint(status: number, output: string): string | undefined {
  if (status !== 0 && status !== 1) return `exit status ${status}: ${output.slice(-300)}`;
  // Frames quote the input, and the input may say anything.
  const said = output.split('\n').filter((line) => !/^\s*\d* \| /.test(line));
  const bad = said.find((line) =>
    /^\s+at |\b(?:Type|Range|Reference)Error\b|\bundefined\b|\[object |\bCannot read\b|is not a function/.test(
      line,
    ),
  );
  if (bad) return `words of a programmer: ${bad.slice(0, 300)}`;
  const problems = said.filter((line) => / (?:error|warning): .*\[[a-z]+\/[a-z-]+\]$/.test(line));
  const placeless = problems.find(
    (line) => !/^(?:(?:inputs|templates|output)\/[^:]+\.?|[\w-]+\.docx:)/.test(line),
  );
  if (placeless) return `no place: ${placeless.slice(0, 300)}`;
  if (status === 1 && problems.length === 0) return `status 1, and no problem: ${output.slice(-300)}`;
  return undefined;
}

async function unsound(output: string): Promise<string | undefined> {
  const files = await readdir(output, { recursive: true }).catch(() => []);
  for (const file of files.filter((name) => name.endsWith('.docx'))) {
    const [problem] = await wrongWith(await readFile(join(output, file)));
    if (problem) return `${file} is not sound: ${problem}`;
  }
  return undefined;
}

const wrongWith = (bytes: Uint8Array) =>
  problemsOf(bytes).catch((cause: Error) => [`it cannot be opened: ${cause.message}`]);

/** A template made at random, filled with values of every kind. */
const word: Kind = async (dice, folder) => {
  const text = narrativeOf(dice);
  return onWord(folder, await documentOf(bodyOf(dice)), text);
};

/** Narrative made at random, in the places where narrative stands. */
const narrative: Kind = async (dice, folder) => {
  const body =
    p('{{markdown text}}') +
    table(row('{{markdown text}}', '{{text}}')) +
    p('{{#each items}}') +
    p('{{markdown ../text}}') +
    p('{{/each}}') +
    p('end');
  return onWord(folder, await documentOf(body), narrativeOf(dice));
};

async function onWord(folder: string, bytes: Uint8Array, text: string): Promise<string | undefined> {
  await mkdir(join(folder, 'made'), { recursive: true });
  await writeFile(join(folder, 'made', 'template.docx'), bytes);
  await writeFile(join(folder, 'made', 'text.json'), JSON.stringify(text));
  const { template: compiled, findings } = await compileTemplate(bytes, { name: 't.docx', helpers });
  const filled = await compiled?.fill({ ...standard, n: 1.5, text });
  const all = [...findings, ...(filled?.findings ?? [])];
  const odd = all.find(({ message, help = '' }) => /undefined|\[object|NaN/.test(message + help));
  if (odd) return `words of a programmer: ${odd.message}`;
  if (!filled?.bytes) return all.length > 0 ? undefined : 'no document, and no reason';
  // What was wrong with the template already is its author's.
  if ((await wrongWith(bytes)).length > 0) return undefined;
  const [problem] = await wrongWith(filled.bytes);
  return problem && `the document is not sound: ${problem}`;
}

/** How often each kind has its turn. */
export const kinds: Record<string, { kind: Kind; turns: number }> = {
  yaml: { kind: yaml, turns: 4 },
  workbook: { kind: workbook, turns: 3 },
  template: { kind: template, turns: 2 },
  word: { kind: word, turns: 8 },
  narrative: { kind: narrative, turns: 4 },
};

/** A folder with the sample programme to break. */
export async function prepare(root: string, folder: string): Promise<void> {
  for (const name of ['inputs', 'templates'])
    await cp(join(root, name), join(folder, name), { recursive: true });
}
