import type { Draft, Job } from '../app/job.ts';
import { isOfOffice, makePdfs, officeOf, type Pdf } from '../app/pdf.ts';
import type { Session } from './session.ts';

/** PDFs of what a command writes, in words. */

export const officeOption = [
  '--office <path>',
  'the program of LibreOffice (soffice), where it is not found by itself',
] as const;

interface Pdfs {
  made: Pdf[];
  /** Why there are none. */
  why?: string;
}

/** Without LibreOffice the drafts are whole, and there is no PDF: that is said, and what to do. */
export async function pdfsOf(
  job: Job,
  drafts: readonly Draft[],
  named: string | undefined,
  { terminal }: Session,
): Promise<Pdfs> {
  const office = officeOf(named, terminal.env);
  if (office === undefined) return { made: [], why: noOffice(named) };
  try {
    return { made: await makePdfs(job, drafts, office) };
  } catch (cause) {
    if (!isOfOffice(cause)) throw cause;
    return { made: [], why: failed(office) };
  }
}

export const noOffice = (named: string | undefined) =>
  named === undefined
    ? 'no PDF is written: LibreOffice was not found. Install it from https://www.libreoffice.org, or name its program with --office'
    : `no PDF is written: there is no program ${named}. Name the program of LibreOffice, for example --office "C:\\Program Files\\LibreOffice\\program\\soffice.exe"`;

const failed = (office: string) =>
  `no PDF is written: ${office} did not start, or did not end. Open LibreOffice once by hand to see what it says`;

const outcomes: Record<Pdf['outcome'], string> = {
  written: 'written',
  current: 'up to date, made once for its draft',
  kept: 'kept, it is not the one that was made for the draft; delete or rename it for a new one',
  failed: 'not written, LibreOffice made none of the draft',
};

export const formatPdf = ({ file, outcome }: Pdf) => `${file}: ${outcomes[outcome]}`;
