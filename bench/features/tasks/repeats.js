import { Bookmark, FootnoteReferenceRun, Paragraph, SimpleField, TextRun } from 'docx';
import { commentHere, noteHere, run } from '../page.js';
import { attribute, elements, textOf } from '../read.js';
import { built } from './built.js';

/** What a loop repeats, and what differs in each turn. */

const items = [{ name: 'Alpha' }, { name: 'Beta' }];

/** How an engine writes a loop of paragraphs over `items` round some XML, which has the tag of the name in it. */
const loops = {
  triannual: (xml) => ['{{#each items}}', { raw: xml('{{name}}') }, '{{/each}}'],
  docxtemplater: (xml) => ['{#items}', { raw: xml('{name}') }, '{/items}'],
  'docx-templates': (xml) => ['+++FOR i IN items+++', { raw: xml('+++$i.name+++') }, '+++END-FOR i+++'],
  'easy-template-x': (xml) => ['{#items}', { raw: xml('{name}') }, '{/items}'],
  carbone: (xml) => [{ raw: xml('{d.items[i].name}') }, { raw: xml('{d.items[i+1].name}') }],
  jsreport: (xml) => ['{{#each items}}', { raw: xml('{{name}}') }, '{{/each}}'],
};
const names = {
  triannual: '{{name}}',
  docxtemplater: '{name}',
  'docx-templates': '+++$i.name+++',
  'easy-template-x': '{name}',
  carbone: '{d.items[i].name}',
  jsreport: '{{name}}',
};
const noLoop = { no: 'repeats rows by the text in their cells, and makes none in code' };

/** A loop for every engine, with what else the page has for the engine's tag of the name. */
const looped = (xml, more = () => ({})) => ({
  ...Object.fromEntries(
    Object.entries(loops).map(([engine, loop]) => [
      engine,
      { page: { body: loop(xml), ...more(names[engine]) } },
    ]),
  ),
  docx: noLoop,
});

const repeated = (all) => all.find((one, i) => all.indexOf(one) !== i);

/** Complains unless two references lead to two parts of the list, with the names of their turns. */
const twoNotes =
  (reference, file, element) =>
  ({ body, part }) => {
    const ids = elements(body, reference).map((one) => attribute(one, 'w:id'));
    if (ids.length !== 2) return `it has ${ids.length} references`;
    if (repeated(ids)) return 'both turns lead to the same one';
    const texts = ids.map((id) =>
      textOf(elements(part(file), element).find((one) => attribute(one, 'w:id') === id) ?? ''),
    );
    return texts.join().replace(/ /g, '') === 'Source:Alpha,Source:Beta'
      ? undefined
      : `they say ${JSON.stringify(texts)}`;
  };

const control = (tag) =>
  `<w:sdt><w:sdtPr><w:alias w:val="Answer to ${tag}"/><w:tag w:val="${tag}"/><w:id w:val="7"/><w:text/></w:sdtPr><w:sdtContent><w:p>${run('Answer')}</w:p></w:sdtContent></w:sdt>`;
const bookmarked = (tag) =>
  `<w:p><w:bookmarkStart w:id="1" w:name="item"/>${run(tag)}<w:bookmarkEnd w:id="1"/></w:p><w:p><w:fldSimple w:instr=" REF item \\h ">${run(tag)}</w:fldSimple></w:p>`;

export const repeats = [
  {
    name: 'names of content controls in a loop: own names, own numbers',
    data: { items },
    wrong: ({ body }) => {
      const found = elements(body, 'w:alias').map((one) => attribute(one, 'w:val'));
      if (found.join() !== 'Answer to Alpha,Answer to Beta') return `the names are ${JSON.stringify(found)}`;
      const ids = elements(body, 'w:sdtPr').map((one) => attribute(elements(one, 'w:id')[0] ?? '', 'w:val'));
      return repeated(ids) ? 'two controls have the same number' : undefined;
    },
    ways: looped(control),
  },
  {
    name: 'a footnote in a loop: one for each turn, with its own words',
    data: { items },
    wrong: twoNotes('w:footnoteReference', 'word/footnotes.xml', 'w:footnote'),
    ways: {
      ...looped(
        (tag) => `<w:p>${run(tag)}${noteHere}</w:p>`,
        (tag) => ({ note: `Source: ${tag}` }),
      ),
      docx: built(
        items.map(({ name }) => {
          const note = new FootnoteReferenceRun({ children: [new Paragraph(`Source: ${name}`)] });
          return new Paragraph({ children: [new TextRun(name), note] });
        }),
      ),
    },
  },
  {
    name: 'a comment in a loop: one for each turn, with its own words',
    data: { items },
    wrong: twoNotes('w:commentReference', 'word/comments.xml', 'w:comment'),
    ways: looped(
      (tag) => `<w:p>${commentHere(tag)}</w:p>`,
      (tag) => ({ comment: `Source: ${tag}` }),
    ),
  },
  {
    name: 'a bookmark and a reference to it in a loop',
    data: { items },
    wrong: ({ body }) => {
      const marks = [...body.matchAll(/<w:bookmarkStart\b[^>]*>/g)].map(([one]) => one);
      if (marks.length !== 2) return `it has ${marks.length} bookmarks`;
      const named = marks.map((one) => attribute(one, 'w:name'));
      if (repeated(named)) return `two bookmarks are named "${repeated(named)}"`;
      if (repeated(marks.map((one) => attribute(one, 'w:id')))) return 'two bookmarks have the same number';
      const references = [...body.matchAll(/REF (\w+)/g)].map(([, name]) => name);
      if (references.length === 0) return 'the references are lost';
      return references.join() === named.join()
        ? undefined
        : `the bookmarks are ${named}, the references lead to ${references}`;
    },
    ways: {
      ...looped(bookmarked),
      docx: built(
        items.flatMap(({ name }) => [
          new Paragraph({ children: [new Bookmark({ id: `item_${name}`, children: [new TextRun(name)] })] }),
          new Paragraph({ children: [new SimpleField(`REF item_${name} \\h`, name)] }),
        ]),
      ),
    },
  },
];
