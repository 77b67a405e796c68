/**
 * Writes the ZIP files that packages are (PKWARE's APPNOTE, sections 4.3 and 4.4). Libraries that write them compress
 * every part anew, and most parts of a filled template are those of the template: copying what they were compressed to
 * saves more than half of the time that a document takes once its template is compiled.
 */

/** A part as a ZIP file holds it. */
export interface Packed {
  /** 0: as it is; 8: deflated. */
  method: number;
  /** Bytes before compression, and their CRC-32. */
  size: number;
  crc: number;
  data: Uint8Array;
}

/** Version 2.0, the first with deflate. */
const version = 20;
/** Bit 11: the name is UTF-8. */
const flags = 0x0800;
/** Info-ZIP's `unzip` takes UTF-8 for a DOS code page, whatever bit 11 says, unless the file says that it is from Unix (3). */
const madeOnUnix = 0x0300;
/** A plain file that its owner may write and all may read: a file from Unix without this could not be opened. */
const plainFile = 0o100644 * 0x10000;
/** 1 January 1980, 00:00, the first time that there is: the same for every file. */
const time = 0x00210000;

/** The file with these parts, in this order. */
export function zipOf(parts: ReadonlyArray<readonly [name: string, part: Packed]>): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [path, part] of parts) {
    const name = Buffer.from(path);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    writeFacts(local, 4, name, part);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    // Names in Word files have ASCII letters alone, and those files stay the same.
    const isAscii = name.length === path.length;
    entry.writeUInt16LE(isAscii ? version : version | madeOnUnix, 4);
    writeFacts(entry, 6, name, part);
    entry.writeUInt32LE(isAscii ? 0 : plainFile, 38);
    entry.writeUInt32LE(at, 42);
    files.push(local, name, part.data);
    directory.push(entry, name);
    at += local.length + name.length + part.data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** What the record before a part and the one in the directory both say. */
function writeFacts(record: Buffer, from: number, name: Buffer, { method, size, crc, data }: Packed): void {
  record.writeUInt16LE(version, from);
  record.writeUInt16LE(flags, from + 2);
  record.writeUInt16LE(method, from + 4);
  record.writeUInt32LE(time, from + 6);
  record.writeUInt32LE(crc, from + 10);
  record.writeUInt32LE(data.length, from + 14);
  record.writeUInt32LE(size, from + 18);
  record.writeUInt16LE(name.length, from + 22);
}
