import type { Helpers, Shape } from '../word/shape.ts';
import { isGroup, isList, spell } from '../word/spelling.ts';
import { columnLists, columnTags, listOfOldName } from './column-lists.ts';

/** What a template may name, as a page of Markdown: made from the shapes, so that it is never out of date. */

/** A value of each kind, for the examples of helpers. */
const samples = { number: 1234.5678, date: '2023-06-16', text: 'Green' } as const;

/** Each name with what it is and what to type; what is in a list is typed between the list's tags. */
function rowsOf(shape: Shape, helpers: Helpers, within: readonly string[]): string[] {
  if (!isGroup(shape)) return [];
  return Object.entries(shape).flatMap(([name, own]) => {
    if (listOfOldName(name)) return [];
    const path = [...within, name].join('.');
    if ((Object.hasOwn(columnLists, name) || name === 'both') && isList(own) && !isGroup(own[0]))
      return [`| \`${path}\` | list | \`${columnTags(name)}\` |`];
    const kind = isList(own) ? 'list' : isGroup(own) ? 'group' : own;
    const row = `| \`${path}\` | ${kind} | \`${spell(name, own, helpers)}\` |`;
    const inside = isList(own) ? own[0] : own;
    const entry = isList(own) && !isGroup(own[0]) ? [`| \`${path}.this\` | ${own[0]} | \`{{this}}\` |`] : [];
    return [row, ...entry, ...rowsOf(inside, helpers, [...within, name])];
  });
}

function helperRow(name: string, { takes, print, shade, options = [] }: Helpers[string]): string {
  const example = print(samples[takes] as never);
  const shading = shade ? ', and shades its cell' : '';
  const option = options.map((one) => one.name).join(', ');
  return `| \`{{${name} …}}\` | ${takes} | ${option} | ${example}${shading} |`;
}

/** The reference of all documents: names, helpers and blocks. */
export function writeReference(
  documents: Readonly<Record<string, { shape: Shape }>>,
  helpers: Helpers,
): string {
  const lists = Object.entries(documents).map(
    ([name, { shape }]) =>
      `## ${name}.docx\n\n| name | kind | what to type |\n| --- | --- | --- |\n${rowsOf(shape, helpers, []).join('\n')}\n`,
  );
  return [
    '# What a template may use\n',
    'Printed by `triannual template --reference`. Type tags into the Word file as plain text. Inside `{{#each …}}` names are',
    'those of the entry; `../name` is one level further out. A text may be part of a line, `markdown` needs a paragraph of its',
    'own, and a `chart` tag is the alternative text of a chart.\n',
    '## Helpers\n',
    '| tag | takes | may be followed by | prints |\n| --- | --- | --- | --- |',
    ...Object.entries(helpers).map(([name, helper]) => helperRow(name, helper)),
    '| `{{length …}}` | list | | 3 |',
    '| `{{image …}}` | image | | a picture, in the text or in place of the one whose alternative text is this tag |',
    '| `{{link address words}}` | two texts, or words in quotes | | a link to the web or a mailbox |\n',
    'The parts of a pattern are D, DD, ddd, dddd (day of the month, day of the week), M, MM, MMM, MMMM, YY and YYYY:',
    '`{{date deadline "dddd D MMMM"}}` prints Friday 16 June. Of `{{number …}}` and its like, the option is the decimals.\n',
    '\n## Blocks\n',
    '| tags | print what lies between |\n| --- | --- |',
    '| `{{#each list}} … {{/each}}` | once for each entry; `{{#unless @last}}, {{/unless}}` between them |',
    '| `{{#columns list}} … {{/columns}}` | once for each entry, as cells side by side: both tags in one cell of a table, or in two cells of one row; each row of the table has such a block in the same place |',
    '| `{{#if name}} … {{else}} … {{/if}}` | if the name holds something, or else the other |',
    '| `{{#if (eq rating "Red")}} … {{else if (gt total 3)}} … {{/if}}` | by value, with a condition in brackets |',
    '| `{{#unless name}} … {{/unless}}` | if it does not |',
    '| `{{#with name}} … {{/with}}` | with the names of a group |\n',
    'Inside a loop `{{@number}}` counts its turns from 1 and `{{@index}}` from 0; `@first` and `@last` are for `{{#if @last}}`.\n',
    '## Other places for tags\n\n| where | what to type | what is printed |\n| --- | --- | --- |',
    '| alternative text of a picture, alone | `{{image name}}` | the picture of the data, in the width and place of that one |',
    '| alternative text of a chart, alone | `{{chart name}}` | its data, and their description as alternative text |',
    '| title of a chart or of an axis | `{{title}}` | text |',
    '| address of a link, all or part of it | `{{address}}` | an address that begins with https://, http:// or mailto: |',
    '| text of a date control | `{{date due}}` | the date, which its calendar opens on |',
    '| title and tag of a content control | `Answer to {{name}}` | text: in a loop that of the turn |',
    '| item of a drop-down list, in its name and its value | `{{#each ratings}}{{name}}{{/each}}` | an item for each entry |',
    '| fill of a cell or paragraph | `{{colour}}` | six hexadecimal digits, as a colour |',
    '| footnotes, endnotes, comments, text boxes, headers, footers, properties | as in the text | in a loop or choice, with the names of its turn |\n',
    'Captions, cross-references, lists of contents, tables and figures, and numbers of pages and notes are worked out anew.',
    'Narrative (`markdown`) may have `![what it shows](map.png)`, a picture beside the file that names it, and `[^1]`, a footnote.\n',
    '## Conditions\n',
    '| condition | holds if |\n| --- | --- |',
    '| `(eq rating "Red")`, `(ne total 3)` | the two are the same, or are not: text, numbers, dates |',
    '| `(lt total 3)`, `(lte …)`, `(gt …)`, `(gte due "2023-06-16")` | the first is less, at most, more, at least: numbers and dates |',
    '| `(includes words "Red")` | a list has the value, or a text the words |',
    '| `(and open (eq rating "Red"))`, `(or …)`, `(not open)` | all of them, one of them, or not the one |',
    '| `(gt (length risks) 3)` | the list has more than so many entries |\n',
    '## Old names\n',
    'Templates made before there were lists of columns have a cell for each, by number. These names still print, and are blank',
    'where there is no such column; a template that leaves one out which there is makes its documents incomplete.\n',
    '| old names | what to type now, in one cell |\n| --- | --- |',
    ...Object.entries(columnLists).map(
      ([name, { old, most }]) => `| \`${old}_1\` to \`${old}_${most}\` | \`${columnTags(name)}\` |`,
    ),
    '',
    ...lists,
  ].join('\n');
}
