import {
  AlignmentType,
  type INumberingOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LevelFormat,
  type ParagraphChild,
} from 'docx';
import { tag, text } from './blocks.ts';
import { accent, contents, headingStyle, numbering, styles } from './style.ts';

/**
 * Papers number their sections and paragraphs, so that a member can say "paragraph 3.2": by the styles, in the margin, where the
 * numbers cost no room.
 */

const style = 'NumberedText';

export const prose = (...children: Array<string | ParagraphChild>) => text(style, ...children);
export const markdown = (name: string) => tag(`{{markdown ${name}}}`, style);

const reference = 'outline';
const inMargin = { left: 0, hanging: 700 };

export const outlineNumbering: INumberingOptions = {
  config: [
    ...numbering.config,
    {
      reference,
      levels: ['%1', '%1.%2'].map((words, level) => ({
        level,
        format: LevelFormat.DECIMAL,
        text: words,
        alignment: AlignmentType.LEFT,
        style: { paragraph: { indent: inMargin } },
      })),
    },
  ],
};

/** Word asks the level which style it is for; docx cannot write that. */
export const withStyles = (source: string) =>
  ['Heading1', style].reduce(
    (xml, id, level) =>
      xml.replace(
        `<w:lvlText w:val="${['%1', '%1.%2'][level]}"/>`,
        (words) => `<w:pStyle w:val="${id}"/>${words}`,
      ),
    source,
  );

/** Those that follow something are numbered as what they are based on; contents have room for numbers. */
const based: Record<string, Partial<IParagraphStyleOptions>> = {
  LeadIn: { basedOn: style, next: style },
  AfterList: { basedOn: style, next: style },
  AfterTable: { basedOn: style, next: style },
  ContentsHeading: { run: { size: 36, bold: true, color: accent } },
  TOC1: { ...contents('TOC1', 'toc 1', 0, 500), run: { size: 22 } },
};

const section = headingStyle(1, [18, 14, 5]);

export const numberedStyles: IStylesOptions = {
  default: {
    ...styles.default,
    heading1: {
      ...section,
      next: style,
      paragraph: { ...section.paragraph, numbering: { reference, level: 0 } },
    },
    // Papers have many sections, so that their headings are smaller.
    heading2: headingStyle(2, [14, 11, 4]),
    heading3: headingStyle(3, [12, 7, 2]),
  },
  paragraphStyles: [
    {
      id: style,
      name: 'Numbered Text',
      basedOn: 'Normal',
      next: style,
      quickFormat: true,
      uiPriority: 1,
      paragraph: { numbering: { reference, level: 1 } },
    },
    ...(styles.paragraphStyles ?? []).map((one) => ({ ...one, ...based[one.id] })),
  ],
};
