import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { ifPossible } from './if-there.ts';

/** The path of a file with every link in it followed; undefined where it is no plain file, or is not there. */
export const trueFile = (path: string): string | undefined =>
  ifPossible(() => {
    const real = realpathSync(path);
    return statSync(real).isFile() ? real : undefined;
  });

/**
 * The path of a file in the inputs folder: nothing outside of it is read, by whatever path or link.
 * @param name from the inputs folder on.
 * @param most the largest file that is read: its bytes, and how a message says it.
 * @throws {Error} if it is not there, not in the folder, or too large; the message says so.
 */
export function inputFile(inputs: string, name: string, most: { bytes: number; said: string }): string {
  const isElsewhere = isAbsolute(name) || /^[a-z]:/i.test(name);
  const path = isElsewhere ? undefined : trueFile(join(inputs, name));
  if (isElsewhere || (path && !path.startsWith(realpathSync(inputs) + sep)))
    throw new Error(`${name} is not in the inputs folder`);
  const isFolder = statSync(join(inputs, name), { throwIfNoEntry: false })?.isDirectory();
  if (path === undefined) throw new Error(`${name} is ${isFolder ? 'a folder' : 'not there'}`);
  if (statSync(path).size > most.bytes) throw new Error(`${name} has more than ${most.said}`);
  return path;
}
