import { readFileSync } from 'node:fs';
import { reportData } from './data.js';
import { faultsOf } from './whole.js';

/** One report in a process of its own. Says what it cost: the processor's milliseconds, and the most memory, in MiB. */
const [engine, templatePath, times] = process.argv.slice(2);
const { start } = await import(`../engines/${engine}.js`);
const make = await start(readFileSync(templatePath));
const data = reportData(Number(times));
const bytes = await make(data);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({
    cpu: (userCPUTime + systemCPUTime) / 1000,
    memory: maxRSS / 1024,
    faults: faultsOf(Buffer.from(bytes), data),
  }),
);
process.exit();
