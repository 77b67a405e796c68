import { FootnoteReferenceRun, HeadingLevel, Paragraph, TableOfContents, TextRun } from 'docx';
import {
  type Block,
  belowHeading,
  closeHeading,
  columns,
  each,
  factsTable,
  heading,
  illustrativeNotice,
  label,
  leadIn,
  leadInBelow,
  listTable,
  missing,
  normal,
  oneRowTable,
  planNote,
  planTable,
  stackedTable,
  type TemplateSource,
  tag,
  text,
  topHeading,
  totalsTable,
} from './blocks.ts';
import { figureOf, linkTo, tableAt } from './captions.ts';
import { columnChart } from './chart.ts';
import { forecastTable } from './position.ts';
import { landscapeWidth, portraitWidth } from './style.ts';

/** The tri-annual report, in the order of the DfE's form. */

const front: Block[] = [
  new Paragraph({
    heading: HeadingLevel.TITLE,
    children: [
      new TextRun('{{report_title}}{{#if term_note}}'),
      new FootnoteReferenceRun(1),
      new TextRun('{{/if}} – {{month}}'),
    ],
  }),
  text('Status', '{{council}}. {{status}}. Position at {{date position_at}}.'),
  ...illustrativeNotice(),
  closeHeading(1, 'At a glance'),
  leadIn(label('On track to meet the deficit targets: '), label('{{on_track}}.')),
  listTable('money', {
    title: 'The deficit at the end of the year, £m',
    caption: 'money',
    description:
      'The cumulative balance of this financial year, of the last, of that of the highest deficit and of that in which the accounting treatment ends, as agreed and as forecast.',
    keep: true,
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Year', 3.15, '{{year}}{{#if is_highest}}, forecast peak{{/if}}'],
      ['Plan', 1.15, '{{plan}}', 'number'],
      ['Forecast', 1.5, '{{forecast}}', 'number'],
      ['Against plan', 2.65, '{{difference}}', 'number'],
      [each('moved_columns'), 1.6, each('moved'), 'number'],
      [each('stated_columns'), 2.15, each('stated'), 'number'],
    ),
  }),
  text('AfterTable', label('At stake: '), '{{stake}}'),
  leadIn(
    label('Conditions: '),
    '{{ratings_sentence}} ',
    ...tableAt('meanings'),
    ' says what the ratings mean.',
  ),
  listTable('conditions', {
    title: 'Ratings at a glance',
    caption: 'glance',
    description: 'Each condition with its rating now, and how that has moved since the last report.',
    keep: true,
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Condition', 1.9, '{{number}}'],
      ['Short name', 4.6, '{{name}}'],
      ['Rating now', 2, '{{rating rating}}', 'rating'],
      ['Since the last report', 3.8, '{{movement}}'],
    ).map((column, i) =>
      i === 1 ? { ...column, content: () => [linkTo('_condition', column.cell)] } : column,
    ),
  }),
  text(
    'AfterTable',
    '{{main_cause}}{{#if has_variances}} See ',
    ...tableAt('variances'),
    '{{#if has_variances_over_years}} and ',
    ...tableAt('variances_over_years'),
    '{{/if}}.{{/if}}',
  ),
  tag('{{#if has_next_step}}'),
  normal('{{#if has_overdue}}{{overdue}} {{/if}}{{next_step}}'),
  tag('{{else}}'),
  tag('{{#if has_overdue}}'),
  normal('{{overdue}}'),
  tag('{{/if}}'),
  tag('{{/if}}'),
  tag('{{markdown asked_in_short}}'),
  ...missing(),
];

/** The difficulty notes since the last report, under the answer on difficulties. */
const notes = () => [
  tag('{{#if has_notes}}', 'SmallTableText'),
  text('SmallTableAnswer', 'Difficulty notes since the last report:'),
  tag('{{#each notes}}', 'ListBullet'),
  text('ListBullet', '{{this}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{/if}}', 'SmallTableText'),
];

/** Its questions are the DfE's own words. */
const questions = listTable('questions', {
  title: 'Questions and answers',
  caption: 'questions',
  description: 'Each thing that the DfE asks for, with the answer to it.',
  columns: columns(
    portraitWidth,
    ['DfE tri-annual report requirement elements', 3.2, '{{question}}'],
    ['Executive summary', 6.8, '{{markdown answer}}'],
  ).map((column, i) =>
    i === 0 ? { ...column, style: 'SmallTableText' } : { ...column, style: 'SmallTableAnswer', below: notes },
  ),
});

