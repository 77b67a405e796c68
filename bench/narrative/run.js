import PizZip from 'pizzip';
import { measuredWith, table, writeSection } from '../results.js';
import { median, quantile } from '../word/turns.js';
import { names, narrativeData } from './template.js';
import * as ways from './ways.js';

const documents = 200;
const engines = await Promise.all(
  Object.entries(ways).map(async ([name, start]) => ({ name, make: await start(), each: [] })),
);
for (let i = -30; i < documents; i++)
  for (const { make, each } of engines) {
    const from = performance.now();
    await make();
    if (i >= 0) each.push(performance.now() - from);
  }
for (const { name, make } of engines) {
  const faults = faultsOf(Buffer.from(await make()));
  if (faults.length > 0) throw new Error(`${name} made a document that is not whole: ${faults.join('; ')}`);
}

/** Every paragraph of the narrative, its look, its links and tables, and the data of both charts. */
function faultsOf(bytes) {
  const zip = new PizZip(bytes);
  const body = zip.file('word/document.xml').asText();
  const text = body
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&');
  const faults = [];
  const expect = (what, found, wanted) => found !== wanted && faults.push(`${what}: ${found} for ${wanted}`);
  const count = (form) => [...body.matchAll(form)].length;
  expect('tables', count(/<w:tbl>/g), names.length);
  expect('rows', count(/<w:tr[ >]/g), names.length * 3);
  expect('items of lists', count(/<w:numPr>/g), names.length * 5);
  expect('links', count(/<w:hyperlink /g), names.length);
  for (const [i] of names.entries()) {
    if (!text.includes(`The ${i + 1} schools with a specialist base filled ${i + 41} places & more`))
      faults.push(`update ${i + 1} is not there`);
    if (!text.includes(`update ${i + 1} ends with it.`)) faults.push(`update ${i + 1} has no end`);
  }
  const drawn = Object.keys(zip.files).filter((name) => /^word\/charts\/chart\d+\.xml$/.test(name));
  expect('charts', drawn.length, 2);
  const values = drawn.flatMap((name) =>
    [
      ...zip
        .file(name)
        .asText()
        .matchAll(/<c:v>(\d+)<\/c:v>/g),
    ].map(([, value]) => value),
  );
  for (const { series } of Object.values(narrativeData.charts))
    for (const value of series.flatMap((one) => one.values))
      if (!values.includes(String(value))) faults.push(`the value ${value} is in no chart`);
  return faults;
}

const mid = median(engines.find(({ name }) => name === 'docx').each);
const rows = engines.map(({ name, each }) => [
  name,
  ...[0.5, 0.1, 0.9].map((share) => quantile(each, share).toFixed(1)),
  (median(each) / mid).toFixed(2),
]);

writeSection(
  'narrative',
  `## Narrative and charts

Twelve updates in Markdown (bold, italic, links, both kinds of lists, a table) and new data for two native charts, template bytes
in and document bytes out: this engine, and docx with \`marked\`, \`docx/html\`, \`ChartDataPatch\` and \`patchDocument\`. In turns,
${documents} documents each after 30 that do not count. ${measuredWith('node bench/narrative/run.js')}

${table(['engine', 'median ms', 'p10', 'p90', 'to docx'], rows)}`,
);
