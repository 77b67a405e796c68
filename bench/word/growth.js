import { measuredWith, table, writeSection } from '../results.js';
import { runOnce } from './processes.js';
import { measureInTurns, median } from './turns.js';
import { kept, limit, ours, peers, slowPeers } from './ways.js';

/** The same report with more conditions and KPIs: time in a process that is warm, and memory of one that makes one document. */

const all = [ours, kept, limit, ...peers];
const sizes = [
  { times: 1, documents: 40, warmUp: 40 },
  { times: 10, documents: 20, warmUp: 8 },
  { times: 100, documents: 12, warmUp: 2 },
];
/** docx would take half an hour for 100 times the rows (20 times took 81 s); jsreport comes to its own limit of a minute. */
const most = { docx: 10, jsreport: 10 };

const cells = new Map([...all, ...slowPeers].map(({ name }) => [name, []]));
for (const { times, documents, warmUp } of sizes) {
  const measured = await measureInTurns(all, { documents, warmUp, turn: 2, times });
  const least = median(measured.get('limit').each);
  for (const [name, { each }] of measured) {
    const ms = median(each);
    const { memory } = await runOnce(all.find((one) => one.name === name).engine, times);
    cells.get(name).push(`${ms.toFixed(ms < 10 ? 2 : 0)} (${(ms / least).toFixed(2)})`, memory.toFixed(0));
  }
  for (const { name, engine } of slowPeers) {
    if (times > (most[engine] ?? 0)) cells.get(name).push('not run', 'not run');
    else {
      const { wall, memory } = await runOnce(engine, times);
      cells.get(name).push(`${wall.toFixed(0)} cold`, memory.toFixed(0));
    }
  }
}

writeSection(
  'growth',
  `## Growth

The report with 9 conditions and 46 KPIs, with 10 times and with 100 times as many: median milliseconds, warm, and in brackets
the ratio to the limit; the most memory in MiB of a process that makes one. "cold": one process from its start to its end.
${measuredWith('node bench/word/growth.js')}

${table(
  ['engine', '1×', 'MiB', '10×', 'MiB', '100×', 'MiB'],
  [...cells].map(([name, row]) => [name, ...row]),
)}`,
);