/** Some of its requests are as long as a page is wide: each is above its answer. */
const requests = stackedTable('additional', {
  title: 'Additional information',
  caption: 'additional',
  description: 'Each thing that the DfE asks for, with the answer in the row below it.',
  heading: 'DfE tri-annual report requirement elements, each above its answer',
  rows: [
    { cell: '{{request}}', style: 'SmallTableText', tinted: true },
    { cell: '{{markdown answer}}', style: 'SmallTableAnswer' },
  ],
});

const varianceTable = (list: string, title: string, description: string) =>
  totalsTable(list, {
    title,
    caption: list,
    description,
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Line of the plan, £m', 4.9, '{{line}}'],
      [each('variance_columns'), 8.7, each('figures'), 'number'],
    ),
  });

/** Line by line why the forecast differs from the plan. */
const variances: Block[] = [
  tag('{{#if has_variances}}'),
  heading(2, 'Why the forecast differs from the plan'),
  leadIn('{{main_cause}} {{movement}}'),
  varianceTable(
    'variances',
    'Forecast against plan by line, {{variances_of}}',
    'Each line of the plan that is explained, with what was agreed, forecast last and forecast now for this financial year.',
  ),
  text(
    'AfterTable',
    'Financial year {{variances_of}}. A positive difference adds to the deficit. Lines that are added up may differ from totals of the plan by rounding.',
  ),
  tag('{{/if}}'),
  tag('{{#if has_variances_over_years}}'),
  leadIn('The same for all years to {{variances_over}} taken together:'),
  varianceTable(
    'variances_over_years',
    'Forecast against plan by line, all years',
    'Each line of the plan that is explained, with what was agreed, forecast last and forecast now for all years together.',
  ),
  text(
    'AfterTable',
    '{{variance_rule}} ',
    ...tableAt('plan'),
    ' has each line of the agreed plan in each year, and ',
    ...tableAt('forecast'),
    ' that of the forecast.',
  ),
  tag('{{/if}}'),
  tag('{{#if has_variance_reasons}}'),
  leadIn('The reasons, line by line:'),
  listTable('variance_reasons', {
    title: 'Reasons for the differences, £m',
    caption: 'reasons',
    description:
      'Each line that is explained, with its differences from the plan in millions of pounds and the reason.',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Line', 3.8, '{{line}}'],
      ['{{variances_of}}', 1.95, '{{year}}', 'number'],
      ['All years', 2.15, '{{over_years}}', 'number'],
      ['Reason', 9.1, '{{markdown reason}}'],
    ).map((column, i) => (i === 3 ? { ...column, style: 'SmallTableAnswer' } : column)),
  }),
  tag('{{/if}}'),
];

const executiveSummary: Block[] = [
  new Paragraph({ style: 'ContentsHeading', pageBreakBefore: true, children: [new TextRun('Contents')] }),
  new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' }),
  topHeading(1, 'Executive summary'),
  tag('{{#if questions}}'),
  heading(2, 'Content'),
  questions,
  tag('{{/if}}'),
  heading(2, 'Evidence on the deficit targets'),
  normal(
    '{{on_track_sentence}} {{on_track_rule}}{{#if has_variances}} See ',
    ...tableAt('variances'),
    '.{{/if}}',
  ),
  ...forecastTable(
    'evidence',
    'Each financial year with the in-year and cumulative balance, as agreed and as forecast, and the difference.',
    'Deficits are positive, surpluses negative. Balances are cumulative, after contributions.{{#if has_forecast_basis}} {{forecast_basis}}{{/if}}',
  ),
  tag('{{#if has_unmitigated}}'),
  leadIn('{{unmitigated}}'),
  listTable('mitigation_years', {
    title: '{{mitigations_title}}, £m',
    caption: 'mitigations',
    description:
      'Each financial year from this one on with the balance as agreed, as forecast, and with or without mitigations.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Financial year', 2.4, '{{year}}'],
      [each('mitigation_columns'), 12, each('figures'), 'number'],
    ),
  }),
  tag('{{/if}}'),
  leadInBelow(
    'AfterTable',
    'The chart shows the balances of ',
    ...tableAt('evidence'),
    '{{#if has_unmitigated}} and ',
    ...tableAt('mitigations'),
    '{{/if}}.',
  ),
  figureOf('on_track', 'Cumulative balance at the end of each year, £m'),
  normal(
    columnChart(
      '{{chart on_track_chart}}',
      'Cumulative balance',
      'Deficit, £m',
      ['Agreed plan', 'Forecast', 'With mitigations'],
      { height: 250, label: 9, scale: { gridlines: false } },
    ),
  ),
  ...variances,
  tag('{{#if additional}}'),
  heading(2, 'Additional information'),
  requests,
  tag('{{/if}}'),
];

