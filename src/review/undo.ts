import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ifPossible, ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { replaceFile } from '../files/write-file.ts';
import { commentsFile, readComments, writeComments } from './comments-file.ts';
import type { Folders } from './list-review.ts';
import { openInputs } from './open-inputs.ts';

/** What a review has written, and how it is taken back. */

const recordSchema = z.object({
  number: z.number(),
  /** Each file with what it held before, null for nothing, and the hash of what was written. */
  files: z.array(z.object({ file: z.string(), before: z.string().nullable(), after: z.string() })),
  /** The round or meeting of each file that was reviewed, and its hash. */
  reviewed: z.array(z.object({ id: z.string(), sha256: z.string() })),
});
export type UndoRecord = z.infer<typeof recordSchema>;

const name = /^review-(\d{1,9})\.json$/;

export const recordFile = (output: string, id: string, number: number) =>
  join(output, id, 'reviewed', `review-${number}.json`);

function recordsIn(output: string): Array<{ number: number; path: string }> {
  const folders = ifThere(() => readdirSync(output)) ?? [];
  return folders
    .filter((folder) => /^\d{4}-\d\d(-\d\d)?$/.test(folder))
    .flatMap((folder) =>
      (ifThere(() => readdirSync(join(output, folder, 'reviewed'))) ?? []).flatMap((file) => {
        const number = Number(name.exec(file)?.[1] ?? 0);
        return number > 0 ? [{ number, path: join(output, folder, 'reviewed', file) }] : [];
      }),
    )
    .sort((a, b) => a.number - b.number);
}

export const nextRecord = (output: string): number => (recordsIn(output).at(-1)?.number ?? 0) + 1;

/** Gives files back what they held, those that are as the review wrote them. The others are named. */
export async function putBack({ files }: UndoRecord, inputs: string): Promise<string[]> {
  const changed: string[] = [];
  for (const { file, before, after } of files) {
    const path = join(inputs, file);
    const now = ifThere(() => readFileSync(path));
    if ((now?.toString('utf8') ?? null) === before) continue;
    if (!now || sha256(now) !== after) changed.push(shownPath(path));
    else if (before === null) rmSync(path);
    else await replaceFile(path, before);
  }
  return changed;
}

async function forget(inputs: string, id: string, { reviewed }: UndoRecord): Promise<void> {
  const read = openInputs(inputs);
  if (read.textOf(commentsFile(id)) === undefined) return;
  const held = readComments(read, id);
  const kept = held.reviewed.filter((one) => !reviewed.some(({ sha256: hash }) => hash === one.sha256));
  if (kept.length < held.reviewed.length)
    await replaceFile(join(inputs, commentsFile(id)), writeComments({ ...held, reviewed: kept }));
}

/** Takes back what was written last: the files that have it again, or why it cannot be taken back. */
export async function undoLast({ inputs, output }: Folders): Promise<{ files: string[]; refused?: string }> {
  const last = recordsIn(output).at(-1);
  if (!last) return { files: [], refused: 'there is no review to take back' };
  const text = readFileSync(last.path, 'utf8');
  const record = ifPossible(() => recordSchema.parse(JSON.parse(text)));
  if (!record)
    return {
      files: [],
      refused: `${shownPath(last.path)} is not as the program wrote it, so nothing can be taken back`,
    };
  // Comments may have been closed since: they stay, and the file no longer counts as reviewed.
  const isComments = (file: string) => record.reviewed.some(({ id }) => file === commentsFile(id));
  const later = record.files.flatMap(({ file, before, after }) => {
    if (isComments(file)) return [];
    const now = ifThere(() => readFileSync(join(inputs, file)));
    const isKnown = (now?.toString('utf8') ?? null) === before || (now && sha256(now) === after);
    return isKnown ? [] : [shownPath(inputs, file)];
  });
  if (later.length > 0)
    return {
      files: [],
      refused: `${later.join(', ')} has been changed since that review, and nothing is taken back: undo it by hand`,
    };
  await putBack(record, inputs);
  for (const { id } of record.reviewed) await forget(inputs, id, record);
  rmSync(last.path);
  return { files: record.files.map(({ file }) => shownPath(inputs, file)) };
}
