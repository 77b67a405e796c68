import type { Package } from './package.ts';
import { Part } from './part.ts';

/** Puts a part into a package that lacks it, and says in the list of content types of which type it is. */
export function addPart(parts: Package, path: string, xml: string, type: string): void {
  parts.set(path, new Part(xml));
  const list = '[Content_Types].xml';
  const types = parts.get(list)?.text ?? '';
  const override = `<Override PartName="/${path}" ContentType="${type}"/>`;
  parts.set(list, new Part(types.replace('</Types>', () => `${override}</Types>`)));
}
