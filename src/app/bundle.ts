import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatDiagnostic } from '../diagnostics/format.ts';
import { ifThere } from '../files/if-there.ts';
import { codeOf, isCodeOf, sealOf } from '../files/seal.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import type { InputFile } from '../inputs/reading.ts';
import { originsIn, type Printed } from '../model/printed-list.ts';
import { type Submission, submissionSchema, submittedDocument } from '../model/submission-record.ts';
import { readBundle, writeBundle } from '../output/bundle-file.ts';
import { draftName, keptDraft, type Manifest, manifestOf } from '../output/kept-drafts.ts';
import type { Job } from './job.ts';

/** The evidence bundle of a submission: everything that shows what was sent, and that it was signed, in one file. */

export const bundleName = (id: string) => `evidence-${id}.zip`;

interface Evidence {
  record: Submission;
  /** The record as it is written. */
  text: string;
  pack: ReadonlyArray<{ file: string; bytes: Uint8Array }>;
  inputs: readonly InputFile[];
  template: { file: string; bytes: Uint8Array };
  findings: readonly Diagnostic[];
  printed: readonly Printed[];
}

export async function bundleOf(job: Job, evidence: Evidence): Promise<Uint8Array> {
  const { record, text, pack, inputs, template, findings, printed } = evidence;
  const drafts = [...new Set(record.signed.flatMap(({ draft }) => draft ?? []))].sort((a, b) => a - b);
  return writeBundle([
    ['README.txt', readme(record)],
    ['record/submission.yaml', text],
    ...pack.map(({ file, bytes }) => [`submission/${file}`, bytes] as const),
    ...drafts.flatMap((draft) => draftFiles(job, record.round, draft)),
    ...inputs.map(({ file }) => [`inputs/${file}`, readFileSync(join(job.inputs, file))] as const),
    [`templates/${template.file}`, template.bytes],
    ['figures.csv', figuresCsv(printed)],
    [
      'findings.txt',
      findings.length > 0 ? `${findings.map(formatDiagnostic).join('\n\n')}\n` : 'no problems\n',
    ],
  ]);
}

/** A signed draft as it was written, its manifest, and the front sheet that went to the board with it. */
function draftFiles(job: Job, id: string, draft: number): Array<[string, Uint8Array]> {
  const folder = join(job.output, id);
  const at = (name: string) => ifThere(() => readFileSync(join(folder, name)));
  const name = draftName(submittedDocument, id, draft);
  const manifest = manifestOf(folder, submittedDocument, id, draft) as Manifest | undefined;
  const bytes = (manifest && keptDraft(folder, manifest)?.bytes) ?? at(name);
  const json = at(name.replace(/docx$/, 'json'));
  return [
    ...(bytes ? [[`signed/${name}`, bytes] as [string, Uint8Array]] : []),
    ...(json ? [[`signed/${name.replace(/docx$/, 'json')}`, json] as [string, Uint8Array]] : []),
    ...frontSheet(folder, id, draft),
  ];
}

/** The last one that was made to a draft. */
function frontSheet(folder: string, id: string, draft: number): Array<[string, Uint8Array]> {
  const kept: Array<[string, Uint8Array]> = [];
  for (let number = 1; ; number++) {
    const manifest = manifestOf(folder, 'board-summary', id, number) as Manifest | undefined;
    if (!manifest) return kept.slice(-1);
    const sheet = keptDraft(folder, manifest);
    const context = (sheet?.context as { context?: { report_draft?: unknown } } | undefined)?.context;
    if (sheet && context?.report_draft === `draft ${draft}`)
      kept.push([`signed/${manifest.file}`, sheet.bytes]);
  }
}

