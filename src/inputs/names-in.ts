import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';

/** What editors and synchronised folders leave behind. */
const leftover = /^(~\$|\.|Thumbs\.db$|desktop\.ini$)|\.(tmp|bak)$/i;

/** Names are compared as Node's collator does. It takes 8 ms to make the first, and names of small letters and digits need none. */
const isPlain = (name: string) => /^[a-z\d.-]*$/.test(name);

const comparePlain = (a: string, b: string) => {
  const [one, other] = [a, b].map((name) => name.replace(/\d+/g, (digits) => digits.padStart(255, '0')));
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1;
};

/** A copy comes after its original: `4-teams - Copy.yaml`. */
const withoutEnding = (name: string) => name.replace(/\.[^.]*$/, '');

/** Names in a folder in the order in which people count: 2 before 10. @throws if the folder is there and cannot be read. */
export function namesIn({ folder }: { folder: string }, inside: string): string[] {
  const names = ifThere(() => readdirSync(join(folder, inside))) ?? [];
  const kept = names.filter((name) => !leftover.test(name));
  const compare = kept.every(isPlain) ? comparePlain : new Intl.Collator('en', { numeric: true }).compare;
  return kept.sort((a, b) => compare(withoutEnding(a), withoutEnding(b)) || compare(a, b));
}
