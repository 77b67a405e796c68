import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  type INumberingOptions,
  type IStylesOptions,
  LeaderType,
  LevelFormat,
  LineRuleType,
  TabStopType,
} from 'docx';

/** The house style of the documents (DESIGN, "The look of the documents"): Arial 12, one dark accent, A4, 2 cm margins. */

export const accent = '1F3A5F';
/** Beside the accent in charts: 3 to 1 or better against it and against white, so apart in greyscale too. */
export const contrastColour = 'C2700A';
const headerFill = 'E7ECF2';
/** Of a cell apart from those of its answers. */
export const paleFill = 'F4F6F9';
const ruleColour = { light: 'B5C0CC', dark: '5B6B7D' };

/** A horizontal rule of a table, in eighths of a point. */
export const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: ruleColour.dark });

const mm = convertMillimetersToTwip;
export const margins = {
  top: mm(20),
  bottom: mm(20),
  left: mm(20),
  right: mm(20),
  header: mm(8),
  footer: mm(10),
};
/** Landscape pages hold tables: a little more of each page for their rows and columns. */
export const landscapeMargins = {
  top: mm(15),
  bottom: mm(15),
  left: mm(15),
  right: mm(15),
  header: mm(6),
  footer: mm(7),
};
/** Papers have numbers in the margin, which a printer must reach. */
export const paperLandscapeMargins = { ...landscapeMargins, left: mm(20) };
export const a4 = { width: mm(210), height: mm(297) };

/** For a document of one page. */
export const compactMargins = {
  top: mm(10),
  bottom: mm(10),
  left: mm(12),
  right: mm(12),
  header: mm(4),
  footer: mm(5),
};

/** Widths between the margins. */
export const portraitWidth = mm(170);
export const compactWidth = mm(186);
export const landscapeWidth = mm(267);
export const compactLandscapeWidth = mm(273);
export const paperLandscapeWidth = mm(262);

/** Sizes in points. Without its outline level a heading is a plain paragraph for who saves the file as a PDF. */
export const headingStyle = (
  level: 1 | 2 | 3,
  [points, before, after]: readonly [number, number, number],
) => ({
  uiPriority: 9,
  run: { size: points * 2, bold: true, color: accent },
  paragraph: {
    spacing: { before: before * 20, after: after * 20 },
    keepNext: true,
    keepLines: true,
    outlineLevel: level - 1,
  },
});

const table = { spacing: { before: 0, after: 0, line: 264, lineRule: LineRuleType.AUTO } };
const right = { alignment: AlignmentType.RIGHT };
const tableNumber = { ...table, ...right };
/** The text of tables that would not fit at 12 points, set closer. */
const small = { size: 22 };
const smallTable = { spacing: { ...table.spacing, line: 240 } };
/** The indent keeps a number apart from the text of the column to its right. */
const smallNumber = { ...smallTable, ...right, indent: { right: 80 } };
/** A style that people choose; after a paragraph of it, Enter gives plain text. */
const style = { basedOn: 'Normal', next: 'Normal', quickFormat: true, uiPriority: 11 };
/** One that comes with the tables, and is not in the gallery. Enter gives the same again. */
const tableStyleOf = { basedOn: 'Normal', uiPriority: 60 };

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

/** An entry of the table of contents, with room for a number before it where it has one: its page number at the right margin after a row of dots. */
export const contents = (id: string, name: string, left: number, numbersTo?: number) => ({
  id,
  name,
  basedOn: 'Normal',
  next: 'Normal',
  uiPriority: 39,
  paragraph: {
    spacing: { after: 30, line: 240, lineRule: LineRuleType.AUTO },
    indent: { left },
    tabStops: [
      ...(numbersTo ? [{ type: TabStopType.LEFT, position: numbersTo }] : []),
      { type: TabStopType.RIGHT, position: portraitWidth, leader: LeaderType.DOT },
    ],
  },
});

