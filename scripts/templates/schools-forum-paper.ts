import { FootnoteReferenceRun, HeadingLevel, Paragraph, TableOfContents, TextRun } from 'docx';
import {
  type Block,
  columns,
  each,
  heading,
  illustrativeNotice,
  leadIn,
  leadInBelow,
  listTable,
  missing,
  normal,
  paperStatus,
  planNote,
  planTable,
  type TemplateSource,
  tag,
  text,
  topHeading,
  totalsTable,
  withYears,
} from './blocks.ts';
import { captionOf, figureOf, tableAt } from './captions.ts';
import { columnChart } from './chart.ts';
import { closing, implications, shortForms } from './closing.ts';
import { measures } from './measures.ts';
import { markdown, prose } from './numbered.ts';
import { part, position } from './position.ts';
import { portraitWidth, paperLandscapeWidth as wide } from './style.ts';

/** The paper for Schools Forum, in the order of the council's own. */

/** Of its charts, whose figures are in tables too. */
const height = 135;
/** Lines would cross the labels, and columns that don't begin at nought mislead. */
const ofAmounts = { gridlines: false, minimum: 0 };

const front: Block[] = [
  new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('{{title}}')] }),
  ...paperStatus('Schools Forum, {{meeting_date}}, item {{item}}'),
  tag('{{#if is_revised}}'),
  text('Notice', '{{revision}}'),
  tag('{{/if}}'),
  ...illustrativeNotice(),
  heading(1, 'Executive summary'),
  markdown('summary'),
  heading(2, 'Schools Forum is asked to{{#if is_asked_to_confirm}} confirm{{/if}}'),
  markdown('recommendations'),
  ...missing(),
  new Paragraph({ style: 'ContentsHeading', spacing: { before: 320 }, children: [new TextRun('Contents')] }),
  new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-1' }),
];

const governance: Block[] = [
  heading(1, 'Introduction'),
  markdown('introduction'),
  tag('{{#unless has_position}}'),
  prose('{{position_sentence}}'),
  tag('{{/unless}}'),
  tag('{{#each sections}}'),
  heading(2, '{{heading}}'),
  markdown('text'),
  tag('{{/each}}'),
  ...part('has_position', position()),
  heading(1, 'Governance update'),
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    children: [new TextRun('Report to Cabinet'), new FootnoteReferenceRun(1)],
  }),
  markdown('cabinet'),
  heading(1, 'Money'),
  heading(2, 'Contributions'),
  markdown('funding'),
  tag('{{#if has_many_years}}'),
  listTable('contributions_by_year', {
    title: 'Contributions by year',
    caption: 'contributions_by_year',
    description: 'Each financial year with what the DfE and the council contribute, in millions of pounds.',
    keep: 'alone',
    columns: columns(
      portraitWidth,
      ['Financial year', 2, '{{year}}'],
      ['DfE, £m', 2, '{{dfe}}', 'number'],
      ['{{council}}, £m', 4, '{{council}}', 'number'],
      ['Both, £m', 2, '{{both}}', 'number'],
    ),
  }),
  tag('{{else}}'),
  totalsTable('contributions', {
    title: 'Contributions by year',
    caption: 'contributions',
    description: 'What the DfE and the council contribute in each financial year, in millions of pounds.',
    small: true,
    close: true,
    keep: 'alone',
    columns: withYears(portraitWidth, ['Contribution, £m', 5.9, '{{name}}'], 1.58),
  }),
  tag('{{/if}}'),
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    children: [new TextRun('Accounting treatment'), new FootnoteReferenceRun(2)],
  }),
  markdown('accounting'),
  heading(2, 'Financial plan'),
  markdown('plan_introduction'),
  text(
    'AfterList',
    'Each line of the plan with its figure in each year is in ',
    ...tableAt('plan'),
    ', on the last page.',
  ),
];

