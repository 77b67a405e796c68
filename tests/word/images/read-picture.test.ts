import { expect, test } from '@jest/globals';
import { readPicture } from '../../../src/word/images/read-picture.ts';
import fc from '../../properties.ts';
import { exif, jpeg, png, svg } from './pictures.ts';

const perMetre = (number: number) => {
  const data = Buffer.alloc(9);
  data.writeUInt32BE(number, 0);
  data.writeUInt32BE(number, 4);
  data[8] = 1;
  return data;
};

test('the size of a picture is read from its bytes', () => {
  const sizes = [
    png(30, 20),
    png(300, 200, [['pHYs', perMetre(11811)]]),
    jpeg(640, 480),
    jpeg(8, 4, [[0xe1, exif(1)]]),
    svg(),
    svg('', 'viewBox="0 0 300 100"'),
  ].map((bytes) => {
    const { type, width, height } = readPicture(bytes);
    return `${type} ${Math.round(width)} ${Math.round(height)}`;
  });
  expect(sizes).toEqual(['png 30 20', 'png 96 64', 'jpeg 640 480', 'jpeg 8 4', 'svg 40 20', 'svg 300 100']);
});

test('what cameras and programs wrote into a picture is left out', () => {
  const secret = Buffer.from('GPS 52.6N by Ann');
  const pictures = [
    png(
      3,
      2,
      (['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf'] as const).map((type) => [type, secret] as const),
    ),
    jpeg(3, 2, [
      [0xe1, exif(1)],
      [0xe1, secret],
      [0xed, secret],
      [0xfe, secret],
    ]),
    svg('<!-- GPS 52.6N by Ann --><metadata>by Ann</metadata><path d="M0 0"/>'),
  ];
  for (const picture of pictures) {
    const { bytes, type } = readPicture(picture);
    expect(`${type} ${Buffer.from(bytes).toString('latin1')}`).not.toMatch(/GPS|Ann/);
  }
  expect(Buffer.from(readPicture(png(3, 2)).bytes)).toEqual(png(3, 2));
  expect(Buffer.from(readPicture(jpeg(3, 2)).bytes)).toEqual(jpeg(3, 2));
});

test('a picture that cannot be printed is refused with the reason', () => {
  const reasons = [
    Buffer.from('GIF89a'),
    Buffer.alloc(0),
    png(0, 3),
    png(3, 2).subarray(0, 40),
    jpeg(3, 2).subarray(0, 30),
    jpeg(3, 2, [[0xe1, exif(6)]]),
    svg('<script>x</script>'),
    svg('<image href="https://x.example/a.png"/>'),
  ].map((bytes) => {
    try {
      return readPicture(bytes).type;
    } catch (cause) {
      return (cause as Error).message;
    }
  });
  expect(reasons).toEqual([
    'it is no PNG, JPEG or SVG picture',
    'it is no PNG, JPEG or SVG picture',
    'it has no size',
    'it is cut short',
    'it is cut short',
    'it lies on its side: turn it upright in a program for photographs, and save it',
    'it holds a program, or takes something from elsewhere',
    'it holds a program, or takes something from elsewhere',
  ]);
});

test('whatever bytes there are, a picture is read or refused in words', () => {
  const starts = [png(3, 2), jpeg(3, 2, [[0xe1, exif(1)]]), svg()];
  fc.assert(
    fc.property(
      fc.nat(2),
      fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 6 }),
      fc.nat(200),
      (i, edits, end) => {
        const bytes = Buffer.from(starts[i] as Buffer).subarray(0, end);
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        try {
          expect(readPicture(bytes).width).toBeGreaterThan(0);
        } catch (cause) {
          expect((cause as Error).message).toMatch(/^it /);
        }
      },
    ),
    { numRuns: 3000, examples: [[1, [[87, 0]], 88]] },
  );
});
