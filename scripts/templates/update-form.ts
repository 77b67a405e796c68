import { HeadingLevel, LineRuleType, Paragraph, TextRun } from 'docx';
import { type Block, heading, leadIn, type TemplateSource, tag, text } from './blocks.ts';
import {
  answer,
  choice,
  headed,
  header,
  hint,
  labelled,
  locked,
  narrative,
  type Question,
  questionRow,
  questionTable,
  questionWidths,
  row,
  rowsTable,
  table,
  tagRow,
  widthsOf,
} from './form-blocks.ts';

/** The update form of an owner: conditions, KPIs, lines of the plan, and the report as a whole. */

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