/** Measures with targets need the width of the page. */
const tables: Block[] = [
  tag('{{#if has_kpi_targets}}'),
  topHeading(1, 'Measures and plan by line', false),
  ...measures('', wide, [6, 48, 50, 42], 'alone'),
  topHeading(2, 'Plan by line and year'),
  tag('{{else}}'),
  topHeading(1, 'Plan by line and year', false),
  tag('{{/if}}'),
  planTable('plan', 'Financial plan', 'plan', wide),
  planNote('agreed plan'),
];

const reporting: Block[] = [
  figureOf('balance', 'Cumulative deficit at year end, {{chart_basis}}, £m'),
  normal(
    columnChart(
      '{{chart balance_chart}}',
      'Cumulative balance',
      'Deficit, £m',
      ['Before contributions', 'After contributions'],
      { height, label: 9, scale: { gridlines: false } },
    ),
  ),
  figureOf('income', '{{comparison_title}}, £m'),
  normal(
    columnChart(
      '{{chart comparison_chart}}',
      'Forecast above the plan, or income and spending',
      '£m',
      ['Income', 'Spending'],
      { height, label: 9, scale: { gridlines: false } },
    ),
  ),
  heading(1, '{{reporting_heading}}'),
  heading(2, 'How the programme reports to the DfE'),
  markdown('reporting'),
  tag('{{#if has_questions}}'),
  leadIn('The DfE asks {{questions_count}} in its own words:'),
  tag('{{#each questions}}', 'ListBullet'),
  text('ListBullet', '“{{this}}”'),
  tag('{{/each}}', 'ListBullet'),
  leadInBelow('AfterList', 'It also asks for:'),
  tag('{{#each requests}}', 'ListBullet'),
  text('ListBullet', '“{{this}}”'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{else}}'),
  prose('{{questions_elsewhere}}'),
  tag('{{/if}}'),
  text(
    'AfterList',
    'Reports of this year, by date: {{#each reports}}{{#unless @first}}{{#if @last}} and {{else}}, {{/if}}{{/unless}}{{due}}{{/each}}.',
  ),
  heading(2, 'Measures for Schools Forum'),
  markdown('kpis_introduction'),
  prose(
    '{{kpis_status}} {{kpis_note}}{{#if has_kpi_targets}} Their values are in the section “Measures and plan by line”, at the end.{{/if}}',
  ),
  tag('{{#if kpis_have_short_forms}}'),
  leadIn('{{kpis_short_forms}}'),
  tag('{{/if}}'),
  tag('{{#unless has_kpi_targets}}'),
  ...measures('', portraitWidth, [9, 62, 36, 64]),
  tag('{{/unless}}'),
  tag('{{markdown kpis_question}}', 'AfterTable'),
  heading(2, 'Demand for education, health and care plans'),
  markdown('demand_introduction'),
  leadIn('{{demand_note}}'),
  tag('{{#if has_demand}}'),
  captionOf('demand', 'Demand in figures'),
  markdown('demand_table'),
  figureOf('demand_chart', 'Demand over time'),
  normal(
    columnChart('{{chart demand_chart}}', 'Demand', 'Number', ['Requests', 'Plans', 'Others'], {
      format: '#,##0',
      height: 150,
      scale: ofAmounts,
    }),
  ),
  leadIn('About the figures:'),
  tag('{{/if}}'),
  markdown('demand_points'),
];

const activity: Block[] = [
  heading(1, 'Activity by workstream'),
  markdown('activity'),
  tag('{{#each workstreams}}'),
  heading(2, '{{name}}'),
  heading(3, 'Workstream {{number}}: aims'),
  markdown('aims'),
  heading(3, 'Workstream {{number}}: progress'),
  markdown('progress'),
  heading(3, 'Workstream {{number}}: next period'),
  markdown('next'),
  tag('{{#each more}}'),
  heading(3, '{{heading}}'),
  markdown('text'),
  tag('{{/each}}'),
  tag('{{/each}}'),
  heading(1, 'In focus: {{focus_name}}'),
  markdown('focus_introduction'),
];

