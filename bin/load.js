import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/**
 * The program in `file`, a function such as Node makes of each file that is no module; the first line names the sources it was made
 * from. V8 takes a seventh of a build to compile functions. What it compiled is therefore kept in a file beside the program, and
 * later runs begin with it: `keep` writes it if it is not there, and is called when much of the program has run. V8 reads only what
 * it wrote itself, with the same flags, and asks no more of the text than its length: the name of the file says all this.
 * A run without that file takes longer and does the same.
 */
export function load(file) {
  const source = readFileSync(file, 'latin1');
  const kept = `${file}-${source.slice(3, 19)}-${cachedDataVersionTag()}`;
  const script = new Script(source, { filename: file, cachedData: compiledIn(kept) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file);
  const isKept = script.cachedDataRejected === false;
  return { ...module.exports, keep: () => isKept || write(kept, script.createCachedData()) };
}

const hashOf = (content) => createHash('sha256').update(content).digest();
const hashBytes = 32;

/** V8 would run what a fault of the disk made of it, or fail. */
function compiledIn(file) {
  try {
    const bytes = readFileSync(file);
    const compiled = bytes.subarray(hashBytes);
    return hashOf(compiled).equals(bytes.subarray(0, hashBytes)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. Where the folder of the program may not be written to, nothing is kept. */
function write(file, compiled) {
  const beside = `${file}.${process.pid}`;
  try {
    writeFileSync(beside, Buffer.concat([hashOf(compiled), compiled]));
    renameSync(beside, file);
  } catch {
    rmSync(beside, { force: true });
  }
}
