#!/usr/bin/env node
// The only file, with src/cli.ts, that knows of the process it runs in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { load } from './load.js';

// A run lasts a second or two, and V8 spends up to half of its processor time on compiling functions that are then not called often
// enough to repay it. They are compiled after sixteen times as much work: three reports take 1.3 s of the processor instead of 2.2 on
// Node 20, 1.2 instead of 1.7 on Node 22, 1.2 instead of 1.5 on Node 24 and 26; a check of 800 KPIs 3.5 instead of 4.7, 3.1 instead
// of 4.0, 2.8 instead of 3.5. A process that lasts compiles them too, only later. V8 complains of a flag that it doesn't know.
const node = Number.parseInt(process.versions.node, 10);
if (node === 20) setFlagsFromString('--interrupt-budget=1080000');
else if (node <= 26)
  setFlagsFromString('--invocation-count-for-turbofan=50000 --invocation-count-for-maglev=8000');

// Whoever reads the output may have seen enough, `triannual build | head`: the drafts are written all the same.
process.stdout.on('error', ({ code }) => {
  if (code !== 'EPIPE' && code !== 'ERR_STREAM_DESTROYED') process.exit(3);
});
const program = join(import.meta.dirname, '..', 'dist', 'cli.cjs');
if (!existsSync(program)) {
  process.stderr.write(`triannual: ${program} is not there yet; "npm run build" makes it\n`);
  process.exit(3);
}
const { main, startedAs, keep } = load(program);
process.exitCode = await main(process.argv.slice(2), process, startedAs(process));
if (process.argv[2] === 'build') keep();
