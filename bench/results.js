import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const file = join(import.meta.dirname, 'RESULTS.md');

/**
 * Writes one section of RESULTS.md and leaves the others as they are: each measurement has its own, between marks with its
 * name, and can be made again by itself.
 * @param name the mark, such as `engines`
 * @param markdown the section, with its heading
 */
export function writeSection(name, markdown) {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const section = `${begin}\n\n${markdown.trim()}\n\n${end}\n`;
  const whole = existsSync(file) ? readFileSync(file, 'utf8') : '# Results\n';
  const [before, after] = [whole.indexOf(begin), whole.indexOf(end)];
  const next =
    before < 0
      ? `${whole.trimEnd()}\n\n${section}`
      : whole.slice(0, before) + section + whole.slice(after + end.length + 1);
  writeFileSync(file, next);
  process.stdout.write(`${markdown.trim()}\n\n`);
}

/** A table of Markdown. Numbers are given as text, and stand at the right. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}

/** When, where and how a section was measured. */
export function measuredWith(command) {
  const { model } = cpus()[0];
  const memory = Math.round(totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  return `Measured ${date} on ${cpus().length} processors (${model.trim()}), ${memory} GiB, Node ${process.version}, ${process.platform}: \`${command}\`. The machine is shared: compare within a table.`;
}
