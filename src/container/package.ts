import yauzl from 'yauzl';
import yazl from 'yazl';

/**
 * A Word file or a workbook as its parts: path inside the package (`word/document.xml`) to bytes, in the order of the
 * file. See ECMA-376 part 2 (Open Packaging Conventions).
 */
export type Package = Map<string, Uint8Array>;

/** Real templates and workbooks are well under these; a file beyond them is damaged or hostile. */
const mostParts = 2000;
const mostBytes = 50 * 1024 * 1024;

/** A package that cannot be opened, and why, in words for the person who chose the file. */
export class PackageError extends Error {}

/**
 * Reads all parts. Names and sizes are checked before anything is unpacked, and a part that turns out larger than its
 * size says is not unpacked further.
 * @throws {PackageError}
 */
export async function readPackage(bytes: Uint8Array): Promise<Package> {
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (zip.entryCount > mostParts)
      throw new PackageError(`it holds ${zip.entryCount} parts; the limit is ${mostParts}`);
    const entries: yauzl.Entry[] = [];
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry);
    checkEntries(entries);
    const parts: Package = new Map();
    for (const entry of entries) {
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      parts.set(entry.fileName, Buffer.concat(chunks));
    }
    return parts;
  } catch (cause) {
    if (cause instanceof PackageError) throw cause;
    throw new PackageError(inWords((cause as Error).message), { cause });
  }
}

function checkEntries(entries: readonly yauzl.Entry[]): void {
  // The names of parts are the same whatever their case (ECMA-376 part 2, 6.2.2.3), and readers differ in which they take.
  const names = new Set<string>();
  for (const { fileName } of entries) {
    if (names.has(fileName.toLowerCase())) throw new PackageError(`it holds ${fileName} twice`);
    names.add(fileName.toLowerCase());
  }
  const inMegabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > mostBytes)
    throw new PackageError(
      `it would unpack to ${inMegabytes(total)} MB; the limit is ${inMegabytes(mostBytes)} MB`,
    );
}

/** What yauzl says ("End of central directory record signature not found") helps nobody who uses Word or Excel. */
function inWords(message: string): string {
  const [, name] =
    /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)/s.exec(message) ?? [];
  if (name !== undefined) return `it holds the name "${name.slice(0, 80)}", which could lead out of the file`;
  if (/^too many bytes/.test(message)) return 'a part of it is larger than the file says';
  if (/encrypt/.test(message)) return 'it has a password';
  return 'it is damaged or cut short';
}

/**
 * Writes parts as one file. The content types come first, as Word writes them, and every time is the same: the same
 * parts give the same bytes, whenever and wherever they are written.
 */
export async function writePackage(parts: Package): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  // Zip times have no zone: these local fields are the same in every zone.
  const mtime = new Date(1980, 0, 1, 12);
  const first = '[Content_Types].xml';
  const names = [...parts.keys()].sort((a, b) => Number(b === first) - Number(a === first));
  for (const name of names) {
    const part = parts.get(name) as Uint8Array;
    zip.addBuffer(Buffer.from(part.buffer, part.byteOffset, part.byteLength), name, {
      mtime,
      mode: 0o100644,
      forceDosTimestamp: true,
    });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const text = new TextDecoder('utf-8', { fatal: true });

/** A part as text, or nothing where the package has no such part. Word writes UTF-8. */
export function partText(parts: Package, name: string): string | undefined {
  const part = parts.get(name);
  return part && text.decode(part);
}
