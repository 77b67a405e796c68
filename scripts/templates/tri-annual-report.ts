import { FootnoteReferenceRun, HeadingLevel, Paragraph, TextRun } from 'docx';
import { ChartRun } from 'docx/charts';
import {
  type Block,
  type Column,
  label,
  listTable,
  normal,
  oneRowTable,
  tag,
  text,
  totalsTable,
} from './blocks.ts';
import { accent, landscapeWidth, portraitWidth } from './style.ts';

/** The tri-annual report, in the order of the DfE's form. */

const heading = (level: 1 | 2 | 3, words: string, pageBreakBefore = false) =>
  new Paragraph({
    heading: HeadingLevel[`HEADING_${level}`],
    pageBreakBefore,
    children: [new TextRun(words)],
  });

/** Column widths as shares of a whole. */
function columns(
  whole: number,
  ...list: Array<[heading: string, share: number, cell: string, style?: string]>
): Column[] {
  const sum = list.reduce((total, [, share]) => total + share, 0);
  return list.map(([words, share, cell, style]) => ({
    heading: words,
    width: Math.floor((whole * share) / sum),
    cell,
    ...(style ? { style } : {}),
  }));
}

const glance: Block[] = [
  heading(1, 'At a glance'),
  normal(label('On track to meet the deficit targets: '), label('{{on_track}}. '), '{{on_track_sentence}}'),
  listTable(
    'glance',
    columns(
      portraitWidth,
      ['Condition', 2, '{{number}}'],
      ['Short name', 5, '{{name}}'],
      ['Rating now', 2, '{{rating rating}}', 'TableRating'],
      ['Since the last report', 3.3, '{{movement}}'],
    ),
    true,
  ),
  heading(2, 'Asked of the DfE'),
  tag('{{markdown support_required}}'),
  tag('{{#if is_incomplete}}'),
  heading(2, 'Missing from this draft'),
  tag('{{#each gaps}}', 'ListBullet'),
  text('ListBullet', '{{this}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{/if}}'),
];

const questionTable = (list: string, name: string, share: number): Block =>
  listTable(
    list,
    columns(
      portraitWidth,
      ['DfE tri-annual report requirement elements', share, `{{${name}}}`],
      ['Executive summary', 3, '{{markdown answer}}'],
    ),
  );

const chart = new ChartRun({
  type: 'column',
  categories: ['2022/23', '2023/24'],
  series: [
    { name: 'Agreed plan', values: [1, 2], color: accent },
    { name: 'Forecast', values: [1, 2], color: 'E0A458' },
  ],
  legend: { position: 'top', font: { size: 11, color: '000000' } },
  dataLabels: {
    value: true,
    position: 'outsideEnd',
    numberFormat: '0.0',
    font: { size: 9, color: '000000' },
  },
  gapWidth: 60,
  overlap: 0,
  categoryAxis: { font: { size: 11, color: '000000' } },
  valueAxis: {
    title: { text: 'Deficit, £m', font: { size: 11, bold: false, color: '000000' } },
    numberFormat: '0',
    font: { size: 11, color: '000000' },
  },
  font: { name: 'Arial' },
  chartArea: { border: 'none' },
  transformation: { width: 640, height: 300 },
  altText: {
    name: 'Cumulative balance',
    description: '{{chart on_track_chart}}',
    title: 'Cumulative balance',
  },
});

const executiveSummary: Block[] = [
  heading(1, 'Executive summary'),
  heading(2, 'Content'),
  questionTable('questions', 'question', 2),
  heading(2, 'Evidence on the deficit targets'),
  normal('{{on_track_sentence}} {{on_track_rule}}'),
  listTable(
    'evidence',
    columns(
      portraitWidth,
      ['Financial year', 1.9, '{{year}}'],
      ['In-year plan, £m', 2.2, '{{in_year_plan}}', 'TableNumber'],
      ['In-year forecast, £m', 2.2, '{{in_year_forecast}}', 'TableNumber'],
      ['Balance plan, £m', 2.2, '{{plan}}', 'TableNumber'],
      ['Balance forecast, £m', 2.2, '{{forecast}}', 'TableNumber'],
      ['Balance against plan, £m', 3.6, '{{difference}}', 'TableNumber'],
    ),
    true,
  ),
  text(
    'AfterTable',
    'Deficits are positive and surpluses negative. The balance is cumulative, after the contributions of the DfE and the council.',
  ),
  new Paragraph({
    style: 'Normal',
    keepNext: true,
    children: [
      new TextRun(
        'The chart shows the cumulative balance at the end of each year, as agreed and as forecast now.',
      ),
    ],
  }),
  new Paragraph({ style: 'Normal', children: [chart] }),
  heading(2, 'Additional information'),
  questionTable('additional', 'request', 3),
];

const form: Block[] = [
  heading(1, 'Monitoring template'),
  heading(2, 'Dates and sign-off'),
  normal('The report is due to the DfE by {{date deadline}}. Target dates on the way:'),
  listTable(
    'milestones',
    columns(portraitWidth, ['Step', 3, '{{name}}'], ['Target date', 2, '{{date date}}']),
  ),
  text('AfterTable', 'Signed off by:'),
  listTable(
    'sign_offs',
    columns(
      portraitWidth,
      ['Role', 2, '{{role}}'],
      ['Name', 2, '{{name}}'],
      ['Date signed', 1.4, '{{date}}'],
    ),
  ),
  heading(2, 'Summary'),
  tag('{{markdown summary}}'),
];

