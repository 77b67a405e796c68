import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIn } from '../../commands/run.ts';
import { copyAsReal } from '../../real-programme.ts';
import { type CanaryKind, kinds, textOf, wordOf } from './canaries.ts';
import { type Escaped, escaped } from './escaped.ts';
import type { Canary, Planting } from './plant.ts';
import { type Planted, plantIn, yamlFiles } from './programme.ts';

/** A run of the program with canaries in its inputs. */

export interface Problem {
  severity: string;
  message: string;
  place: { file: string; line?: number; inside?: string };
}

export interface Release<Planted> {
  folder: string;
  planted: Planted[];
  errors: Problem[];
  out: Escaped;
}

/** The sample as a council's own inputs, in a folder that is removed at the end. */
export interface Aviary {
  inputs: string;
  /** The YAML files of its inputs folder that papers are made of, and those of rounds, with what the program would write. */
  ofPapers: string[];
  ofRounds: string[];
  remove(): Promise<void>;
}

export const meetings = ['2023-05-17', '2023-09-27'];
export const today = '2023-09-20';

export async function aviary(): Promise<Aviary> {
  const root = await mkdtemp(join(tmpdir(), 'triannual canaries '));
  const inputs = join(root, 'sample', 'inputs');
  await copyAsReal(inputs);
  const files = [...(await yamlFiles(inputs)), 'submissions.yaml', 'rounds/2023-12/submission.yaml'];
  const isOfRound = (file: string) => file.startsWith('rounds/');
  const [ofPapers, ofRounds] = [files.filter((file) => !isOfRound(file)), files.filter(isOfRound)];
  return { inputs, ofPapers, ofRounds, remove: () => rm(root, { recursive: true }) };
}

/** Makes canaries of the kinds by turns, the first of them of `first`. */
export function canaryMaker(first: number) {
  let made = 0;
  return () => {
    made += 1;
    const kind = kinds[(first + made) % kinds.length] as CanaryKind;
    return { word: wordOf(made), text: textOf(kind, made) };
  };
}

/** Copies the sample, plants in the copy, and makes drafts of its papers, or with `all` of every document: the papers are read. */
export async function release<One extends Pick<Canary, 'word'>>(
  { inputs: sample }: Aviary,
  plant: (inputs: string) => Promise<One[]>,
  all = false,
): Promise<Release<One>> {
  const folder = await mkdtemp(join(sample, '..', '..', 'run '));
  const inputs = join(folder, 'inputs');
  await cp(sample, inputs, { recursive: true });
  const planted = await plant(inputs);
  const { stdout } = await runIn(folder, today, 'build', ...(all ? [] : meetings), '--json');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Problem[] };
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const out = await escaped(meetings.map((meeting) => join(folder, 'output', meeting)));
  return { folder, planted, errors, out };
}

/** Plants in each of some YAML files. `turn` is the kind of the first, and the form of what can be given in several. */
export const plantInYaml =
  (which: Planting['which'], turn: number, files: readonly string[]) => async (inputs: string) => {
    const canaryFor = canaryMaker(turn);
    const planted: Planted[] = [];
    for (const file of files)
      planted.push(...(await plantIn(inputs, file, { which, canaryFor, form: turn })));
    return planted;
  };

/** Those that are in a public file and that no error names. The public contacts may be printed. */
export const leakedIn = ({ planted, errors, out }: Release<Planted>) =>
  planted
    .filter((one) => out.printed.has(one.word) && !isNamedBy(one, errors) && !isPublicContact(one))
    .map(shown);

/** Those that are anywhere in the output but in what a draft prints: problems do not repeat them. */
export const repeatedIn = ({ planted, out }: Release<Planted>) =>
  planted.filter(({ word }) => out.beside.has(word)).map(shown);

const isPublicContact = ({ file, path, text }: Planted) =>
  file === 'programme.yaml' &&
  /^public (?:contacts \d+ (?:name|telephone|email)|alternative_formats)$/.test(path.join(' ')) &&
  /@| 07700 /.test(text);

export const isNamedBy = ({ file, lines: [first, last] }: Planted, errors: readonly Problem[]) =>
  errors.some(
    ({ place }) =>
      place.file.endsWith(`/${file}`) && Number(place.line) >= first && Number(place.line) <= last,
  );

export const shown = ({ file, path, text }: Planted) => `${file} ${path.join('.')}: ${text}`;
