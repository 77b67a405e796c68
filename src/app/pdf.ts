import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeFiles } from '../files/write-file.ts';
import { draftName, manifestOf } from '../output/kept-drafts.ts';
import { convertToPdf, findOffice, isProgram } from '../output/pdf/office.ts';
import { withTagsOf } from '../output/pdf/tags.ts';
import { notePdf } from '../output/write-draft.ts';
import type { Draft, Job } from './job.ts';

/**
 * A PDF beside each draft, made once: its bytes differ from run to run, so its hash is in the manifest of the draft. What somebody has
 * changed in a draft is not in its PDF: there is none of such a draft.
 */

export interface Pdf {
  file: string;
  /** Kept: a file of that name is there, and not as the program made it. */
  outcome: 'written' | 'current' | 'kept' | 'failed';
  sha256?: string;
}

/** LibreOffice: the program that was named, or the one of this computer. */
export const officeOf = (named: string | undefined, env: Parameters<typeof findOffice>[0]) =>
  named === undefined ? findOffice(env) : isProgram(named) ? named : undefined;

const pdfName = (file: string) => file.replace(/\.docx$/, '.pdf');

/** @throws {Error} if LibreOffice cannot be started. */
export async function makePdfs(job: Job, drafts: readonly Draft[], office: string): Promise<Pdf[]> {
  const wanted = drafts.flatMap(({ id, document, number, edited }) => {
    if (number === undefined || edited !== undefined) return [];
    const name = draftName(document, id, number);
    const bytes = ifThere(() => readFileSync(join(job.output, id, name)));
    return bytes
      ? [{ id, document, number, name, bytes, there: pdfThere(job, { id, document, number, name }) }]
      : [];
  });
  const missing = wanted.filter(({ there }) => there === undefined);
  const made =
    missing.length > 0
      ? await taggedPdfs(
          office,
          missing.map(({ bytes }) => bytes),
        )
      : [];
  const pdfs: Pdf[] = [];
  for (const { id, document, number, name, there } of wanted) {
    const file = shownPath(job.output, id, pdfName(name));
    if (there) {
      pdfs.push({ file, ...there });
      continue;
    }
    const bytes = made.shift();
    if (bytes) await writeFiles([{ path: join(job.output, id, pdfName(name)), bytes }]);
    if (bytes) await notePdf(join(job.output, id), { document, id, number }, pdfOf(name, bytes));
    pdfs.push(bytes ? { file, outcome: 'written', sha256: sha256(bytes) } : { file, outcome: 'failed' });
  }
  return pdfs;
}

const pdfOf = (name: string, bytes: Uint8Array) => ({ file: pdfName(name), sha256: sha256(bytes) });

/** The PDF that is there already: as it was made for the draft, or another, which may be what somebody has worked on. */
function pdfThere(
  job: Job,
  { id, document, number, name }: { id: string; document: string; number: number; name: string },
): Omit<Pdf, 'file'> | undefined {
  const bytes = ifThere(() => readFileSync(join(job.output, id, pdfName(name))));
  if (!bytes) return undefined;
  const made = manifestOf(join(job.output, id), document, id, number)?.pdf as { sha256?: string } | undefined;
  const hash = sha256(bytes);
  return hash === made?.sha256 ? { outcome: 'current', sha256: hash } : { outcome: 'kept' };
}

/** Whether a failure is that of the other program: it did not start, ended badly or not at all. */
export const isOfOffice = (cause: unknown) =>
  typeof cause === 'object' &&
  cause !== null &&
  ('cmd' in cause || String((cause as { syscall?: string }).syscall).startsWith('spawn'));

/** The PDF of one Word file; undefined where LibreOffice makes none. */
export async function pdfOfOne(
  office: string | undefined,
  docx: Uint8Array,
): Promise<Uint8Array | undefined> {
  if (office === undefined) return undefined;
  try {
    return (await taggedPdfs(office, [docx]))[0];
  } catch (cause) {
    if (isOfOffice(cause)) return undefined;
    throw cause;
  }
}

/** The PDF of each Word file, with what LibreOffice leaves out put back. */
async function taggedPdfs(
  office: string,
  documents: readonly Uint8Array[],
): Promise<Array<Uint8Array | undefined>> {
  const pdfs = await convertToPdf(office, documents);
  return Promise.all(
    pdfs.map((pdf, i) => (pdf ? withTagsOf(documents[i] as Uint8Array, pdf) : Promise.resolve(undefined))),
  );
}
