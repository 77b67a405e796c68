import { measuredWith, table, writeSection } from '../results.js';
import { runOnce } from './processes.js';
import { median } from './turns.js';
import { limit, ours, peers, slowPeers } from './ways.js';

/** One report by one process, from its start to its end. */

const turns = 10;
const ways = [ours, limit, ...peers, ...slowPeers];
const measured = new Map(ways.map(({ name }) => [name, []]));
for (let i = 0; i < turns; i++)
  for (const { name, engine } of ways) measured.get(name).push(await runOnce(engine));

const rows = [...measured].map(([name, runs]) => [
  name,
  ...['wall', 'cpu', 'memory'].map((what) => median(runs.map((run) => run[what])).toFixed(0)),
]);

writeSection(
  'cold',
  `## One report, cold

One document by one process, from its start to its end, with Node's own start in it: medians of ${turns}, in turns.
${measuredWith('node bench/word/cold.js')}

${table(['engine', 'wall ms', 'CPU ms', 'most MiB'], rows)}`,
);
