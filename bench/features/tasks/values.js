import { written } from './built.js';

/** Conditions and formats. */

/** Complains unless the lines of the document are these. */
const lines =
  (...wanted) =>
  (document) =>
    JSON.stringify(document.lines.map((one) => one.trim())) === JSON.stringify(wanted)
      ? undefined
      : `the text is ${JSON.stringify(document.lines)}`;

const day = (text) => {
  const [weekday, ...rest] = new Date(text)
    .toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .split(/,? /);
  return [weekday, ...rest].join(' ');
};
const fixed = (number, digits) => number.toFixed(digits);

const scored = [
  { name: 'Alpha', rating: 'Red', score: 12 },
  { name: 'Beta', rating: 'Red', score: 3 },
  { name: 'Gamma', rating: 'Green', score: 12 },
];

export const values = [
  {
    name: 'a condition on values: the rating is Red and the score at least 9',
    data: { items: scored },
    wrong: lines('Alpha late', 'Beta fine', 'Gamma fine'),
    ways: {
      triannual: {
        page: {
          body: [
            '{{#each items}}',
            '{{name}} {{#if (and (eq rating "Red") (gte score 9))}}late{{else}}fine{{/if}}',
            '{{/each}}',
          ],
        },
      },
      docxtemplater: {
        page: {
          body: [
            '{#items}',
            '{name} {#rating == "Red" && score >= 9}late{/}{^rating == "Red" && score >= 9}fine{/}',
            '{/items}',
          ],
        },
      },
      'docx-templates': {
        page: {
          body: [
            '+++FOR i IN items+++',
            '+++$i.name+++ +++$i.rating === "Red" && $i.score >= 9 ? "late" : "fine"+++',
            '+++END-FOR i+++',
          ],
        },
      },
      'easy-template-x': {
        page: {
          body: ['{#items}', '{name} {rating == "Red" && score >= 9 ? "late" : "fine"}', '{/items}'],
        },
      },
      carbone: {
        page: {
          body: [
            '{d.items[i].name} {d.items[i].rating:ifEQ(Red):and(.score):ifGTE(9):show(late):elseShow(fine)}',
            '{d.items[i+1].name}',
          ],
        },
      },
      docx: written(
        ...scored.map(
          ({ name, rating, score }) => `${name} ${rating === 'Red' && score >= 9 ? 'late' : 'fine'}`,
        ),
      ),
      jsreport: {
        page: {
          body: [
            '{{#each items}}',
            '{{name}} {{#if (late rating score)}}late{{else}}fine{{/if}}',
            '{{/each}}',
          ],
        },
        code: {
          late: function late(rating, score) {
            return rating === 'Red' && score >= 9;
          },
        },
      },
    },
  },
  {
    name: 'a date by a pattern',
    data: { due: '2023-06-16' },
    wrong: lines('Friday 16 June 2023'),
    ways: {
      triannual: { page: { body: ['{{date due "dddd D MMMM YYYY"}}'] } },
      docxtemplater: { page: { body: ['{due | day}'] }, code: { day } },
      'docx-templates': { page: { body: ['+++day(due)+++'] }, code: { day } },
      'easy-template-x': { page: { body: ['{due | day}'] }, code: { day } },
      carbone: { page: { body: ["{d.due:formatD('dddd D MMMM YYYY')}"] } },
      docx: written(day('2023-06-16')),
      jsreport: {
        page: { body: ['{{day due}}'] },
        code: {
          day: function day(text) {
            const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
            return new Date(text).toLocaleDateString('en-GB', options).replace(',', '');
          },
        },
      },
    },
  },
  {
    name: 'a number with one decimal, and a percentage without',
    data: { share: 12.34 },
    wrong: lines('12.3 or 12%'),
    ways: {
      triannual: { page: { body: ['{{number share 1}} or {{percent share 0}}'] } },
      docxtemplater: { page: { body: ['{share | fixed:1} or {share | fixed:0}%'] }, code: { fixed } },
      'docx-templates': { page: { body: ['+++share.toFixed(1)+++ or +++share.toFixed(0)+++%'] } },
      'easy-template-x': { page: { body: ['{share | fixed:1} or {share | fixed:0}%'] }, code: { fixed } },
      carbone: { page: { body: ['{d.share:formatN(1)} or {d.share:formatN(0)}%'] } },
      docx: written(`${fixed(12.34, 1)} or ${fixed(12.34, 0)}%`),
      jsreport: {
        page: { body: ['{{fixed share 1}} or {{fixed share 0}}%'] },
        code: {
          fixed: function fixed(number, digits) {
            return number.toFixed(digits);
          },
        },
      },
    },
  },
  {
    name: 'the number of the turn, and how many there are',
    data: { items: [{ name: 'Alpha' }, { name: 'Beta' }] },
    wrong: lines('1 of 2: Alpha', '2 of 2: Beta'),
    ways: {
      triannual: {
        page: { body: ['{{#each items}}', '{{@number}} of {{length ../items}}: {{name}}', '{{/each}}'] },
      },
      docxtemplater: { page: { body: ['{#items}', '{$index + 1} of {items.length}: {name}', '{/items}'] } },
      'docx-templates': {
        page: {
          body: [
            '+++FOR i IN items+++',
            '+++$idx + 1+++ of +++items.length+++: +++$i.name+++',
            '+++END-FOR i+++',
          ],
        },
      },
      'easy-template-x': {
        page: { body: ['{#items}', '{turn} of {items.length}: {name}', '{/items}'] },
        code: {
          scopeDataResolver: ({ path }, resolve) =>
            path.at(-1).name === 'turn' ? path.findLast((step) => typeof step === 'number') + 1 : resolve(),
        },
      },
      carbone: {
        page: {
          body: ['{d.items[i].name:count()} of {d.items:len()}: {d.items[i].name}', '{d.items[i+1].name}'],
        },
      },
      docx: written(...['Alpha', 'Beta'].map((name, i) => `${i + 1} of 2: ${name}`)),
      jsreport: {
        page: { body: ['{{#each items}}', '{{next @index}} of {{../items.length}}: {{name}}', '{{/each}}'] },
        code: {
          next: function next(index) {
            return index + 1;
          },
        },
      },
    },
  },
];
