import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ifThere } from './if-there.ts';

/**
 * Writing without half measures: the bytes go to a file beside the place, are forced to the disk, and only then get the
 * name. A crash at any moment leaves the folder as it was, or with the whole file; what it leaves beside it is removed by
 * the next run (leftovers.ts). The bodies below never wait, so that Ctrl-C is heard before or after them and not inside.
 */

export interface FileToWrite {
  path: string;
  bytes: Uint8Array | string;
  /** Whether it takes the place of a file that is there: of one that the program alone looks after. */
  replace?: boolean;
}

/**
 * Writes files, all of them or none, and never over a file of somebody's. They get their names in the order given, so a
 * crash can only leave the first ones without the last.
 * @throws {NodeJS.ErrnoException} with the file's path as `dest`: `EEXIST` where the name is taken; otherwise what the file system says
 */
export async function writeFiles(files: readonly FileToWrite[]): Promise<void> {
  const temporaries = new Map<FileToWrite, string>();
  const named: string[] = [];
  try {
    for (const file of files) {
      telling(file.path, () => {
        makeFolder(dirname(file.path));
        const temporary = temporaryBeside(file.path);
        temporaries.set(file, temporary);
        writeSynced(temporary, file.bytes);
      });
    }
    for (const [{ path, replace }, temporary] of temporaries) {
      telling(path, () => {
        const isNew = !isThere(path);
        if (!replace) giveName(temporary, path);
        if (isNew) named.push(path);
        if (replace) renameSync(temporary, path);
        syncFolder(dirname(path));
      });
    }
  } catch (cause) {
    for (const path of named) removeIfPossible(path);
    throw cause;
  } finally {
    for (const temporary of temporaries.values()) removeIfPossible(temporary);
  }
}

/** Writes a new file whole or not at all, and never over one that is there. */
export const writeNewFile = (path: string, bytes: Uint8Array | string) => writeFiles([{ path, bytes }]);

/** Writes a file that the program alone looks after, whole or not at all, in place of the one that is there. */
export const replaceFile = (path: string, bytes: Uint8Array | string) =>
  writeFiles([{ path, bytes, replace: true }]);

/**
 * Replaces a file unless it holds just this text: then it is left alone, so that its date tells when its content changed.
 * The result is whether it was written.
 */
export async function replaceIfChanged(path: string, text: string): Promise<boolean> {
  if (ifThere(() => readFileSync(path, 'utf8')) === text) return false;
  await replaceFile(path, text);
  return true;
}

/** Writes a new folder with all its files, or nothing: they are written into a folder beside it, which then gets the name. */
export async function writeNewFolder(
  path: string,
  files: ReadonlyArray<{ file: string; bytes: Uint8Array | string }>,
): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    telling(path, () => {
      makeFolder(dirname(path));
      const folders = new Set([temporary]);
      for (const { file, bytes } of files) {
        const folder = dirname(join(temporary, file));
        mkdirSync(folder, { recursive: true });
        writeSynced(join(temporary, file), bytes);
        folders.add(folder);
      }
      for (const folder of folders) syncFolder(folder);
      // A rename takes the place of an empty folder: that is somebody's too.
      if (isThere(path))
        throw Object.assign(new Error(`${path} is there`), { code: 'EEXIST', syscall: 'rename' });
      renameSync(temporary, path);
      try {
        syncFolder(dirname(path));
      } catch (cause) {
        renameSync(path, temporary);
        throw cause;
      }
    });
  } finally {
    removeIfPossible(temporary);
  }
}

/**
 * The same into a folder that is new or has none of these entries. One that is there keeps its place: each entry is written whole, in
 * the order given, and those before a failure are taken away again.
 * @throws {NodeJS.ErrnoException} `EEXIST` if it has one of them
 */
export async function fillFolder(
  path: string,
  files: ReadonlyArray<{ file: string; bytes: Uint8Array | string }>,
): Promise<void> {
  if (!isThere(path)) return writeNewFolder(path, files);
  const entries = [...new Set(files.map(({ file }) => file.split('/')[0] as string))];
  const written: string[] = [];
  try {
    for (const entry of entries) {
      const own = files.filter(({ file }) => file.startsWith(`${entry}/`));
      const inFolder = own.map(({ file, bytes }) => ({ file: file.slice(entry.length + 1), bytes }));
      if (own.length > 0) await writeNewFolder(join(path, entry), inFolder);
      else await writeNewFile(join(path, entry), files.find(({ file }) => file === entry)?.bytes ?? '');
      written.push(join(path, entry));
    }
  } catch (cause) {
    for (const entry of written) removeIfPossible(entry);
    throw cause;
  }
}

/** Leftovers are known by this name. */
export const temporaryBeside = (path: string) =>
  join(dirname(path), `.triannual-${randomBytes(6).toString('hex')}.tmp`);

/** A link counts, whatever it leads to. */
const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** An error of the file system names the temporary file, or none; people need the name of the file that they know. */
function telling(path: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw Object.assign(cause as NodeJS.ErrnoException, { dest: path });
  }
}

/**
 * Makes a folder with those above it where they are missing; the result is whether it was. (Node's own `recursive` says of a
 * disk that cannot be written to that the folder is not there, and never ends in some folders of the system.)
 */
export function makeFolder(folder: string, withParents = true): boolean {
  try {
    mkdirSync(folder);
  } catch (cause) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
    const { code } = cause as NodeJS.ErrnoException;
    // A file has the folder's name; for our callers that would be the file that they write.
    if (code === 'EEXIST') throw Object.assign(cause as NodeJS.ErrnoException, { code: 'ENOTDIR' });
    if (code !== 'ENOENT' || !withParents || dirname(folder) === folder) throw cause;
    makeFolder(dirname(folder));
    return makeFolder(folder, false);
  }
  syncFolder(dirname(folder));
  return true;
}

function writeSynced(path: string, bytes: Uint8Array | string): void {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A link fails where the name is taken, a rename would replace the file. Some network drives know no links. */
function giveName(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (cause) {
    // A network drive may have done it and say that it failed.
    if (isSame(temporary, path)) return;
    if (isThere(path)) throw Object.assign(cause as NodeJS.ErrnoException, { code: 'EEXIST' });
    renameSync(temporary, path);
  }
}

function isSame(one: string, other: string): boolean {
  const ids = [one, other].map((path) => lstatSync(path, { throwIfNoEntry: false, bigint: true })?.ino);
  return Boolean(ids[0]) && ids[0] === ids[1];
}

/** Names are forced to the disk with their folder. Windows cannot, and some network drives; they say so in many ways. */
function syncFolder(folder: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
  } catch (cause) {
    if (/^(EIO|ENOSPC|EDQUOT)$/.test((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Virus scanners hold new files for a moment. What stays all the same is for the next run to remove. */
export function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // It does no harm where it is.
  }
}
