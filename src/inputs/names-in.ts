import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What editors and synchronised folders leave behind. */
const leftover = /^(~\$|\.|Thumbs\.db$|desktop\.ini$)|\.(tmp|bak)$/i;

const asPeopleCount = new Intl.Collator('en', { numeric: true });

/** Names in a folder in the order in which people count: 2 before 10. @throws if the folder is there and cannot be read. */
export function namesIn({ folder }: { folder: string }, inside: string): string[] {
  try {
    const names = readdirSync(join(folder, inside));
    return names.filter((name) => !leftover.test(name)).sort(asPeopleCount.compare);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}
