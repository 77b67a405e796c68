import { describe, expect, test } from '@jest/globals';
import { readPackage, writePackage } from '../../src/container/package.ts';

const parts = (...names: string[]) => new Map(names.map((name) => [name, Buffer.from(name)]));

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
      async () => sized(await writePackage(new Map([['a.xml', Buffer.alloc(5_000_000)]])), 100),
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
