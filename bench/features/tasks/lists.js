import { Paragraph, Table, TableCell, TableRow } from 'docx';
import { cellXml, run, tableXml } from '../page.js';
import { attribute, elements, textOf } from '../read.js';
import { built } from './built.js';

/** Items, fills and columns from lists. */

const list = (entries, alias = 'Rating', kind = 'dropDownList') =>
  `<w:sdt><w:sdtPr><w:alias w:val="${alias}"/><w:id w:val="7"/><w:${kind}>${entries.map((one) => `<w:listItem w:displayText="${one}" w:value="${one}"/>`).join('')}</w:${kind}></w:sdtPr><w:sdtContent><w:p>${run('Choose')}</w:p></w:sdtContent></w:sdt>`;

const ratings = [
  { rating: 'Green', fill: 'D4EDDA' },
  { rating: 'Red', fill: 'F8D7DA' },
];
const shaded = (tag) => `<w:shd w:val="clear" w:color="auto" w:fill="${tag}"/>`;
const cellOf = (text, fill) =>
  new TableCell({ children: [new Paragraph(text)], shading: fill ? { fill, type: 'clear' } : undefined });
const tableOf = (rows) => new Table({ rows: rows.map((cells) => new TableRow({ children: cells })) });

const years = [
  { year: '2023', value: '1' },
  { year: '2024', value: '2' },
  { year: '2025', value: '3' },
];

export const lists = [
  {
    name: 'the items of a drop-down list from a list',
    data: { ratings: [{ name: 'Green' }, { name: 'Red' }] },
    wrong: ({ body }) => {
      const found = elements(body, 'w:listItem').map((one) => attribute(one, 'w:displayText'));
      return found.join() === 'Green,Red' ? undefined : `the items are ${JSON.stringify(found)}`;
    },
    ways: {
      triannual: { page: { body: [{ raw: list(['{{#each ratings}}{{name}}{{/each}}']) }] } },
      docxtemplater: { page: { body: [{ raw: list(['{#ratings}{name}{/ratings}']) }] } },
      'docx-templates': {
        page: { body: [{ raw: list(['+++FOR r IN ratings+++', '+++$r.name+++', '+++END-FOR r+++']) }] },
      },
      'easy-template-x': { page: { body: [{ raw: list(['{#ratings}{name}{/ratings}']) }] } },
      carbone: { page: { body: [{ raw: list(['{d.ratings[i].name}', '{d.ratings[i+1].name}']) }] } },
      docx: { no: 'reads tags in text alone, and makes no such list' },
      jsreport: {
        page: { body: [{ raw: list([], '{{docxCombobox items=ratings value=chosen}}', 'comboBox') }] },
        data: { ratings: ['Green', 'Red'].map((value) => ({ value, text: value })), chosen: 'Red' },
      },
    },
  },
  {
    name: 'the fill of a cell by its rating',
    data: { ratings },
    wrong: ({ body }) => {
      const found = elements(body, 'w:tc').map(
        (one) => `${textOf(one)} ${attribute(elements(one, 'w:shd')[0] ?? '', 'w:fill')}`,
      );
      return found.join() === 'Green D4EDDA,Red F8D7DA'
        ? undefined
        : `the cells are ${JSON.stringify(found)}`;
    },
    ways: {
      triannual: {
        page: {
          body: [
            {
              raw: tableXml(1, [
                [cellXml('{{#each ratings}}')],
                [cellXml('{{rating}}', shaded('{{fill}}'))],
                [cellXml('{{/each}}')],
              ]),
            },
          ],
        },
      },
      docxtemplater: { paid: 'the Styling module' },
      'docx-templates': {
        page: {
          body: [
            {
              raw: tableXml(1, [
                [cellXml('+++FOR r IN ratings+++')],
                [cellXml('+++$r.rating+++', shaded('+++$r.fill+++'))],
                [cellXml('+++END-FOR r+++')],
              ]),
            },
          ],
        },
      },
      'easy-template-x': {
        page: {
          body: [
            {
              raw: tableXml(1, [
                [cellXml('{#ratings[loopOver: "row"]} {rating}{/ratings}', shaded('{fill}'))],
              ]),
            },
          ],
        },
      },
      carbone: {
        page: {
          body: [
            {
              raw: tableXml(1, [
                [cellXml('{d.ratings[i].rating}', shaded('{d.ratings[i].fill}'))],
                [cellXml('{d.ratings[i+1].rating}')],
              ]),
            },
          ],
        },
      },
      docx: built([tableOf(ratings.map(({ rating, fill }) => [cellOf(rating, fill)]))]),
      jsreport: {
        page: {
          body: [
            {
              raw: tableXml(1, [
                [
                  cellXml(
                    '{{#docxTable ratings}}{{#docxStyle backgroundColor=fill target="cell"}}{{rating}}{{/docxStyle}}{{/docxTable}}',
                  ),
                ],
              ]),
            },
          ],
        },
      },
    },
  },
  {
    name: 'columns of a table from a list',
    data: { years },
    wrong: ({ rows }) =>
      JSON.stringify(rows) === '[["2023","2024","2025"],["1","2","3"]]'
        ? undefined
        : `the rows are ${JSON.stringify(rows)}`,
    ways: {
      triannual: {
        page: {
          body: [
            {
              rows: [['{{#columns years}}{{year}}{{/columns}}'], ['{{#columns years}}{{value}}{{/columns}}']],
            },
          ],
        },
      },
      docxtemplater: {
        page: { body: [{ rows: [['{-w:tc years}{year}{/}'], ['{-w:tc years}{value}{/}']] }] },
      },
      'docx-templates': {
        page: {
          body: [
            {
              rows: ['year', 'value'].map((name) => [
                '+++FOR y IN years+++',
                `+++$y.${name}+++`,
                '+++END-FOR y+++',
              ]),
            },
          ],
        },
      },
      // Without the space it loses the tag beside the loop's.
      'easy-template-x': {
        page: { body: [{ rows: [['{#years[loopOver: "column"]} {year}'], ['{value}{/years}']] }] },
      },
      carbone: {
        page: {
          body: [
            { rows: ['year', 'value'].map((name) => [`{d.years[i].${name}}`, `{d.years[i+1].${name}}`]) },
          ],
        },
      },
      docx: built([tableOf(['year', 'value'].map((name) => years.map((one) => cellOf(one[name]))))]),
      jsreport: {
        page: { body: [{ rows: [['{{docxTable rows=rows columns=columns}}']] }] },
        data: { columns: years.map(({ year }) => year), rows: [years.map(({ value }) => value)] },
      },
    },
  },
];
