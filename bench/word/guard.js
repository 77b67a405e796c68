import { runOnce } from './processes.js';
import { measureInTurns, quantile, way } from './turns.js';
import { kept, limit, ours } from './ways.js';

/**
 * Holds the ratios of RESULTS.md, with slack, in a minute: for changes that make the engine slow without anyone noticing.
 * Times would differ from machine to machine, and ratios within one run do not. Of each turn the best document counts, and
 * of the turns the first quartile: what else the machine does falls on single documents, and on whole turns for seconds.
 */

const turn = 3;
const compared = [way('easy-template-x'), way('carbone')];

function typical({ each }) {
  const turns = Array.from({ length: each.length / turn }, (_, i) => each.slice(i * turn, (i + 1) * turn));
  return quantile(
    turns.map((times) => Math.min(...times)),
    0.25,
  );
}

const small = await measureInTurns([ours, kept, limit, ...compared], { documents: 99, warmUp: 80, turn });
const large = await measureInTurns([kept, limit], { documents: 30, warmUp: 3, turn, times: 100 });
const memory = await Promise.all(['triannual', 'carbone'].map((engine) => runOnce(engine, 100)));

const fastest = Math.min(...compared.map(({ name }) => typical(small.get(name))));
const ratios = [
  ['a fresh template, to the fastest peer', typical(small.get(ours.name)) / fastest, 0.25, 0.28],
  [
    'a kept template, to the limit',
    typical(small.get(kept.name)) / typical(small.get(limit.name)),
    1.25,
    1.4,
  ],
  [
    '100 times the rows, to the limit',
    typical(large.get(kept.name)) / typical(large.get(limit.name)),
    1.2,
    1.35,
  ],
  ['memory at 100 times the rows, to the least peer', memory[0].memory / memory[1].memory, 1, 1],
];
let failed = 0;
for (const [what, ratio, target, most] of ratios) {
  const verdict = ratio <= most ? 'ok' : 'FAILED';
  if (ratio > most) failed += 1;
  process.stdout.write(`${verdict}: ${what}: ${ratio.toFixed(2)} (target ${target}, at most ${most})\n`);
}
process.exitCode = failed > 0 ? 1 : 0;
