import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifPossible, ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';

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

export function draftName(document: string, id: string, number: number): string {
  return `${document}-${id}-draft-${number}.docx`;
}

export const manifestName = (file: string) => file.replace(/\.docx$/, '.json');

/** The folder of the drafts as they were written, beside the drafts. */
export const keptIn = '.drafts';
export const templateName = (hash: string) => `template-${hash.slice(0, 16)}.docx`;

/** What a draft was made from. */
export interface MadeFrom {
  /** Plain JSON. */
  context: object;
  template: Uint8Array;
}

/** A draft as it was written. */
interface KeptDraft extends MadeFrom {
  bytes: Uint8Array;
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

export function readManifest(path: string): Partial<Manifest> | undefined {
  const text = ifThere(() => readFileSync(path, 'utf8')) ?? '';
  return ifPossible(() => JSON.parse(text) as Partial<Manifest>);
}
