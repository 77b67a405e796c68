import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import yauzl from 'yauzl';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { zipOf } from '../../src/ooxml/zip.ts';

const parts = (...names: string[]) => new Map(names.map((name) => [name, new Part(name)]));

/** The file with a name put in place of another that is as long, in both places where a ZIP file has it. */
function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}

/** The file with another unpacked size in its directory, for the first part. */
function sized(bytes: Uint8Array, size: number): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(size, copy.indexOf('PK\u0001\u0002', 'latin1') + 24);
  return copy;
}

test('parts come back as they were written, and the same parts make the same bytes', async () => {
  const written = await writePackage(parts('a/b.xml', '[Content_Types].xml'));
  const read = await readPackage(written);
  expect([...read.keys()]).toEqual(['[Content_Types].xml', 'a/b.xml']);
  expect(await writePackage(read)).toEqual(written);
});

test('a part that does not change keeps the bytes that it was compressed to', async () => {
  const text = Buffer.from('the same words again and again, the same words again and again');
  const hard = deflateRawSync(text);
  const soft = deflateRawSync(text, { level: 0 });
  // A file of another program, which compresses nothing.
  const other = Buffer.from(
    zipOf([['a.xml', { method: 8, size: text.length, crc: crc32(text), data: soft }]]),
  );
  const read = await readPackage(other);
  expect(read.get('a.xml')?.bytes).toEqual(text);
  const again = Buffer.from(await writePackage(read.set('b.xml', new Part(text))));
  expect(again.includes(soft)).toBe(true);
  expect(again.includes(hard)).toBe(true);
});

test('other programs read what is written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  const path = join(folder, 'a.zip');
  writeFileSync(path, await writePackage(parts('a/b.xml', 'é.xml', '[Content_Types].xml')));
  const zip = await yauzl.openPromise(path, { strictFileNames: true });
  const names: string[] = [];
  for await (const { fileName } of zip.eachEntry()) names.push(fileName);
  rmSync(folder, { recursive: true });
  expect(names).toEqual(['[Content_Types].xml', 'a/b.xml', 'é.xml']);
});

test('bytes after the end of a file are passed over, as Excel does', async () => {
  for (const more of ['\n', 'more', '\0'.repeat(1000)]) {
    const read = await readPackage(Buffer.concat([await writePackage(parts('a.xml')), Buffer.from(more)]));
    expect(read.get('a.xml')?.text).toBe('a.xml');
  }
});

test('an empty part may say that it is deflated', async () => {
  const empty = { method: 8, size: 0, crc: 0, data: Buffer.alloc(0) };
  const read = await readPackage(zipOf([['a.xml', empty]]));
  expect(read.get('a.xml')?.bytes).toHaveLength(0);
});

test('a file with numbers of eight bytes, as some programs write, is read like others', async () => {
  const written = Buffer.from(await writePackage(parts('a.xml')));
  const start = written.indexOf('PK\u0001\u0002', 'latin1');
  const end = written.indexOf('PK\u0005\u0006', 'latin1');
  const entry = Buffer.from(written.subarray(start, end));
  // The sizes stand in an extra field (APPNOTE 4.5.3), after one that is of no interest.
  const extra = Buffer.alloc(4 + 20);
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(1, 4);
  extra.writeUInt16LE(16, 6);
  extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(24)), 8);
  extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(20)), 16);
  entry.fill(0xff, 20, 28);
  entry.writeUInt16LE(extra.length, 30);
  // The end of the directory (4.3.14), where that is (4.3.15), and the end that every file has.
  const end64 = Buffer.alloc(56 + 20);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(1n, 32);
  end64.writeBigUInt64LE(BigInt(start), 48);
  end64.writeUInt32LE(0x07064b50, 56);
  end64.writeBigUInt64LE(BigInt(start + entry.length + extra.length), 64);
  const last = Buffer.from(written.subarray(end)).fill(0xff, 8, 20);
  const read = await readPackage(Buffer.concat([written.subarray(0, start), entry, extra, end64, last]));
  expect(read.get('a.xml')?.text).toBe('a.xml');
});

describe('is refused, with the reason in words', () => {
  test.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'a name twice',
      async () => renamed(await writePackage(parts('a1.xml', 'a2.xml')), 'a2', 'a1'),
      'it holds a1.xml twice',
    ],
    ['a name twice, in other letters', () => writePackage(parts('a.xml', 'A.XML')), 'it holds A.XML twice'],
    [
      'a name that climbs',
      async () => renamed(await writePackage(parts('xx/evil.xml')), 'xx/', '../'),
      'it holds the name "../evil.xml", which could lead out of the file',
    ],
    [
      'a name from the root',
      async () => renamed(await writePackage(parts('x/evil.xml')), 'x/', '//'),
      'it holds the name "//evil.xml", which could lead out of the file',
    ],
    [
      'a drive',
      async () => renamed(await writePackage(parts('xx/evil.xml')), 'xx/', 'C:/'),
      'it holds the name "C:/evil.xml", which could lead out of the file',
    ],
    [
      'more than any real file unpacks to',
      async () => sized(await writePackage(parts('a.xml')), 300 * 1024 * 1024),
      'it would unpack to 300 MB; the limit is 50 MB',
    ],
    [
      'a size that lies',
      async () => sized(await writePackage(new Map([['a.xml', new Part(Buffer.alloc(5_000_000))]])), 100),
      'a part of it is larger than the file says',
    ],
    [
      'more parts than any real file',
      async () => {
        const copy = Buffer.from(await writePackage(parts('a.xml')));
        // The number of parts in the record that ends a ZIP file (APPNOTE 4.3.16).
        copy.writeUInt16LE(60_000, copy.indexOf('PK\u0005\u0006', 'latin1') + 10);
        return copy;
      },
      'it holds 60000 parts; the limit is 2000',
    ],
    [
      'a part whose check sum is another',
      async () => {
        const copy = Buffer.from(await writePackage(parts('a.xml')));
        copy.writeUInt32LE(1, copy.indexOf('PK\u0001\u0002', 'latin1') + 16);
        return copy;
      },
      'it is damaged or cut short',
    ],
    [
      'a file that stops short',
      async () => (await writePackage(parts('a.xml'))).subarray(0, 60),
      'it is damaged or cut short',
    ],
  ])('%s', async (_, file, message) => {
    await expect(readPackage(await file())).rejects.toThrow(message);
  });

  test('a part with a password', async () => {
    const locked = Buffer.from(await writePackage(parts('a.xml')));
    // Bit 0 of the flags, in the directory and before the part (APPNOTE 4.4.4).
    locked.writeUInt16LE(1, locked.indexOf('PK\u0001\u0002', 'latin1') + 8);
    locked.writeUInt16LE(1, locked.indexOf('PK\u0003\u0004', 'latin1') + 6);
    await expect(readPackage(locked)).rejects.toThrow('it has a password');
  });
});
