#!/usr/bin/env node
// The only file, with src/cli.ts, that knows of the process it runs in.
import { main } from '../dist/cli.js';

process.exitCode = await main(process.argv.slice(2), process);
