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
 * Reads all parts. Sizes and names are checked before anything is unpacked (yauzl refuses paths that leave the
 * package, and sizes that lie).
 * @throws {PackageError}
 */
export async function readPackage(bytes: Uint8Array): Promise<Package> {
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (zip.entryCount > mostParts)
      throw new PackageError(`it holds ${zip.entryCount} parts; the limit is ${mostParts}`);
    const parts: Package = new Map();
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize;
      if (total > mostBytes)
        throw new PackageError(`it would unpack to more than ${mostBytes / 1024 / 1024} MB`);
      if (entry.fileName.endsWith('/')) continue;
      if (parts.has(entry.fileName)) throw new PackageError(`it holds ${entry.fileName} twice`);
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      parts.set(entry.fileName, Buffer.concat(chunks));
    }
    return parts;
  } catch (cause) {
    if (cause instanceof PackageError) throw cause;
    // What the reader says ("End of central directory record signature not found") helps nobody who uses Word or Excel.
    throw new PackageError('it is damaged or cut short', { cause });
  }
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
