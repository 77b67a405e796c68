import {
  BorderStyle,
  HeadingLevel,
  ImportedXmlComponent,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Block, heading, leadIn, type TableBlock, type TemplateSource, tag, text } from './blocks.ts';
import { portraitWidth } from './style.ts';

/**
 * The update form. What an owner types is in plain cells, which every word processor keeps; controls only choose from a list, or
 * keep fixed words from being changed. A bookmark in the cell of its label says which answer is beside it.
 */

const xml = (source: string) => ImportedXmlComponent.fromXmlString(source) as unknown as ParagraphChild;

let last = 1000;
const control = (properties: string, content: string) => {
  last += 1;
  return `<w:sdt><w:sdtPr>${properties.replace('<w:lock', `<w:id w:val="${last}"/><w:lock`)}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
};

const run = (words: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${words}</w:t></w:r>`;

/** Words that nobody changes by mistake. */
const fixed = (words: string, properties = '') =>
  xml(control('<w:lock w:val="sdtContentLocked"/>', run(words, properties)));

/** Paragraphs that nobody changes by mistake. */
const locked = (...paragraphs: Paragraph[]): Block[] => {
  last += 1;
  const begin = `<w:sdt><w:sdtPr><w:alias w:val="For information"/><w:id w:val="${last}"/><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>`;
  return [mark(begin), ...paragraphs, mark('</w:sdtContent></w:sdt>')];
};

/** Stands for a piece of XML that is put in its place when the template is written: docx has no control round paragraphs. */
const mark = (source: string) =>
  new Paragraph({ children: [new TextRun(`[[xml ${Buffer.from(source).toString('hex')}]]`)] });

export const withControls = (source: string) =>
  source.replace(/<w:p>(?:(?!<\/w:p>).)*?\[\[xml ([0-9a-f]+)\]\].*?<\/w:p>/g, (_, hex: string) =>
    Buffer.from(hex, 'hex').toString(),
  );

/** A drop-down list. It shows its first item until another is chosen. */
const choice = (name: string, value: string, list: string) => {
  const item = (words: string) => `<w:listItem w:displayText="${words}" w:value="${words}"/>`;
  const items = `${item('Choose from the list')}${item(list)}`;
  return xml(
    control(
      `<w:alias w:val="${name}"/><w:lock w:val="sdtLocked"/><w:dropDownList>${items}</w:dropDownList>`,
      run(value),
    ),
  );
};

let bookmarks = 0;
/** The label of an answer: its bookmark says which one it is. */
const labelled = (name: string, words: string, look = '<w:b/><w:bCs/>') => {
  bookmarks += 1;
  const start = xml(`<w:bookmarkStart w:id="${bookmarks}" w:name="_form_${name}"/>`);
  const end = xml(`<w:bookmarkEnd w:id="${bookmarks}"/>`);
  return new Paragraph({
    style: 'TableText',
    children: [start, fixed(words, look), end],
  });
};
const hint = (words: string) => new Paragraph({ style: 'FormHint', children: [fixed(words)] });
const answer = (...children: Array<string | ParagraphChild>) => text('FormAnswer', ...children);
/** One that stays on the page of the row below. */
const kept = (words = '') =>
  new Paragraph({ style: 'FormAnswer', keepNext: true, children: [new TextRun(words)] });

/** A cell with what has come already, or an empty paragraph to type in. */
const narrative = (name: string) => [
  tag(`{{#if ${name}}}`, 'FormAnswer'),
  tag(`{{markdown ${name}}}`, 'FormAnswer'),
  tag('{{else}}', 'FormAnswer'),
  answer(''),
  tag('{{/if}}', 'FormAnswer'),
];

/** A cell to type in has a line round it: it is seen as one, and not only by its colour. */
const box = { style: BorderStyle.SINGLE, size: 6, color: '5B6B7D' };
const cell = (width: number, children: Paragraph[], isAnswer = false) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(isAnswer ? { borders: { top: box, bottom: box, left: box, right: box } } : {}),
    children,
  });

