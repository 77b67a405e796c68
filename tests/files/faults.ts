import * as real from 'node:fs';
import { jest } from '@jest/globals';

/**
 * A disk that fails: each call of the file system is counted, and the one asked for fails. To be imported before the
 * program; the libraries that it uses have the real disk.
 */

const counted = [
  'closeSync',
  'fsyncSync',
  'linkSync',
  'lstatSync',
  'mkdirSync',
  'openSync',
  'readdirSync',
  'readFileSync',
  'renameSync',
  'rmdirSync',
  'rmSync',
  'statSync',
  'unlinkSync',
  'writeFileSync',
] as const;
type Call = (typeof counted)[number];

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

const disk = real as unknown as Record<Call, (...args: unknown[]) => unknown>;
let fault: Fault = { at: 0, code: 'EIO', kind: 'once' };
let counting = (_: Made) => true;
let calls: Made[] = [];

/** Sets what fails next, and counts from 1: all calls, or some of them. */
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
  return (...args: unknown[]) => {
    // That bytes are forced to the disk cannot be seen here, and takes most of the time.
    const work = () => (name === 'fsyncSync' ? undefined : disk[name](...args));
    const path = typeof args[0] === 'string' ? args[0] : '';
    if (refused && name.startsWith('read') && path.replaceAll('\\', '/').endsWith(refused.ending))
      throw Object.assign(new Error(`${refused.code}: open`), { code: refused.code, syscall: 'open', path });
    if (!counting({ name, path })) return work();
    calls.push({ name, path });
    const fails =
      fault.at > 0 && (fault.kind === 'on' ? calls.length >= fault.at : calls.length === fault.at);
    if (!fails) return work();
    // A descriptor that is not closed would stay open for the rest of the test.
    if (fault.kind === 'late' || name === 'closeSync') work();
    // Half of what was to be written is on the disk when it is full.
    else if (name === 'writeFileSync' && typeof args[0] === 'number') {
      const bytes = Buffer.from(args[1] as string);
      real.writeSync(args[0], bytes, 0, bytes.length >> 1);
    }
    const syscall = name.replace('Sync', '').replace('readFile', 'open').toLowerCase();
    const more = { code: fault.code, syscall, ...(path && { path }) };
    throw Object.assign(new Error(`${fault.code}: ${syscall}`), more);
  };
}

jest.unstable_mockModule('node:fs', () => ({
  ...real,
  ...Object.fromEntries(counted.map((name) => [name, failing(name)])),
}));
