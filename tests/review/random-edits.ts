import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { ancestors, descendants, textOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';
import type { Block } from '../../src/word/read/block.ts';
import fc from '../properties.ts';
import {
  ann,
  bob,
  deletedRun,
  look,
  next,
  outer,
  propertiesOf,
  run,
  runs,
  splice,
  tracked,
  type WordEdit,
} from './word-edits.ts';

/** Narratives and edits of them at random, as people would type them in YAML and in Word. */

const words = fc.constantFrom(
  'plan',
  'schools',
  'the',
  'of',
  '£2m',
  '60.062',
  '5*3',
  'a_b',
  '#1',
  'é',
  'in-year',
  '**bold**',
  '*soft*',
  '[page](https://www.example.org)',
  '1.',
  '<x>',
  'none',
  '(b)',
  '~',
  '“so”',
  '"so"',
  "it's",
  '{{kpi pex 2023-09}}',
  '**{{kpi pex 2023-06}} bold**',
);
const line = fc.array(words, { minLength: 1, maxLength: 7 }).map((list) => list.join(' '));
const paragraph = line.map((text) => `Now ${text} is said.`);
const items = (mark: (i: number) => string) =>
  fc
    .array(paragraph, { minLength: 1, maxLength: 4 })
    .map((list) => list.map((text, i) => `${mark(i)}${text}`).join('\n'));
const table = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([columns, rows]) =>
    fc.array(
      fc.array(
        fc.oneof(
          fc.constant(''),
          line.map((text) => text.replaceAll('|', '')),
        ),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows + 1, maxLength: rows + 1 },
    ),
  )
  .map(([header = [], ...rows]) => {
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    return [row(header.map((text) => text || 'Column')), row(header.map(() => '---')), ...rows.map(row)].join(
      '\n',
    );
  });
const noted = paragraph.map((text) => `${text}[^n]\n\n[^n]: A *note* of theirs.`);
const block = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  { weight: 2, arbitrary: items(() => '- ') },
  { weight: 2, arbitrary: items((i) => `${i + 1}. `) },
  { weight: 1, arbitrary: items((i) => `- [${i % 2 ? 'x' : ' '}] `) },
  { weight: 1, arbitrary: items((i) => (i % 2 ? '  - ' : '- ')) },
  { weight: 2, arbitrary: table },
  { weight: 1, arbitrary: paragraph.map((text) => `> ${text}`) },
  { weight: 1, arbitrary: paragraph.map((text) => `## ${text}`) },
);
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

export const narratives = fc
  .tuple(fc.array(fc.oneof(block, block, paragraph), { minLength: 1, maxLength: 5 }), fc.boolean(), noted)
  .map(([blocks, hasNote, note]) => {
    // No two paragraphs are the same: which of them an edit is of could not be seen.
    let number = 0;
    const whole = [
      ...(hasNote ? [note.split('\n\n')[0]] : []),
      ...blocks,
      ...(hasNote ? [note.split('\n\n')[1]] : []),
    ].join('\n\n');
    return whole.replace(/Now/g, () => `Now ${numbers[number++] ?? number}`);
  });

const kinds = [
  'reworded',
  'reworded',
  'reworded',
  'appended',
  'removed',
  'added',
  'moved',
  'moved tracked',
  'split',
  'joined',
  'row added',
  'row removed',
  'deleted around',
  'typed and deleted',
  'quotes',
  'no-break blank',
  'soft hyphen',
  'page number',
  'commented',
  'not bold',
  'note',
] as const;

export interface RandomEdit {
  kind: (typeof kinds)[number];
  /** Which of the places that it can be made in, as a share of them. */
  at: number;
  to: number;
  text: string;
  by: string | undefined;
}

