import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { howToGetWordFile, isInItsPlace } from '../files/no-word-file.ts';
import { howToClose } from '../files/open-by.ts';
import { howToRead, readWhole } from '../files/read-file.ts';
import { shownPath } from '../files/shown-path.ts';

/** Files that came back, as they are named on the command line. */

export interface ReturnedFile {
  /** As the person named it. */
  path: string;
  bytes: Uint8Array;
  /** Whether it was found in a folder, where other files may be too. */
  folder?: boolean;
}

/** What word processors, OneDrive and browsers leave beside a file while it is open or on its way. */
const passing = /^(~\$|\.|~)|\.(tmp|temp|crdownload|part|partial)$/i;

/** A file of a folder that is not compared, and why. */
export interface PassedOver {
  path: string;
  reason: string;
}

/** The Word files of a folder, in order of their names; of what else is there, what people send in their place. */
function filesIn(folder: string): { found: string[]; others: PassedOver[] } {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !passing.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const isWordFile = (entry: Dirent) => entry.isFile() && /\.docx$/i.test(entry.name);
  return {
    found: entries.filter(isWordFile).map(({ name }) => join(folder, name)),
    others: entries.flatMap((entry) => {
      const path = shownPath(folder, entry.name);
      if (entry.isDirectory())
        return [{ path, reason: 'it is a folder in the folder: name it as well to look into it' }];
      if (isWordFile(entry) || !isInItsPlace(entry.name)) return [];
      return [{ path, reason: `it is no Word document (.docx): ${howToGetWordFile(path)}` }];
    }),
  };
}

/** Their bytes, and why some cannot be read. */
export function readReturned(paths: readonly string[]): {
  files: ReturnedFile[];
  passedOver: PassedOver[];
  diagnostics: Diagnostic[];
} {
  const files: ReturnedFile[] = [];
  const passedOver: PassedOver[] = [];
  const diagnostics: Diagnostic[] = [];
  const inFolders = new Set<string>();
  const all = paths.flatMap((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
    const { found, others } = filesIn(path);
    for (const one of found) inFolders.add(one);
    passedOver.push(...others);
    return found;
  });
  for (const path of all) {
    const folder = inFolders.has(path);
    try {
      files.push({ path: shownPath(path), bytes: readWhole(path), folder });
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === undefined) throw cause;
      // A file of a synchronised folder may go, or be held, while it is looked at.
      if (folder && ['ENOENT', 'EBUSY'].includes(code)) continue;
      const isThere = code !== 'ENOENT';
      const why = !isThere
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : `it cannot be read (${code})`;
      const help = isThere ? (howToClose(path, code) ?? howToRead(code)) : 'give the path of a Word file';
      diagnostics.push(cannotCompare(path, why, help));
    }
  }
  return { files, passedOver, diagnostics };
}

/** A file that is not compared with any draft, and so has no edits. */
export function cannotCompare(path: string, why: string, help?: string): Diagnostic {
  return {
    severity: 'error',
    code: 'review/file',
    message: `the file cannot be compared with a draft: ${why}`,
    place: { file: shownPath(path) },
    ...(help && { help }),
  };
}

/** A file that cannot be opened as a Word document. */
export const noWordFile = (path: string, why: string): Diagnostic =>
  cannotCompare(path, why, howToGetWordFile(path));

/** A form that is not for this round or agreement, or that was not kept as it was sent. */
export const notTaken = (path: string, why: string): Diagnostic => ({
  severity: 'error',
  code: 'review/form',
  message: `no answer of this form is taken: ${why}`,
  place: { file: shownPath(path) },
});
