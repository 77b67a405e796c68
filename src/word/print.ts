import type { Marked } from 'marked';
import { forbiddenCharacter, nameIn, replaceForbidden } from '../diagnostics/characters.ts';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { type Additions, type NarrativeStyles, writeMarkdown } from './markdown.ts';
import { inner, type Site } from './program.ts';
import type { ChartData, Helpers } from './shape.ts';
import { escapeAttribute, escapeText } from './xml.ts';

/** What one rendering keeps while it prints, and leaves behind. */
export interface Printing {
  sites: readonly Site[];
  helpers: Helpers;
  marked: Marked | undefined;
  styles: NarrativeStyles;
  additions(part: string): Additions;
  findings: Finding[];
  /** The last number given to a bookmark or drawing. */
  lastId: number;
  ids: Map<string, number>;
  turn: number;
}

interface Options {
  fn(context: unknown, options?: { data: Frame }): string;
  inverse(context: unknown): string;
  data: Frame;
}

interface Frame {
  turn?: number;
  first?: boolean;
  last?: boolean;
  _parent?: Frame;
}

/** The helpers that a compiled part calls. They print into the one `Printing` that they close over. */
export function helpersFor(printing: Printing): Record<string, unknown> {
  return {
    [inner.print]: (value: unknown, site: number, helper: string, ...rest: unknown[]) =>
      print(printing, value, site, helper, rest.slice(0, -1) as Array<string | number>),
    [inner.unique]: (what: string, was: string, { data }: Options) =>
      unique(printing, what, was, data.turn ?? 0),
    ...wrappers,
    each(this: unknown, list: readonly unknown[], { fn, inverse, data }: Options) {
      if (!Array.isArray(list) || list.length === 0) return inverse(this);
      return list
        .map((item, i) => {
          printing.turn += 1;
          const frame = {
            ...data,
            turn: printing.turn,
            first: i === 0,
            last: i === list.length - 1,
            _parent: data,
          };
          return fn(item, { data: frame });
        })
        .join('');
    },
  };
}

const wrappers = {
  /** A cell must end with a paragraph: a cell whose blocks printed nothing gets an empty one. */
  [inner.cell](this: unknown, { fn }: Options) {
    const inside = fn(this);
    return /(<\/w:p>|<w:p( [^<>]*)?\/>)\s*$/.test(inside) ? inside : `${inside}<w:p/>`;
  },
  /** A table without rows is not a table: where every row is gone, so is the table. */
  [inner.table](this: unknown, { fn }: Options) {
    const inside = fn(this);
    return inside.includes('<w:tr>') || inside.includes('<w:tr ') ? inside : '';
  },
};

/** A number for an id, and for a name the name with that number; the same both times within one turn of a loop. */
function unique(printing: Printing, what: string, was: string, turn: number): string {
  const key = `${what} ${turn} ${was}`;
  let id = printing.ids.get(key);
  if (id === undefined) {
    printing.lastId += 1;
    id = printing.lastId;
    printing.ids.set(key, id);
  }
  // Word cuts names of bookmarks at 40 characters.
  return what === 'id' ? String(id) : `${was.slice(0, 40 - String(id).length - 1)}_${id}`;
}

function print(
  printing: Printing,
  value: unknown,
  siteNumber: number,
  helper: string,
  options: Array<string | number>,
): string {
  const site = printing.sites[siteNumber] as Site;
  if (site.as === 'shading') return shading(printing, value, helper, site);
  if (site.as === 'chart') return escapeAttribute(checked(printing, (value as ChartData)?.description, site));
  if (site.as === 'paragraphs') {
    const look = site.look ?? { paragraph: '', run: '' };
    const { marked, styles } = printing;
    const text = checked(printing, value, site);
    return marked ? writeMarkdown(marked, text, { look, styles, add: printing.additions(site.part) }) : '';
  }
  const text = checked(printing, helper === '' ? value : format(printing, value, helper, options), site);
  if (site.as === 'attribute') return escapeAttribute(text);
  if (site.as === 'element') return escapeText(text);
  return writeText(text);
}

function format(printing: Printing, value: unknown, helper: string, options: Array<string | number>): string {
  if (value === undefined || value === null) return value as unknown as string;
  return printing.helpers[helper]?.print(value as never, ...options) ?? '';
}

/** The value as text that a Word file can hold; what cannot be printed is a finding, and a visible mark in the text. */
function checked(printing: Printing, value: unknown, site: Site): string {
  if (typeof value !== 'string') {
    const found = value === undefined || value === null ? 'no value' : `a value of type ${typeof value}`;
    printing.findings.push(
      error('document/value', site.place, `this tag has ${found} to print`, 'give it text'),
    );
    return '';
  }
  const bad = forbiddenCharacter(value);
  if (!bad) return value;
  printing.findings.push(
    error(
      'document/value',
      site.place,
      `the value of this tag holds a character that Word cannot (${nameIn(value, bad)})`,
      'remove the character from the text',
    ),
  );
  return replaceForbidden(value);
}

/** Text inside `w:t`: a line break and a tab are elements of their own in Word. */
function writeText(text: string): string {
  const escaped = escapeText(text);
  if (!/[\r\n\t]/.test(escaped)) return escaped;
  return escaped.replace(/\r\n?|\n|\t/g, (mark) =>
    mark === '\t' ? '</w:t><w:tab/><w:t xml:space="preserve">' : '</w:t><w:br/><w:t xml:space="preserve">',
  );
}

function shading({ helpers }: Printing, value: unknown, helper: string, site: Site): string {
  const fill = value === undefined || value === null ? undefined : helpers[helper]?.shade?.(value as never);
  return fill ? `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>` : (site.look?.paragraph ?? '');
}