const widthsOf = (shares: readonly number[]) => {
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => Math.floor((portraitWidth * share) / sum));
};

interface FormTable {
  title: string;
  description: string;
  widths: number[];
  /** Whether the first cell of each row says what the others hold. */
  rowHeaders: boolean;
}

const table = ({ title, description, widths, rowHeaders }: FormTable, rows: TableRow[]): TableBlock => ({
  title,
  description,
  table: new Table({
    style: 'ReportTable',
    tableLook: { firstRow: true, lastRow: false, firstColumn: rowHeaders, noHBand: true, noVBand: true },
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows,
  }),
});

const header = (widths: readonly number[], cells: Paragraph[]) =>
  new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: cells.map((paragraph, i) => cell(widths[i] ?? 0, [paragraph])),
  });

/** A row in which the cells after the first `labels` are for answers. */
const row = (widths: readonly number[], cells: Paragraph[][], { height = 0, labels = cells.length } = {}) =>
  new TableRow({
    cantSplit: true,
    ...(height ? { height: { value: height, rule: 'atLeast' as const } } : {}),
    children: cells.map((paragraphs, i) => cell(widths[i] ?? 0, paragraphs, i >= labels)),
  });

const tagRow = (widths: readonly number[], words: string) =>
  row(
    widths,
    widths.map((_, i) => [text('TableText', i === 0 ? words : '')]),
  );

const headed = (words: string) => new Paragraph({ style: 'TableHeading', children: [fixed(words)] });

const questionWidths = widthsOf([3.4, 6.6]);

type Question = [label: Paragraph[], answer: Paragraph[], height: number];

/** Labels at the left, answers at the right. */
const questionTable = (title: string, rows: TableRow[]) =>
  table(
    {
      title,
      description: 'What is asked at the left, a cell for the answer at the right.',
      widths: questionWidths,
      rowHeaders: true,
    },
    [header(questionWidths, [headed('What is asked'), headed('Your answer')]), ...rows],
  );

const questionRow = ([asked, answered, height]: Question) =>
  row(questionWidths, [asked, answered], { height, labels: 1 });

/** A table with a row for each entry of a list and empty rows below, in which the first heading has the bookmark. */
function rowsTable(
  title: string,
  description: string,
  {
    list,
    name,
    columns,
    blank,
  }: { list: string; name: string; columns: Array<[string, number, string]>; blank: number },
): TableBlock {
  const widths = widthsOf(columns.map(([, share]) => share));
  const first = columns[0]?.[0] ?? '';
  return table({ title, description, widths, rowHeaders: false }, [
    header(
      widths,
      columns.map(([words], i) => (i === 0 ? labelled(name, first) : headed(words))),
    ),
    tagRow(widths, `{{#each ${list}}}`),
    row(
      widths,
      columns.map(([, , value]) => [kept(value)]),
      { labels: 0 },
    ),
    tagRow(widths, '{{/each}}'),
    ...Array.from({ length: blank }, (_, i) =>
      row(
        widths,
        columns.map(() => [i < blank - 1 ? kept() : answer('')]),
        { height: 420, labels: 0 },
      ),
    ),
  ]);
}

const front: Block[] = [
  new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('{{document_title}}')] }),
  text('Status', '{{owner}}'),
  text(
    'Notice',
    new TextRun({ text: 'Please send this form back by {{date due "dddd D MMMM YYYY"}}', bold: true }),
    ', to {{return_to}}.',
  ),
  heading(1, 'How to fill it in'),
  text(
    'ListBullet',
    'Type into the right-hand cells. Use as many paragraphs as you need; bullets, bold words and links are kept.',
  ),
  text('ListBullet', 'A rating is chosen from its list. Dates are typed, for example 29 February 2024.'),
  text(
    'ListBullet',
    'Leave a cell empty if you have nothing to add. What has come already is filled in: change it where it is no longer right.',
  ),
  text(
    'ListBullet',
    'Figures, the agreed wording and what was said last are for information, and cannot be changed here.',
  ),
  text('ListBullet', 'Save the form under any name, in Word or another word processor, and send it back.'),
];

