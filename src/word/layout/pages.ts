import type { Block, Paragraph, Table } from './block.ts';
import { type Line, linesOf, type Mark, tolerance } from './lines.ts';
import { heightOf, Measure, sum } from './measure.ts';
import { endOfRows, isKept, marksOf } from './tables.ts';
import { unsupported } from './unsupported.ts';

/** Puts blocks on pages, as Word does: what is kept together, what may break, and where. Lengths are points. */

/** The pages of a section: where their text starts and ends, from the top of the page, and how wide it is. */
export interface Section {
  top: number;
  bottom: number;
  width: number;
}

export interface Content {
  blocks: readonly Block[];
  sectionOf: readonly Section[];
  /** The blocks of each footnote, by its id, and of the line above footnotes. */
  notes: ReadonlyMap<string, readonly Block[]>;
  separator: readonly Block[];
}

/** What is kept together, and the footnotes that it brings along. */
interface Kept {
  /** The block at its end. */
  end: number;
  height: number;
  /** The room below the text of its last line, which may go below the page. */
  below: number;
  notes: string[];
}

const nothing: Kept = { end: 0, height: 0, below: 0, notes: [] };

/** The page of each bookmark, and how many pages there are. */
export function placeOnPages(content: Content): { bookmarks: Map<string, number>; pages: number } {
  const pages = new Pages(content);
  for (const [index, block] of content.blocks.entries()) pages.place(block, index);
  return { bookmarks: pages.bookmarks, pages: pages.page };
}

class Pages {
  readonly bookmarks = new Map<string, number>();
  private readonly content: Content;
  private section: Section = { top: 0, bottom: 0, width: 0 };
  private measure = new Measure(0);
  page = 0;
  /** How far down the page the last block ends, and the space that it asks for below itself. */
  private at = 0;
  private spaceAfter = 0;
  /** Whether something is on the page already. */
  private placed = false;
  /** At the start of a section, the space that the block before it asks for: it counts, though it is a page away. */
  private beforeSection: number | undefined;
  private notes: string[] = [];
  /** The blocks before this one are known to fit on the page with what they are kept with. */
  private keptUntil = 0;

  constructor(content: Content) {
    this.content = content;
  }

  place(block: Block, index: number): void {
    if (!this.isSameSection(index)) this.startSection(index);
    if (block.kind === 'table') this.placeTable(block, index);
    else if (block.endsSection && this.content.blocks[index - 1]?.kind !== 'table') return;
    else {
      if (block.format.keepNext && this.placed && index >= this.keptUntil) this.keepTogether(index);
      this.placeParagraph(block, index);
    }
    this.beforeSection = undefined;
  }

  private isSameSection(index: number): boolean {
    const { sectionOf, blocks } = this.content;
    return index > 0 && index < blocks.length && sectionOf[index] === sectionOf[index - 1];
  }

  private startSection(index: number): void {
    const { sectionOf, blocks } = this.content;
    const last = blocks[index - 1];
    this.beforeSection =
      last?.kind === 'paragraph' && last.endsSection ? (last.format.after ?? 0) : this.spaceAfter;
    this.section = sectionOf[index] as Section;
    this.measure = new Measure(this.section.width);
    this.startPage();
  }

  private startPage(): void {
    this.page += 1;
    this.at = this.section.top;
    this.spaceAfter = 0;
    this.placed = false;
    this.notes = [];
  }

  /** Whether what ends there fits on the page, with the footnotes that it brings along. */
  private fits(end: number, below = 0, more: readonly string[] = []): boolean {
    const fitsWith = (notes: readonly string[]) => {
      const { separator } = this.content;
      const stacked = notes.flatMap((note) => this.content.notes.get(note) ?? []);
      const area = notes.length === 0 ? 0 : this.measure.stack([...separator, ...stacked], false);
      // The room below the last line of the notes goes below the page too.
      const last = stacked.at(-1);
      const hanging = last?.kind === 'paragraph' ? (linesOf(last, this.section.width).at(-1)?.below ?? 0) : 0;
      return end - below <= this.section.bottom - (area - hanging) + tolerance;
    };
    const fits = fitsWith([...this.notes, ...more]);
    // Word continues a long footnote on the next page rather than move the line with its number.
    if (!fits && more.length > 0 && fitsWith(this.notes)) unsupported('a footnote that does not fit');
    return fits;
  }

