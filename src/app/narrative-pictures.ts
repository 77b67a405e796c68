import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../files/sha256.ts';
import { inputFile } from '../files/true-file.ts';
import { type Origin, originsIn, type Printed } from '../model/printed-list.ts';
import { type Images, Sourced } from '../word/index.ts';

/** Pictures that narrative names, beside the file that names them. */

const most = { bytes: 25_000_000, said: '25 MB' };

/**
 * The pictures of an inputs folder.
 * @param printed what was printed of a context whose origins were not kept with it.
 */
export function imagesOf(inputs: string, printed: readonly Printed[] = []): Images {
  return (name, given) => {
    const origin = given ??
      printed.find(({ text }) => text.includes(`](${name})`))?.origin ?? { fixed: 'program' };
    const [field] = originsIn(origin as Origin).flatMap((one) => ('field' in one ? [one.field] : []));
    if (field === undefined) throw new Error('the text that names it is not from a file');
    if (!/^[^\\/:*?"<>|\0][^\\:*?"<>|\0]*\.(?:png|jpe?g|svg)$/i.test(name))
      throw new Error('it is no name of a PNG or JPEG picture');
    const shown = `${dirname(field)}/${name}`;
    const path = inputFile(inputs, shown, most);
    const bytes = readFileSync(path);
    const seen = printed.find((one) => one.name === 'pictures' && one.text.startsWith(`${name}: `));
    if (seen && seen.text !== `${name}: ${sha256(bytes)}`)
      throw new Error(`${shown} has changed since the draft was written`);
    return bytes;
  };
}

/**
 * The pictures that narrative names, each with the hash of its file, as entries of the list of what is printed: a draft is made anew
 * when one has changed, and a signature covers the picture that was seen.
 */
export function picturesIn(context: unknown, images: Images): Printed[] {
  if (context instanceof Sourced) {
    const { value, origin } = context;
    if (typeof value !== 'string' || !value.includes('![')) return [];
    return [...value.matchAll(/!\[[^\]\n]*\]\(([^()\n]+)\)/g)].map(([, name = '']) => {
      const text = `${name.trim()}: ${hashOf(name.trim(), images, origin)}`;
      return { name: 'pictures', text, origin: origin as Origin, part: 'body', paragraph: 0 };
    });
  }
  if (typeof context !== 'object' || context === null) return [];
  return Object.values(context).flatMap((inside) => picturesIn(inside, images));
}

function hashOf(name: string, images: Images, origin: unknown): string {
  try {
    return sha256(images(name, origin));
  } catch (cause) {
    return (cause as Error).message;
  }
}
