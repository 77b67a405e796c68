import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ifPossible } from './if-there.ts';

/** Folders that the program writes in, below the inputs and output folders. */
const ours =
  /^((?:difficulty-)?\d{4}-\d\d(-\d\d(-[a-z0-9]+)*)?|reminders|rounds|forum|papers|difficulties|submission|\.drafts)$/;
const temporary = /^\.triannual-[0-9a-f]{12}\.tmp$/;
const asideLock = /^\.triannual\.lock\.\d+\.tmp$/;

/**
 * Removes what runs that were killed have left behind. Only for the holder of the folder's lock: nobody else is writing
 * there. A lock that has just been set aside may still be wanted, by a run that came second.
 */
export function removeLeftovers(folder: string, depth = 0): void {
  for (const name of ifPossible(() => readdirSync(folder)) ?? []) {
    const path = join(folder, name);
    try {
      if (temporary.test(name) || (asideLock.test(name) && Date.now() - statSync(path).mtimeMs > 60_000))
        rmSync(path, { force: true, recursive: true });
      else if (depth < 2 && ours.test(name)) removeLeftovers(path, depth + 1);
    } catch {
      // It does no harm where it is.
    }
  }
}
