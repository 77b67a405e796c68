import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Copies a folder of files into another, which may be there. `cp` of Node takes ten times as long, and many tests copy the sample. */
export function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true }))
    if (entry.isDirectory()) copyFolder(join(from, entry.name), join(to, entry.name));
    else writeFileSync(join(to, entry.name), readFileSync(join(from, entry.name)));
}

/** Copies a folder of files, and returns what makes the copy as it was: what has been written, added or deleted since is put right. */
export function restorable(from: string, to: string): () => void {
  copyFolder(from, to);
  const written = stamps(to);
  return () => {
    for (const [name, stamp] of stamps(to))
      if (written.get(name) !== stamp) rmSync(join(to, name), { recursive: true, force: true });
    const there = stamps(to);
    for (const [name, stamp] of written) {
      if (there.get(name) === stamp) continue;
      if (stamp === 'folder') mkdirSync(join(to, name));
      else writeFileSync(join(to, name), readFileSync(join(from, name)));
      written.set(name, stampOf(join(to, name)));
    }
  };
}

/** What changes when somebody writes a file or puts another in its place. A folder is only there or not. */
function stampOf(path: string): string {
  const found = lstatSync(path, { bigint: true });
  return found.isDirectory() ? 'folder' : `${found.ino} ${found.mtimeNs} ${found.ctimeNs} ${found.size}`;
}

/** The stamps of what is in a folder, folders before what is in them. */
const stamps = (folder: string) =>
  new Map(
    readdirSync(folder, { recursive: true })
      .map(String)
      .sort()
      .map((name): [string, string] => [name, stampOf(join(folder, name))]),
  );
