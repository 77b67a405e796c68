import { measuredWith, table, writeSection } from '../results.js';
import { measureInTurns, median, quantile } from './turns.js';
import { kept, limit, ours, peers, slowPeers } from './ways.js';

/** One report, template bytes in and document bytes out, in a process that has made some already. */

const [documents, warmUp, turn] = [208, 60, 4];
const measured = await measureInTurns([ours, kept, limit, ...peers, ...slowPeers], {
  documents,
  warmUp,
  turn,
});
const mid = (name) => median(measured.get(name).each);
const fastest = Math.min(...peers.map(({ name }) => mid(name)));
const ms = (value) => value.toFixed(value < 10 ? 2 : 1);
const rows = [...measured].map(([name, { each, cpu }]) => [
  name,
  ...[mid(name), quantile(each, 0.1), quantile(each, 0.9), cpu].map(ms),
  (mid(name) / fastest).toFixed(2),
  (mid(name) / mid('limit')).toFixed(2),
]);
const head = ['engine', 'median ms', 'p10', 'p90', 'CPU ms', 'to fastest peer', 'to limit'];

writeSection(
  'warm',
  `## One report, warm

Template bytes in, document bytes out, ${documents} documents each in turns of ${turn}, after ${warmUp} that do not count. ${measuredWith('node bench/word/warm.js')}

${table(head, rows)}`,
);