export const randomEdits = fc.array(
  fc.record({
    kind: fc.constantFrom<RandomEdit['kind']>(...kinds),
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    to: fc.double({ min: 0, max: 0.999, noNaN: true }),
    text: fc
      .array(fc.constantFrom('new', 'words', '*', '1.', '-', 'a_b_c', '£3m', '|', '[x]', 'ö'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((list) => list.join(' ')),
    by: fc.constantFrom(undefined, ann, bob),
  }),
  { minLength: 1, maxLength: 4 },
);

const put = (text: string, by: string | undefined, properties = '') =>
  by ? `<w:ins ${next()} ${by}>${run(text, properties)}</w:ins>` : run(text, properties);

const isFixed = (one: XmlElement) => textOf(one).startsWith('Text ');
const inCell = (one: XmlElement) => ancestors(one).some(({ name }) => name === 'w:tc');

/** The edit in a body, or nothing where it cannot be made. */
export function editOf({ kind, at, to, text, by }: RandomEdit): WordEdit {
  return (xml) => {
    const all = descendants(parseXml(xml)).filter(({ name }) => name === 'w:p');
    const free = all.filter((one) => !isFixed(one) && !/<w:(del|moveFrom|ins|moveTo) /.test(outer(one)));
    const outside = free.filter((one) => !inCell(one) && textOf(one) !== '');
    const choose = <One>(list: readonly One[], share = at) => list[Math.floor(share * list.length)];
    const change = changes[kind];
    const target = choose(
      kind.startsWith('row')
        ? rowsIn(xml)
        : structural.has(kind)
          ? outside
          : free.filter((one) => textOf(one) !== '' || kind === 'reworded' || kind === 'appended'),
    );
    const other = choose(
      outside.filter((one) => one !== target),
      to,
    );
    return target ? change(xml, target, { text, by, to, other }) : xml;
  };
}

/** What is done to whole paragraphs; all else is done in cells too. */
const structural: ReadonlySet<RandomEdit['kind']> = new Set([
  'removed',
  'added',
  'moved',
  'moved tracked',
  'split',
  'joined',
  'commented',
]);

/** Rows that are no headers. */
const rowsIn = (xml: string) =>
  descendants(parseXml(xml)).filter(
    (one) => one.name === 'w:tr' && !outer(one).includes('<w:tblHeader') && !/<w:(ins|del) /.test(outer(one)),
  );

interface How {
  text: string;
  by: string | undefined;
  to: number;
  other: XmlElement | undefined;
}

/** One run of a paragraph, cut in two between words or in one. */
function inRun(
  xml: string,
  target: XmlElement,
  to: number,
  between: (properties: string) => string,
  isInWord = false,
): string {
  const all = runs(target).filter(
    (one) => textOf(one).trim().length > 3 && !/footnoteRef|instrText/.test(outer(one)),
  );
  const found = all[Math.floor(to * all.length)];
  if (!found) return xml;
  const text = textOf(found);
  const at = isInWord ? 2 : Math.max(1, text.indexOf(' ') + 1);
  const properties = look(found);
  return splice(
    xml,
    found.start,
    found.end,
    run(text.slice(0, at), properties) + between(properties) + run(text.slice(at), properties),
  );
}

/** A paragraph with the one that follows it, outside of tables. */
const nextOf = (xml: string, { end }: XmlElement) =>
  descendants(parseXml(xml)).find((one) => one.name === 'w:p' && one.start === end && !isFixed(one));

const changes: Record<RandomEdit['kind'], (xml: string, target: XmlElement, how: How) => string> = {
  'moved tracked'(xml, target, { other, by = ann }) {
    if (!other) return xml;
    const body = outer(target).replace(
      /^<w:p[^>]*>(<w:pPr>.*?<\/w:pPr>)?|<w:bookmark(Start|End)[^>]*\/>|<\/w:p>$/gs,
      '',
    );
    const mark = (name: string) =>
      `<w:p>${tracked(propertiesOf(target), `<w:${name} ${next()} ${by}/>`)}<w:${name} ${next()} ${by}>${body}</w:${name}></w:p>`;
    const [from, to] = [mark('moveFrom'), mark('moveTo')];
    return target.start < other.start
      ? splice(splice(xml, other.end, other.end, to), target.start, target.end, from)
      : splice(splice(xml, target.start, target.end, from), other.end, other.end, to);
  },
  joined(xml, target, { by }) {
    const following = nextOf(xml, target);
    if (!following || /<w:(del|moveFrom|ins|moveTo) /.test(outer(following))) return xml;
    if (by) {
      const own = `<w:p>${tracked(propertiesOf(target), `<w:del ${next()} ${by}/>`)}`;
      const inside = outer(target).replace(/^<w:p[^>]*>(<w:pPr>.*?<\/w:pPr>)?/s, '');
      return splice(xml, target.start, target.end, own + inside);
    }
    const inside = outer(following).replace(/^<w:p[^>]*>(<w:pPr>.*?<\/w:pPr>)?/s, '');
    return splice(xml, target.close, following.end, inside);
  },
  'deleted around': (xml, target, { text, by = ann, to }) =>
    inRun(
      xml,
      target,
      to,
      (properties) =>
        `<w:ins ${next()} ${by}>${run(text, properties)}<w:del ${next()} ${bob}>${deletedRun('gone', properties)}</w:del>${run(' ', properties)}</w:ins>`,
    ),
  'typed and deleted': (xml, target, { text, by = ann, to }) =>
    inRun(
      xml,
      target,
      to,
      (properties) =>
        `<w:ins ${next()} ${by}><w:del ${next()} ${bob}>${deletedRun(text, properties)}</w:del></w:ins>`,
    ),
  quotes: (xml, target) =>
    splice(
      xml,
      target.start,
      target.end,
      outer(target).replace(
        /(<w:t[^>]*>)([^<]*)/g,
        (_, start: string, text: string) =>
          start +
          text
            .replace(/"(?=\w)/g, '“')
            .replace(/(?<=\w)"/g, '”')
            .replaceAll("'", '’'),
      ),
    ),
  'no-break blank': (xml, target) =>
    splice(
      xml,
      target.start,
      target.end,
      outer(target).replace(
        /(<w:t[^>]*>)([^<]*)/,
        (_, start: string, text: string) => start + text.replace(/ (?=\S)/, '\u00A0'),
      ),
    ),
  'soft hyphen': (xml, target, { to, by }) =>
    inRun(
      xml,
      target,
      to,
      (properties) => (by ? '<w:r><w:softHyphen/></w:r>' : run('\u00AD', properties)),
      true,
    ),
  'page number': (xml, target, { to }) =>
    inRun(
      xml,
      target,
      to,
      () =>
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('12')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    ),
  commented(xml, target) {
    const following = nextOf(xml, target) ?? target;
    const number = next();
    const end = `<w:commentRangeEnd ${number}/><w:r><w:commentReference ${number}/></w:r>`;
    const start = /^<w:p[^>]*>(<w:pPr>.*?<\/w:pPr>)?/s.exec(outer(target))?.[0].length ?? 0;
    return splice(
      splice(xml, following.close, following.close, end),
      target.start + start,
      target.start + start,
      `<w:commentRangeStart ${number}/>`,
    );
  },
  'not bold': (xml, target) =>
    splice(xml, target.start, target.end, outer(target).replace(/<w:b\/>|<w:bCs\/>/g, '')),
  note: (xml) => xml,
  reworded(xml, target, { text, by, to }) {
    const all = runs(target).filter(
      (one) => textOf(one).trim() !== '' && !outer(one).includes('footnoteRef'),
    );
    const found = all[Math.floor(to * all.length)];
    if (!found) return splice(xml, target.close, target.close, put(text, by));
    const list = textOf(found).split(' ');
    const i = Math.floor(to * 7919) % list.length;
    const [before, was, after] = [list.slice(0, i).join(' '), list[i] as string, list.slice(i + 1).join(' ')];
    const properties = look(found);
    const kept = (words: string) => (words === '' ? '' : run(words, properties));
    const gone = by && was !== '' ? `<w:del ${next()} ${by}>${deletedRun(was, properties)}</w:del>` : '';
    const middle = `${gone}${put(text, by, properties)}`;
    return splice(
      xml,
      found.start,
      found.end,
      kept(i > 0 ? `${before} ` : '') + middle + kept(i < list.length - 1 ? ` ${after}` : ''),
    );
  },
  appended: (xml, target, { text, by }) =>
    splice(
      xml,
      target.close,
      target.close,
      put(` ${text}`, by, look(runs(target).findLast((one) => textOf(one) !== ''))),
    ),
  removed(xml, target, { by }) {
    if (!by) return splice(xml, target.start, target.end, '');
    const gone = runs(target).map((one) => deletedRun(textOf(one), look(one)));
    const own = tracked(propertiesOf(target), `<w:del ${next()} ${by}/>`);
    return splice(
      xml,
      target.start,
      target.end,
      `<w:p>${own}<w:del ${next()} ${by}>${gone.join('')}</w:del></w:p>`,
    );
  },
  added(xml, target, { text, by }) {
    const own = by ? tracked(propertiesOf(target), `<w:ins ${next()} ${by}/>`) : propertiesOf(target);
    return splice(xml, target.end, target.end, `<w:p>${own}${put(text, by)}</w:p>`);
  },
  moved(xml, target, { other }) {
    if (!other) return xml;
    const body = outer(target).replace(/<w:bookmark(Start|End)[^>]*\/>/g, '');
    const [first, second] = target.start < other.start ? [target, other] : [other, target];
    const both = (one: XmlElement) => (one === target ? '' : body + outer(other));
    return (
      xml.slice(0, first.start) +
      both(first) +
      xml.slice(first.end, second.start) +
      both(second) +
      xml.slice(second.end)
    );
  },
  split(xml, target, { to }) {
    const found = runs(target).find((one) => textOf(one).includes(' '));
    if (!found) return xml;
    const list = textOf(found).split(' ');
    const i = 1 + (Math.floor(to * 7919) % (list.length - 1));
    const end = `${run(list.slice(0, i).join(' '), look(found))}</w:p><w:p>${propertiesOf(target)}`;
    return splice(xml, found.start, found.end, end + run(list.slice(i).join(' '), look(found)));
  },
  'row added'(xml, row, { text, by }) {
    const copy = outer(row)
      .replace(/<w:bookmark(Start|End)[^>]*\/>/g, '')
      .replace(
        /(<w:p>(?:<w:pPr>(?:(?!<\/w:pPr>).)*<\/w:pPr>)?)(?:(?!<\/w:p>).)*<\/w:p>/gs,
        (_, start: string) => `${start}${put(text, by)}</w:p>`,
      );
    return splice(
      xml,
      row.end,
      row.end,
      by ? copy.replace('</w:trPr>', `<w:ins ${next()} ${by}/></w:trPr>`) : copy,
    );
  },
  'row removed': (xml, row, { by }) =>
    splice(
      xml,
      row.start,
      row.end,
      by ? outer(row).replace('</w:trPr>', `<w:del ${next()} ${by}/></w:trPr>`) : '',
    ),
};

/** The words of footnotes, where an edit is of these. */
export const noteEditsOf = (edits: readonly RandomEdit[]): WordEdit => {
  const own = edits.filter(({ kind }) => kind === 'note');
  return (xml) =>
    own.reduce(
      (text, { text: words }) => text.replace(' of theirs', ` of ${words.replaceAll('|', '')} theirs`),
      xml,
    );
};

/** What a narrative says: its words, with the looks and lists that they are in. A cell that is new looks as its row does. */
export const said = (blocks: readonly Block[]) =>
  blocks
    .filter(({ text, cell }) => text.trim() !== '' || cell)
    .map(({ runs: all, list, cell }) => `${cell ? '|' : list ? `${list.format} ` : ''}${looksOf(all)}`);

function looksOf(all: Block['runs']): string {
  let [text, last] = ['', ''];
  for (const { text: words, bold, italic, link, note } of all) {
    const look = `${bold ? '*' : ''}${italic ? '/' : ''}${link ?? ''}`;
    const isBlank = words.trim() === '';
    text += look === last || isBlank ? words : `{${look}}${words}`;
    if (!isBlank) last = look;
    if (note !== undefined) text += `[${note}]`;
  }
  const together = text.replace(/(\s*)(\{[^{}]*\})(\s*)/g, (_, a, look, b) => `${a || b ? ' ' : ''}${look}`);
  return together.replace(/[\s\u00A0]+/g, ' ').trim();
}
