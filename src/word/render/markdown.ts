import type { Marked, Token, Tokens } from 'marked';
import { escapeText } from '../../ooxml/xml/tree.ts';
import type { Additions } from './additions.ts';
import type { NarrativeStyles } from './styles.ts';

/**
 * Narrative: paragraphs, bold, italic, lists, links and simple tables, in the template's styles. Whatever else Markdown
 * knows (headings, quotations, code, HTML, pictures) is switched off and stays the text that was typed: a line that
 * begins with "> 16" is a line about children over 16.
 */
export async function loadMarkdown(): Promise<Marked> {
  const { Marked } = await import('marked');
  const none = () => undefined;
  return new Marked({
    tokenizer: {
      code: none,
      fences: none,
      heading: none,
      lheading: none,
      hr: none,
      blockquote: none,
      html: none,
      def: none,
      tag: none,
      codespan: none,
      del: none,
      reflink: none,
    },
  });
}

/** How a paragraph is formatted: the inside of its `w:pPr`, and the `w:rPr` of its runs. */
export interface Format {
  paragraph: string;
  run: string;
}

interface Setting {
  format: Format;
  styles: NarrativeStyles;
  add: Additions;
  /** The part that is printed, for its links. */
  part: string;
}

/** The narrative as paragraphs and tables of WordprocessingML. */
export function writeMarkdown(marked: Marked, text: string, setting: Setting): string {
  return writeBlocks(marked.lexer(text), setting);
}

function writeBlocks(tokens: readonly Token[], setting: Setting): string {
  const blocks = tokens.filter(({ type }) => type !== 'space');
  return blocks
    .map((token, i) => writeBlock(token, blocks[i - 1]?.type === 'table' ? after(setting) : setting))
    .join('');
}

/** Text after a table stands off from it, by a style that the template may have. */
function after(setting: Setting): Setting {
  const { afterTable } = setting.styles;
  if (afterTable === undefined) return setting;
  const format = { ...setting.format, paragraph: `<w:pStyle w:val="${afterTable}"/>` };
  return { ...setting, format };
}

function writeBlock(token: Token, setting: Setting): string {
  if (token.type === 'space') return '';
  if (token.type === 'list') return writeList(token as Tokens.List, 0, setting);
  if (token.type === 'table') return writeTable(token as Tokens.Table, setting);
  return paragraph(setting.format.paragraph, writeInline(inlineOf(token), setting));
}

/** The inline tokens of a block; a block of any other kind is the text that was typed. */
function inlineOf(token: Token): Token[] {
  return 'tokens' in token && token.tokens
    ? token.tokens
    : [{ type: 'text', raw: token.raw, text: token.raw }];
}

function paragraph(properties: string, runs: string): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

function writeList(list: Tokens.List, level: number, setting: Setting): string {
  const style = list.ordered ? setting.styles.number : setting.styles.bullet;
  const start = list.start === '' ? 1 : list.start;
  const numId = list.ordered ? setting.add.list(start, level) : style?.numId;
  const numbered = (keep: string) =>
    `<w:pStyle w:val="${style?.id}"/>${keep}<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;
  const indent = style?.indents[level] ?? String(360 * (level + 1));
  const further = `<w:pStyle w:val="${style?.id}"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="${indent}" w:firstLine="0"/>`;
  const inList = { ...setting, format: { paragraph: further, run: setting.format.run } };
  // No item of a list stands alone at the foot or the head of a page.
  const isKept = (i: number) => i < list.items.length - 1 && (i === 0 || i === list.items.length - 2);
  return list.items
    .map((item, i) => {
      let first = true;
      return item.tokens
        .map((token) => {
          if (token.type === 'list') return writeList(token as Tokens.List, Math.min(level + 1, 8), setting);
          if (!first || token.type === 'space' || token.type === 'table') return writeBlock(token, inList);
          first = false;
          return paragraph(numbered(isKept(i) ? '<w:keepNext/>' : ''), writeInline(inlineOf(token), inList));
        })
        .join('');
    })
    .join('');
}

function writeTable(table: Tokens.Table, setting: Setting): string {
  const columns = table.header.length;
  const width = Math.floor(5000 / columns);
  const style = setting.styles.table ? `<w:tblStyle w:val="${setting.styles.table}"/>` : '';
  // A short table stays on one page; a long one breaks between rows and repeats its header.
  const isShort = table.rows.length <= 8;
  const row = (cells: readonly Tokens.TableCell[], header: boolean, last = false) => {
    const keep = isShort && !last ? '<w:keepNext/>' : '';
    const properties = `<w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>`;
    const written = cells.map((cell) => {
      const side = cell.align ? `<w:jc w:val="${cell.align}"/>` : '';
      const runs = writeInline(cell.tokens, setting, { bold: header, italic: false });
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="pct"/></w:tcPr>${paragraph(keep + side, runs)}</w:tc>`;
    });
    return `<w:tr>${properties}${written.join('')}</w:tr>`;
  };
  const grid = `<w:tblGrid>${'<w:gridCol w:w="1500"/>'.repeat(columns)}</w:tblGrid>`;
  const look =
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>';
  const properties = `<w:tblPr>${style}<w:tblW w:w="5000" w:type="pct"/>${look}</w:tblPr>`;
  const rows = [
    row(table.header, true),
    ...table.rows.map((cells, i) => row(cells, false, i === table.rows.length - 1)),
  ];
  return `<w:tbl>${properties}${grid}${rows.join('')}</w:tbl>`;
}