  private mark(marks: readonly Mark[]): void {
    for (const { kind, name } of marks) {
      if (kind === 'note') this.notes.push(name);
      else this.bookmarks.set(name, this.page);
    }
  }

  private spaceAbove(before: number): number {
    if (this.beforeSection === undefined) return this.placed ? Math.max(this.spaceAfter, before) : 0;
    return Math.max(this.beforeSection, before) - this.beforeSection;
  }

  private measured(index: number) {
    const { blocks } = this.content;
    return this.measure.paragraph(blocks[index] as Paragraph, blocks[index - 1], blocks[index + 1]);
  }

  /** Moves on to the next page if a paragraph does not fit with what it is kept with, unless no page has room for it. */
  private keepTogether(index: number): void {
    const { end, height, below, notes } = this.keptFrom(index);
    if (!this.fits(this.at + height, below, notes)) {
      const { top, bottom } = this.section;
      if (top + height - below > bottom + tolerance) return;
      this.startPage();
      if (!this.fits(this.at + height, below, notes)) unsupported('footnotes that take most of a page');
    }
    this.keptUntil = end;
  }

  /**
   * A paragraph with those that it is kept with, and the first lines or rows of what the last of them is kept with. Measuring
   * stops at a page: what does not fit on one is not kept together.
   */
  private keptFrom(index: number): Kept {
    const { blocks } = this.content;
    const { top, bottom } = this.section;
    let height = 0;
    let space = this.spaceAfter;
    const kept: Line[] = [];
    let end = index;
    for (let block = blocks[end]; this.isKeptWithNext(block, end); block = blocks[end]) {
      if (block?.kind === 'table') {
        height += space + sum(this.measure.rows(block));
        space = 0;
      } else {
        const one = this.measured(end);
        height += one.height + (end === index ? this.spaceAbove(one.before) : Math.max(space, one.before));
        space = one.after;
        kept.push(...one.lines);
      }
      end += 1;
      if (height > bottom - top + tolerance + space) return { ...nothing, height: Number.POSITIVE_INFINITY };
    }
    const last = blocks[end] as Block;
    if (last.kind === 'table') {
      const rows = this.measure.rows(last).slice(0, endOfRows(last, 0) + 1);
      return { end, height: height + space + sum(rows), below: 0, notes: notesIn(kept) };
    }
    if (!last.endsSection) {
      const one = this.measured(end);
      const { keepLines = false, widowControl = true } = last.format;
      const count = one.lines.length;
      const needed = keepLines || (widowControl && count <= 3) ? count : widowControl ? 2 : 1;
      const lines = one.lines.slice(0, needed);
      kept.push(...lines);
      return {
        end,
        height: height + Math.max(space, one.before) + heightOf(lines),
        below: lines.at(-1)?.below ?? 0,
        notes: notesIn(kept),
      };
    }
    return { end, height, below: kept.at(-1)?.below ?? 0, notes: notesIn(kept) };
  }

  private isKeptWithNext(block: Block | undefined, index: number): boolean {
    if (!this.isSameSection(index + 1)) return false;
    if (block?.kind === 'table')
      return endOfRows(block, 0) === block.rows.length - 1 && isKept(block.rows.at(-1));
    return block?.format.keepNext === true;
  }

