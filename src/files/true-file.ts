import { realpathSync, statSync } from 'node:fs';

/** The path of a file with every link in it followed; undefined where it is no plain file, or is not there. */
export function trueFile(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}
