import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import { ifThere } from '../files/if-there.ts';
import { howToClose, ownerOf } from '../files/open-by.ts';
import { howToRead, readWhole } from '../files/read-file.ts';
import { sha256 } from '../files/sha256.ts';
import { missingFile } from './misnamed.ts';
import { Kept } from './read-before.ts';
import type { Sources } from './yaml/locate.ts';
import { readYaml, type YamlRead } from './yaml/read-yaml.ts';

/** A file that was read, for the manifest. */
export interface InputFile {
  /** Relative to the inputs folder, with forward slashes. */
  file: string;
  sha256: string;
}

/** The inputs folder, and what has been found in it so far. */
export interface Reading {
  folder: string;
  files: InputFile[];
  findings: Finding[];
  sources: Sources;
}

/**
 * The bytes of a file, or undefined with a finding that says why; without one if a file that may be absent is. Files are
 * read one after the other: for some thirty small files, waiting for each took longer than reading it.
 */
export const readBytes = (reading: Reading, file: string, needed = true): Buffer | undefined =>
  readHashed(reading, file, needed)?.bytes;

function readHashed(reading: Reading, file: string, needed: boolean) {
  const path = join(reading.folder, file);
  try {
    const bytes = readWhole(path);
    const hash = sha256(bytes);
    reading.files.push({ file, sha256: hash });
    return { bytes, hash };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT') {
      const help = howToClose(path, code) ?? howToRead(code);
      const message =
        code === 'EISDIR' ? 'this is a folder, not a file' : `the file cannot be read (${code})`;
      reading.findings.push(error('file/unreadable', { file }, message, help));
    } else if (needed) reading.findings.push(missingFile(reading, file));
    return undefined;
  }
}

/** Whether anything is in a folder beside what a run that writes there has made. */
export const hasFiles = (folder: string): boolean =>
  (ifThere(() => readdirSync(folder)) ?? []).some((name) => !name.startsWith('.'));

/** The bytes of a workbook. Excel leaves a file beside it while it is open, and what is typed is not in it until it is saved. */
export function readWorkbook(reading: Reading, file: string): Buffer | undefined {
  const bytes = readBytes(reading, file);
  const owner = bytes && ownerOf(join(reading.folder, file));
  if (!owner) return bytes;
  const { program, name } = owner;
  const beside = program === 'Excel' ? `~$${file}` : `.~lock.${file}#`;
  const message = `the workbook is open in ${program}${name ? ` (by ${name})` : ''}, and may hold changes that are not saved`;
  const help = `save and close it, and run this again; if nobody has it open, delete "${beside}" beside it`;
  reading.findings.push(warning('file/open', { file }, message, help));
  return bytes;
}

/** What a YAML file holds under a schema, without the fields that are wrong; each of those is a finding. */
export function readInput<Schema extends z.ZodType>(
  reading: Reading,
  file: string,
  schema: Schema,
  needed = true,
): z.infer<Schema> | undefined {
  const read = readHashed(reading, file, needed);
  if (!read) return undefined;
  const { bytes, hash } = read;
  const { value, findings, source } = keptUnder(schema).read(file, hash, () => readYaml(file, bytes, schema));
  reading.findings.push(...findings);
  if (source) reading.sources.set(file, source);
  return value;
}

const bySchema = new WeakMap<z.ZodType, Kept<unknown>>();

function keptUnder<Schema extends z.ZodType>(schema: Schema): Kept<YamlRead<z.infer<Schema>>> {
  const kept = bySchema.get(schema) ?? new Kept();
  bySchema.set(schema, kept);
  return kept as Kept<YamlRead<z.infer<Schema>>>;
}
