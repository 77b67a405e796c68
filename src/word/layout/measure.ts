import type { Block, Paragraph, Row, Table } from './block.ts';
import { type Line, linesOf } from './lines.ts';
import { unsupported } from './unsupported.ts';

/** How tall blocks are in a width. Lengths are points. */

interface Measured {
  lines: readonly Line[];
  /** Of its lines. */
  height: number;
  /** The space above and below it, next to its neighbours. */
  before: number;
  after: number;
}

export const sum = (lengths: readonly number[]) => lengths.reduce((total, one) => total + one, 0);
export const heightOf = (lines: readonly Line[]) => sum(lines.map(({ height }) => height));

/** Remembers what it has measured: what is kept together is looked at from each of its paragraphs. */
export class Measure {
  private readonly broken = new Map<Paragraph, readonly Line[]>();
  private readonly heights = new Map<Table, readonly number[]>();
  readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  /** Paragraphs of one style may leave out the space between them. */
  paragraph(block: Paragraph, previous: Block | undefined, next: Block | undefined): Measured {
    const lines = this.broken.get(block) ?? withLineBelow(linesOf(block, this.width), block.format.lineBelow);
    this.broken.set(block, lines);
    if (previous?.kind === 'paragraph' && joins(previous, block) !== joins(block, previous))
      unsupported('contextual spacing on one side');
    const { before = 0, after = 0, lineBelow = 0 } = block.format;
    // Two in one frame have one line.
    if (lineBelow > 0 && next?.kind === 'paragraph' && next.format.lineBelow)
      unsupported('borders that join');
    return {
      lines,
      height: heightOf(lines),
      before: joins(block, previous) ? 0 : before,
      after: joins(block, next) ? 0 : after,
    };
  }

  rows(table: Table): readonly number[] {
    const heights = this.heights.get(table) ?? table.rows.map((row) => this.row(row));
    this.heights.set(table, heights);
    return heights;
  }

  private row({ cells, lineAbove, lineBelow }: Row): number {
    const text = cells.map(({ blocks, width, share, sides }) =>
      new Measure((share ? width * this.width : width) - sides).stack(blocks, true),
    );
    const [top, bottom] = [cells.map((cell) => cell.top), cells.map((cell) => cell.bottom)];
    return Math.max(0, ...top) + Math.max(0, ...text) + Math.max(0, ...bottom) + lineAbove + lineBelow;
  }

  /** Blocks one under the other; with the space above the first and below the last, or without. */
  stack(blocks: readonly Block[], outer: boolean): number {
    let height = 0;
    let space = 0;
    for (const [i, block] of blocks.entries()) {
      if (block.kind === 'table') {
        height += space + sum(this.rows(block));
        space = 0;
        continue;
      }
      const one = this.paragraph(block, blocks[i - 1], blocks[i + 1]);
      height += one.height + (i > 0 || outer ? Math.max(space, one.before) : 0);
      space = one.after;
    }
    return height + (outer ? space : 0);
  }
}

/** The last line has the line below it, and nothing of it may go below the page. */
const withLineBelow = (lines: readonly Line[], height = 0): readonly Line[] =>
  height === 0
    ? lines
    : lines.map((line, i) =>
        i < lines.length - 1 ? line : { ...line, height: line.height + height, below: 0 },
      );

const joins = (one: Paragraph, other: Block | undefined) =>
  one.format.contextual === true && other?.kind === 'paragraph' && other.style === one.style;
