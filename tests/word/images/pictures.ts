import { crc32, deflateSync } from 'node:zlib';

/** Small pictures made in memory. */

const chunk = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  const end = Buffer.alloc(4);
  end.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])), 0);
  return Buffer.concat([head, data, end]);
};

/** A PNG of one colour, with these chunks beside those that it needs. */
export function png(
  width: number,
  height: number,
  more: ReadonlyArray<readonly [string, Buffer]> = [],
): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    ...more.map(([type, data]) => chunk(type, data)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const segment = (mark: number, data: Buffer) => {
  const head = Buffer.from([0xff, mark, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/** Exif with an orientation and a place. */
export function exif(orientation: number): Buffer {
  const data = Buffer.alloc(60);
  data.write('Exif\0\0MM\0*', 'latin1');
  data.writeUInt32BE(8, 10);
  data.writeUInt16BE(1, 14);
  data.writeUInt16BE(0x0112, 16);
  data.writeUInt16BE(3, 18);
  data.writeUInt32BE(1, 20);
  data.writeUInt16BE(orientation, 24);
  data.write('GPS 52.6N', 40, 'latin1');
  return data;
}

/** The outside of a JPEG: its segments, without a picture that anybody could see. */
export function jpeg(
  width: number,
  height: number,
  more: ReadonlyArray<readonly [number, Buffer]> = [],
): Buffer {
  const frame = Buffer.alloc(15);
  frame[0] = 8;
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  const jfif = Buffer.from('JFIF\0\x01\x01\x01\0\x60\0\x60\0\0', 'latin1');
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, jfif),
    ...more.map(([mark, data]) => segment(mark, data)),
    segment(0xc0, frame),
    segment(0xda, Buffer.alloc(10)),
    Buffer.from([1, 2, 3, 0xff, 0xd9]),
  ]);
}

export const svg = (inside = '', attributes = 'width="40" height="20"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);
