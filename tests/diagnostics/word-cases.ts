import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { documentOf, p, row, table } from '../word/documents.ts';

/**
 * Templates with something wrong, and what the program says of each, word for word. docs/checks.md quotes these messages
 * too.
 */
export interface WordCase {
  name: string;
  template: () => Promise<Uint8Array>;
  messages: string[];
}

const drawing = (properties: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" ${properties}/></wp:inline></w:drawing></w:r></w:p>`;
const chart = (tag: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="9" descr="${tag}"/><a:graphic><c:chart r:id="rId9"/></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
const run = (properties: string, text: string) =>
  `<w:p><w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r></w:p>`;
const cell = (properties: string, text: string) => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;

const flawed =
  '<w:p><w:pPr><w:pStyle w:val="H3"/></w:pPr><w:r><w:t>A heading</w:t></w:r></w:p>' +
  drawing('name="Picture 1"') +
  run('<w:lang w:val="en-US"/>', 'color') +
  run('<w:color w:val="AAAAAA"/>', 'pale') +
  p('The deficit is £NaN.') +
  table(
    `<w:tr>${cell('<w:gridSpan w:val="2"/>', 'Rating')}</w:tr>`,
    `<w:tr>${cell('<w:shd w:fill="FF0000"/>', '')}${cell('', 'Red')}</w:tr>`,
  ) +
  '<w:p/><w:p/>' +
  p('The end');

const block = (list: string, ...tags: string[]) =>
  [`{{#each ${list}}}`, ...tags, '{{/each}}'].map((tag) => p(tag)).join('');

/** As templates named years before there were lists of columns. */
const years = [1, 2, 3, 4, 5, 6, 7].map((year) => `{{year_${year}}}`).join(' ');

/** What a template of the report must have. */
const needed =
  p('{{status}} {{on_track}}') +
  chart('{{chart on_track_chart}}') +
  p('{{markdown summary}}') +
  block('questions', '{{question}}', '{{markdown answer}}') +
  block('additional', '{{markdown answer}}') +
  block('sign_offs', '{{name}}') +
  block('conditions', '{{wording}} {{rating_1}} {{rating_2}} {{rating_3}}', '{{markdown progress}}') +
  block('kpi_groups', ...['{{#each kpis}}', '{{current}}', '{{/each}}']) +
  block('plan', years) +
  block('forecast', years);

/** The flawed document, with the heading style that it uses. */
async function flawedTemplate(): Promise<Uint8Array> {
  const parts = await readPackage(await documentOf(flawed + needed));
  const heading = '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/></w:style>';
  const styles = (parts.get('word/styles.xml')?.text ?? '').replace('</w:styles>', `${heading}$&`);
  return writePackage(parts.set('word/styles.xml', new Part(styles)));
}

const template = 'templates/tri-annual-report.docx';
const draft = 'output/2023-06/tri-annual-report-2023-06-draft-1.docx';

const leftOut = `${template}: error: the template prints two of the agreement's three reports, and leaves out Q3 (December) [template/columns-not-printed]\nhelp: in each table that has them, type {{#columns ratings}}{{rating this}}{{/columns}} into one cell of each row, in place of the cells with {{rating_1}}, {{rating_2}} and so on`;

export const wordCases: WordCase[] = [
  {
    name: 'an old .doc file',
    template: async () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    messages: [
      `${template}: error: this is an old .doc file, or one with a password [template/unreadable]\nhelp: choose a Word document (.docx)`,
    ],
  },
  {
    name: 'tags that cannot be understood, or do not end',
    template: () =>
      documentOf(p('{{#for risks}}') + p('{{#if has_risks}}There are risks.') + p('{{month') + needed),
    messages: [
      `${template}: body, paragraph 1, {{#for risks}}: error: there is no block "for" [template/tag]\nhelp: use {{#each name}}, {{#columns name}}, {{#if name}}, {{#unless name}}, {{#with name}}`,
      `${template}: body, paragraph 2, {{#if has_risks}}: error: this block is never closed [template/unclosed]\nhelp: write {{/if}} where it ends`,
      `${template}: body, paragraph 3, {{month: error: a tag begins here and does not end [template/unclosed]\nhelp: end the tag with }} in the same paragraph`,
    ],
  },
  {
    name: 'a block from the text into a table',
    template: () => documentOf(p('{{#each risks}}') + table(row('{{risk}}', '{{/each}}')) + needed),
    messages: [
      `${template}: body, paragraph 1, {{#each risks}}: error: this block begins and ends in different places: one end is in a table cell, text box or field, the other is not [template/structure]\nnote: ${template}: body, paragraph 3, {{/each}}: the other end is here\nhelp: put both tags in the same cell, or each in a row of the same table, or both in the text`,
    ],
  },
  {
    name: 'a row without the columns of the row above',
    template: () =>
      documentOf(table(row('Name', '{{#columns sign_offs}}{{name}}{{/columns}}'), row('Role', '')) + needed),
    messages: [
      `${template}: body, paragraph 2, {{#columns sign_offs}}: error: row 2 of this table has other cells where row 1 has {{#columns sign_offs}} [template/columns]\nhelp: give row 2 a columns block in the same cell, or merge its cells across`,
    ],
  },
  {
    name: 'names that do not exist, and a date printed as text',
    template: () =>
      documentOf(
        p('{{#each risks}}{{ownr}}{{/each}}') +
          p('{{dat deadline}} {{deadline}} {{date deadline "D MMMMM"}}') +
          needed,
      ),
    messages: [
      `${template}: body, paragraph 1, {{ownr}}: error: no such value "ownr"; did you mean "owner"? [template/unknown-tag]\nhelp: here there are: risk, likelihood, impact, mitigation, owner`,
      `${template}: body, paragraph 2, {{dat deadline}}: error: there is no helper "dat"; did you mean "date"? [template/unknown-helper]\nhelp: the helpers are: date, number, percent, money, balance, count, rating, judgement, markdown, length, link, image`,
      `${template}: body, paragraph 2, {{deadline}}: error: "deadline" is a date and cannot be printed by itself [template/wrong-kind]\nhelp: name a helper that formats it: {{date deadline}}`,
      `${template}: body, paragraph 2, {{date deadline "D MMMMM"}}: error: "date" cannot use "D MMMMM": "MMMMM" is no part of a date; there are: D, DD, ddd, dddd, M, MM, MMM, MMMM, YY, YYYY [template/option]\nhelp: write a pattern such as "D MMMM YYYY", or nothing`,
    ],
  },
  {
    name: 'a picture where a chart should be',
    template: () => documentOf(drawing('name="Picture 1" descr="{{chart on_track_chart}}"') + needed),
    messages: [
      `${template}: body, paragraph 1, {{chart on_track_chart}}: error: this drawing is not a chart that Word drew [template/chart]\nhelp: insert a chart in Word, and give it this alternative text`,
    ],
  },
  {
    name: 'no tag for what the report must say',
    template: () => documentOf(needed.replace('{{on_track}}', '')),
    messages: [
      `${template}: error: no tag prints "on_track", which the document must have [template/required-tag]\nhelp: type {{on_track}} where it should be printed`,
    ],
  },
  {
    name: 'no list of years, and two of three ratings',
    template: () => documentOf(needed.replace(block('plan', years), '').replace(' {{rating_3}}', '')),
    messages: [
      `${template}: error: nothing repeats over "plan.years", which the document must have [template/required-tag]\nhelp: type {{#columns years}}{{this}}{{/columns}} into a cell of the table, between {{#each plan}} and {{/each}}`,
      leftOut,
    ],
  },
  {
    name: 'everything that a screen reader stumbles over',
    template: flawedTemplate,
    messages: [
      `${draft}: error: the document's language is not set [document/language]\nhelp: in Word, choose the whole template and set its language to English (United Kingdom), en-GB`,
      `${draft}: error: the document has no title, which a screen reader says first [document/title]\nhelp: in Word, set the title of the template under File, Info`,
      `${draft}: body, paragraph 1: error: a heading of level 3 follows one of level 0 [document/headings]\nhelp: use the levels in order, none left out`,
      `${draft}: body, paragraph 2: error: the picture or chart "Picture 1" has no alternative text [document/alt-text]\nhelp: in Word, choose it, then Alt Text, and say what it shows`,
      `${draft}: body, paragraph 3: error: text here is marked as en-US [document/language]`,
      `${draft}: body, paragraph 4: error: text of colour AAAAAA on FFFFFF has a contrast of 2.3 to 1; it needs 4.5 [document/contrast]\nhelp: choose a darker text or a paler background`,
      `${draft}: body, paragraph 5: error: "£NaN" is left in the text: "The deficit is £NaN." [document/placeholder]\nhelp: remove it from the text or the template`,
      `${draft}: body, paragraph 6: error: a table has merged cells [document/merged-cells]\nhelp: split them in Word`,
      `${draft}: body, paragraph 6: error: a table has no header row [document/table-header]\nhelp: in Word, choose its first row, then Layout, Repeat Header Rows`,
      `${draft}: body, paragraph 7: error: a cell has a colour and no word [document/colour-only]\nhelp: write the word in the cell`,
      `${draft}: body, paragraph 10: error: blank paragraphs follow each other [document/blank-paragraphs]\nhelp: remove them, and set the space before or after the paragraph instead`,
    ],
  },
];

/** What is said of a YAML file that is larger than any real one. */
export const tooLarge =
  'inputs/rounds/2023-06/report.yaml: error: the file is 258 KB; the limit is 256 KB [file/too-large]\nhelp: put long text into an appendix and refer to it';

/** What is said of a value that no Word file can hold. */
export const forbiddenValue =
  'templates/letter.docx: body, paragraph 1, {{name}}: error: the value of this tag holds a character that Word cannot (U+0001, after "Norfolk") [document/value]\nhelp: remove the character from the text';

/** What is said of rows whose lists differ in length, and of a table that is too wide for its page. */
export const unevenColumns =
  'templates/letter.docx: body, paragraph 4, {{#columns values}}: error: row 1 has 3 columns, and row 2 has 2: their lists are "years" and "values" [document/columns]\nnote: templates/letter.docx: body, paragraph 2, {{#columns years}}: the columns are repeated here first\nhelp: give each list of the table one entry for each column';
export const lostReference =
  'templates/letter.docx: body, paragraph 4: error: this refers to "_Ref4", which is left out of this document: the text that the template has would be printed [document/reference]\nhelp: put it into the same {{#if …}} or {{#each …}} as what it refers to';
export const tooWide =
  'templates/letter.docx: body, paragraph 1, {{#columns years}}: warning: this table is 31.9 cm wide, and the page has room for 15.9 cm [document/too-wide]\nhelp: put it on a landscape page (a section of its own), make its text smaller, or print fewer columns';

/** What is said of a file that has more problems than anybody reads. */
export const tooMany =
  'inputs/bank-holidays.yaml: error: this file has 1,500 more problems, which are not shown [file/too-many-problems]\nhelp: see whether it is the right file; mend what is shown, and run this again';

/** What is said of a template with tracked changes. */
export const unfinished =
  'templates/letter.docx: body, paragraph 1: warning: the template has tracked changes, and each document would show them, with what was deleted [template/unfinished]\nhelp: in Word, choose Review, Accept, Accept All Changes and Stop Tracking';

/** What is said of a finished document that is protected. */
export const locked =
  'output/letter-1.docx: warning: it is protected: nobody could edit a document made from it, or not all of it [document/locked]\nhelp: in Word, choose Review, Restrict Editing, Stop Protection';

/** What is said of a field that a template prints nothing of. */
export const unprinted = `inputs/rounds/2023-06/report.yaml:72:1: warning: "emerging_risks" holds something, and tri-annual-report.docx prints nothing of it [template/field-not-printed]
72 | emerging_risks:
   | ^^^^^^^^^^^^^^
help: type its tag into the template (template --reference lists them), or leave the field empty`;