function readme({ round, submitted, seal = '', signed, files }: Submission): string {
  return [
    `Evidence of the report of ${round}, submitted on ${submitted}.`,
    '',
    'submission/  the files that were sent to the DfE',
    'signed/      the draft that was signed, as it was written, and the front sheet that went with it',
    'record/      the record of what was sent: who signed which draft, each value that was printed, and the hash of each file',
    'inputs/      what the report was made from, with templates/',
    'figures.csv  each figure that was printed, with its cell',
    'findings.txt what the checks found when the report was submitted',
    '',
    `Sent: ${files.map(({ file }) => file).join(', ')}.`,
    ...signed.map(
      ({ role, name, date, draft }) =>
        `Signed: ${name}, ${role}, on ${date}${draft ? `, draft ${draft}` : ''}.`,
    ),
    `Seal of the record: ${codeOf(seal)} (${seal}).`,
    '',
    'To check the files without the program that made them, unpack them and type: sha256sum -c SHA256SUMS',
    `To check the seal too: triannual verify ${bundleName(round)} --seal ${codeOf(seal)}`,
    'The code of the seal is in the e-mail that the report was sent with.',
    '',
  ].join('\n');
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function figuresCsv(printed: readonly Printed[]): string {
  const rows = printed.flatMap(({ name, text, origin }) => {
    const cells = originsIn(origin).flatMap((one) => ('cell' in one ? [one] : []));
    const [only] = cells;
    if (!only) return [];
    const what = cells.length === 1 ? (only.figure ?? name) : name;
    return [[what, only.as ?? text, [...new Set(cells.map(({ cell }) => cell))].join('; ')]];
  });
  const lines = [['figure', 'printed', 'cells'], ...rows].map((row) => row.map(quoted).join(','));
  return `${[...new Set(lines)].join('\r\n')}\r\n`;
}

/** A file of the pack as a bundle holds it; undefined where there is no such bundle or file. */
export async function fromBundle(path: string, file: string): Promise<Uint8Array | undefined> {
  const bytes = ifThere(() => readFileSync(path));
  if (!bytes) return undefined;
  const read = await readBundle(bytes);
  return typeof read === 'string' ? undefined : read.files.get(file);
}

interface BundleVerified {
  file: string;
  round: string;
  submitted: string;
  /** Its seal for people. */
  code: string;
  diagnostics: Diagnostic[];
}

const words = { changed: 'was changed', gone: 'is not there', added: 'was not in it' } as const;

/** Whether a bundle is whole, its record sealed, and sealed with a code that somebody has. */
export async function readAndVerifyBundle(path: string, code: string | undefined): Promise<BundleVerified> {
  const shown = shownPath(path);
  const nothing = { file: shown, round: '', submitted: '', code: '' };
  const help = 'take the bundle from where it was kept first, such as a backup';
  const flaw = (message: string, inside?: string): Diagnostic => ({
    ...aboutFile('submission/bundle', shown, message, help),
    place: { file: shown, ...(inside && { inside }) },
  });
  const bytes = ifThere(() => readFileSync(path));
  if (!bytes) return { ...nothing, diagnostics: [flaw('there is no such file')] };
  const read = await readBundle(bytes);
  if (typeof read === 'string')
    return { ...nothing, diagnostics: [flaw(`the file cannot be opened: ${read}`)] };
  const found = read.flaws.map(({ file, what }) => flaw(`the file ${words[what]}`, file));
  const inside = 'record/submission.yaml';
  const record = recordIn(read.files.get(inside));
  if (!record) {
    if (found.length === 0) found.push(flaw('there is no record that can be read', inside));
    return { ...nothing, diagnostics: found };
  }
  const { round, submitted, seal = '' } = record.value;
  const said = { file: shown, round, submitted, code: codeOf(seal || '0'.repeat(64)) };
  const isSealed = sealOf(record.raw) === seal;
  const told = new Set(read.flaws.map(({ file }) => file));
  const named = isSealed ? namedFiles(record.value) : [];
  const differ = named.filter(
    ([file, hash]) => !told.has(file) && sha256(read.files.get(file) ?? '') !== hash,
  );
  if (!isSealed && !told.has(inside))
    found.push(flaw('the record does not have the seal that it names', inside));
  for (const file of new Set(differ.map(([name]) => name)))
    found.push(flaw('the file is not the one that the record names', file));
  if (code !== undefined && isSealed && !isCodeOf(code, seal))
    found.push(flaw(`the record has the seal ${said.code}, and not ${code}`, inside));
  return { ...said, diagnostics: found };
}

const below = (folder: string, files: ReadonlyArray<{ file: string; sha256: string }>) =>
  files.map(({ file, sha256: hash }): [string, string] => [`${folder}/${file}`, hash]);

/** The files that a record names, where a bundle has them. */
function namedFiles({
  round,
  files,
  inputs = [],
  templates = [],
  signed,
}: Submission): Array<[file: string, hash: string]> {
  return [
    ...below('submission', files),
    ...below('inputs', inputs),
    ...below('templates', templates),
    ...signed.flatMap(
      ({ draft, sha256: hash }): Array<[string, string]> =>
        draft && hash ? [[`signed/${draftName(submittedDocument, round, draft)}`, hash]] : [],
    ),
  ];
}

function recordIn(bytes: Uint8Array | undefined): { raw: object; value: Submission } | undefined {
  try {
    const raw = parse(Buffer.from(bytes ?? '').toString(), { maxAliasCount: 0 }) as object;
    return { raw, value: submissionSchema.parse(raw) };
  } catch {
    return undefined;
  }
}
