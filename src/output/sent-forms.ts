import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifPossible, ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { writeFiles } from '../files/write-file.ts';
import { type FormRecord, formRecordSchema } from '../model/form-record.ts';
import { whereUnreadable } from '../ooxml/package.ts';
import { saySame } from '../word/read/say-same.ts';

/**
 * The update forms of a round, as files. Each is kept as it was written too, in a folder that nobody needs to open, with what it
 * asks for: what comes back is compared with that.
 */

const sentIn = '.sent';
const nameOf = (slug: string, version: number, ending: string) => `${slug}-${version}.${ending}`;

/** A form as it was written. */
export interface SentForm {
  record: FormRecord;
  bytes: Uint8Array;
}

/** A form of a version; undefined where it was not kept, or what was kept is no longer what its record names. */
export function sentForm(folder: string, slug: string, version: number): SentForm | undefined {
  const at = (ending: string) =>
    ifThere(() => readFileSync(join(folder, sentIn, nameOf(slug, version, ending))));
  const [bytes, text] = [at('docx'), at('json')];
  const record = text && ifPossible(() => formRecordSchema.parse(JSON.parse(text.toString())));
  return bytes && record && sha256(bytes) === record.sha256 ? { bytes, record } : undefined;
}

/** The forms of a round that were ever sent, in order of their names. */
const versionsIn = (folder: string) =>
  (ifThere(() => readdirSync(join(folder, sentIn))) ?? []).sort().flatMap((name) => {
    const [, slug, version] = /^([a-z0-9-]+)-(\d{1,6})\.json$/.exec(name) ?? [];
    return slug && version ? [{ slug, version: Number(version) }] : [];
  });

/** The last version of an owner's form, and the number of the last that was ever written. */
export function lastForm(folder: string, slug: string): { sent: SentForm | undefined; version: number } {
  const own = versionsIn(folder).filter((one) => one.slug === slug);
  const version = Math.max(0, ...own.map((one) => one.version));
  return { sent: version > 0 ? sentForm(folder, slug, version) : undefined, version };
}

/** All forms of a round as they were sent. */
export const sentForms = (folder: string): SentForm[] =>
  versionsIn(folder).flatMap(({ slug, version }) => sentForm(folder, slug, version) ?? []);

/** The form that an owner has not had yet, or has not touched, or has worked on. */
export async function formOnDisk(
  folder: string,
  slug: string,
  sent: SentForm | undefined,
): Promise<{ state: 'none' | 'as-sent' } | { state: 'changed'; bytes: Uint8Array }> {
  const bytes = ifThere(() => readFileSync(join(folder, `${slug}.docx`)));
  if (!bytes) return { state: 'none' };
  if (!sent) return { state: 'changed', bytes };
  if (sha256(bytes) === sent.record.sha256) return { state: 'as-sent' };
  const isSame = await saySame(sent.bytes, bytes).catch(whereUnreadable(() => false));
  return isSame ? { state: 'as-sent' } : { state: 'changed', bytes };
}

/** Writes a form, and keeps it as it is written. It gets its name last: until then it counts as not written. */
export async function writeForm(folder: string, { record, bytes }: SentForm): Promise<void> {
  const kept = (ending: string) => join(folder, sentIn, nameOf(record.slug, record.version, ending));
  await writeFiles([
    { path: kept('docx'), bytes, replace: true },
    { path: kept('json'), bytes: `${JSON.stringify(record, null, 2)}\n`, replace: true },
    { path: join(folder, record.file), bytes, replace: true },
  ]);
}