const form: Block[] = [
  heading(1, 'Monitoring template'),
  heading(2, 'Dates and sign-off'),
  tag('{{#if is_submitted}}'),
  normal('The report was due to the DfE by {{date deadline}}. ', label('Date submitted: '), '{{submitted}}.'),
  tag('{{else}}'),
  leadIn('The report is due to the DfE by {{date deadline}}. Milestones on the way:'),
  listTable('milestones', {
    title: 'Milestones',
    caption: 'dates',
    description: 'Each step before the report is submitted, with its target date.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(portraitWidth, ['Step', 3, '{{name}}'], ['Target date', 2, '{{date date}}']),
  }),
  tag('{{/if}}'),
  listTable('sign_offs', {
    title: 'Signed off by',
    caption: 'sign_offs',
    description: 'Each officer who signs the report, with the name and the date signed.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Role', 2, '{{role}}'],
      ['Name', 2, '{{name}}'],
      ['Date signed', 1.4, '{{date}}'],
    ),
  }),
  heading(2, 'Summary'),
  tag('{{#if has_promises}}'),
  normal('{{promises}}'),
  tag('{{/if}}'),
  tag('{{markdown summary}}'),
];

/** Three reports a year are usual: columns of one width, in whole twips. */
const threeColumns = 3 * Math.floor(portraitWidth / 3);

const conditions: Block[] = [
  heading(1, 'Agreement conditions and assurance levels'),
  listTable('rating_scale', {
    title: 'Meanings of the assurance levels',
    caption: 'meanings',
    description: 'Each assurance level with what it means.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Level', 1.5, '{{rating rating}}', 'rating'],
      ['Meaning', 9.5, '{{meaning}}'],
    ),
  }),
  tag('{{#each conditions}}'),
  heading(2, 'Condition {{number}}: {{name}}', '_condition'),
  text('ConditionWording', '{{wording}}'),
  oneRowTable({
    title: 'Assurance level of condition {{number}}',
    caption: 'level',
    description: 'The rating of the condition in each report of the financial year.',
    keep: true,
    small: true,
    close: true,
    rowHeaders: false,
    columns: columns(threeColumns, [each('../columns'), 1, each('ratings', '{{rating this}}'), 'rating']),
  }),
  factsTable(
    {
      title: 'About the rating of condition {{number}}',
      caption: 'about',
      description: 'How the rating has moved, why, who owns the condition, and the mitigation.',
      keep: true,
      small: true,
      close: true,
    },
    ['Point', 'Position'],
    [
      ['Since the last report', '{{movement}}'],
      ['Reason for the rating', '{{markdown reason}}', 'has_reason'],
      ['Owner', '{{owner}}'],
      ['Mitigation', '{{mitigation}}', 'has_mitigation'],
      ['Mitigation owner', '{{mitigation_owner}}', 'has_mitigation'],
      ['Mitigation by', '{{mitigation_date}}', 'has_mitigation'],
    ],
  ),
  tag('{{#if has_timeline}}'),
  listTable('timeline', {
    title: 'Timeline of condition {{number}}',
    caption: 'timeline',
    description:
      'Each step that is done since the last report, overdue or to come, with its date and whether the date has moved.',
    keep: true,
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['What', 4.2, '{{what}}'],
      ['By', 2.1, '{{date by}}'],
      ['Position', 3.2, '{{state}}'],
    ),
  }),
  tag('{{/if}}'),
  heading(3, 'Progress update'),
  // All of a condition stays on one page, if it fits.
  new Paragraph({ keepLines: true, children: [new TextRun('{{markdown progress}}')] }),
  tag('{{/each}}'),
];

