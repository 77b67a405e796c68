import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { howToClose } from '../files/open-by.ts';
import { howToRead, readWhole } from '../files/read-file.ts';
import { shownPath } from '../files/shown-path.ts';

/** Files that came back, as they are named on the command line. */

export interface ReturnedFile {
  /** As the person named it. */
  path: string;
  bytes: Uint8Array;
}

/** Their bytes, and why some cannot be read. */
export function readReturned(paths: readonly string[]): { files: ReturnedFile[]; diagnostics: Diagnostic[] } {
  const files: ReturnedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    try {
      files.push({ path: shownPath(path), bytes: readWhole(path) });
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === undefined) throw cause;
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
  return { files, diagnostics };
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
