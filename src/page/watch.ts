import { type FSWatcher, realpathSync, statfsSync, watch as watchFolder } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, join } from 'node:path';
import { ifPossible } from '../files/if-there.ts';

/**
 * Tells when a file of the project has been saved. What the system says of a folder only makes it look: whether anything is other than
 * before is seen from the files themselves, so that neither a program that replaces a file nor one that reads it deceives it. It also
 * looks from time to time by itself, for folders that came later, and for systems that say nothing.
 */

/** What programs leave beside a file while they have it open or write it, and what this one does. */
const passing = /^(~\$|~WRL|\.~lock\.|\.triannual[.-])|\.(tmp|swp|swx|part|crdownload)$|~$|^4913$|^\.git$/i;

/** Editors write a file in several steps, and whoever saves several saves them together; in milliseconds, as what follows. */
const pause = 25;
/** Between two looks that nobody asked for. A drive of another computer says nothing of what happens there. */
const [interval, remoteInterval] = [1000, 300];

/** Linux watches each folder by itself, the others all that is below one. */
const isRecursive = platform() !== 'linux';

export interface Watching {
  close(): Promise<void>;
}

/** Calls `changed` shortly after something in these folders has changed, once for what happens together. */
export async function watch(folders: readonly string[], changed: () => void): Promise<Watching> {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let [isLooking, again, isClosed] = [false, false, false];
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void look();
    }, pause);
  };
  let last = await stateOf(folders);
  keepUp(watchers, last, soon);
  async function look(): Promise<void> {
    again = true;
    if (isLooking) return;
    isLooking = true;
    while (again && !isClosed) {
      again = false;
      const now = await stateOf(folders);
      const isOther = isDifferent(now.stamps, last.stamps);
      last = now;
      if (isClosed) return;
      keepUp(watchers, now, soon);
      if (isOther) changed();
    }
    isLooking = false;
  }
  const byItself = setInterval(look, folders.some(isRemote) ? remoteInterval : interval).unref();
  return {
    async close() {
      isClosed = true;
      clearInterval(byItself);
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

interface State {
  /** What becomes other when a file is saved, by its path. */
  stamps: Map<string, string>;
  /** Folders to watch, by their path and what tells them from others that had the same path. */
  folders: Map<string, string>;
}

async function stateOf(roots: readonly string[]): Promise<State> {
  const state: State = { stamps: new Map(), folders: new Map() };
  await Promise.all(roots.map((root) => add(root, 'root', state)));
  return state;
}

/** What goes away meanwhile is not there, and a link to a folder, which may lead in a circle, is not followed. */
async function add(path: string, as: 'root' | 'link' | 'entry', state: State): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return;
  if (!found.isDirectory()) {
    state.stamps.set(path, `${found.mtimeMs} ${found.ctimeMs} ${found.size}`);
    return;
  }
  if (as === 'link') return;
  state.stamps.set(path, 'folder');
  if (as === 'root' || !isRecursive) state.folders.set(`${found.ino} ${path}`, path);
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const kept = entries.filter(({ name }) => !passing.test(name));
  await Promise.all(
    kept.map((entry) => add(join(path, entry.name), entry.isSymbolicLink() ? 'link' : 'entry', state)),
  );
}

const isDifferent = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size !== other.size || [...one].some(([path, stamp]) => other.get(path) !== stamp);

/** Watches the folders that there are now, and none that is gone. */
function keepUp(watchers: Map<string, FSWatcher>, { folders }: State, soon: () => void): void {
  for (const [key, watcher] of watchers) if (!folders.has(key)) drop(key, watcher);
  for (const [key, path] of folders) if (!watchers.has(key)) begin(key, path);
  function drop(key: string, watcher: FSWatcher): void {
    watchers.delete(key);
    watcher.close();
  }
  function begin(key: string, path: string): void {
    try {
      const watcher = watchFolder(path, { recursive: isRecursive }, (_, name) => {
        if (!name || !passing.test(basename(name))) soon();
      });
      watchers.set(key, watcher);
      watcher.on('error', () => drop(key, watcher));
    } catch {
      // A folder that cannot be watched is looked at all the same.
    }
  }
}

/** File systems of other computers, as Linux numbers them: NFS, SMB in three versions, 9P, FUSE. */
const remoteTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546]);

/** Whether a folder lies on another computer. On Windows, the true path of a drive that is one begins with two strokes. */
const isRemote = (folder: string): boolean =>
  ifPossible(
    () => realpathSync.native(folder).startsWith('\\\\') || remoteTypes.has(statfsSync(folder).type >>> 0),
  ) ?? false;