const rest: Block[] = [
  heading(1, 'Emerging risks'),
  tag('{{#if has_risks}}'),
  listTable('risks', {
    title: 'Emerging risks, with likelihood, impact and mitigation',
    caption: 'risks',
    description: 'Each risk with its likelihood and impact, its mitigation and its owner.',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Risk', 4.9, '{{risk}}'],
      ['Likelihood', 2.32, '{{likelihood}}'],
      ['Impact', 1.85, '{{impact}}'],
      ['Mitigation', 5.2, '{{mitigation}}'],
      ['Owner', 2.8, '{{owner}}'],
    ),
  }),
  tag('{{else}}'),
  normal('{{no_risks}}'),
  tag('{{/if}}'),
  closeHeading(1, 'Any support required', 50),
  tag('{{markdown support_required}}'),
  tag('{{#if has_assessment}}'),
  closeHeading(1, 'The DfE’s assessment of the last report', 50),
  normal(
    label('Report: '),
    '{{assessment_of}}. ',
    label('Received: '),
    '{{assessment_received}}. ',
    label('Payment after it: '),
    '{{assessment_payment}}.',
  ),
  tag('{{markdown assessment_result}}'),
  tag('{{#if has_assessment_questions}}'),
  listTable('assessment_questions', {
    title: 'Questions of the DfE on the last report',
    caption: 'assessment',
    description: 'Each question that the DfE has asked about the last report, with the answer to it.',
    columns: columns(
      portraitWidth,
      ['Question', 3, '{{markdown question}}'],
      ['Answer', 4, '{{markdown answer}}'],
    ),
  }),
  tag('{{/if}}'),
  tag('{{else}}'),
  tag('{{#if awaits_assessment}}'),
  closeHeading(1, 'The DfE’s assessment of the last report', 50),
  normal('{{awaited_assessment}}'),
  tag('{{/if}}'),
  tag('{{/if}}'),
  tag('{{#if has_corrections}}'),
  closeHeading(1, 'Corrections to earlier reports', 50),
  listTable('corrections', {
    title: 'Corrections to earlier reports',
    caption: 'corrections',
    description: 'Each thing that an earlier report told wrongly, with what it told, what is right, and why.',
    columns: columns(
      portraitWidth,
      ['Report', 1.8, '{{report}}'],
      ['What is corrected', 3.4, '{{item}}'],
      ['Told', 1.7, '{{told}}'],
      ['Corrected', 1.9, '{{now}}'],
      ['Reason', 4, '{{reason}}'],
    ),
  }),
  tag('{{/if}}'),
  closeHeading(1, 'Summary of appendices', 50),
  tag('{{#if has_appendices}}'),
  listTable('appendices', {
    title: 'Appendices',
    caption: 'appendices',
    captionBefore: belowHeading,
    description: 'The papers that go with the report, numbered.',
    small: true,
    close: true,
    keep: 'alone',
    columns: columns(portraitWidth, ['Number', 0.85, '{{number}}'], ['Title', 5.15, '{{title}}']),
  }),
  tag('{{else}}'),
  normal('{{no_appendices}}'),
  tag('{{/if}}'),
];

const kpiTable = (caption: string, drawn: ReturnType<typeof columns>) =>
  listTable('kpis', {
    title: 'KPI values: {{name}}',
    caption,
    captionBefore: belowHeading,
    description:
      'Each measure of the group with its unit, its values, how they have changed, its target, and whether it is met.',
    keep: 'as-told',
    small: true,
    close: true,
    columns: drawn.map((column) =>
      column.heading === 'Against target' ? { ...column, content: judgement } : column,
    ),
  });

/** A target that is missed is in bold, in a shaded cell: nobody has to read every row. */
const judgement = () => [
  new TextRun('{{#if is_off_target}}'),
  label('{{judgement against_target}}'),
  new TextRun('{{else}}{{#if is_judged}}{{against_target}}{{else}}\u2013{{/if}}{{/if}}'),
];

const targetCell = '{{#if has_target}}{{target}}{{else}}No target{{/if}}';

const kpisWithChange = kpiTable(
  'kpis',
  columns(
    landscapeWidth,
    ['Ref', 9.3, '{{ref}}'],
    ['Measure', 54.5, '{{name}}'],
    ['Unit, source and regularity', 30.5, '{{unit}}, {{source}}'],
    ['Workstreams', 26, '{{workstreams}}'],
    [each('../kpi_earlier'), 24, each('earlier'), 'number'],
    ['{{../kpi_current}}', 24.5, '{{current}}', 'number'],
    ['Change since previous', 43, '{{change}}{{#if is_kept}} since {{as_at}}{{/if}}'],
    ['Target', 35.5, targetCell, 'number'],
    ['Against target', 26, ''],
  ),
);