export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Arial', size: 24, language: { value: 'en-GB', eastAsia: 'en-GB' } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: {
      uiPriority: 10,
      run: { size: 44, bold: true, color: accent },
      paragraph: {
        spacing: { before: 0, after: 120, line: 252, lineRule: LineRuleType.AUTO },
        keepNext: true,
      },
    },
    heading1: headingStyle(1, [20, 16, 6]),
    heading2: headingStyle(2, [16, 12, 5]),
    heading3: headingStyle(3, [13, 8, 3]),
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
      paragraph: {
        spacing: { after: 120 },
        border: { left: { ...rule(12), color: ruleColour.light, space: 8 } },
        indent: { left: 300 },
        keepNext: true,
        keepLines: true,
      },
    },
    {
      id: 'LeadIn',
      name: 'Lead In',
      ...style,
      paragraph: { spacing: { after: 80 }, keepNext: true, keepLines: true },
    },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      next: 'Normal',
      quickFormat: true,
      uiPriority: 35,
      run: { size: 22, bold: true, color: accent },
      paragraph: {
        spacing: { before: 120, after: 40, line: 240, lineRule: LineRuleType.AUTO },
        keepNext: true,
        keepLines: true,
      },
    },
    { id: 'TableText', name: 'Table Text', ...tableStyleOf, paragraph: table },
    {
      id: 'TableAnswer',
      name: 'Table Answer',
      ...tableStyleOf,
      paragraph: { spacing: { ...table.spacing, after: 80 } },
    },
    { id: 'TableNumber', name: 'Table Number', ...tableStyleOf, paragraph: tableNumber },
    {
      id: 'TableHeading',
      name: 'Table Heading',
      ...tableStyleOf,
      run: { bold: true },
      paragraph: { ...table, keepNext: true },
    },
    {
      id: 'TableHeadingNumber',
      name: 'Table Heading Number',
      ...tableStyleOf,
      run: { bold: true },
      paragraph: { ...tableNumber, keepNext: true },
    },
    { id: 'TableTotal', name: 'Table Total', ...tableStyleOf, run: { bold: true }, paragraph: table },
    {
      id: 'TableTotalNumber',
      name: 'Table Total Number',
      ...tableStyleOf,
      run: { bold: true },
      paragraph: tableNumber,
    },
    {
      id: 'TableRating',
      name: 'Table Rating',
      ...tableStyleOf,
      run: { bold: true },
      paragraph: { ...table, alignment: AlignmentType.CENTER },
    },
    {
      id: 'SmallTableRating',
      name: 'Small Table Rating',
      ...tableStyleOf,
      run: { ...small, bold: true },
      paragraph: { ...smallTable, alignment: AlignmentType.CENTER },
    },
    { id: 'SmallTableText', name: 'Small Table Text', ...tableStyleOf, run: small, paragraph: smallTable },
    {
      id: 'SmallTableAnswer',
      name: 'Small Table Answer',
      ...tableStyleOf,
      run: small,
      paragraph: { spacing: { ...smallTable.spacing, after: 60 } },
    },
    {
      id: 'SmallTableNumber',
      name: 'Small Table Number',
      ...tableStyleOf,
      run: small,
      paragraph: smallNumber,
    },
    {
      id: 'SmallTableTotal',
      name: 'Small Table Total',
      ...tableStyleOf,
      run: { ...small, bold: true },
      paragraph: smallTable,
    },
    {
      id: 'SmallTableTotalNumber',
      name: 'Small Table Total Number',
      ...tableStyleOf,
      run: { ...small, bold: true },
      paragraph: smallNumber,
    },
    {
      id: 'SmallTableHeading',
      name: 'Small Table Heading',
      ...tableStyleOf,
      run: { ...small, bold: true },
      paragraph: { ...smallTable, keepNext: true },
    },
    {
      id: 'SmallTableHeadingNumber',
      name: 'Small Table Heading Number',
      ...tableStyleOf,
      run: { ...small, bold: true },
      paragraph: { ...smallNumber, keepNext: true },
    },
    {
      id: 'ContentsHeading',
      name: 'Contents Heading',
      ...style,
      run: { size: 40, bold: true, color: accent },
      paragraph: { spacing: { before: 0, after: 160 }, keepNext: true },
    },
    contents('TOC1', 'toc 1', 0),
    contents('TOC2', 'toc 2', 300),
    { id: 'AfterList', name: 'After List', ...style, paragraph: { spacing: { before: 120 } } },
    { id: 'AfterTable', name: 'After Table', ...style, paragraph: { spacing: { before: 120, after: 120 } } },
    {
      id: 'ListBullet',
      name: 'List Bullet',
      ...style,
      next: 'ListBullet',
      paragraph: { spacing: { after: 40 }, numbering: { reference: 'bullets', level: 0 } },
    },
    {
      id: 'ListNumber',
      name: 'List Number',
      ...style,
      next: 'ListNumber',
      paragraph: { spacing: { after: 40 }, numbering: { reference: 'numbers', level: 0 } },
    },
  ],
};

