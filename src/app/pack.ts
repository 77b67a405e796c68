import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { plainName } from '../model/submission-record.ts';
import { mostInBundle, readBundle } from '../output/bundle-file.ts';
import { packIn } from './final-report.ts';
import type { Job } from './job.ts';

/** What goes to the DfE together with the report: the files that lie in output/ROUND/submission, such as appendices. */

export type Pack = ReadonlyArray<{ file: string; bytes: Uint8Array }>;

const folderOf = (job: Job, id: string) => join(job.output, id, 'submission');

/** All of them but the report itself. */
export const othersInPack = (job: Job, id: string, report?: string): Pack =>
  packIn(folderOf(job, id))
    .filter((file) => file !== report)
    .map((file) => ({ file, bytes: new Uint8Array(readFileSync(join(folderOf(job, id), file))) }));

const unfit = (job: Job, place: string[], message: string, help: string) =>
  aboutFile('submission/pack', shownPath(job.output, ...place), message, help);

/** What lies in the folder and cannot go with the report. Nothing is read: it may be too large for that. */
export function unfitForPack(job: Job, id: string): Diagnostic[] {
  const names = packIn(folderOf(job, id));
  const statOf = (name: string) => statSync(join(folderOf(job, id), name));
  const misfits = names.filter((name) => !plainName.safeParse(name).success || !statOf(name).isFile());
  if (misfits.length > 0)
    return misfits.map((name) =>
      unfit(
        job,
        [id, 'submission', name],
        'all that is in this folder is sent with the report, and this is not a file with a plain name',
        'keep only files in the folder, with names without \\ : * ? " < > |; move everything else away',
      ),
    );
  const sizes = names.map((name) => ({ name, size: statOf(name).size })).sort((a, b) => b.size - a.size);
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  const [largest] = sizes;
  if (total <= mostInBundle || !largest) return [];
  const message = `the files that go with the report have ${megabytes(total)} together, and evidence of more than ${megabytes(mostInBundle)} cannot be verified`;
  const help = `make them smaller, or send them another way: ${largest.name} alone has ${megabytes(largest.size)}`;
  return [unfit(job, [id, 'submission'], message, help)];
}

/** Files of other content under the names of what the program puts there: they are not written over. */
export function inTheWay(job: Job, id: string, beside: Pack): Diagnostic[] {
  return beside.flatMap(({ file, bytes }) => {
    const there = ifThere(() => readFileSync(join(folderOf(job, id), file)));
    if (!there || sha256(there) === sha256(bytes)) return [];
    const message = 'the program puts a file of this name there itself, and this is another one';
    return [
      unfit(job, [id, 'submission', file], message, 'move it to another folder, or give it another name'),
    ];
  });
}

const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`;

/** Why `verify` could not read a bundle, before anything is written: evidence that nobody can check is none. */
export async function unverifiable(
  job: Job,
  id: string,
  bundle: Uint8Array,
): Promise<Diagnostic | undefined> {
  const read = await readBundle(bundle);
  if (typeof read !== 'string') return undefined;
  const message = `the evidence of this report could not be verified: ${read}`;
  const help = 'keep fewer or smaller files in the folder, with names that differ in more than capitals';
  return unfit(job, [id, 'submission'], message, help);
}
