#!/usr/bin/env node
// The only file, with src/cli.ts, that knows of the process it runs in.
import { main, startedAs } from '../dist/cli.js';

// Whoever reads the output may have seen enough, `triannual build | head`: the drafts are written all the same.
process.stdout.on('error', ({ code }) => {
  if (code !== 'EPIPE' && code !== 'ERR_STREAM_DESTROYED') process.exit(3);
});
process.exitCode = await main(process.argv.slice(2), process, startedAs(process));
