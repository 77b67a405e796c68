import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { ancestors, descendants, escapeText, textOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';

/** Edits as Word writes them, made in the XML of a document's body. */

export type WordEdit = (xml: string) => string;

export const ann = 'w:author="Ann Smith" w:date="2023-09-04T10:12:00Z"';
export const bob = 'w:author="Bob Jones" w:date="2023-09-05T16:40:00Z"';

let id = 70_000;
export const next = () => `w:id="${id++}"`;

/** A Word file with its body edited, and other parts put in. */
export async function editedFile(
  bytes: Uint8Array,
  edits: readonly WordEdit[],
  parts: Record<string, string | WordEdit> = {},
) {
  const all = await readPackage(bytes);
  const xml = edits.reduce((text, edit) => edit(text), all.get('word/document.xml')?.text ?? '');
  all.set('word/document.xml', new Part(xml));
  for (const [name, put] of Object.entries(parts))
    all.set(name, new Part(typeof put === 'string' ? put : put(all.get(name)?.text ?? '')));
  return writePackage(all);
}

export const splice = (xml: string, from: number, to: number, put: string) =>
  xml.slice(0, from) + put + xml.slice(to);

/** With plain blanks: a date has blanks at which no line ends. */
const withBlanks = (text: string) => text.replaceAll('\u00A0', ' ');
const plain = (element: XmlElement) => withBlanks(textOf(element));

/** The `nth` paragraph that has these words, counted from 0. */
export function paragraphWith(xml: string, words: string, nth = 0): XmlElement {
  const all = descendants(parseXml(xml)).filter(({ name }) => name === 'w:p');
  // Nobody edits the contents, which repeat every heading.
  const found = all.filter(
    (one) => plain(one).includes(withBlanks(words)) && !/<w:pStyle w:val="TOC/.test(outer(one)),
  )[nth];
  if (!found) throw new Error(`no paragraph has "${words}"`);
  return found;
}

export const runs = (paragraph: XmlElement) => descendants(paragraph).filter(({ name }) => name === 'w:r');
export const outer = ({ source, start, end }: XmlElement) => source.slice(start, end);
export const look = (run: XmlElement | undefined) =>
  run ? (/<w:rPr>.*?<\/w:rPr>/.exec(outer(run))?.[0] ?? '') : '';
const text = (words: string) => `<w:t xml:space="preserve">${escapeText(words)}</w:t>`;
export const run = (words: string, properties = '') =>
  `<w:r w:rsidR="00A1B2C3">${properties}${text(words)}</w:r>`;
export const deletedRun = (words: string, properties = '') =>
  `<w:r>${properties}<w:delText xml:space="preserve">${escapeText(words)}</w:delText></w:r>`;

/** Words in place of words of one run, tracked if somebody is named. Runs are split, and spelling marks put between. */
export const replaced =
  (was: string, is: string, by?: string, nth = 0): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, was, nth);
    const found = runs(paragraph).find((one) => plain(one).includes(withBlanks(was)));
    if (!found) throw new Error(`no run has "${was}"`);
    const at = plain(found).indexOf(withBlanks(was));
    const [before, after] = [textOf(found).slice(0, at), textOf(found).slice(at + was.length)];
    const properties = look(found);
    const put = by
      ? `<w:del ${next()} ${by}>${deletedRun(textOf(found).slice(at, at + was.length), properties)}</w:del>${is ? `<w:ins ${next()} ${by}>${run(is, properties)}</w:ins>` : ''}`
      : is && run(is, properties);
    const kept = (words: string) => (words ? run(words, properties) : '');
    return splice(
      xml,
      found.start,
      found.end,
      `${kept(before)}<w:proofErr w:type="spellStart"/>${put}${kept(after)}`,
    );
  };

/** Runs at the end of a paragraph. */
export const appended =
  (words: string, put: string): WordEdit =>
  (xml) => {
    const { close } = paragraphWith(xml, words);
    return splice(xml, close, close, put);
  };