/** Schemes, those with a status by month first; equal ones are one row. */
const schemes: Block[] = [
  tag('{{#each scheme_tables}}'),
  heading(2, '{{title}}'),
  tag('{{#if has_short_forms}}'),
  leadIn('{{short_forms}}'),
  tag('{{/if}}'),
  tag('{{#if has_status}}'),
  listTable('with_status', {
    title: '{{title}}: status by month',
    caption: 'with_status',
    description: 'Each scheme with its project number, and its status in each month that has any.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Project number', 3.2, '{{number}}'],
      ['Project name', 7.4, '{{name}}'],
      [each('months'), 6.4, each('statuses')],
    ),
  }),
  tag('{{/if}}'),
  tag('{{#if has_note}}'),
  leadInBelow('AfterTable', '{{note}}'),
  tag('{{/if}}'),
  tag('{{#if has_others}}'),
  listTable('others', {
    title: '{{title}}: schemes',
    caption: 'others',
    description: 'Each scheme with its project number; schemes of one name are one row.',
    small: true,
    close: true,
    columns: columns(portraitWidth, ['Project number', 5, '{{number}}'], ['Project name', 12, '{{name}}']),
  }),
  tag('{{/if}}'),
  tag('{{/each}}'),
  tag('{{#if has_openings}}'),
  leadInBelow(
    'AfterTable',
    'How many places of all these schemes open in which term, by the kind of school or base:',
  ),
  totalsTable('openings', {
    title: 'Places that open, by term',
    caption: 'openings',
    description: 'Each term with the places that open in it, by kind and phase, and how many open in all.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Term', 4.3, '{{term}}'],
      [each('opening_columns'), 11.2, each('places'), 'number'],
      ['All', 1.5, '{{all}}', 'number'],
    ),
  }),
  tag('{{/if}}'),
];

const rest: Block[] = [
  tag('{{markdown focus_closing}}', 'AfterTable'),
  tag('{{#each focus_sections}}'),
  heading(2, '{{heading}}'),
  markdown('text'),
  tag('{{/each}}'),
  tag('{{#if has_spotlights}}'),
  heading(2, 'Schemes in the spotlight'),
  listTable('spotlights', {
    title: 'Schemes in the spotlight',
    close: true,
    description:
      'Each scheme with its project number, its latest status where one is recorded, and what is done.',
    small: true,
    columns: columns(
      portraitWidth,
      ['Scheme', 2.4, '{{heading}}'],
      ['Project', 2, '{{number}}'],
      [each('spotlight_columns'), 2.4, each('statuses')],
      ['What it is, and what comes next', 10.6, '{{markdown text}}'],
    ),
  }),
  tag('{{/if}}'),
  heading(1, 'Communication to the whole system'),
  markdown('communication'),
  markdown('communication_contact'),
  ...implications(),
  ...closing(),
  ...shortForms(),
  heading(1, 'Appendices'),
  tag('{{#if has_appendices}}'),
  listTable('appendices', {
    title: 'Appendices',
    description: 'The papers that go with this one, by reference: number, title, version and date.',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Number', 2.35, '{{number}}'],
      ['Title', 9.4, '{{title}}'],
      ['Version', 2.4, '{{version}}'],
      ['Date', 2.85, '{{date}}'],
    ),
  }),
  tag('{{else}}'),
  prose('This paper has no appendices.'),
  tag('{{/if}}'),
];

const footnote = (source: string, flag: string, link: string) => ({
  children: [
    text('FootnoteText', `{{${source}}}`),
    text('FootnoteText', `{{#if ${flag}}}`),
    text('FootnoteText', `{{markdown ${link}}}`),
    text('FootnoteText', '{{/if}}'),
  ],
});

export const schoolsForumPaper: TemplateSource = {
  name: 'schools-forum-paper',
  closeTables: true,
  isPaper: true,
  sections: [
    {
      orientation: 'portrait',
      blocks: [...front, ...governance, ...reporting, ...activity, ...schemes, ...rest],
    },
    { orientation: 'landscape', blocks: tables },
  ],
  footnotes: {
    1: footnote('cabinet_source', 'has_cabinet_link', 'cabinet_link'),
    2: footnote('accounting_source', 'has_accounting_link', 'accounting_link'),
  },
};