const conditionQuestions: Question[] = [
  [
    [
      labelled('rating', 'Rating'),
      tag('{{#each ../ratings}}', 'FormHint'),
      hint('{{rating}}: {{meaning}}'),
      tag('{{/each}}', 'FormHint'),
    ],
    [
      answer(
        choice('Rating of condition {{number}}', '{{rating}}', '{{#each ../ratings}}{{rating}}{{/each}}'),
      ),
    ],
    0,
  ],
  [
    [
      labelled('reason', 'Reason'),
      hint('Why the rating has changed since the last report. Leave it empty if it has not.'),
    ],
    narrative('reason'),
    700,
  ],
  [
    [
      labelled('progress', 'Progress'),
      hint('What has happened since the last report: a few sentences, or a sentence and a list.'),
    ],
    narrative('progress'),
    2400,
  ],
  [
    [labelled('mitigation', 'Mitigation'), hint('If the rating is {{mitigated}}: what is being done.')],
    [answer('{{mitigation}}')],
    700,
  ],
  [
    [labelled('mitigation_owner', 'Who does it'), hint('A role, not a name.')],
    [answer('{{mitigation_owner}}')],
    0,
  ],
  [
    [labelled('mitigation_by', 'By when'), hint('For example 29 February 2024.')],
    [answer('{{mitigation_by}}')],
    0,
  ],
];

const conditions: Block[] = [
  tag('{{#each conditions}}'),
  heading(1, 'Condition {{number}}: {{name}}'),
  ...locked(
    leadIn(new TextRun({ text: 'As agreed with the DfE', bold: true })),
    text('ConditionWording', '{{wording}}'),
    tag('{{#if has_last}}'),
    leadIn(new TextRun({ text: 'In the report of {{last_month}}: {{last_rating}}', bold: true })),
    tag('{{markdown last_progress}}'),
    tag('{{/if}}'),
  ),
  heading(2, 'Your update on condition {{number}}'),
  questionTable('Update on condition {{number}}', conditionQuestions.map(questionRow)),
  heading(2, 'Timeline of condition {{number}}'),
  leadIn('What is still to be done, and by when. Use as many rows as you need.'),
  rowsTable(
    'Timeline of condition {{number}}',
    'A row for each milestone, with the day by which it is promised and the day on which it was done.',
    {
      list: 'timeline',
      name: 'timeline',
      columns: [
        ['Milestone', 4, '{{what}}'],
        ['By', 2.2, '{{by}}'],
        ['Done on', 2.2, '{{done}}'],
        ['Note', 2.6, '{{note}}'],
      ],
      blank: 3,
    },
  ),
  tag('{{/each}}'),
];

const kpiWidths = widthsOf([3, 1.7, 1.7, 3.3, 3.3]);
const kpis: Block[] = [
  tag('{{#if has_kpis}}'),
  heading(1, 'Your KPIs'),
  leadIn(
    'The figures are those of the workbook, and are not asked for here. Say what is behind them, and what you will do.',
  ),
  table(
    {
      title: 'Your KPIs',
      description:
        'A row for each KPI with its last two values, a cell for a comment and one for the action.',
      widths: kpiWidths,
      rowHeaders: true,
    },
    [
      header(kpiWidths, ['KPI', '{{kpi_previous}}', '{{kpi_current}}', 'Comment', 'Action'].map(headed)),
      tagRow(kpiWidths, '{{#each kpis}}'),
      row(
        kpiWidths,
        [
          [labelled('kpi', '{{name}}')],
          [hint('{{previous}}')],
          [hint('{{current}}')],
          [answer('{{comment}}')],
          [answer('{{action}}')],
        ],
        { height: 700, labels: 3 },
      ),
      tagRow(kpiWidths, '{{/each}}'),
    ],
  ),
  tag('{{/if}}'),
];

