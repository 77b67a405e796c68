#!/usr/bin/env node
// The only file, with src/cli.ts, that knows of the process it runs in.
import { setFlagsFromString } from 'node:v8';
import { main, startedAs } from '../dist/cli.js';

// A run lasts a second or two, and Node 20 spends nearly half of its processor time on compiling functions that are then not called
// often enough to repay it. They are compiled after sixteen times as much work: three reports take 1.3 s of the processor instead
// of 2.2, a check of 800 KPIs 3.5 s instead of 4.7. From Node 22 on a quicker compiler comes first, and nothing is gained.
if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--interrupt-budget=1080000');

// Whoever reads the output may have seen enough, `triannual build | head`: the drafts are written all the same.
process.stdout.on('error', ({ code }) => {
  if (code !== 'EPIPE' && code !== 'ERR_STREAM_DESTROYED') process.exit(3);
});
process.exitCode = await main(process.argv.slice(2), process, startedAs(process));