/** Half points, and the spaces of headings in points. */
const compactSizes = {
  small: { text: 20, title: 28, heading: [13, 3, 1] },
  usual: { text: 24, title: 32, heading: [14, 8, 3] },
} as const;

const closer: Record<string, { before?: number; after: number }> = {
  Status: { after: 40 },
  Notice: { before: 20, after: 40 },
  LeadIn: { after: 40 },
  ListBullet: { after: 10 },
  AfterTable: { before: 40, after: 30 },
  AfterList: { before: 20, after: 30 },
};

/** The same set closer, for a document of one page. */
export const compactStyles = (size: keyof typeof compactSizes): IStylesOptions => {
  const { text, title, heading: ofHeading } = compactSizes[size];
  return {
    default: {
      ...styles.default,
      document: {
        ...styles.default?.document,
        run: { ...styles.default?.document?.run, size: text },
        paragraph: {
          spacing: { after: size === 'small' ? 30 : 80, line: 240, lineRule: LineRuleType.AUTO },
        },
      },
      title: {
        uiPriority: 10,
        run: { size: title, bold: true, color: accent },
        paragraph: { spacing: { before: 0, after: 40 }, keepNext: true },
      },
      heading1: headingStyle(1, ofHeading),
    },
    paragraphStyles: (styles.paragraphStyles ?? []).map((one) => {
      if (size === 'small' && one.id.startsWith('SmallTable'))
        return { ...one, run: { ...one.run, size: text } };
      return one.id in closer
        ? { ...one, paragraph: { ...one.paragraph, spacing: closer[one.id] ?? {} } }
        : one;
    }),
  };
};

const border = (side: string, size: number, color: string) =>
  `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="${color}"/>`;
const padding = (side: string, twips: number) => `<w:${side} w:w="${twips}" w:type="dxa"/>`;

/** How far text is from the rules above and below it: 1.5 mm, 1 mm in a template for one page, 0.4 mm where tables are close. */
export const rowPaddings = { usual: 85, compact: 57, close: 23 };

/** The style of tables, which docx cannot write: horizontal rules only, a shaded bold header row. Tables in narrative take it too. */
export const tableStyle = (rows: keyof typeof rowPaddings) =>
  '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>' +
  '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>' +
  `<w:pPr><w:spacing w:before="0" w:after="0" w:line="${rows === 'close' ? smallTable.spacing.line : table.spacing.line}" w:lineRule="auto"/></w:pPr>` +
  // Where rows are close, their text is as small as that of the other tables.
  (rows === 'close' ? `<w:rPr><w:sz w:val="${small.size}"/><w:szCs w:val="${small.size}"/></w:rPr>` : '') +
  `<w:tblPr><w:tblBorders>${border('top', 8, ruleColour.dark)}${border('bottom', 8, ruleColour.dark)}` +
  `${border('insideH', 4, ruleColour.light)}</w:tblBorders>` +
  `<w:tblCellMar>${padding('top', rowPaddings[rows])}${padding('left', 90)}${padding('bottom', rowPaddings[rows])}${padding('right', 90)}</w:tblCellMar></w:tblPr>` +
  '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>' +
  // Lines of the colour of the fill: without them the page shows between the cells.
  `<w:tcPr><w:tcBorders>${border('insideV', 4, headerFill)}</w:tcBorders>` +
  `<w:shd w:val="clear" w:color="auto" w:fill="${headerFill}"/></w:tcPr></w:tblStylePr></w:style>`;
