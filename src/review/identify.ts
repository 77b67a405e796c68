import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';
import { draftIn, identityProperty } from '../model/document-identity.ts';
import { isOfAppendix, type Printed, printedSchema } from '../model/printed-list.ts';
import { type Package, readPackage } from '../ooxml/package.ts';
import { type Manifest, manifestOf, writtenBytes } from '../output/kept-drafts.ts';
import { propertyOf } from '../word/properties.ts';

/** Which draft a file is that comes back. */

export interface ComesFrom {
  id: string;
  document: string;
  number: number;
  /** The draft as it was written, and what it prints. */
  written: Uint8Array;
  parts: Package;
  printed: Printed[];
  manifest: Manifest;
}

/** The draft that a file came from, or why it cannot be compared with one, in words. */
export async function draftOf(output: string, name: string, parts: Package): Promise<ComesFrom | string> {
  const identity = propertyOf(parts, identityProperty);
  const named = draftIn(identity) ?? (identity === undefined ? draftInName(name) : undefined);
  if (!named && identity?.startsWith('final/'))
    return 'it is a final report, which is not changed any more: what turns out to be wrong is corrected in the next report';
  if (!named && identity?.startsWith('published/')) return 'it is a published paper, and no draft';
  if (!named)
    return 'it does not say which draft it is: send on the file that the program wrote, or a copy saved from it';
  const { id, number } = named;
  const folder = join(output, id);
  const documents = named.document ? [named.document] : documentsOf(folder, id, number);
  if (documents.length === 0)
    return `draft ${number} of ${id} is not in ${output}/${id}, so there is nothing to compare it with`;
  for (const document of documents) {
    const found = await writtenDraft(folder, { document, id, number });
    if (typeof found === 'string' && documents.length === 1) return found;
    if (
      typeof found !== 'string' &&
      (identity === undefined || found.identity === identity || documents.length === 1)
    )
      return found;
  }
  return `which document of ${id} it is draft ${number} of cannot be found out`;
}

const pattern =
  /^([a-z][a-z-]*?)-((?:difficulty-)?\d{4}-\d\d(?:-\d\d(?:-[a-z0-9]+)*?)?)-draft-(\d{1,9})(?=\D|$)/i;

/** Older drafts do not say which they are, and are known by their names alone. */
function draftInName(name: string) {
  const [, document, id, number] = pattern.exec(name) ?? [];
  return document && id ? { document: document.toLowerCase(), id, number: Number(number) } : undefined;
}

function documentsOf(folder: string, id: string, number: number): string[] {
  return (ifThere(() => readdirSync(folder)) ?? [])
    .flatMap((name) => {
      const found = name.endsWith('.json') ? pattern.exec(name) : null;
      return found?.[2] === id && Number(found[3]) === number ? (found[1] as string) : [];
    })
    .sort();
}

async function writtenDraft(
  folder: string,
  { document, id, number }: { document: string; id: string; number: number },
) {
  const manifest = manifestOf(folder, document, id, number) as Manifest | undefined;
  const shown = `draft ${number} of ${document} ${id}`;
  if (!manifest?.file || !manifest.sha256) return `${shown} has no manifest, so what it printed is not known`;
  const bytes = writtenBytes(folder, manifest);
  if (!bytes) return `${shown} is not there as it was written, so there is nothing to compare it with`;
  const printed = printedSchema.safeParse(manifest.printed);
  if (!printed.success)
    return `${shown} was made by an older version, which did not record what it printed: make a new draft`;
  const parts = await readPackage(bytes);
  const identity = propertyOf(parts, identityProperty);
  return {
    id,
    document,
    number,
    written: new Uint8Array(bytes),
    parts,
    printed: printed.data.filter((one) => !isOfAppendix(one)),
    manifest,
    identity,
  };
}
