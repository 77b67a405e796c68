import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { writeFiles } from '../files/write-file.ts';
import { PackageError } from '../ooxml/package.ts';
import { saySame } from '../word/read/content.ts';

/**
 * Drafts of one document, numbered from 1. A draft is never written over: what has changed since the last one goes into
 * the next number, and a draft that somebody has worked on stays as it is. Each is kept as it was written too, in a folder
 * that nobody needs to open, with what it was made from: that is what is signed, and what comes back is compared with it.
 */

/** What the manifest beside a draft records. */
export interface Manifest {
  document: string;
  /** The round, or the date of the meeting. */
  id: string;
  draft: number;
  /** The day on which it was made; absent of drafts of older versions. */
  day?: string;
  program: string;
  file: string;
  sha256: string;
  /** A hash of everything that the draft was made from: the same fingerprint makes the same draft. */
  fingerprint: string;
  /** What the draft prints. */
  printed?: readonly object[];
  /** Everything else, for people who trace a figure. */
  [key: string]: unknown;
}

export type DraftState =
  /** No draft is there that was made from the same. `edited` names the last draft if somebody has changed it since. */
  | { state: 'new'; number: number; edited: string | undefined }
  /** The draft was made before, and its file is gone. */
  | { state: 'lost'; number: number }
  /** The last draft was made from the same; `edited` if somebody has changed it since. */
  | { state: 'current'; number: number; file: string; edited: boolean };

export function draftName(document: string, id: string, number: number): string {
  return `${document}-${id}-draft-${number}.docx`;
}

const manifestName = (file: string) => file.replace(/\.docx$/, '.json');

/** The folder of the drafts as they were written, beside the drafts. */
export const keptIn = '.drafts';
const templateName = (hash: string) => `template-${hash.slice(0, 16)}.docx`;

/** What a draft was made from. */
interface MadeFrom {
  /** Plain JSON. */
  context: object;
  template: Uint8Array;
}

/** A draft as it was written. */
interface KeptDraft extends MadeFrom {
  bytes: Uint8Array;
}

/** What the output folder holds of a document, compared with what a new draft would be made from. */
export async function draftState(
  folder: string,
  document: string,
  id: string,
  fingerprint: string,
): Promise<DraftState> {
  const { manifest, last, file, bytes, edited } = await newest(folder, document, id);
  if (manifest?.fingerprint !== fingerprint)
    return { state: 'new', number: last + 1, edited: edited ? file : undefined };
  return bytes ? { state: 'current', number: last, file, edited } : { state: 'lost', number: last };
}

/** The draft with the largest number; 0 where there is none. */
async function newest(folder: string, document: string, id: string) {
  const names = ifThere(() => readdirSync(folder)) ?? [];
  const pattern = new RegExp(`^${document}-${id}-draft-(\\d+)\\.(docx|json)$`, 'i');
  const numbers = names.flatMap((name) => Number(pattern.exec(name)?.[1] ?? []));
  // A number that is too large to be counted on is no draft of this program's.
  const last = numbers
    .filter((number) => number < Number.MAX_SAFE_INTEGER)
    .reduce((a, b) => Math.max(a, b), 0);
  const file = draftName(document, id, last);
  const there = ifThere(() => lstatSync(join(folder, file)));
  // A link or a folder of that name is somebody else's. It is not looked into, and its number is taken.
  if (there && !there.isFile()) return { last, file, edited: false };
  const manifest = readManifest(join(folder, manifestName(file)));
  const bytes = there && readFileSync(join(folder, file));
  const edited = bytes !== undefined && (await isEdited(folder, manifest, bytes));
  return { last, file, manifest, bytes, edited };
}

/** Whether somebody has worked on a draft: a save that changes no word is no edit, a comment is one. */
async function isEdited(
  folder: string,
  manifest: Partial<Manifest> | undefined,
  bytes: Uint8Array,
): Promise<boolean> {
  if (!manifest?.file || sha256(bytes) === manifest.sha256) return false;
  const written = writtenBytes(folder, manifest);
  if (!written) return true;
  try {
    return !(await saySame(written, bytes));
  } catch (cause) {
    if (cause instanceof PackageError) return true;
    throw cause;
  }
}

