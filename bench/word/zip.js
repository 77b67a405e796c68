import { crc32, deflateRawSync } from 'node:zlib';

/** The least of a zip file that the limit needs: parts as they are compressed, read and written. */

/** The parts of a package, still compressed. */
export function rawParts(bytes) {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const count = bytes.readUInt16LE(end + 10);
  const parts = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const size = bytes.readUInt32LE(at + 20);
    const [method, crc, length] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 24),
    ];
    parts.set(name, { method, crc, length, data: bytes.subarray(from, from + size) });
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

export const packed = (bytes) => ({
  method: 8,
  crc: crc32(bytes),
  length: bytes.length,
  data: deflateRawSync(bytes),
});

export function zipOf(parts) {
  const files = [];
  const directory = [];
  let at = 0;
  for (const [name, { method, crc, length, data }] of parts) {
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    for (const [block, from] of [
      [local, 4],
      [entry, 6],
    ]) {
      block.writeUInt16LE(20, from);
      block.writeUInt16LE(method, from + 4);
      block.writeUInt32LE(0x00210000, from + 6);
      block.writeUInt32LE(crc, from + 10);
      block.writeUInt32LE(data.length, from + 14);
      block.writeUInt32LE(length, from + 18);
      block.writeUInt16LE(path.length, from + 22);
    }
    entry.writeUInt32LE(at, 42);
    files.push(local, path, data);
    directory.push(entry, path);
    at += 30 + path.length + data.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}