interface Emphasis {
  bold: boolean;
  italic: boolean;
}

function writeInline(
  tokens: readonly Token[],
  setting: Setting,
  emphasis: Emphasis = { bold: false, italic: false },
): string {
  const run = (text: string) => writeRun(text, emphasised(setting.format.run, emphasis));
  return tokens
    .map((token): string => {
      const inside = 'tokens' in token && token.tokens ? token.tokens : undefined;
      if (token.type === 'strong' && inside) return writeInline(inside, setting, { ...emphasis, bold: true });
      if (token.type === 'em' && inside) return writeInline(inside, setting, { ...emphasis, italic: true });
      if (token.type === 'link' && inside) return writeLink(token as Tokens.Link, setting, emphasis);
      if (token.type === 'br') return '<w:r><w:br/></w:r>';
      if (token.type === 'text' && inside) return writeInline(inside, setting, emphasis);
      if (token.type === 'text' || token.type === 'escape') return run((token as Tokens.Text).text);
      return run(token.raw);
    })
    .join('');
}

/** Links to the web and to mailboxes. Any other address is not followed from a document: its text stays. */
function writeLink(link: Tokens.Link, setting: Setting, emphasis: Emphasis): string {
  if (!/^(https?:\/\/|mailto:)/i.test(link.href))
    return writeRun(link.raw, emphasised(setting.format.run, emphasis));
  const style = setting.styles.link;
  const base = setting.format.run.replace(/<w:rStyle [^>]*>/, '');
  const linked = style ? `<w:rPr><w:rStyle w:val="${style}"/>${inside(base)}</w:rPr>` : base;
  const runs = writeInline(link.tokens, { ...setting, format: { ...setting.format, run: linked } }, emphasis);
  return `<w:hyperlink r:id="${setting.add.link(setting.part, link.href)}" w:history="1">${runs}</w:hyperlink>`;
}

/** The inside of a `w:rPr`. */
function inside(run: string): string {
  return run.replace(/^<w:rPr[^>]*>|<\/w:rPr>$/g, '');
}

/** Adds bold and italic where the schema wants them: after the style and the fonts (ECMA-376 part 1, 17.3.2.28). */
function emphasised(run: string, { bold, italic }: Emphasis): string {
  if (!bold && !italic) return run;
  const properties = inside(run)
    .replace(bold ? /<w:b(Cs)?( [^>]*)?\/>/g : /$^/, '')
    .replace(italic ? /<w:i(Cs)?( [^>]*)?\/>/g : /$^/, '');
  const head = /^(<w:rStyle [^>]*>)?(<w:rFonts [^>]*>)?/.exec(properties)?.[0] ?? '';
  const marks = `${bold ? '<w:b/><w:bCs/>' : ''}${italic ? '<w:i/><w:iCs/>' : ''}`;
  return `<w:rPr>${head}${marks}${properties.slice(head.length)}</w:rPr>`;
}

/** Text as a run. A line break in the source of a paragraph is a space; a tab is a tab. */
function writeRun(text: string, properties: string): string {
  const words = text.replace(/\s*\n\s*/g, ' ').split('\t');
  const written = words.map((word) => `<w:t xml:space="preserve">${escapeText(word)}</w:t>`).join('<w:tab/>');
  return `<w:r>${properties}${written}</w:r>`;
}
