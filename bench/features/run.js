import { table, writeSection } from '../results.js';
import { close, engines } from './engines.js';
import { pageOf } from './page.js';
import { faultIn, read } from './read.js';
import { tasks } from './tasks/index.js';

/** Runs each task through each engine, reads what it made, and writes the table into RESULTS.md. */

const names = Object.keys(engines);

/** What came of a task: `{ cell, why }`; the cell of the table, and what the engine said or what is wrong, if something is. */
async function resultOf(task, engine) {
  const way = task.ways[engine];
  if (way.no) return { cell: 'none', why: way.no };
  if (way.paid) return { cell: 'paid', why: way.paid };
  const template = await pageOf(way.page);
  if (!task.wrong(read(template)))
    throw new Error(`the reader takes a template for the document: ${task.name}`);
  let bytes;
  try {
    bytes = await engines[engine](template, way.data ?? task.data, way.code);
  } catch (problem) {
    const said = [
      problem.message ?? problem,
      ...(problem.properties?.errors ?? []).map((one) => one.message),
    ].join(': ');
    return task.refused?.test(said) ? yes(way, causeOf(said)) : { cell: 'no', why: `says: ${causeOf(said)}` };
  }
  const document = read(bytes);
  const wrong = task.wrong(document) ?? faultIn(document);
  return wrong ? { cell: 'no', why: wrong } : yes(way);
}

/** jsreport's messages lead from the outermost cause to the innermost. */
const causeOf = (said) =>
  said
    .split(/\s*\(because\)\s*/)
    .at(-1)
    .split('\n')[0];
const yes = ({ code }, why) => ({ cell: code ? 'yes, code' : 'yes', why });

const results = [];
for (const task of tasks)
  for (const engine of names) results.push({ task, engine, ...(await resultOf(task, engine)) });
await close();

const cellsOf = (task) => results.filter((one) => one.task === task).map(({ cell }) => cell);
const count = (engine) =>
  String(results.filter((one) => one.engine === engine && one.cell.startsWith('yes')).length);
const short = (text) => {
  const line = String(text).replace(/\s+/g, ' ').replace(/[|`]/g, "'");
  return line.length > 160 ? `${line.slice(0, 157)}...` : line;
};
const reasons = tasks.flatMap((task, i) =>
  results
    .filter((one) => one.task === task && one.why)
    .map(({ engine, cell, why }) => `| ${i + 1} | ${engine} | ${cell} | ${short(why)} |`),
);

writeSection(
  'features',
  `## What each engine does

${tasks.length} small tasks, each with a template in the engine's own tags, as its documentation has them, and with its free edition. The documents are read by
bench/features/read.js, which uses no engine and finds each template wrong; they were not opened in Word. The tasks
are what this engine's users asked for; the others do things that it does not, such as code in templates, spreadsheets and slides. "yes, code": with a function that its user has to write, as filter, helper or content made by the program. "paid":
its documentation has it in a paid module or edition, which was not run. "none": it has no way for it, so there was nothing to run. "no": it was run, and what
the table below says came of it. docxtemplater and easy-template-x have the packages for expressions that their documentation names. Run ${new Date().toISOString().slice(0, 10)} with Node ${process.version}: \`npm --prefix bench run features\`.

${table(
  ['task', ...names],
  [...tasks.map((task, i) => [`${i + 1}. ${task.name}`, ...cellsOf(task)]), ['done', ...names.map(count)]],
)}

| task | engine | | why, or what it said |
| ---: | --- | --- | --- |
${reasons.join('\n')}`,
);
