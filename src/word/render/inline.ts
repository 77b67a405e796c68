import { escapeText } from '../../ooxml/xml/tree.ts';
import type { Inline } from '../markdown/tree.ts';
import type { Setting } from './setting.ts';

/** The runs of a narrative: bold, italic, struck, links. */

export interface Emphasis {
  bold?: boolean;
  italic?: boolean;
  struck?: boolean;
}

const emphasisOf = { strong: { bold: true }, emphasis: { italic: true }, struck: { struck: true } } as const;

export function writeInlines(inlines: readonly Inline[], setting: Setting, emphasis: Emphasis = {}): string {
  return inlines
    .map((inline): string => {
      if (inline.type === 'break') return '<w:r><w:br/></w:r>';
      if (inline.type === 'text') return writeRun(inline.text, emphasised(setting.format.run, emphasis));
      if (inline.type === 'link') return writeLink(inline, setting, emphasis);
      if (inline.type === 'note') return writeNote(inline, setting, emphasis);
      if (inline.type === 'picture')
        return (
          setting.picture?.(inline.name, inline.alt, setting.room) ??
          writeRun(inline.typed, emphasised(setting.format.run, emphasis))
        );
      return writeInlines(inline.inlines, setting, { ...emphasis, ...emphasisOf[inline.type] });
    })
    .join('');
}

/** A footnote; where there can be none, its words in brackets. */
function writeNote(
  { label, typed }: Extract<Inline, { type: 'note' }>,
  setting: Setting,
  emphasis: Emphasis,
): string {
  const note = setting.notes?.get(label);
  // A note in a note is in brackets; one that leads to itself stays as it was typed.
  const notes = new Map([...(setting.notes ?? [])].filter(([other]) => other !== label));
  const plain = (text: string) => writeRun(text, emphasised(setting.format.run, emphasis));
  if (!note) return plain(typed);
  if (!setting.note) return plain(' (') + writeInlines(note, { ...setting, notes }, emphasis) + plain(')');
  return setting.note((own) => writeInlines(note, { ...own, notes }));
}

function writeLink(link: Extract<Inline, { type: 'link' }>, setting: Setting, emphasis: Emphasis): string {
  const style = setting.styles.link;
  const base = setting.format.run.replace(/<w:rStyle [^>]*>/, '');
  const linked = style ? `<w:rPr><w:rStyle w:val="${style}"/>${inside(base)}</w:rPr>` : base;
  const runs = writeInlines(
    link.inlines,
    { ...setting, format: { ...setting.format, run: linked } },
    emphasis,
  );
  return `<w:hyperlink r:id="${setting.add.link(setting.part, link.address)}" w:history="1">${runs}</w:hyperlink>`;
}

/** The inside of a `w:rPr`. */
function inside(run: string): string {
  return run.replace(/^<w:rPr[^>]*>|<\/w:rPr>$/g, '');
}

/** Adds bold, italic and struck where the schema wants them (ECMA-376 part 1, 17.3.2.28). */
function emphasised(run: string, { bold, italic, struck }: Emphasis): string {
  if (!bold && !italic && !struck) return run;
  const properties = inside(run)
    .replace(bold ? /<w:b(Cs)?( [^>]*)?\/>/g : /$^/, '')
    .replace(italic ? /<w:i(Cs)?( [^>]*)?\/>/g : /$^/, '')
    .replace(struck ? /<w:d?strike( [^>]*)?\/>/g : /$^/, '');
  const head = /^(<w:rStyle [^>]*>)?(<w:rFonts [^>]*>)?/.exec(properties)?.[0] ?? '';
  const rest = properties.slice(head.length);
  const marks = `${bold ? '<w:b/><w:bCs/>' : ''}${italic ? '<w:i/><w:iCs/>' : ''}`;
  if (!struck) return `<w:rPr>${head}${marks}${rest}</w:rPr>`;
  const before = /^(<w:(b|bCs|i|iCs|caps|smallCaps)( [^>]*)?\/>)*/.exec(rest)?.[0] ?? '';
  return `<w:rPr>${head}${marks}${before}<w:strike/>${rest.slice(before.length)}</w:rPr>`;
}

/** Text as a run. A line break in the source of a paragraph is a space; a tab is a tab. */
function writeRun(text: string, properties: string): string {
  const lines = text.split('\n');
  const words = lines
    .map((line, i) => trim(line, i > 0, i < lines.length - 1))
    .join(' ')
    .split('\t');
  const written = words.map((word) => `<w:t xml:space="preserve">${escapeText(word)}</w:t>`).join('<w:tab/>');
  return `<w:r>${properties}${written}</w:r>`;
}

function trim(line: string, start: boolean, end: boolean): string {
  const from = start ? line.trimStart() : line;
  return end ? from.trimEnd() : from;
}