/** In the first report there is no change to print. */
const firstKpis = kpiTable(
  'first_kpis',
  columns(
    landscapeWidth,
    ['Ref', 10.5, '{{ref}}'],
    ['Measure', 66, '{{name}}'],
    ['Unit', 18.5, '{{unit}}'],
    ['Workstreams', 30, '{{workstreams}}'],
    ['Source', 37, '{{source_name}}'],
    ['{{../kpi_current}}', 27, '{{current}}', 'number'],
    ['Target', 31, targetCell, 'number'],
    ['Against target', 24, ''],
    ['Regularity', 25, '{{regularity}}'],
  ),
);

const kpis: Block[] = [
  topHeading(1, '{{kpis_title}}', false),
  tag('{{#if kpi_groups}}'),
  normal(
    'A deficit is negative here, unlike in the financial plan. Annual measures show the month of their last value. Each target shows which side is better and, after ±, by how much a value may miss it. Measures that repeat the plan have its figure as target, and the council’s tolerance.',
  ),
  heading(2, 'KPI exceptions'),
  leadIn(
    '{{kpi_position}} Every measure is listed from {{#if kpi_earlier}}',
    ...tableAt('kpis'),
    '{{else}}',
    ...tableAt('first_kpis'),
    '{{/if}} on.',
  ),
  tag('{{#if has_kpi_exceptions}}'),
  listTable('kpi_exceptions', {
    title: 'KPI exceptions',
    caption: 'kpi_exceptions',
    description:
      'Each measure that is off its target, has moved by more than its tolerance, or needs a comment, with the action.',
    small: true,
    close: true,
    columns: columns(
      landscapeWidth,
      ['Ref', 9, '{{ref}}'],
      ['Measure', 48, '{{name}}'],
      ['{{kpi_current}}', 24.5, '{{value}}', 'number'],
      ['Target', 28, '{{target}}', 'number'],
      ['Why it is here', 34, '{{why}}'],
      ['Comment', 49.5, '{{comment}}'],
      ['Action', 50, '{{action}}'],
    ),
  }),
  tag('{{else}}'),
  normal('No measure is off target or has moved by more than its tolerance.'),
  tag('{{/if}}'),
  tag('{{#each kpi_groups}}'),
  closeHeading(2, '{{name}}', 160),
  tag('{{#if ../kpi_earlier}}'),
  kpisWithChange,
  tag('{{else}}'),
  firstKpis,
  tag('{{/if}}'),
  tag('{{/each}}'),
  tag('{{else}}'),
  normal('There are no KPIs.'),
  tag('{{/if}}'),
];

const plan: Block[] = [
  topHeading(1, 'Updated Dedicated Schools Grant plan'),
  closeHeading(2, 'Agreed plan', 60),
  planTable('plan', 'Agreed plan'),
  planNote('agreed plan'),
  topHeading(2, 'Forecast for this report'),
  planTable('forecast', 'Forecast'),
  planNote('forecast'),
];

/** At the very end, where a reader looks for them: in between they left most of a page empty. */
const shortForms: Block[] = [
  topHeading(1, 'Short forms', false),
  tag('{{#if has_short_forms}}'),
  listTable('short_forms', {
    title: 'Short forms',
    caption: 'short_forms',
    description: 'Each short form that the report uses, with what it means.',
    small: true,
    close: true,
    columns: columns(portraitWidth, ['Short form', 2, '{{short}}'], ['Meaning', 7, '{{meaning}}']),
  }),
  tag('{{else}}'),
  normal('The report has none.'),
  tag('{{/if}}'),
];

export const triAnnualReport: TemplateSource = {
  name: 'tri-annual-report',
  closeTables: true,
  sections: [
    { orientation: 'portrait', blocks: [...front, ...executiveSummary, ...form, ...conditions, ...rest] },
    { orientation: 'landscape', blocks: [...kpis, ...plan] },
    { orientation: 'portrait', blocks: shortForms },
  ],
  footnotes: {
    1: {
      children: [
        new Paragraph({
          style: 'FootnoteText',
          spacing: { line: 240 },
          children: [new TextRun({ text: '{{term_note}}', size: 20 })],
        }),
      ],
    },
  },
};
