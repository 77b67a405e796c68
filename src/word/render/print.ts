import { forbiddenCharacter, nameIn, replaceForbidden } from '../../diagnostics/characters.ts';
import { error } from '../../diagnostics/diagnostic.ts';
import { escapeAttribute, escapeText } from '../../ooxml/xml/tree.ts';
import { describe } from '../check/resolve.ts';
import { isDate } from '../dates-and-numbers.ts';
import type { ChartData } from '../shape.ts';
import type { Source } from '../sourced.ts';
import type { Print, PrintSite } from '../template/instructions.ts';
import { type Blanks, typeset } from '../typography.ts';
import { writeMarkdown } from './markdown.ts';
import { beginMark, paragraphMarks, withMark } from './marks.ts';
import { footnote } from './notes.ts';
import { narrativePicture, pictureOf, writePicture } from './pictures.ts';
import type { Printing } from './printing.ts';
import type { Setting } from './setting.ts';
import type { NarrativeStyles } from './styles.ts';

/** What a tag prints, escaped for where it is. `source` says which value of the context it is, where that has an origin. */
export function print(printing: Printing, value: unknown, instruction: Print, source?: Source): string {
  const { helper } = instruction;
  const site = printing.sites[instruction.site] as PrintSite;
  const note = (text: string, marks?: string[]) => noted(printing, text, site, { source, marks });
  if (site.as === 'shading') return shading(printing, value, helper, site);
  if (helper === 'image') {
    const picture = pictureOf(printing, value, site);
    const mark = site.as === 'image' || !picture ? undefined : beginMark(printing, source);
    note(picture?.alt ?? '', mark && [mark.name]);
    if (site.as === 'image') return escapeAttribute(picture?.alt ?? '');
    return picture ? withMark(mark, writePicture(printing, picture, site)) : '';
  }
  if (site.as === 'chart') {
    const chart = value as ChartData | undefined;
    note(chart ? chartText(chart) : '');
    return escapeAttribute(checked(printing, chart?.description, site));
  }
  if (site.as === 'paragraphs') {
    const format = site.format ?? { paragraph: '', run: '' };
    const { parse, styles } = printing;
    const how = typesetting(printing, site, source);
    const text = checked(printing, value, site);
    const marks: string[] = [];
    const mark = paragraphMarks(printing, source, marks);
    note(text, mark && marks);
    return parse && styles
      ? writeMarkdown(parse, text, {
          format,
          styles,
          add: printing.additions,
          part: site.part,
          ...(mark && { mark }),
          ...(how && { typeset: how }),
          ...narrativeExtras(printing, site, source?.origin, mark),
        })
      : '';
  }
  const text = checked(
    printing,
    helper === undefined ? value : formatted(printing, value, instruction),
    site,
  );
  note(text, printing.mark && [printing.mark.name]);
  if (site.as === 'attribute') return escapeAttribute(text);
  // A title is one line.
  if (site.as === 'element') return escapeText(text.replace(/\s*[\r\n]+\s*/g, ' '));
  if (site.as === 'address') return text;
  if (site.as === 'colour') return colour(printing, text, site);
  const how = typesetting(printing, site, source);
  return writeText(how ? typeset(text, how) : text);
}

/** Which blanks are joined where signs are typographic, for a value whose origin allows it. */
const typesetting = (
  { typography }: Printing,
  { inCell }: PrintSite,
  source: Source | undefined,
): Blanks | undefined => (source && typography?.(source.origin) ? (inCell ? 'days' : 'all') : undefined);