export const tracked = (properties: string, mark: string) =>
  properties.includes('<w:rPr>')
    ? properties.replace('<w:rPr>', `<w:rPr>${mark}`)
    : properties.replace(/<\/w:pPr>$/, `<w:rPr>${mark}</w:rPr></w:pPr>`);

export const propertiesOf = (paragraph: XmlElement) =>
  /<w:pPr>.*?<\/w:pPr>/s.exec(outer(paragraph))?.[0] ?? '<w:pPr></w:pPr>';

/** A paragraph like another one behind it. */
export const addedBehind =
  (words: string, put: string, by?: string): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    const properties = propertiesOf(paragraph).replace(/<w:keepNext\/>/, '');
    const inserted = by
      ? `<w:p>${tracked(properties, `<w:ins ${next()} ${by}/>`)}<w:ins ${next()} ${by}>${put}</w:ins></w:p>`
      : `<w:p>${properties}${put}</w:p>`;
    return splice(xml, paragraph.end, paragraph.end, inserted);
  };

/** A paragraph of a style of its own behind another one. */
export const paragraphBehind =
  (words: string, xmlOf: string): WordEdit =>
  (xml) => {
    const { end } = paragraphWith(xml, words);
    return splice(xml, end, end, xmlOf);
  };

export const removed =
  (words: string, by?: string): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    if (!by) return splice(xml, paragraph.start, paragraph.end, '');
    const gone = runs(paragraph).map((one) => deletedRun(textOf(one), look(one)));
    const properties = tracked(propertiesOf(paragraph), `<w:del ${next()} ${by}/>`);
    return splice(
      xml,
      paragraph.start,
      paragraph.end,
      `<w:p>${properties}<w:del ${next()} ${by}>${gone.join('')}</w:del></w:p>`,
    );
  };

/** A paragraph taken away from where it is and put before another one. */
export const movedBefore =
  (words: string, target: string, by?: string): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    const properties = propertiesOf(paragraph);
    const body = run(textOf(paragraph));
    const gone = by
      ? `<w:p>${tracked(properties, `<w:moveFrom ${next()} ${by}/>`)}<w:moveFrom ${next()} ${by}>${body}</w:moveFrom></w:p>`
      : '';
    const came = by
      ? `<w:p>${tracked(properties, `<w:moveTo ${next()} ${by}/>`)}<w:moveTo ${next()} ${by}>${body}</w:moveTo></w:p>`
      : `<w:p>${properties}${body}</w:p>`;
    const without = splice(xml, paragraph.start, paragraph.end, gone);
    const { start } = paragraphWith(without, target);
    return splice(without, start, start, came);
  };

/** A row like the one that has these words, behind it, with other texts in its cells. */
export const rowBehind =
  (words: string, cells: readonly string[], by?: string): WordEdit =>
  (xml) => {
    const row = rowOf(paragraphWith(xml, words));
    let at = 0;
    const copy = outer(row)
      .replace(/<w:bookmark(Start|End)[^>]*\/>/g, '')
      .replace(/<w:tc>.*?<\/w:tc>/gs, (cell) => {
        const said = run(cells[at++] ?? '');
        const put = by ? `<w:ins ${next()} ${by}>${said}</w:ins>` : said;
        return cell.replace(
          /(<w:p>(?:<w:pPr>.*?<\/w:pPr>)?).*<\/w:p>/s,
          (_, start: string) => `${start}${put}</w:p>`,
        );
      });
    const marked = by ? copy.replace('</w:trPr>', `<w:ins ${next()} ${by}/></w:trPr>`) : copy;
    return splice(xml, row.end, row.end, marked);
  };

/** A row taken out; tracked, Word strikes its words out too. */
export const rowRemoved =
  (words: string, by?: string): WordEdit =>
  (xml) => {
    const row = rowOf(paragraphWith(xml, words));
    const struck = runs(row).map((one) => {
      const gone = `<w:del ${next()} ${by}>${deletedRun(textOf(one), look(one))}</w:del>`;
      return [outer(one), gone] as const;
    });
    const marked = struck.reduce(
      (text, [was, gone]) => text.replace(was, () => gone),
      outer(row).replace('</w:trPr>', `<w:del ${next()} ${by}/></w:trPr>`),
    );
    return splice(xml, row.start, row.end, by ? marked : '');
  };

