#!/usr/bin/env node
// The only file, with src/cli.ts, that knows of the process it runs in.
import { main } from '../dist/cli.js';

// Whoever reads the output may have seen enough: `triannual template | head`.
process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 3));
const pagesWorker = new URL('../dist/pages-worker.js', import.meta.url);
process.exitCode = await main(process.argv.slice(2), process, pagesWorker);
