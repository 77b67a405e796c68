import type { Package } from './package.ts';
import { Part } from './part.ts';

const list = '[Content_Types].xml';

/** Puts a part into a package that lacks it, and says in the list of content types of which type it is. */
export function addPart(parts: Package, path: string, xml: string, type: string): void {
  parts.set(path, new Part(xml));
  const types = parts.get(list)?.text ?? '';
  const override = `<Override PartName="/${path}" ContentType="${type}"/>`;
  parts.set(list, new Part(types.replace('</Types>', () => `${override}</Types>`)));
}

const contentTypes: Record<string, string> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Says of which kind the parts with these endings are. */
export function addContentTypes(parts: Package, endings: ReadonlySet<string>): void {
  const source = parts.get(list)?.text ?? '';
  const missing = [...endings].filter((ending) => !new RegExp(`Extension="${ending}"`, 'i').test(source));
  const defaults = missing.map(
    (ending) => `<Default Extension="${ending}" ContentType="${contentTypes[ending]}"/>`,
  );
  parts.set(list, new Part(source.replace(/<Types\b[^>]*>/, (start) => start + defaults.join(''))));
}
