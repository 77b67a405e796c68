import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** A document as pages, made by LibreOffice where this computer has it. */

type Environment = Readonly<Record<string, string | undefined>>;

/** Where LibreOffice is; undefined if it is not found. */
export function officeIn(env: Environment = {}): string | undefined {
  const onPath = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  const folders = [
    ...onPath,
    '/usr/bin',
    '/Applications/LibreOffice.app/Contents/MacOS',
    ...[env.ProgramFiles, env['ProgramFiles(x86)']].flatMap((folder) =>
      folder ? [join(folder, 'LibreOffice', 'program')] : [],
    ),
  ];
  const names = ['soffice', 'soffice.exe'];
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** A Word file as PDF. LibreOffice gets a profile of its own: one that is open beside it would take the work over. */
export async function pdfOf(document: Uint8Array, office: string): Promise<Uint8Array> {
  const place = await mkdtemp(join(tmpdir(), 'triannual-'));
  try {
    const profile = join(place, 'profile');
    mkdirSync(profile);
    writeFileSync(join(place, 'document.docx'), document);
    const args = [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      place,
    ];
    await promisify(execFile)(office, [...args, join(place, 'document.docx')], { timeout: 120_000 });
    return readFileSync(join(place, 'document.pdf'));
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}
