import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ifPossible, ifThere } from '../../files/if-there.ts';

/** LibreOffice, where it is installed: the one program that turns a Word file into a tagged PDF and costs a council nothing. */

type Environment = Readonly<Record<string, string | undefined>>;

/** Where it is when it is not on the path. */
const usualPlaces = [
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  'C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  '/usr/lib/libreoffice/program/soffice',
  '/opt/libreoffice/program/soffice',
];

/** The program, on the path or in its usual place; undefined without a path to look on. */
export function findOffice(env: Environment | undefined): string | undefined {
  const path = env?.PATH ?? env?.Path;
  if (path === undefined) return undefined;
  const onPath = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => ['soffice', 'soffice.exe', 'libreoffice'].map((name) => join(folder, name)));
  return [...onPath, ...usualPlaces].find(isProgram);
}

export const isProgram = (path: string): boolean =>
  ifPossible(() => accessSync(path, constants.X_OK) === undefined) ?? false;

const on = { type: 'boolean', value: 'true' };
const filter = `pdf:writer_pdf_Export:${JSON.stringify({ UseTaggedPDF: on, PDFUACompliance: on, ExportBookmarks: on })}`;

/** LibreOffice needs some seconds to start, and about one for a document. */
const timeLimit = { start: 60_000, document: 60_000 };

/**
 * The PDF of each Word file, in their order; undefined of one that LibreOffice made none of. It is started once for all, with settings
 * of its own, so that one that is open on the screen is not disturbed.
 * @throws {Error} if the program cannot be started, or does not end.
 */
export async function convertToPdf(
  office: string,
  documents: readonly Uint8Array[],
): Promise<Array<Uint8Array | undefined>> {
  const folder = mkdtempSync(join(tmpdir(), 'triannual-pdf-'));
  try {
    const names = documents.map((bytes, i) => {
      writeFileSync(join(folder, `${i}.docx`), bytes);
      return join(folder, `${i}.docx`);
    });
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'settings')).href}`;
    const options = { timeout: timeLimit.start + timeLimit.document * documents.length, windowsHide: true };
    const args = [profile, '--headless', '--convert-to', filter, '--outdir', folder, ...names];
    await promisify(execFile)(office, args, options);
    return documents.map((_, i) => readPdf(join(folder, `${i}.pdf`)));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A PDF that is there and whole: it begins and ends as one. */
function readPdf(path: string): Uint8Array | undefined {
  const bytes = ifThere(() => readFileSync(path));
  const isWhole = bytes?.subarray(0, 5).equals(Buffer.from('%PDF-')) && bytes.includes('%%EOF', -1024);
  return isWhole ? bytes : undefined;
}
