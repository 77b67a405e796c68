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

const limits = [
  ['a fresh template, to the fastest peer', 0.25, 0.32],
  ['a kept template, to the limit', 1.25, 1.4],
  ['100 times the rows, to the limit', 1.2, 1.35],
  ['memory at 100 times the rows, to the least peer', 1, 1],
];

/** The four ratios, in the order of `limits`. */
async function measured() {
  const small = await measureInTurns([ours, kept, limit, ...compared], { documents: 99, warmUp: 80, turn });
  const large = await measureInTurns([kept, limit], { documents: 30, warmUp: 3, turn, times: 100 });
  const memory = await Promise.all(['triannual', 'carbone'].map((engine) => runOnce(engine, 100)));
  const fastest = Math.min(...compared.map(({ name }) => typical(small.get(name))));
  return [
    typical(small.get(ours.name)) / fastest,
    typical(small.get(kept.name)) / typical(small.get(limit.name)),
    typical(large.get(kept.name)) / typical(large.get(limit.name)),
    memory[0].memory / memory[1].memory,
  ];
}

// A slow change is slow each time, and a busy machine is not: what is over its limit is measured again, at most twice.
let least = await measured();
const over = () => limits.some(([, , most], i) => least[i] > most);
for (let again = 0; again < 2 && over(); again += 1) {
  const next = await measured();
  least = least.map((ratio, i) => Math.min(ratio, next[i]));
}
limits.forEach(([what, target, most], i) => {
  const verdict = least[i] <= most ? 'ok' : 'FAILED';
  process.stdout.write(`${verdict}: ${what}: ${least[i].toFixed(2)} (target ${target}, at most ${most})\n`);
});
process.exitCode = over() ? 1 : 0;
