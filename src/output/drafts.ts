import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNewFile } from './write-file.ts';

/**
 * Drafts of one document, numbered from 1. A draft is never written over: what has changed since the last one goes into
 * the next number, and a draft that somebody has worked on stays as it is.
 */

/** What the manifest beside a draft says of it. */
export interface Manifest {
  document: string;
  /** The round, or the date of the meeting. */
  id: string;
  draft: number;
  program: string;
  file: string;
  sha256: string;
  /** Stands for everything that the draft was made from: the same fingerprint makes the same draft. */
  fingerprint: string;
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

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

export function draftName(document: string, id: string, number: number): string {
  return `${document}-${id}-draft-${number}.docx`;
}

const manifestName = (file: string) => file.replace(/\.docx$/, '.json');

/** What the output folder holds of a document, compared with what a new draft would be made from. */
export async function findDraft(
  folder: string,
  document: string,
  id: string,
  fingerprint: string,
): Promise<DraftState> {
  const names = await readdir(folder).catch(() => []);
  const pattern = new RegExp(`^${document}-${id}-draft-(\\d+)\\.(docx|json)$`);
  const numbers = names.flatMap((name) => Number(pattern.exec(name)?.[1] ?? []));
  const last = Math.max(0, ...numbers);
  const file = draftName(document, id, last);
  const manifest = await readManifest(join(folder, manifestName(file)));
  const bytes = await readFile(join(folder, file)).catch(() => undefined);
  const edited = bytes !== undefined && manifest !== undefined && sha256(bytes) !== manifest.sha256;
  if (manifest?.fingerprint !== fingerprint)
    return { state: 'new', number: last + 1, edited: edited ? file : undefined };
  return bytes ? { state: 'current', number: last, file, edited } : { state: 'lost', number: last };
}

async function readManifest(path: string): Promise<Partial<Manifest> | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Partial<Manifest>;
  } catch {
    return undefined;
  }
}

/** Writes a draft and, after it, its manifest. A manifest that is there already is the same one. */
export async function writeDraft(folder: string, bytes: Uint8Array, manifest: Manifest): Promise<void> {
  await writeNewFile(join(folder, manifest.file), bytes);
  const path = join(folder, manifestName(manifest.file));
  await writeNewFile(path, `${JSON.stringify(manifest, null, 2)}\n`).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
}

/** The last draft of a document, and whether somebody has changed it since. */
export async function lastDraft(
  folder: string,
  document: string,
  id: string,
): Promise<{ file: string; edited: boolean } | undefined> {
  const state = await findDraft(folder, document, id, '');
  if (state.state !== 'new' || state.number === 1) return undefined;
  return { file: draftName(document, id, state.number - 1), edited: state.edited !== undefined };
}
