import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { whereUnreadable } from '../ooxml/package.ts';
import { saySame } from '../word/read/say-same.ts';
import { draftName, type Manifest, manifestName, readManifest, writtenBytes } from './kept-drafts.ts';

/** Whether a draft is new, current or lost, and which draft of a document is the last. */

export type DraftState =
  /** No draft is there that was made from the same. `edited` names the last draft if somebody has changed it since. */
  | { state: 'new'; number: number; edited: string | undefined }
  /** The draft was made before, and its file is gone. */
  | { state: 'lost'; number: number }
  /** The last draft was made from the same; `edited` if somebody has changed it since. */
  | { state: 'current'; number: number; file: string; edited: boolean };

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
  return !written || !(await saySame(written, bytes).catch(whereUnreadable(() => false)));
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
