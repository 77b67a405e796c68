import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { writeFiles } from '../files/write-file.ts';
import {
  draftName,
  keptIn,
  type MadeFrom,
  type Manifest,
  manifestName,
  readManifest,
  templateName,
} from './kept-drafts.ts';

/**
 * Writes a draft with its manifest, and keeps it as it is written. The draft gets its name last: should the computer stop
 * before, it counts as lost and is made again under its own number. So the others may be there already, and are replaced.
 */
export async function writeDraft(
  folder: string,
  bytes: Uint8Array,
  manifest: Manifest,
  { context, template }: MadeFrom,
): Promise<void> {
  const { file } = manifest;
  const kept = (name: string) => join(folder, keptIn, name);
  const hash = sha256(template);
  const copy = kept(templateName(hash));
  const isKept = ifThere(() => sha256(readFileSync(copy))) === hash;
  await writeFiles([
    { path: join(folder, manifestName(file)), bytes: writeManifest(manifest), replace: true },
    ...(isKept ? [] : [{ path: copy, bytes: template, replace: true }]),
    { path: kept(manifestName(file)), bytes: `${JSON.stringify(context)}\n`, replace: true },
    { path: kept(file), bytes, replace: true },
    { path: join(folder, file), bytes },
  ]);
}

/** The list of what is printed comes last, each entry on a line of its own: spread out it would be ten times as long. */
function writeManifest({ printed = [], ...others }: Manifest): string {
  // In one go, which is faster than entry by entry. In a text a quotation mark has a \ before it.
  const entries = JSON.stringify(printed).replaceAll('},{"name":', '},\n    {"name":');
  return `${JSON.stringify(others, null, 2).slice(0, -2)},\n  "printed": ${entries}\n}\n`;
}

/** Notes the PDF that was made of a draft in its manifest. */
export async function notePdf(
  folder: string,
  { document, id, number }: { document: string; id: string; number: number },
  pdf: { file: string; sha256: string },
): Promise<void> {
  const path = join(folder, manifestName(draftName(document, id, number)));
  const manifest = readManifest(path) as Manifest | undefined;
  if (manifest) await writeFiles([{ path, bytes: writeManifest({ ...manifest, pdf }), replace: true }]);
}
