import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { Part } from './part.ts';
import { type Packed, zipOf } from './zip.ts';
import { dataOf, directoryOf, type Entry, entriesOf } from './zip-directory.ts';

/**
 * A Word file or a workbook as its parts, by their paths inside the package (`word/document.xml`), in the order of the
 * file. See ECMA-376 part 2 (Open Packaging Conventions).
 */
export type Package = Map<string, Part>;

/** The part with a name. Names are the same whatever their case (part 2, 6.2.2.3). */
export function partAt(parts: Package, path: string): Part | undefined {
  const exact = parts.get(path);
  if (exact) return exact;
  const name = [...parts.keys()].find((other) => other.toLowerCase() === path.toLowerCase());
  return name === undefined ? undefined : parts.get(name);
}

/** Real templates and workbooks are well under these; a file beyond them is damaged or hostile. */
const mostParts = 2000;
export const mostBytes = 50 * 1024 * 1024;

/** A package that cannot be opened, and why, in words for the person who chose the file. */
export class PackageError extends Error {}

/** For `catch`: what is made of the reason why a package cannot be opened. Any other failure goes on. */
export const whereUnreadable =
  <Result>(make: (why: string) => Result) =>
  (cause: unknown): Result => {
    if (cause instanceof PackageError) return make(cause.message);
    throw cause;
  };

/**
 * Reads all parts. Names and sizes are checked before anything is unpacked, and a part that turns out larger than its
 * size says is not unpacked further.
 * @throws {PackageError}
 */
export async function readPackage(bytes: Uint8Array): Promise<Package> {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const directory = directoryOf(file);
    if (directory.count > mostParts)
      throw new PackageError(`it holds ${directory.count} parts; the limit is ${mostParts}`);
    const entries = entriesOf(file, directory);
    checkEntries(entries);
    const parts: Package = new Map();
    for (const entry of entries)
      if (!isFolder(entry)) parts.set(entry.name, unpack(entry, dataOf(file, entry)));
    return parts;
  } catch (cause) {
    if (cause instanceof PackageError) throw cause;
    const isLarger = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const why = isLarger ? 'a part of it is larger than the file says' : 'it is damaged or cut short';
    throw new PackageError(why, { cause });
  }
}

const isFolder = ({ name }: Entry) => name.endsWith('/');

function checkEntries(entries: readonly Entry[]): void {
  // The names of parts are the same whatever their case (ECMA-376 part 2, 6.2.2.3), and readers differ in which they take.
  const names = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const { name, size } = entry;
    if (/^\/|^[a-z]:|(^|\/)\.\.(\/|$)/i.test(name))
      throw new PackageError(`it holds the name "${name.slice(0, 80)}", which could lead out of the file`);
    if (isFolder(entry)) continue;
    const key = name.toLowerCase();
    if (names.has(key)) throw new PackageError(`it holds ${name} twice`);
    names.add(key);
    total += size;
  }
  const inMegabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  if (total > mostBytes)
    throw new PackageError(
      `it would unpack to ${inMegabytes(total)} MB; the limit is ${inMegabytes(mostBytes)} MB`,
    );
}

/** Unpacked in one piece: streams, made for files larger than memory, took five times as long for a template. */
function unpack({ isLocked, method, size, crc }: Entry, data: Buffer): Part {
  if (isLocked) throw new PackageError('it has a password');
  if (method !== 0 && method !== 8) throw new Error(`compression method ${method}`);
  const bytes = method === 0 ? data : inflate(data, size);
  if (bytes.length !== size || crc32(bytes) !== crc) throw new Error('wrong size or check sum');
  return new Part(bytes, { method, size, crc, data });
}

/** Into room for one byte more than it should need: without it each part had 16 KiB, and garbage was collected more often. */
function inflate(data: Buffer, size: number): Buffer {
  // Some writers say of an empty part that it is deflated, and write nothing.
  if (data.length === 0 && size === 0) return data;
  return inflateRawSync(data, { chunkSize: Math.max(64, size + 1), maxOutputLength: Math.max(1, size) });
}

/**
 * Writes parts as one file. The content types come first, as Word writes them, and every time is the same: the same
 * parts give the same bytes, whenever and wherever they are written. Parts that were read keep their compressed bytes.
 * @param level of compression, from 0 to 9.
 */
export async function writePackage(parts: Package, level = 6): Promise<Uint8Array> {
  const first = '[Content_Types].xml';
  const inOrder = [...parts].sort(([a], [b]) => Number(b === first) - Number(a === first));
  return zipOf(inOrder.map(([name, part]) => [name, part.packed ?? pack(part, level)]));
}

function pack({ bytes }: Part, level: number): Packed {
  return { method: 8, size: bytes.length, crc: crc32(bytes), data: deflateRawSync(bytes, { level }) };
}
