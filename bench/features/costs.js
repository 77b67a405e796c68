import { execFileSync } from 'node:child_process';
import { measuredWith, table, writeSection } from '../results.js';
import { cellXml, noteHere, pageOf, png, run, tableXml } from './page.js';

/**
 * What each feature costs when a template uses it: the same template with the feature and without, filled by turns, fresh and with a
 * kept template. Writes the table into RESULTS.md.
 */

const root = `${import.meta.dirname}/../..`;
execFileSync(process.execPath, ['scripts/bundle-if-changed.js'], { cwd: root });
const { compileTemplate } = await import('../../dist/word/index.js');

const [turns, warmUp] = [60, 10];
const many = (count, of) => Array.from({ length: count }, (_, i) => of(i));
const logo = { bytes: png(40, 20), alt: 'The logo' };
const data = {
  name: 'Ann',
  open: true,
  rating: 'Red',
  due: '2023-06-16',
  address: 'https://council.example/plan',
  logo,
  years: many(12, (i) => ({ year: String(2023 + i) })),
  rows: many(50, (i) => ({ name: `Row ${i}` })),
  ratings: ['Red', 'Amber', 'Green'].map((name) => ({ name })),
  noted: many(20, (i) => `Words ${i}.[^${i}]\n\n[^${i}]: The note ${i}.`).join('\n\n'),
  plain: many(20, (i) => `Words ${i}. The note ${i}.`).join('\n\n'),
  figures: { categories: ['a', 'b'], series: [{ name: 'One', values: [1, 2] }], description: 'One and two.' },
};

const paragraph = (...inside) => ({ raw: `<w:p>${inside.join('')}</w:p>` });
const lines = (count, text) => ({ body: many(count, () => text) });
const control = (i, alias, items) =>
  `<w:sdt><w:sdtPr><w:alias w:val="${alias}"/><w:id w:val="${100 + i}"/><w:dropDownList>${items}</w:dropDownList></w:sdtPr><w:sdtContent>${paragraph(run('x')).raw}</w:sdtContent></w:sdt>`;
const item = (text) => `<w:listItem w:displayText="${text}" w:value="${text}"/>`;
const fieldOf = (code) => `<w:fldSimple w:instr="${code}">${run('1')}</w:fldSimple>`;
const caption = (i, number) =>
  paragraph(
    `<w:bookmarkStart w:id="${i}" w:name="_Ref${i}"/>`,
    run('Table '),
    number,
    `<w:bookmarkEnd w:id="${i}"/>`,
  );
const columns = (cells) => ({
  raw: tableXml(
    cells.length,
    many(20, () => cells.map((text) => cellXml(text))),
  ),
});
const rows = (...cells) => ({
  body: ['{{#each rows}}', { raw: paragraph(...cells).raw }, '{{/each}}'],
  note: 'A note',
});

/** Each feature, with the template that uses it and the one that does not. */
const features = {
  'a picture of data in place of one': [
    { picture: { alt: '{{image logo}}' } },
    { picture: { alt: '{{name}}' } },
  ],
  '20 pictures in the text': [lines(20, '{{image logo}}'), lines(20, '{{name}}')],
  '20 footnotes in narrative': [lines(1, '{{markdown noted}}'), lines(1, '{{markdown plain}}')],
  '100 conditions on values': [
    lines(100, '{{#if (eq rating "Red")}}a{{/if}}'),
    lines(100, '{{#if open}}a{{/if}}'),
  ],
  '100 links': [lines(100, '{{link address "the plan"}}'), lines(100, '{{name}}')],
  '100 dates in a form of their own': [lines(100, '{{date due "dddd D MMM YY"}}'), lines(100, '{{name}}')],
  '100 counts, @number and length': [
    { body: ['{{#each rows}}', '{{@number}} of {{length ../rows}}', '{{/each}}'] },
    { body: ['{{#each rows}}', '{{name}} of {{../name}}', '{{/each}}'] },
  ],
  '12 columns from a list, in 20 rows': [
    { body: [columns(['{{#columns years}}{{year}}{{/columns}}'])] },
    { body: [columns(many(12, () => '{{name}}'))] },
  ],
  'a tag in the title of a chart': [
    { chart: { alt: '{{chart figures}}', title: 'Plans of {{name}}' } },
    { chart: { alt: '{{chart figures}}', title: 'Plans of Ann' } },
  ],
  '20 content controls with tags and items of a list': [
    {
      body: many(20, (i) => ({
        raw: control(i, 'Of {{name}}', item('{{#each ratings}}{{name}}{{/each}}')),
      })),
    },
    { body: [...many(20, (i) => ({ raw: control(i, 'Of Ann', item('Red')) })), '{{name}}'] },
  ],
  'a loop of 50 with a footnote in each turn': [rows(run('{{name}}'), noteHere), rows(run('{{name}}'))],
  '20 captions with a reference to each': [
    {
      body: many(20, (i) => [caption(i, fieldOf('SEQ Table')), paragraph(fieldOf(`REF _Ref${i}`))]).flat(),
    },
    { body: many(20, (i) => [caption(i, run('1')), paragraph(run('Table 1'))]).flat() },
  ],
};

/** The processor's milliseconds since the program started, which do not grow while others have the machine. */
const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** One document from the bytes of a template, and one of the template that this has made: milliseconds of both. */
async function timed(bytes) {
  const start = now();
  const { template, findings } = await compileTemplate(bytes);
  const first = template && (await template.fill(data));
  const fresh = now();
  const { bytes: made } = first?.bytes ? await template.fill(data) : {};
  if (!made)
    throw new Error([...findings, ...(first?.findings ?? [])].map(({ message }) => message).join('; '));
  return { fresh: fresh - start, kept: now() - fresh };
}

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const inMs = (value) => value.toFixed(2);

const measured = [];
for (const [name, pages] of Object.entries(features)) {
  const templates = await Promise.all(pages.map(pageOf));
  const times = { fresh: [[], []], kept: [[], []] };
  for (let turn = -warmUp; turn < turns; turn++)
    for (const which of turn % 2 === 0 ? [0, 1] : [1, 0]) {
      const { fresh, kept } = await timed(templates[which]);
      if (turn < 0) continue;
      times.fresh[which].push(fresh);
      times.kept[which].push(kept);
    }
  const cells = Object.values(times).flatMap(([used, not]) => [
    inMs(middle(not)),
    inMs(middle(used)),
    inMs(middle(used.map((time, i) => time - not[i]))),
  ]);
  measured.push([name, ...cells]);
}

writeSection(
  'costs',
  `## What each feature costs when a template uses it

Small templates with the feature and without, ${turns} turns of each after ${warmUp} that do not count, one after the other: the processor's milliseconds for a document, and the middle of the
differences between two that were made one after the other. Without it, a tag prints a text in the same place, or the words are typed. "fresh": compiled and filled; "kept": filled again. A template that uses none of this pays for none of it.
${measuredWith('npm --prefix bench run costs')}

${table(['feature', 'fresh without', 'with', 'costs', 'kept without', 'with', 'costs'], measured)}`,
);
