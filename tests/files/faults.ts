import disk from 'node:fs';

/**
 * The disk that the program has while it is tested (tests/runner/hooks.js): the real one, until a test asks that a call fails.
 */

export * from 'node:fs';
export const closeSync = failing('closeSync');
export const fsyncSync = failing('fsyncSync');
export const linkSync = failing('linkSync');
export const lstatSync = failing('lstatSync');
export const mkdirSync = failing('mkdirSync');
export const openSync = failing('openSync');
export const readdirSync = failing('readdirSync');
export const readFileSync = failing('readFileSync');
export const renameSync = failing('renameSync');
export const rmdirSync = failing('rmdirSync');
export const rmSync = failing('rmSync');
export const statSync = failing('statSync');
export const unlinkSync = failing('unlinkSync');
export const writeFileSync = failing('writeFileSync');

type Call =
  | `${'close' | 'fsync' | 'link' | 'lstat' | 'mkdir' | 'open' | 'readdir' | 'readFile'}Sync`
  | `${'rename' | 'rmdir' | 'rm' | 'stat' | 'unlink' | 'writeFile'}Sync`;

export interface Made {
  name: Call;
  path: string;
}

export interface Fault {
  /** The call that fails, from 1; 0 lets all succeed. */
  at: number;
  code: string;
  /** `once`: it does nothing and says so. `on`: it does, and so does every call after it. `late`: it is done, and said to have failed. */
  kind: 'once' | 'on' | 'late';
}

let fault: Fault = { at: 0, code: 'EIO', kind: 'once' };
let counting: ((call: Made) => boolean) | undefined;
let calls: Made[] = [];

/** Sets what fails next, and counts from 1: all calls, or some of them. With 0 nothing fails any more. */
export function failAt(
  at: number,
  code = 'EIO',
  kind: Fault['kind'] = 'once',
  counts: (call: Made) => boolean = () => true,
): void {
  fault = { at, code, kind };
  counting = counts;
  calls = [];
}

/** The calls since then. */
export const callsMade = (): readonly Made[] => calls;

let refused: { ending: string; code: string } | undefined;

/** Reading a file or folder, by the end of its path, fails from now on; or none. */
export function refuseToRead(ending?: string, code = 'EBUSY'): void {
  refused = ending === undefined ? undefined : { ending, code };
}

function failing(name: Call) {
  const real = disk[name] as (...args: unknown[]) => unknown;
  return (...args: unknown[]) => {
    // That bytes are forced to the disk cannot be seen here, and takes most of the time.
    const work = () => (name === 'fsyncSync' ? undefined : real(...args));
    const path = typeof args[0] === 'string' ? args[0] : '';
    if (refused && name.startsWith('read') && path.replaceAll('\\', '/').endsWith(refused.ending))
      throw failed(refused.code, 'open', path);
    if (!counting?.({ name, path })) return work();
    calls.push({ name, path });
    const fails =
      fault.at > 0 && (fault.kind === 'on' ? calls.length >= fault.at : calls.length === fault.at);
    if (!fails) return work();
    // A descriptor that is not closed would stay open for the rest of the test.
    if (fault.kind === 'late' || name === 'closeSync') work();
    // Half of what was to be written is on the disk when it is full.
    else if (name === 'writeFileSync' && typeof args[0] === 'number') {
      const bytes = Buffer.from(args[1] as string);
      disk.writeSync(args[0], bytes, 0, bytes.length >> 1);
    }
    throw failed(fault.code, name.replace('Sync', '').replace('readFile', 'open').toLowerCase(), path);
  };
}

const failed = (code: string, syscall: string, path: string) =>
  Object.assign(new Error(`${code}: ${syscall}`), { code, syscall, ...(path && { path }) });
