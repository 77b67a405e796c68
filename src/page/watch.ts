import { realpathSync, statfsSync } from 'node:fs';
import { basename } from 'node:path';
import { watch as watchFiles } from 'chokidar';

/** Tells when a file of the project has been saved. */

/** What programs leave beside a file while they have it open or write it, and what this one does. */
const passing = /^(~\$|~WRL|\.~lock\.|\.triannual[.-])|\.(tmp|swp|swx|part|crdownload)$|~$|^4913$|^\.git$/i;

/** Editors write a file in several steps, and whoever saves several saves them together. */
const pause = 25;

export interface Watching {
  close(): Promise<void>;
}

/** Calls `changed` shortly after something in these folders has changed, once for what happens together. */
export async function watch(folders: readonly string[], changed: () => void): Promise<Watching> {
  const watcher = watchFiles([...folders], {
    ignoreInitial: true,
    ignored: (path) => passing.test(basename(path)),
    // A drive of another computer says nothing of what happens there.
    usePolling: folders.some(isRemote),
    interval: 300,
    binaryInterval: 500,
    ignorePermissionErrors: true,
  });
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed();
    }, pause);
  });
  // A folder that goes away is a problem that the next look at the inputs finds.
  watcher.on('error', () => undefined);
  await new Promise((ready) => watcher.once('ready', () => ready(undefined)));
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** File systems of other computers, as Linux numbers them: NFS, SMB in three versions, 9P, FUSE. */
const remoteTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546]);

/** Whether a folder lies on another computer. On Windows, the true path of a drive that is one begins with two strokes. */
function isRemote(folder: string): boolean {
  try {
    return realpathSync.native(folder).startsWith('\\\\') || remoteTypes.has(statfsSync(folder).type >>> 0);
  } catch {
    return false;
  }
}
