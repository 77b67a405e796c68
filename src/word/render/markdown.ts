import { escapeAttribute } from '../../ooxml/xml/tree.ts';
import { takeNotes } from '../markdown/notes.ts';
import type { Parse } from '../markdown/parser.ts';
import { readNarrative } from '../markdown/read.ts';
import type { Block, Inline, Item, Label } from '../markdown/tree.ts';
import { typesetBlocks } from '../markdown/typeset.ts';
import { type Caption, captionIn, captionNumber, isPicture, plainWords } from './captions.ts';
import { type Emphasis, writeInlines } from './inline.ts';
import { keepRows } from './keep-rows.ts';
import type { Setting } from './setting.ts';
import type { Numbering } from './styles.ts';
import { widthsOf } from './table-widths.ts';

/**
 * Narrative: paragraphs, bold, italic and struck text, lists, quotations, links and simple tables, in the template's styles.
 * A heading is a bold line, as a real one would break the outline of the document that it is put into.
 */

/** The narrative as paragraphs and tables of WordprocessingML. */
export function writeMarkdown(parse: Parse, text: string, setting: Setting): string {
  const { text: words, notes } = takeNotes(text);
  const { typeset } = setting;
  const blocksOf = (one: string) => {
    const blocks = readNarrative(parse, one);
    return typeset ? typesetBlocks(blocks, typeset) : blocks;
  };
  const read = new Map([...notes].map(([label, note]) => [label, textOf(blocksOf(note))]));
  const written = writeBlocks(blocksOf(words), { ...setting, notes: read });
  return /<w:keepLines(?: w:val="(?:1|true|on)")?\/>/.test(setting.format.paragraph)
    ? kept(written)
    : written;
}

/** Where the tag's paragraph keeps its lines together, all that is put in its place stays on one page, if it fits. */
function kept(written: string): string {
  const last = written.lastIndexOf('<w:p>');
  const before = written
    .slice(0, last)
    .replace(/<w:p>(<w:pPr>(?:<w:pStyle [^>]*>)?)?(<w:keepNext\/>)?/g, (_, properties?: string) =>
      properties ? `<w:p>${properties}<w:keepNext/>` : '<w:p><w:pPr><w:keepNext/></w:pPr>',
    );
  return before + written.slice(last);
}

/** The text of a note, whose paragraphs, items and rows become lines of one. */
const textOf = (blocks: readonly Block[]): Inline[] =>
  blocks.flatMap(linesIn).flatMap((line, i): Inline[] => (i === 0 ? line : [{ type: 'break' }, ...line]));

function linesIn(block: Block): Inline[][] {
  if (block.type === 'list') return block.items.flatMap((item) => item.blocks.flatMap(linesIn));
  if (block.type === 'quote') return block.blocks.flatMap(linesIn);
  if (block.type !== 'table') return [block.inlines];
  return [block.header, ...block.rows].map((cells) =>
    cells.flatMap((cell, i): Inline[] => (i === 0 ? cell : [{ type: 'text', text: ' ' }, ...cell])),
  );
}

function writeBlocks(blocks: readonly Block[], setting: Setting): string {
  return blocks
    .map((block, i) => {
      const caption = setting.styles.caption === undefined ? undefined : captionIn(block, blocks[i + 1]);
      if (caption) return writeCaption(caption, setting);
      const title = block.type === 'table' ? captionIn(blocks[i - 1], block) : undefined;
      return writeBlock(block, {
        ...after(blocks[i - 1], setting),
        title: title && plainWords(title.inlines),
      });
    })
    .join('');
}

function writeCaption({ kind, inlines }: Caption, setting: Setting): string {
  const own = withLook(
    { ...setting, format: { ...setting.format, run: '' } },
    `${styled(setting.styles.caption ?? '')}<w:keepNext/>`,
  );
  return paragraph(own.format.paragraph, captionNumber(kind) + writeInlines(inlines, own), own);
}

const styled = (id: string) => `<w:pStyle w:val="${id}"/>`;

const withLook = (setting: Setting, paragraph: string): Setting => ({
  ...setting,
  format: { ...setting.format, paragraph },
});

