import { readFileSync, writeFileSync } from 'node:fs';
import { reportData } from './data.js';

/**
 * One engine in a process of its own, so that no engine pays for another's garbage. It makes documents when it is told to:
 * `{ make: n }`, and goes on until `atLeast` milliseconds have passed. It answers with the milliseconds of each and the
 * processor time of all. `{ save: path }` writes the last.
 */
const [engine, way, templatePath, times] = process.argv.slice(2);
const { [way]: start } = await import(`../engines/${engine}.js`);
const make = await start(readFileSync(templatePath));
const data = reportData(Number(times));
let last;

process.on('message', async (order) => {
  try {
    if (order.save) writeFileSync(order.save, last);
    const before = process.cpuUsage();
    const each = [];
    const { make: wanted = 0, atLeast = 0 } = order;
    for (const began = performance.now(); each.length < wanted || performance.now() - began < atLeast; ) {
      const from = performance.now();
      last = await make(data);
      each.push(performance.now() - from);
    }
    const { user, system } = process.cpuUsage(before);
    process.send({ each, cpu: (user + system) / 1000 });
  } catch (problem) {
    process.send({ problem: String(problem) });
  }
});
process.send({ ready: true });
