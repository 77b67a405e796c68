import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { parse } from 'yaml';
import '../files/faults.ts';
import { copyFolder } from '../copy-folder.ts';

/** A programme whose report of June is signed, and a copy in which it is submitted, with an appendix. The disk may fail. */

import { runIn } from '../commands/run.ts';
import { copyAsReal, setYaml, signatures } from '../real-programme.ts';

let base = '';
let folder = '';
let count = 0;
export const at = (...names: string[]) => join(folder, ...names);
export const june = (...names: string[]) => at('inputs', 'rounds', '2023-06', ...names);
export const output = (...names: string[]) => at('output', '2023-06', ...names);
export const final = 'tri-annual-report-2023-06-final.docx';
export const run = (day: string, ...args: string[]) => runIn(folder, day, ...args);
export const record = async () => parse(await readFile(june('submission.yaml'), 'utf8'));
export const bundle = () => output('evidence-2023-06.zip');

/** Makes it before the tests of a file, as far as they need it. */
export function programme(last: 'signed' | 'sent'): void {
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'Versiegelt für Ärzte '));
    folder = join(base, 'signed');
    await copyAsReal(at('inputs'));
    await rm(at('inputs', 'forum'), { recursive: true });
    await run('2023-06-14', 'build', '2023-06');
    await setYaml(june('report.yaml'), signatures('2023-06-14'));
    if (last === 'signed') return;
    await copyOf('signed', 'sent');
    await mkdir(output('submission'), { recursive: true });
    await writeFile(output('submission', 'Appendix 1 Ärzte.pdf'), 'an appendix');
    const { status, stderr } = await run('2023-06-15', 'submit', '2023-06');
    if (status !== 0) throw new Error(stderr);
  });
  afterAll(() => rm(base, { recursive: true }));
}

/** From now on the tests are in a copy of their own. */
export async function copyOf(name: 'signed' | 'sent', as = String(++count)): Promise<void> {
  folder = join(base, as);
  copyFolder(join(base, name), folder);
}