/** Notes and pictures of narrative. */
function narrativeExtras(
  printing: Printing,
  site: PrintSite,
  origin: unknown,
  mark: Setting['mark'],
): Pick<Setting, 'note' | 'picture' | 'room'> {
  const { styles, notes, numbers, images } = printing;
  const note = (inside: (setting: Setting) => string) => {
    const id = numbers.fresh();
    const part = notes.pathOf('footnotes');
    const setting = {
      format: { paragraph: '', run: '' },
      add: printing.additions,
      part,
      styles: styles as NarrativeStyles,
    };
    const written = footnote(id, setting.styles, mark ? mark(inside(setting)) : inside(setting));
    notes.add('footnotes', id, written.note);
    return written.reference;
  };
  return {
    ...(site.room && { room: site.room }),
    ...(site.takesNotes && { note }),
    ...(images && {
      picture: (name, alt, room) =>
        narrativePicture(printing, { name, alt, origin }, { ...site, ...(room && { room }) }),
    }),
  };
}

/** Puts what was printed into the list of it, if it says where it comes from. */
export function noted(
  { printed }: Printing,
  text: string,
  { part, place }: PrintSite,
  { source, marks }: { source: Source | undefined; marks?: string[] | undefined },
): void {
  if (!source) return;
  const { name, origin } = source;
  printed.push({ name, origin, text, part, paragraph: place.paragraph, ...(marks && { marks }) });
}

/** What a chart shows, in words: its description, and each of its series. */
const chartText = ({ description, categories, series }: ChartData) =>
  [
    description,
    ...series.map(({ name, values }) => {
      const points = categories.map((category, i) => `${category} ${values[i] ?? 'none'}`);
      return `${name}: ${points.join(', ')}`;
    }),
  ].join('\n');

const isRight = {
  number: (value: unknown) => Number.isFinite(value),
  date: (value: unknown) => value === '' || (typeof value === 'string' && isDate(value)),
  text: (value: unknown) => typeof value === 'string',
};

/** A value as its helper prints it. What is no number or no day would be printed as it is, or as another day. */
function formatted(printing: Printing, value: unknown, { helper = '', options, site }: Print): string {
  if (value === undefined || value === null) return value as unknown as string;
  const own = printing.helpers[helper];
  if (own && !isRight[own.takes](value)) {
    const place = (printing.sites[site] as PrintSite).place;
    const help = own.takes === 'date' ? 'give it a date as 2023-06-16' : `give it ${describe(own.takes)}`;
    const found = `"${String(value).slice(0, 40)}" is no ${own.takes}`;
    printing.findings.push(error('document/value', place, `${found}, and "${helper}" takes one`, help));
    return '';
  }
  return own?.print(value as never, ...options) ?? '';
}

/** The value as text that a Word file can hold; what cannot be printed is a finding, and a visible mark in the text. */
export function checked(printing: Printing, value: unknown, site: PrintSite): string {
  if (typeof value !== 'string') {
    const found = value === undefined || value === null ? 'no value' : `a value of type ${typeof value}`;
    printing.findings.push(
      error('document/value', site.place, `this tag has ${found} to print`, 'give it text'),
    );
    return '';
  }
  const bad = forbiddenCharacter(value);
  if (!bad) return value;
  const message = `the value of this tag holds a character that Word cannot (${nameIn(value, bad)})`;
  const help = 'remove the character from the text';
  printing.findings.push(error('document/value', site.place, message, help));
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

/** A colour as Word has it: six hexadecimal digits, or its word for none. */
function colour({ findings }: Printing, text: string, { place }: PrintSite): string {
  const digits = text.trim().replace(/^#/, '');
  if (/^(?:[0-9a-f]{6}|auto)$/i.test(digits)) return digits;
  if (digits !== '') {
    const message = `"${text.slice(0, 40)}" is no colour`;
    const help = 'give six hexadecimal digits: D4EDDA';
    findings.push(error('document/value', place, message, help));
  }
  return 'auto';
}

function shading({ helpers }: Printing, value: unknown, helper: string | undefined, site: PrintSite): string {
  const shade = helper === undefined ? undefined : helpers[helper]?.shade;
  const fill = value === undefined || value === null ? undefined : shade?.(value as never);
  return fill ? `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>` : (site.format?.paragraph ?? '');
}