/** Text after a table or list keeps a distance from it, by a style that the template may have. */
function after(block: Block | undefined, setting: Setting): Setting {
  const { afterTable, afterList, text } = setting.styles;
  const { paragraph: look } = setting.format;
  const isText = isPlain(look) || text.some((id) => look.includes(styled(id)));
  const style =
    block?.type === 'table' ? afterTable : block?.type === 'list' && isText ? afterList : undefined;
  return style === undefined ? setting : withLook(setting, styled(style));
}

function writeBlock(block: Block, setting: Setting): string {
  if (block.type === 'list') return writeList(block.items, 0, setting);
  if (block.type === 'table') return writeTable(block, setting);
  if (block.type === 'quote') return writeBlocks(block.blocks, quoted(setting));
  const { paragraph: look } = setting.format;
  if (isPicture(block))
    return paragraph(pictureLook(setting), writeInlines(block.inlines, setting), {
      ...setting,
      mark: undefined,
    });
  if (block.type === 'paragraph') return paragraph(look, writeInlines(block.inlines, setting), setting);
  const { leadIn } = setting.styles;
  const own = leadIn !== undefined && isPlain(look) ? styled(leadIn) : look;
  const kept = own.replace(/^(<w:pStyle [^>]*>)?(<w:keepNext[^>]*>)?/, '$1<w:keepNext/>');
  return paragraph(kept, writeInlines(block.inlines, setting, { bold: true }), setting);
}

/** A picture is no paragraph to refer to: where the text of a template is numbered, pictures are in Normal. */
function pictureLook({
  styles: { text, afterTable, afterList },
  format: { paragraph: look },
}: Setting): string {
  if (text.every((id) => id === 'Normal')) return look;
  return [...text, afterTable, afterList].reduce<string>(
    (rest, id) => rest.replace(styled(id ?? ''), ''),
    look,
  );
}

/** Whether the narrative is in plain text, and not in a table or list with a style of its own. */
const isPlain = (look: string) => !look.includes('<w:pStyle ');

/** What follows the indent in a `w:pPr` (ECMA-376 part 1, 17.3.1.26). */
const afterIndent =
  /<w:(contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange)\b|$/;

function quoted(setting: Setting): Setting {
  const { paragraph: look } = setting.format;
  if (setting.styles.quote !== undefined && isPlain(look))
    return withLook(setting, styled(setting.styles.quote));
  const [, left = 0] = /<w:ind [^>]*w:(?:left|start)="(\d+)"/.exec(look) ?? [];
  const flat = look.replace(/<w:ind [^>]*\/>/, '');
  const at = flat.search(afterIndent);
  return withLook(setting, `${flat.slice(0, at)}<w:ind w:left="${Number(left) + 567}"/>${flat.slice(at)}`);
}

function paragraph(properties: string, runs: string, { mark }: Setting): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${mark ? mark(runs) : runs}</w:p>`;
}

function writeList(items: readonly Item[], level: number, setting: Setting): string {
  const style = items[0]?.label ? setting.styles.number : setting.styles.bullet;
  const numbers = numberings(items, level, setting);
  const indent = style?.indents[level] ?? String(360 * (level + 1));
  const further = `${styled(style?.id ?? '')}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="${indent}" w:firstLine="0"/>`;
  const inList = withLook(setting, further);
  // No item of a list is alone at the foot or the head of a page.
  const isKept = (i: number) => i < items.length - 1 && (i === 0 || i === items.length - 2);
  return items
    .map(({ blocks, task }, i) => {
      const numbered = `${styled(style?.id ?? '')}${isKept(i) ? '<w:keepNext/>' : ''}<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numbers[i]}"/></w:numPr>`;
      let first = true;
      return blocks
        .map((block) => {
          if (block.type === 'list') return writeList(block.items, Math.min(level + 1, 8), setting);
          if (!first || !('inlines' in block)) return writeBlock(block, inList);
          first = false;
          const emphasis: Emphasis = block.type === 'heading' ? { bold: true } : {};
          return paragraph(numbered, writeInlines(boxed(block.inlines, task), inList, emphasis), setting);
        })
        .join('');
    })
    .join('');
}

