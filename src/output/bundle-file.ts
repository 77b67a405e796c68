import { sha256 } from '../files/sha256.ts';
import { mostBytes, type Package, readPackage, whereUnreadable, writePackage } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';

/** An evidence bundle: a ZIP file whose list of hashes `sha256sum -c SHA256SUMS` checks anywhere. */

const sums = 'SHA256SUMS';

/** A larger one cannot be read, in bytes before compression. */
export const mostInBundle = mostBytes;

/** The same files in the same order give the same bytes. Names have forward slashes. */
export async function writeBundle(
  files: ReadonlyArray<readonly [name: string, content: Uint8Array | string]>,
): Promise<Uint8Array> {
  const list = files.map(([name, content]) => `${sha256(content)}  ${name}\n`).join('');
  return writePackage(
    new Map([...files, [sums, list] as const].map(([name, content]) => [name, new Part(content)])),
  );
}

interface BundleRead {
  files: Map<string, Uint8Array>;
  /** What is not as the list of hashes says. */
  flaws: Array<{ file: string; what: 'changed' | 'gone' | 'added' }>;
}

/** What a bundle holds, or why it cannot be opened. */
export const readBundle = (bytes: Uint8Array): Promise<BundleRead | string> =>
  readPackage(bytes)
    .then(compareSums)
    .catch(whereUnreadable((why) => why));

function compareSums(parts: Package): BundleRead {
  const files = new Map([...parts].map(([name, part]) => [name, part.bytes]));
  const list = Buffer.from(files.get(sums) ?? '').toString();
  const hashes = new Map(
    [...list.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)].map(([, hash = '', name = '']) => [name, hash]),
  );
  const flaws: BundleRead['flaws'] = files.has(sums) ? [] : [{ file: sums, what: 'gone' }];
  for (const [file, hash] of hashes) {
    const content = files.get(file);
    if (!content) flaws.push({ file, what: 'gone' });
    else if (sha256(content) !== hash) flaws.push({ file, what: 'changed' });
  }
  for (const file of files.keys())
    if (file !== sums && !hashes.has(file) && files.has(sums)) flaws.push({ file, what: 'added' });
  return { files, flaws };
}
