import * as z from 'zod';
import type { Place } from '../diagnostics/diagnostic.ts';
import { shownPath } from '../files/shown-path.ts';
import { type Reading, readBytes } from '../inputs/reading.ts';
import { locate } from '../inputs/yaml/locate.ts';
import { readYaml } from '../inputs/yaml/read-yaml.ts';
import type { Field } from './what-fields-take.ts';

/** The YAML files that a review is about, each read when it is first asked for. */
export interface Inputs {
  valueAt(field: Field): unknown;
  placeOf(field: Field, words?: string): Place;
  /** The text of a file as it is on the disk; undefined where there is none. */
  textOf(file: string): string | undefined;
  /** Whether a file is there, and the disk does not give it. */
  isUnreadable(file: string): boolean;
}

export function openInputs(folder: string): Inputs {
  const reading: Reading = { folder, files: [], findings: [], sources: new Map() };
  const values = new Map<string, unknown>();
  const texts = new Map<string, string | undefined>();
  const read = (file: string) => {
    if (values.has(file)) return;
    const bytes = readBytes(reading, file, false);
    const { value, source } = bytes
      ? readYaml(file, bytes, z.unknown())
      : { value: undefined, source: undefined };
    values.set(file, value);
    texts.set(file, bytes?.toString('utf8'));
    if (source) reading.sources.set(file, source);
  };
  return {
    valueAt({ file, path }) {
      read(file);
      return path.reduce<unknown>(
        (value, key) =>
          typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
        values.get(file),
      );
    },
    placeOf({ file, path }, words) {
      read(file);
      if (!reading.sources.has(file)) return { file: shownPath(folder, file) };
      const where = { file, path, ...(words && { words }) };
      return locate({ severity: 'warning', code: '', message: '', where }, reading.sources, folder).place;
    },
    textOf(file) {
      read(file);
      return texts.get(file);
    },
    isUnreadable(file) {
      read(file);
      return reading.findings.some(({ code, where }) => code === 'file/unreadable' && where.file === file);
    },
  };
}