/** A task begins with its box, which can be read aloud, unlike a bullet. */
function boxed(inlines: Inline[], task: Item['task']): Inline[] {
  return task ? [{ type: 'text', text: task === 'done' ? '☒ ' : '☐ ' }, ...inlines] : inlines;
}

/** The numbering of each item: one for the list, and another where its numbers leave some out. */
function numberings(items: readonly Item[], level: number, setting: Setting): string[] {
  const bullet = setting.styles.bullet?.numId ?? '';
  // A bullet that cannot be seen: LibreOffice does not indent the text after one that is empty.
  const noMark: Numbering = { style: 'bullet', start: 1, level, marks: { format: 'bullet', text: '\u00A0' } };
  const box = items.some(({ label, task }) => task && !label) ? setting.add.list(noMark) : '';
  let numId = '';
  let last = 0;
  return items.map(({ label, task }, i) => {
    if (!label) return task ? box : bullet;
    if (i === 0 || label.number > last + 1)
      numId = setting.add.list({ style: 'number', start: label.number, level, ...marksOf(label, level) });
    last = i > 0 && label.number <= last ? last + 1 : label.number;
    return numId;
  });
}

/** `1.` is numbered as the template numbers; `1)`, `a)` and `(i)` keep their looks. */
function marksOf({ format, before, after: end }: Label, level: number): Pick<Numbering, 'marks'> {
  if (format === 'decimal' && before === '' && end === '.') return {};
  return { marks: { format, text: `${before}%${level + 1}${end}` } };
}

function writeTable({ aligns, header, rows }: Extract<Block, { type: 'table' }>, setting: Setting): string {
  const { tables: look, room, format } = setting;
  const shares = header.map((_, i) => look?.shares[i] ?? 1);
  const sum = shares.reduce((a, b) => a + b, 0);
  const widths = look
    ? shares.map((share) => Math.floor((5000 * share) / sum))
    : widthsOf(aligns, header, rows);
  const size = look && `<w:sz w:val="${2 * look.points}"/><w:szCs w:val="${2 * look.points}"/>`;
  const inCell = (width: number): Setting => ({
    ...setting,
    ...(room && { room: (room * width) / 5000 - 216 }),
    ...(size && { format: { ...format, run: `<w:rPr>${size}</w:rPr>` } }),
  });
  const style = setting.styles.table ? `<w:tblStyle w:val="${setting.styles.table}"/>` : '';
  // A short table stays on one page; a long one breaks between rows and repeats its header.
  const isShort = rows.length <= 8;
  const row = (cells: readonly Inline[][], isHeader: boolean, isLast = false) => {
    const keep = isHeader || (isShort && !isLast) ? '<w:keepNext/>' : '';
    const properties = `<w:trPr><w:cantSplit/>${isHeader ? '<w:tblHeader/>' : ''}</w:trPr>`;
    const written = cells.map((cell, i) => {
      const side = aligns[i] ? `<w:jc w:val="${aligns[i]}"/>` : '';
      const width = widths[i] ?? 0;
      const runs = writeInlines(cell, inCell(width), { bold: isHeader });
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="pct"/></w:tcPr>${paragraph(keep + side, runs, setting)}</w:tc>`;
    });
    return `<w:tr>${properties}${written.join('')}</w:tr>`;
  };
  const grid = `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
  const flags =
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>';
  // Small text has its rows closer together too.
  const margins = look
    ? '<w:tblCellMar><w:top w:w="23" w:type="dxa"/><w:bottom w:w="23" w:type="dxa"/></w:tblCellMar>'
    : '';
  // Without a caption its columns say what it is, to who does not see them.
  const words = setting.title ?? header.map(plainWords).filter(Boolean).join(', ');
  const title = words ? `<w:tblCaption w:val="${escapeAttribute(words)}"/>` : '';
  const properties = `<w:tblPr>${style}<w:tblW w:w="5000" w:type="pct"/>${margins}${flags}${title}</w:tblPr>`;
  const written = [row(header, true), ...rows.map((cells, i) => row(cells, false, i === rows.length - 1))];
  return keepRows(`<w:tbl>${properties}${grid}${written.join('')}</w:tbl>`);
}
