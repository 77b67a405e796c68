import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';
import { ownerOf } from '../files/open-by.ts';
import { shownPath } from '../files/shown-path.ts';
import { replaceFile } from '../files/write-file.ts';
import type { Agreement } from '../model/agreement.ts';
import { inputFiles } from '../model/project.ts';
import { whereUnreadable } from '../ooxml/package.ts';
import { type Readied, withNextForecast, withNextKpis } from './workbooks.ts';

/** Puts the next column and the next forecast into the workbooks. One that is open somewhere, or can't be read, is left as it is. */
export async function readyWorkbooks(
  inputs: string,
  id: string,
  agreement: Agreement,
): Promise<Array<{ file: string; said: string }>> {
  const { reports, financial_years: years } = agreement;
  const ready = {
    [inputFiles.kpis]: (bytes: Uint8Array) => withNextKpis(inputFiles.kpis, bytes, id, reports),
    [inputFiles.plan]: (bytes: Uint8Array) =>
      withNextForecast(inputFiles.plan, bytes, id, { reports, years }),
  };
  const done: Array<{ file: string; said: string }> = [];
  for (const [file, make] of Object.entries(ready)) {
    const path = join(inputs, file);
    const bytes = ifThere(() => readFileSync(path));
    if (!bytes) continue;
    const shown = shownPath(inputs, file);
    const owner = ownerOf(path);
    if (owner) {
      const by = owner.name ? ` by ${owner.name}` : '';
      done.push({
        file: shown,
        said: `not changed: it is open in ${owner.program}${by}. Close it, and add the column or sheet for ${id} there`,
      });
      continue;
    }
    const { said, bytes: made } = await make(bytes).catch(
      whereUnreadable((why): Readied => ({ said: `not changed: ${why}. Add the column or sheet in Excel` })),
    );
    if (made) await replaceFile(path, made);
    done.push({ file: shown, said });
  }
  return done;
}
