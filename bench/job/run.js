import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { measuredWith, table, writeSection } from '../results.js';
import { run } from '../word/processes.js';
import { median } from '../word/turns.js';
import { withDocxtemplaterTags } from './template.js';

/** The whole job, cold: the sample programme's three reports with their front sheets by `triannual build`, and by a script on other libraries. */

/** With a number of turns it compares the two programs and prints what it measured, and leaves RESULTS.md alone. */
const asked = Number(process.argv[2] ?? 0);
const turns = asked || 15;
const here = import.meta.dirname;
const root = join(here, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-job-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const templates = ['tri-annual-report.docx', 'board-summary.docx'].map((name) => {
  const path = join(folder, name);
  writeFileSync(path, withDocxtemplaterTags(readFileSync(join(root, 'templates', name))));
  return path;
});
const rounds = ['2023-06', '2023-09', '2023-12'];
const inputs = join(folder, 'inputs');
cpSync(join(root, 'inputs'), inputs, { recursive: true });
withoutAppendices();

const programs = [
  {
    name: 'triannual build',
    args: (output) => [
      join(root, 'bin', 'triannual.js'),
      'build',
      ...rounds,
      '--inputs',
      inputs,
      '--output',
      output,
      '--today',
      '2023-12-01',
    ],
    documents: (output, round) =>
      ['tri-annual-report', 'board-summary'].map((name) =>
        join(output, round, `${name}-${round}-draft-1.docx`),
      ),
    runs: [],
  },
  {
    name: 'script',
    args: (output) => [join(here, 'script.js'), inputs, ...templates, output],
    documents: (output, round) => [join(output, `${round}.docx`), join(output, `${round}-front-sheet.docx`)],
    runs: [],
  },
];

/**
 * The script makes no growth plan and no forward plan, so that neither is asked for, and no number of places of the first; it prints
 * Markdown as it was typed, so that there is no table in it.
 */
function withoutAppendices() {
  for (const name of ['capital.yaml', 'forward-plan.yaml']) rmSync(join(inputs, name));
  for (const round of rounds) {
    const report = join(inputs, 'rounds', round, 'report.yaml');
    writeFileSync(report, withoutTables(readFileSync(report, 'utf8')).replace(/^ +document: .*\n/gm, ''));
    for (const name of readdirSync(join(inputs, 'rounds', round, 'conditions'))) {
      const update = join(inputs, 'rounds', round, 'conditions', name);
      writeFileSync(
        update,
        withoutTables(readFileSync(update, 'utf8')).replace(/\{\{places [^}]*\}\}/g, '420'),
      );
    }
  }
}

function withoutTables(text) {
  return text.replace(/\n *Table: .*\n(?:\s*\|.*)+/g, '');
}

/** How many rows each table of a report has, and how often each condition is headed. */
function rowsOf(path) {
  const body = new PizZip(readFileSync(path)).file('word/document.xml').asText();
  return [...body.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([one]) => one.match(/<w:tr[ >]/g).length).join(' ');
}

for (let i = 0; i < turns; i++) {
  const made = [];
  for (const { args, documents, runs } of programs) {
    const output = join(folder, 'output');
    const meter = join(folder, 'meter.json');
    const { wall } = await run(['--import', join(here, 'meter.js'), ...args(output)], {
      cwd: root,
      env: { ...process.env, METER: meter },
    });
    runs.push({ wall, ...JSON.parse(readFileSync(meter, 'utf8')) });
    made.push(rounds.flatMap((round) => documents(output, round).map(rowsOf)).join('; '));
    rmSync(output, { recursive: true });
  }
  if (made[0] !== made[1]) throw new Error(`the reports have other tables: ${made.join(' and ')}`);
}

const mid = ({ runs }, what) => median(runs.map((one) => one[what]));
const rows = programs.map((one) => [
  one.name,
  ...['wall', 'cpu', 'memory'].map((what) => mid(one, what).toFixed(0)),
]);

const measured = table(['program', 'wall ms', 'CPU ms', 'most MiB'], rows);
if (asked) console.log(measured);
else
  writeSection(
    'job',
    `## The whole job, cold

The three tri-annual reports of the sample programme with their front sheets from its YAML and workbooks, one process from start to end: medians of ${turns},
in turns. The script (job/script.js, on docxtemplater, exceljs and js-yaml) makes the same tables, row for row. It does
less: it checks nothing, prints Markdown as it was typed, shades no cell, and leaves the chart and the table of contents as they are
in the template. \`triannual build\` does all that, marks each value with its origin, and writes manifests.
After its first turn it begins with what V8 compiled in that one (bin/load.js), which the script does not.
${measuredWith('node bench/job/run.js')}

${measured}`,
  );
