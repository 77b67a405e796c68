/**
 * Pictures as their bytes: what kind they are, how large, and without what a camera or a program wrote into them: places,
 * times, names. PNG (ISO 15948), JPEG (ITU T.81), SVG.
 */

export interface Picture {
  type: 'png' | 'jpeg' | 'svg';
  bytes: Uint8Array;
  /** In pixels of 96 to the inch. */
  width: number;
  height: number;
}

/** @throws {Error} in words for whoever gave the picture. */
export function readPicture(given: Uint8Array): Picture {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length > 25_000_000) throw new Error('it has more than 25 MB');
  const picture = readKind(bytes);
  if (!(picture.width > 0 && picture.height > 0)) throw new Error('it has no size');
  return picture;
}

function readKind(bytes: Buffer): Picture {
  try {
    if (bytes.subarray(0, 8).equals(pngStart)) return readPng(bytes);
    return bytes[0] === 0xff && bytes[1] === 0xd8 ? readJpeg(bytes) : readSvg(bytes);
  } catch (cause) {
    // A part that says that it is shorter than what belongs into it.
    if (/^ERR_/.test((cause as NodeJS.ErrnoException).code ?? '')) throw new Error('it is damaged');
    throw cause;
  }
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Text, times and camera data; all else says how the picture looks. */
const dropped = new Set(['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf']);

function readPng(file: Buffer): Picture {
  const kept: Buffer[] = [pngStart];
  let [width, height, perInch, ended] = [0, 0, 96, false];
  for (let at = 8; at + 12 <= file.length && !ended; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > file.length) throw new Error('it is cut short');
    if (type === 'IHDR') [width, height] = [file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    // Pixels in a metre.
    if (type === 'pHYs' && file[at + 16] === 1) perInch = file.readUInt32BE(at + 8) * 0.0254 || 96;
    if (!dropped.has(type)) kept.push(file.subarray(at, end));
    ended = type === 'IEND';
    at = end;
  }
  if (!ended) throw new Error('it is cut short');
  return { type: 'png', bytes: Buffer.concat(kept), ...sized(width, height, perInch) };
}

/** Beside these, segments of applications (0xE1 to 0xEF) hold data of cameras and programs; Adobe's says how colours are stored. */
const [comment, adobe, scan] = [0xfe, 0xee, 0xda];

function readJpeg(file: Buffer): Picture {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let [width, height, perInch] = [0, 0, 96];
  for (let at = 2; at + 4 <= file.length; ) {
    if (file[at] !== 0xff) throw new Error('it is damaged');
    const mark = file[at + 1] as number;
    if (mark === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length) throw new Error('it is cut short');
    const segment = file.subarray(at, end);
    if (mark === 0xe1 && isTurned(segment))
      throw new Error('it lies on its side: turn it upright in a program for photographs, and save it');
    if (mark === 0xe0 && segment[11] === 1) perInch = segment.readUInt16BE(12) || 96;
    // Beginnings of frames hold the size: 0xC0 to 0xCF, less three that are tables.
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark))
      [height, width] = [segment.readUInt16BE(5), segment.readUInt16BE(7)];
    const isOfApplication = mark >= 0xe1 && mark <= 0xef && mark !== adobe;
    const isColourProfile = mark === 0xe2 && segment.toString('latin1', 4, 15) === 'ICC_PROFILE';
    if ((!isOfApplication || isColourProfile) && mark !== comment) kept.push(segment);
    at = end;
    if (mark === scan)
      return {
        type: 'jpeg',
        bytes: Buffer.concat([...kept, file.subarray(at)]),
        ...sized(width, height, perInch),
      };
  }
  throw new Error('it is cut short');
}

/** Whether a camera noted that the picture is to be turned (Exif 2.3, tag 0x0112). */
function isTurned(segment: Buffer): boolean {
  if (segment.toString('latin1', 4, 8) !== 'Exif' || segment.length < 24) return false;
  const isLittle = segment.toString('latin1', 10, 12) === 'II';
  const two = (at: number) =>
    at + 2 > segment.length ? 0 : isLittle ? segment.readUInt16LE(at) : segment.readUInt16BE(at);
  const four = isLittle ? segment.readUInt32LE(14) : segment.readUInt32BE(14);
  const first = 10 + four;
  for (let i = 0, count = two(first); i < count && i < 200; i++) {
    const entry = first + 2 + i * 12;
    if (two(entry) === 0x0112) return two(entry + 8) > 1;
  }
  return false;
}

function readSvg(bytes: Buffer): Picture {
  const text = bytes.toString('utf8');
  const [root] = /<svg\b[^>]*>/.exec(text.slice(0, 20_000)) ?? [];
  if (!root) throw new Error('it is no PNG, JPEG or SVG picture');
  if (
    /<!DOCTYPE|<script|\son\w+\s*=|javascript:|<foreignObject|href\s*=\s*["'](?!#|data:image\/)/i.test(text)
  )
    throw new Error('it holds a program, or takes something from elsewhere');
  const length = (name: string) =>
    Number.parseFloat(new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)(?:px)?["']`).exec(root)?.[1] ?? '');
  const [, , wide, high] = (/\sviewBox\s*=\s*["']([^"']*)["']/.exec(root)?.[1] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  // Comments and descriptions name people and programs.
  const stripped = text.replace(/<!--.*?-->|<metadata\b.*?<\/metadata>/gs, '');
  return {
    type: 'svg',
    bytes: Buffer.from(stripped),
    width: length('width') || wide || 0,
    height: length('height') || high || 0,
  };
}

const sized = (width: number, height: number, perInch: number) => ({
  width: (width * 96) / perInch,
  height: (height * 96) / perInch,
});
