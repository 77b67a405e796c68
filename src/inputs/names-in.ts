import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';

/** What editors and synchronised folders leave behind. */
const leftover = /^(~\$|\.|Thumbs\.db$|desktop\.ini$)|\.(tmp|bak)$/i;

const asPeopleCount = new Intl.Collator('en', { numeric: true });

/** A copy comes after its original: `4-teams - Copy.yaml`. */
const withoutEnding = (name: string) => name.replace(/\.[^.]*$/, '');

const inOrder = (a: string, b: string) =>
  asPeopleCount.compare(withoutEnding(a), withoutEnding(b)) || asPeopleCount.compare(a, b);

/** Names in a folder in the order in which people count: 2 before 10. @throws if the folder is there and cannot be read. */
export function namesIn({ folder }: { folder: string }, inside: string): string[] {
  const names = ifThere(() => readdirSync(join(folder, inside))) ?? [];
  return names.filter((name) => !leftover.test(name)).sort(inOrder);
}