const conditions: Block[] = [
  heading(1, 'Agreement conditions and assurance levels'),
  tag('{{#each conditions}}'),
  heading(2, 'Condition {{number}}: {{name}}'),
  text('ConditionWording', '{{wording}}'),
  heading(3, 'Assurance level'),
  oneRowTable(
    columns(
      portraitWidth,
      ['{{../column_1}}', 1, '{{rating rating_1}}', 'TableRating'],
      ['{{../column_2}}', 1, '{{rating rating_2}}', 'TableRating'],
      ['{{../column_3}}', 1, '{{rating rating_3}}', 'TableRating'],
    ),
  ),
  text('AfterTable', label('Since the last report: '), '{{movement}}. ', label('Owner: '), '{{owner}}.'),
  tag('{{#if has_reason}}'),
  normal(label('Reason for the change:')),
  tag('{{markdown reason}}'),
  tag('{{/if}}'),
  tag('{{#if has_mitigation}}'),
  normal(
    label('Mitigation: '),
    '{{mitigation}}. ',
    label('By: '),
    '{{mitigation_owner}}, {{mitigation_date}}.',
  ),
  tag('{{/if}}'),
  heading(3, 'Progress update'),
  tag('{{markdown progress}}'),
  tag('{{/each}}'),
];

const rest: Block[] = [
  heading(1, 'Emerging risks'),
  tag('{{#if has_risks}}'),
  listTable(
    'risks',
    columns(
      portraitWidth,
      ['Risk', 3.8, '{{risk}}'],
      ['Likelihood', 2.1, '{{likelihood}}'],
      ['Impact', 1.4, '{{impact}}'],
      ['Mitigation', 3.6, '{{mitigation}}'],
      ['Owner', 2.2, '{{owner}}'],
    ),
  ),
  tag('{{else}}'),
  normal('{{no_risks}}'),
  tag('{{/if}}'),
  heading(1, 'Any support required'),
  tag('{{markdown support_required}}'),
  heading(1, 'Summary of appendices'),
  tag('{{#if has_appendices}}'),
  listTable('appendices', columns(portraitWidth, ['Number', 1, '{{number}}'], ['Title', 4, '{{title}}'])),
  tag('{{else}}'),
  normal('There are no appendices to this report.'),
  tag('{{/if}}'),
];

const kpis: Block[] = [
  heading(1, 'LFI Programme KPIs'),
  normal(
    'Workstreams are those that a measure is most aligned to. A deficit is negative here, the opposite of the financial plan. A measure that is taken once a year keeps its last value, with the month that it is from.',
  ),
  tag('{{#each kpi_groups}}'),
  heading(2, '{{name}}'),
  listTable(
    'kpis',
    columns(
      landscapeWidth,
      ['Ref', 1.2, '{{ref}}'],
      ['Measure', 5.4, '{{name}}'],
      ['Work-streams', 2.75, '{{workstreams}}'],
      ['Source and regularity', 2.9, '{{source}}'],
      ['{{../kpi_baseline}}', 2.75, '{{baseline}}', 'TableNumber'],
      ['{{../kpi_previous}}', 2.75, '{{previous}}', 'TableNumber'],
      ['{{../kpi_current}}', 2.75, '{{current}}', 'TableNumber'],
      ['Change since previous', 3.2, '{{change}}'],
      ['As at', 2, '{{as_at}}'],
    ),
  ),
  tag('{{/each}}'),
];

const yearColumns = Array.from({ length: 7 }, (_, i): [string, number, string, string] => [
  `{{year_${i + 1}}}`,
  2.15,
  `{{year_${i + 1}}}`,
  'TableNumber',
]);

// Inside the loop over lines the years are the line's own figures; the headings stand outside it.
const planTable = (list: string) =>
  totalsTable(list, columns(landscapeWidth, ['Line, £m', 10.6, '{{name}}'], ...yearColumns));

const planNote =
  'Income and contributions are negative, spending and deficits positive. Figures are printed as they stand in the plan; totals may not sum due to rounding. "None" marks a contribution that is not part of the agreement in that year.';

const plan: Block[] = [
  heading(1, 'Updated Dedicated Schools Grant plan', true),
  heading(2, 'Agreed plan'),
  planTable('plan'),
  text('AfterTable', planNote),
  heading(2, 'Forecast for this report', true),
  planTable('forecast'),
];

export const portrait: Block[] = [
  new Paragraph({
    heading: HeadingLevel.TITLE,
    children: [new TextRun('{{report_title}}'), new FootnoteReferenceRun(1), new TextRun(' – {{month}}')],
  }),
  text('Status', '{{council}}. {{status}}.'),
  tag('{{#if is_illustrative}}'),
  text('Notice', '{{illustrative}}'),
  tag('{{/if}}'),
  ...glance,
  ...executiveSummary,
  ...form,
  ...conditions,
  ...rest,
];

export const landscape: Block[] = [...kpis, ...plan];

export const footnotes = { 1: { children: [text('FootnoteText', '{{term_note}}')] } };