export function rowOf(paragraph: XmlElement): XmlElement {
  const row = ancestors(paragraph).find(({ name }) => name === 'w:tr');
  if (!row) throw new Error('it is in no row');
  return row;
}

/** A cell of the row that has these words, in a column counted from 0. */
export const cellChanged =
  (words: string, column: number, is: string, by?: string, nth = 0): WordEdit =>
  (xml) => {
    const row = rowOf(paragraphWith(xml, words, nth));
    const cells = descendants(row).filter(({ name, parent }) => name === 'w:tc' && parent === row);
    const found = runs(cells[column] as XmlElement)[0] as XmlElement;
    const was = textOf(cells[column] as XmlElement);
    const put = by
      ? `<w:del ${next()} ${by}>${deletedRun(was, look(found))}</w:del><w:ins ${next()} ${by}>${run(is, look(found))}</w:ins>`
      : run(is, look(found));
    return splice(xml, found.start, found.end, put);
  };

/** A comment on words of one run. */
export const commented =
  (words: string, number: number): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    const found = runs(paragraph).find((one) => textOf(one).includes(words)) as XmlElement;
    const [before = '', after = ''] = textOf(found).split(words);
    const properties = look(found);
    return splice(
      xml,
      found.start,
      found.end,
      `${run(before, properties)}<w:commentRangeStart w:id="${number}"/>${run(words, properties)}<w:commentRangeEnd w:id="${number}"/><w:r><w:commentReference w:id="${number}"/></w:r>${run(after, properties)}`,
    );
  };

const w =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';

/** The parts of comments: each with the number of the one that it replies to, if it does. */
export function commentParts(
  comments: ReadonlyArray<{ by: string; text: string; replyTo?: number; done?: boolean }>,
): Record<string, string> {
  const paragraph = (i: number) => `6000000${i}`;
  return {
    'word/comments.xml': `<w:comments ${w}>${comments
      .map(
        ({ by, text: said }, i) =>
          `<w:comment w:id="${i}" ${by} w:initials="X"><w:p w14:paraId="${paragraph(i)}">${run(said)}</w:p></w:comment>`,
      )
      .join('')}</w:comments>`,
    'word/commentsExtended.xml': `<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">${comments
      .map(
        ({ replyTo, done }, i) =>
          `<w15:commentEx w15:paraId="${paragraph(i)}"${replyTo === undefined ? '' : ` w15:paraIdParent="${paragraph(replyTo)}"`} w15:done="${done ? 1 : 0}"/>`,
      )
      .join('')}</w15:commentsEx>`,
  };
}

/** Of the report of September: what two people and one that is not named changed, in four files of the inputs. */
export const editsOfFourFiles: readonly WordEdit[] = [
  replaced('Nine of the fifteen teams', 'Nine of the 16 teams', ann),
  replaced('The largest risks are', 'The largest risks by far are'),
  replaced('workstream 3', 'workstream 6', bob),
  rowBehind('Fees of three independent providers', ['Costs rise', 'Low', 'Low', 'None', 'A director'], ann),
];

/** A row taken away from where it is and put before another one, which Word does not track. */
export const rowMovedBefore =
  (words: string, target: string): WordEdit =>
  (xml) => {
    const row = rowOf(paragraphWith(xml, words));
    const without = splice(xml, row.start, row.end, '');
    const { start } = rowOf(paragraphWith(without, target));
    return splice(without, start, start, outer(row));
  };

/** An item of a list on another level, as Tab makes it. */
export const levelChanged =
  (words: string, level: number): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    const now = `<w:ilvl w:val="${level}"/>`;
    const was = outer(paragraph);
    const put = was.includes('<w:ilvl')
      ? was.replace(/<w:ilvl [^>]*\/>/, now)
      : was.replace(/<w:pStyle [^>]*\/>/, (style) => `${style}<w:numPr>${now}</w:numPr>`);
    return splice(xml, paragraph.start, paragraph.end, put);
  };
