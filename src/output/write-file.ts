import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a new file whole or not at all, and never over one that is there: the bytes go to a file beside it, are forced
 * to the disk, and only then get the name. A crash at any moment leaves the folder as it was, or with the whole file.
 * @throws {NodeJS.ErrnoException} `EEXIST` where the name is taken; otherwise what the file system says
 */
export async function writeNewFile(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.triannual-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeSynced(temporary, bytes);
    await giveName(temporary, path);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

async function writeSynced(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes a file that the program alone looks after, whole or not at all, in place of the one that is there. */
export async function replaceFile(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.triannual-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeSynced(temporary, bytes);
    await rename(temporary, path);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/**
 * Writes a new folder with all its files, or nothing: they are written into a folder beside it, which then gets the name.
 * @throws {NodeJS.ErrnoException} `EEXIST` where the name is taken; otherwise what the file system says
 */
export async function writeNewFolder(
  path: string,
  files: ReadonlyArray<{ file: string; text: string }>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.triannual-${randomBytes(6).toString('hex')}.tmp`);
  try {
    for (const { file, text } of files) {
      await mkdir(dirname(join(temporary, file)), { recursive: true });
      await writeSynced(join(temporary, file), text);
    }
    // A rename takes the place of an empty folder: that is somebody's too.
    const taken = await lstat(path).catch(() => undefined);
    if (taken)
      throw Object.assign(new Error(`${path} is there`), { code: 'EEXIST', syscall: 'rename', path });
    await rename(temporary, path);
  } catch (cause) {
    // What another run has made in between.
    const { code } = cause as NodeJS.ErrnoException;
    throw code === 'ENOTEMPTY' ? Object.assign(cause as Error, { code: 'EEXIST' }) : cause;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** A link fails where the name is taken, a rename would replace the file. Some network drives know no links. */
async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOSPC' || code === 'EACCES') throw cause;
    const taken = await open(path, 'wx');
    await taken.close();
    await rename(temporary, path);
  }
}

/**
 * Replaces a file unless it holds just this text: then it is left alone, so that its date tells when its content changed.
 * The result is whether it was written.
 */
export async function replaceIfChanged(path: string, text: string): Promise<boolean> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === text) return false;
  await replaceFile(path, text);
  return true;
}