const varianceWidths = widthsOf([3.2, 1.6, 2, 2.2, 4]);
const variances: Block[] = [
  tag('{{#if has_variances}}'),
  heading(1, 'Your lines of the financial plan'),
  leadIn('{{year}}, £m. The figures are those of the workbook. Say why the forecast differs from the plan.'),
  table(
    {
      title: 'Your lines of the financial plan',
      description:
        'A row for each line with the plan, the forecast and the difference, and a cell for the reason.',
      widths: varianceWidths,
      rowHeaders: true,
    },
    [
      header(varianceWidths, ['Line', 'Plan', 'Forecast', 'Difference', 'Reason'].map(headed)),
      tagRow(varianceWidths, '{{#each variances}}'),
      row(
        varianceWidths,
        [
          [labelled('variance', '{{name}}')],
          [hint('{{plan}}')],
          [hint('{{forecast}}')],
          [hint('{{difference}}')],
          narrative('reason'),
        ],
        { height: 700, labels: 4 },
      ),
      tagRow(varianceWidths, '{{/each}}'),
    ],
  ),
  tag('{{/if}}'),
];

const askedRows = (list: string, name: string) => [
  tagRow(questionWidths, `{{#each ${list}}}`),
  questionRow([[labelled(name, '{{question}}', '')], narrative('answer'), 1200]),
  tagRow(questionWidths, '{{/each}}'),
];

const report: Block[] = [
  tag('{{#if is_report}}'),
  heading(1, 'The report as a whole'),
  questionTable('The report as a whole', [
    questionRow([
      [
        labelled('on_track', 'On track'),
        hint('Is the programme on track to meet the targets of the agreement?'),
      ],
      [answer(choice('On track', '{{on_track}}', '{{#each on_track_choices}}{{this}}{{/each}}'))],
      0,
    ]),
    questionRow([
      [labelled('summary', 'Summary'), hint('The report in a few sentences.')],
      narrative('summary'),
      1800,
    ]),
    questionRow([
      [
        labelled('support', 'Support required'),
        hint('What is asked of the DfE. If nothing: None this period.'),
      ],
      narrative('support_required'),
      900,
    ]),
  ]),
  heading(2, 'Emerging risks'),
  leadIn('If there are none, type "None this period." into the first cell.'),
  rowsTable('Emerging risks', 'A row for each risk, with its likelihood, impact, mitigation and owner.', {
    list: 'risks',
    name: 'risks',
    columns: [
      ['Risk', 3, '{{risk}}'],
      ['Likelihood', 2, '{{likelihood}}'],
      ['Impact', 1.7, '{{impact}}'],
      ['Mitigation', 3, '{{mitigation}}'],
      ['Owner', 2.3, '{{owner}}'],
    ],
    blank: 3,
  }),
  tag('{{/if}}'),
  tag('{{#if has_questions}}'),
  heading(1, "The DfE's questions"),
  questionTable("The DfE's questions", [
    ...askedRows('questions', 'question'),
    ...askedRows('additional', 'additional'),
  ]),
  tag('{{/if}}'),
];

const line = LineRuleType.AUTO;
const styles = [
  {
    id: 'FormHint',
    name: 'Form Hint',
    basedOn: 'Normal',
    next: 'FormAnswer',
    uiPriority: 20,
    quickFormat: true,
    run: { size: 20, color: '404040' },
    paragraph: { spacing: { before: 20, after: 20, line: 250, lineRule: line } },
  },
  {
    id: 'FormAnswer',
    name: 'Form Answer',
    basedOn: 'Normal',
    next: 'FormAnswer',
    uiPriority: 20,
    quickFormat: true,
    paragraph: { spacing: { before: 0, after: 80, line: 264, lineRule: line } },
  },
];

export const updateForm: TemplateSource = {
  name: 'update-form',
  sections: [
    { orientation: 'portrait', blocks: [...front, ...conditions, ...kpis, ...variances, ...report] },
  ],
  footnotes: {},
  styles,
};
