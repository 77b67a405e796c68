import { readFileSync, statSync } from 'node:fs';

/**
 * The bytes of a file.
 * @throws {NodeJS.ErrnoException} what the file system says; of a pipe or a device, which may never end, that it is one
 */
export function readWhole(path: string): Buffer {
  const about = statSync(path);
  if (!about.isFile() && !about.isDirectory())
    throw Object.assign(new Error(), { code: 'it is a pipe or a device' });
  return readFileSync(path);
}

/** What to do about a file that cannot be read, by the code of the reason. */
export const howToRead = (code: string | undefined): string =>
  code === 'it is a pipe or a device' || code === 'EISDIR'
    ? 'move it away, and put the file itself in its place'
    : code === 'EACCES'
      ? 'ask for access to it, or close it in other programs; then run this again'
      : 'close it in other programs, and run this again';
