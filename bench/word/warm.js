import { pathToFileURL } from 'node:url';
import { measuredWith, table, writeSection } from '../results.js';
import { measureInTurns, median, quantile, way } from './turns.js';

/** One report, template bytes in and document bytes out, in a process that has made some already. */

export const ours = way('triannual');
export const kept = way('triannual', 'startKept', 'triannual, template kept');
export const limit = way('limit');
export const peers = ['easy-template-x', 'carbone', 'docxtemplater', 'docx-templates'].map((name) =>
  way(name),
);

/** The measured ways as rows: milliseconds, and ratios to the fastest peer and to the limit. */
export function rowsOf(measured) {
  const mid = (name) => median(measured.get(name).each);
  const fastest = Math.min(...peers.filter(({ name }) => measured.has(name)).map(({ name }) => mid(name)));
  const ms = (value) => value.toFixed(value < 10 ? 2 : 1);
  return [...measured].map(([name, { each, cpu }]) => [
    name,
    ms(mid(name)),
    ms(quantile(each, 0.1)),
    ms(quantile(each, 0.9)),
    ms(cpu),
    (mid(name) / fastest).toFixed(2),
    (mid(name) / mid('limit')).toFixed(2),
  ]);
}

export const head = ['engine', 'median ms', 'p10', 'p90', 'CPU ms', 'to fastest peer', 'to limit'];

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const measured = await measureInTurns([ours, kept, limit, ...peers], { documents: 208, warmUp: 60 });
  writeSection(
    'warm',
    `## One report, warm\n\n${measuredWith('node bench/word/warm.js')}\n\n${table(head, rowsOf(measured))}`,
  );
}