const inKept = (folder: string, name: string) => ifThere(() => readFileSync(join(folder, keptIn, name)));

/** The file as it was written; undefined where it was not kept, or what was kept is no longer what its manifest names. */
export function writtenBytes(folder: string, { file, sha256: hash }: Partial<Manifest>): Buffer | undefined {
  const bytes = inKept(folder, String(file));
  return bytes && sha256(bytes) === hash ? bytes : undefined;
}

/** The same with what it was made from. */
export function keptDraft(folder: string, manifest: Manifest): KeptDraft | undefined {
  const made = (manifest.template as { sha256?: string } | undefined)?.sha256 ?? '';
  const bytes = writtenBytes(folder, manifest);
  const [context, from] = [manifestName(manifest.file), templateName(made)].map((one) => inKept(folder, one));
  if (!bytes || !context || !from || sha256(from) !== made) return undefined;
  return { bytes, context: JSON.parse(context.toString()) as object, template: from };
}

/** The manifest of a draft; undefined if it is not there or cannot be read. */
export function manifestOf(folder: string, document: string, id: string, number: number) {
  return readManifest(join(folder, manifestName(draftName(document, id, number))));
}

function readManifest(path: string): Partial<Manifest> | undefined {
  const text = ifThere(() => readFileSync(path, 'utf8'));
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Partial<Manifest>);
  } catch {
    return undefined;
  }
}

/**
 * Writes a draft with its manifest, and keeps it as it is written. The draft gets its name last: should the computer stop
 * before, it counts as lost and is made again under its own number. So the others may be there already, and are replaced.
 */
export async function writeDraft(
  folder: string,
  bytes: Uint8Array,
  manifest: Manifest,
  { context, template }: MadeFrom,
): Promise<void> {
  const { file } = manifest;
  const kept = (name: string) => join(folder, keptIn, name);
  const hash = sha256(template);
  const copy = kept(templateName(hash));
  const isKept = ifThere(() => sha256(readFileSync(copy))) === hash;
  await writeFiles([
    { path: join(folder, manifestName(file)), bytes: writeManifest(manifest), replace: true },
    ...(isKept ? [] : [{ path: copy, bytes: template, replace: true }]),
    { path: kept(manifestName(file)), bytes: `${JSON.stringify(context)}\n`, replace: true },
    { path: kept(file), bytes, replace: true },
    { path: join(folder, file), bytes },
  ]);
}

/** The list of what is printed comes last, each entry on a line of its own: spread out it would be ten times as long. */
function writeManifest({ printed = [], ...others }: Manifest): string {
  // In one go, which is faster than entry by entry. In a text a quotation mark has a \ before it.
  const entries = JSON.stringify(printed).replaceAll('},{"name":', '},\n    {"name":');
  return `${JSON.stringify(others, null, 2).slice(0, -2)},\n  "printed": ${entries}\n}\n`;
}

/** Notes the PDF that was made of a draft in its manifest. */
export async function notePdf(
  folder: string,
  { document, id, number }: { document: string; id: string; number: number },
  pdf: { file: string; sha256: string },
): Promise<void> {
  const path = join(folder, manifestName(draftName(document, id, number)));
  const manifest = readManifest(path) as Manifest | undefined;
  if (manifest) await writeFiles([{ path, bytes: writeManifest({ ...manifest, pdf }), replace: true }]);
}

/** The last draft of a document, and whether somebody has changed it since. */
export async function lastDraft(
  folder: string,
  document: string,
  id: string,
): Promise<{ file: string; edited: boolean; manifest?: Partial<Manifest> | undefined } | undefined> {
  const { last, file, edited, manifest } = await newest(folder, document, id);
  return last === 0 ? undefined : { file, edited, manifest };
}
