import {
  AlignmentType,
  convertMillimetersToTwip,
  type INumberingOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
} from 'docx';

/** The house style of the documents (DESIGN, "The look of the documents"): Arial 12, one dark accent, A4, 2 cm margins. */

export const accent = '1F3A5F';
export const headerFill = 'E7ECF2';
export const ruleColour = 'B5C0CC';

const mm = convertMillimetersToTwip;
export const margins = {
  top: mm(20),
  bottom: mm(20),
  left: mm(20),
  right: mm(20),
  header: mm(10),
  footer: mm(10),
};
export const a4 = { width: mm(210), height: mm(297) };

/** Widths between the margins. */
export const portraitWidth = mm(170);
export const landscapeWidth = mm(257);

const heading = (points: number, before: number, after: number) => ({
  run: { size: points * 2, bold: true, color: accent },
  paragraph: { spacing: { before: before * 20, after: after * 20 }, keepNext: true, keepLines: true },
});

const table = { spacing: { before: 0, after: 0, line: 264, lineRule: LineRuleType.AUTO } };
const style = { basedOn: 'Normal', quickFormat: true };

export const numbering: INumberingOptions = {
  config: [
    {
      reference: 'bullets',
      levels: ['•', '–', '•'].map((text, level) => ({
        level,
        format: LevelFormat.BULLET,
        text,
        alignment: AlignmentType.LEFT,
        style: { paragraph: { indent: { left: 400 * (level + 1), hanging: 400 } } },
      })),
    },
    {
      reference: 'numbers',
      levels: [LevelFormat.DECIMAL, LevelFormat.LOWER_LETTER, LevelFormat.LOWER_ROMAN].map(
        (format, level) => ({
          level,
          format,
          text: `%${level + 1}.`,
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 400 * (level + 1), hanging: 400 } } },
        }),
      ),
    },
  ],
};

export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Arial', size: 24, language: { value: 'en-GB', eastAsia: 'en-GB' } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { size: 44, bold: true, color: accent },
      paragraph: {
        spacing: { before: 0, after: 120, line: 252, lineRule: LineRuleType.AUTO },
        keepNext: true,
      },
    },
    heading1: heading(20, 18, 8),
    heading2: heading(16, 14, 6),
    heading3: heading(13, 10, 4),
    hyperlink: { run: { color: '0B4F9E', underline: {} } },
    footnoteText: {
      run: { size: 24 },
      paragraph: { spacing: { after: 60, line: 264, lineRule: LineRuleType.AUTO } },
    },
  },
  paragraphStyles: [
    {
      id: 'Status',
      name: 'Status',
      ...style,
      run: { bold: true, color: accent },
      paragraph: { spacing: { after: 160 } },
    },
    {
      id: 'Notice',
      name: 'Notice',
      ...style,
      paragraph: {
        spacing: { before: 60, after: 160 },
        border: { left: { style: 'single', size: 24, color: accent, space: 8 } },
        indent: { left: 160 },
      },
    },
    {
      id: 'ConditionWording',
      name: 'Condition Wording',
      ...style,
      paragraph: { spacing: { after: 120 }, indent: { left: 300 }, keepNext: true, keepLines: true },
    },
    { id: 'TableText', name: 'Table Text', ...style, paragraph: table },
    {
      id: 'TableHeading',
      name: 'Table Heading',
      ...style,
      run: { bold: true },
      paragraph: { ...table, keepNext: true },
    },
    {
      id: 'TableNumber',
      name: 'Table Number',
      ...style,
      paragraph: { ...table, alignment: AlignmentType.RIGHT },
    },
    { id: 'TableTotal', name: 'Table Total', ...style, run: { bold: true }, paragraph: table },
    {
      id: 'TableTotalNumber',
      name: 'Table Total Number',
      ...style,
      run: { bold: true },
      paragraph: { ...table, alignment: AlignmentType.RIGHT },
    },
    {
      id: 'TableRating',
      name: 'Table Rating',
      ...style,
      run: { bold: true },
      paragraph: { ...table, alignment: AlignmentType.CENTER },
    },
    { id: 'AfterTable', name: 'After Table', ...style, paragraph: { spacing: { before: 120, after: 120 } } },
    {
      id: 'ListBullet',
      name: 'List Bullet',
      ...style,
      paragraph: { spacing: { after: 60 }, numbering: { reference: 'bullets', level: 0 } },
    },
    {
      id: 'ListNumber',
      name: 'List Number',
      ...style,
      paragraph: { spacing: { after: 60 }, numbering: { reference: 'numbers', level: 0 } },
    },
  ],
};