  private placeParagraph(block: Paragraph, index: number): void {
    if (block.format.pageBreakBefore && this.placed) this.startPage();
    const { lines, before, after } = this.measured(index);
    let from = 0;
    while (from < lines.length) {
      const left = lines.slice(from);
      const space = from === 0 ? this.spaceAbove(before) : 0;
      const fitting = this.countFitting(left, this.at + space);
      let count = fitting === left.length ? fitting : withoutWidow(block, left.length, fitting, from === 0);
      if (count === 0 && !this.placed) count = Math.max(1, fitting);
      if (count > 0) {
        const onPage = left.slice(0, count);
        this.at += space + heightOf(onPage);
        this.mark(onPage.flatMap(({ marks }) => marks));
        this.placed = true;
        from += count;
      }
      if (from < lines.length) this.startPage();
    }
    if (block.items.at(-1)?.kind === 'pageBreak') {
      if (block.format.keepNext) unsupported('a page break that is kept with what follows');
      this.startPage();
    }
    // After a page break too: a table on the next page keeps as much space from its top.
    this.spaceAfter = after;
  }

  private countFitting(lines: readonly Line[], start: number): number {
    let end = start;
    const notes: string[] = [];
    for (const [i, line] of lines.entries()) {
      end += line.height;
      notes.push(...notesIn([line]));
      if (!this.fits(end, line.below, notes)) return i;
    }
    return lines.length;
  }

  private placeTable(table: Table, index: number): void {
    const heights = this.measure.rows(table);
    const { rows } = table;
    const last = rows.length - 1;
    const headers = Math.max(
      0,
      rows.findIndex(({ isHeader }) => !isHeader),
    );
    const headerHeight = sum(heights.slice(0, headers));
    /** The thickness of the table's last line, which is drawn below the last row of each of its pages. */
    const lineBelow = (row: number) => (row < last ? (rows[last]?.lineBelow ?? 0) : 0);
    let onPage = 0;
    const nextPage = (row: number) => {
      if (row === headers && onPage > 0) unsupported('header rows alone on a page');
      this.startPage();
      onPage = 0;
      if (row >= headers) this.at += headerHeight;
    };
    this.at += this.spaceAfter;
    this.spaceAfter = 0;
    let keptUntil = -1;
    for (const [i, row] of rows.entries()) {
      const marks = row.cells.flatMap(({ blocks }) => blocks.flatMap(marksOf));
      if (marks.some(({ kind }) => kind === 'note')) unsupported('a footnote of a table');
      if (i > keptUntil) {
        keptUntil = endOfRows(table, i);
        const isPast = keptUntil === last && isKept(rows[last]) && this.isSameSection(index + 1);
        const following = isPast ? this.keptFrom(index + 1) : nothing;
        const height = sum(heights.slice(i, keptUntil + 1)) + lineBelow(keptUntil) + following.height;
        // What does not fit on a page of its own either breaks where the page ends.
        if (!this.fits(this.at + height, 0, following.notes) && this.placed) {
          if (keptUntil === i && !row.cantSplit) unsupported('a row that breaks across pages');
          nextPage(i);
        }
      }
      const height = heights[i] as number;
      if (!this.fits(this.at + height + lineBelow(i))) {
        if (!row.cantSplit) unsupported('a row that breaks across pages');
        if (this.placed) nextPage(i);
        if (!this.fits(this.at + height + lineBelow(i))) unsupported('a row taller than a page');
      }
      this.at += height;
      this.mark(marks);
      this.placed = true;
      onPage += 1;
    }
  }
}

const notesIn = (lines: readonly Line[]) =>
  lines.flatMap(({ marks }) => marks.flatMap(({ kind, name }) => (kind === 'note' ? [name] : [])));

/** How many of the lines that fit stay on the page: Word leaves no first line alone at its end, nor a last on the next. */
function withoutWidow({ format }: Paragraph, lines: number, fitting: number, isFirst: boolean): number {
  const { keepLines = false, widowControl = true } = format;
  if (keepLines && isFirst) return 0;
  if (!widowControl || lines < 2) return fitting;
  const count = lines - fitting === 1 ? fitting - 1 : fitting;
  return isFirst && count === 1 ? 0 : count;
}
