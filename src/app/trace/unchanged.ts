import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../../files/if-there.ts';
import { sha256 } from '../../files/sha256.ts';
import type { Manifest } from '../../output/kept-drafts.ts';

/**
 * Whether the inputs are those that a draft was made from, and so is the program: then all that it prints is as it would be now, and
 * most questions need one file of them, or none.
 */
export function isMadeFromThese(inputs: string, manifest: Manifest, release: string): boolean {
  const made = Array.isArray(manifest.inputs) ? manifest.inputs : [];
  const known = new Map<unknown, unknown>(made.map((one) => [one?.file, one?.sha256]));
  if (known.size === 0 || manifest.program !== release) return false;
  const isNow = (file: unknown) => {
    const bytes = ifThere(() => readFileSync(join(inputs, String(file))));
    return bytes !== undefined && sha256(bytes) === known.get(file);
  };
  const names = ifThere(() => readdirSync(inputs, { recursive: true, encoding: 'utf8' })) ?? [];
  const isNew = (name: string) => isInput(name, manifest.id) && !known.has(name);
  return !names.some((name) => isNew(name.replaceAll('\\', '/'))) && [...known.keys()].every(isNow);
}

/** Comments are printed by no document. What is of a later month, or of another paper, has no part in this one. */
function isInput(name: string, id: string): boolean {
  if (!/\.(?:ya?ml|xlsx)$/i.test(name) || /(?:^|\/)(?:[~.][^/]*|comments\.yaml)$/.test(name)) return false;
  const [, folder, of = ''] = /^(rounds|forum|papers|difficulties)\/([^/]+)/.exec(name) ?? [];
  if (folder === undefined) return true;
  if (folder === 'forum' || folder === 'papers') return of === id;
  const [month = '', own = ''] = [of, id].map((one) => /\d{4}-\d\d/.exec(one)?.[0]);
  return month <= own;
}
