import { HeadingLevel, Paragraph, TextRun } from 'docx';
import {
  type Block,
  columns,
  each,
  endOfSection,
  heading,
  illustrativeNotice,
  label,
  leadIn,
  listTable,
  normal,
  oneRowTable,
  type TemplateSource,
  tag,
  text,
} from './blocks.ts';
import { compactWidth } from './style.ts';

/** The front sheet to a report for the board that signs it off: one page, what is to be decided first. */

const front: Block[] = [
  new Paragraph({
    heading: HeadingLevel.TITLE,
    children: [new TextRun('{{public_name}}: board summary, {{month}}')],
  }),
  text(
    'Status',
    '{{status}}. Report: {{report_draft}}, due {{date deadline}}. Position at {{date position_at}}.',
  ),
  ...illustrativeNotice('Illustrative, and not from {{council}}: {{made_up}}.'),
  heading(1, 'On track to meet the deficit targets: {{on_track}}'),
  leadIn(
    '{{main_cause}}{{#if moved_columns}}{{else}} {{movement}}{{/if}}{{#if has_forecast_basis}} {{forecast_basis}}{{/if}}',
  ),
  listTable('money', {
    title: 'Plan and forecast',
    description:
      'This financial year, the last, that of the highest deficit and that in which the accounting treatment ends, with the in-year and cumulative balance as agreed and as forecast.',
    keep: true,
    small: true,
    close: true,
    columns: columns(
      compactWidth,
      ['Year', 1.75, '{{year}}'],
      ['In-year plan', 1.5, '{{in_year_plan}}', 'number'],
      ['In-year forecast', 1.7, '{{in_year_forecast}}', 'number'],
      ['In-year over plan', 2.4, '{{in_year_difference}}', 'number'],
      ['Balance plan', 1.5, '{{plan}}', 'number'],
      ['Balance forecast', 1.7, '{{forecast}}', 'number'],
      ['Balance over plan', 2.4, '{{difference}}', 'number'],
      [each('moved_columns'), 2.25, each('moved'), 'number'],
      [each('stated_columns'), 2.8, each('stated'), 'number'],
    ),
  }),
  text(
    'AfterTable',
    'In £m, rounded; deficits positive. Council’s tolerance: {{tolerance}}.{{#if has_highest}} Peak: {{highest}}{{#each highest_beside}}; {{this}}{{/each}}.{{/if}}',
  ),
  tag('{{#if has_general_fund}}'),
  normal(label('At stake: '), '{{stake}}', label(' The council’s reserves '), '{{general_fund}}'),
  tag('{{else}}'),
  normal(label('At stake: '), '{{stake}}'),
  tag('{{/if}}'),
  tag('{{#if has_assessment}}'),
  tag('{{markdown assessment}}'),
  tag('{{/if}}'),
];

const decisions: Block[] = [
  heading(1, 'Decisions needed: the Board is asked to'),
  tag('{{#if has_decisions}}'),
  tag('{{#each decisions}}', 'ListBullet'),
  text('ListBullet', label('{{lead}}: '), '{{words}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{#if is_asked}}'),
  tag('{{markdown asked}}'),
  tag('{{/if}}'),
  tag('{{else}}'),
  normal('None.'),
  tag('{{/if}}'),
];

const ratings: Block[] = [
  heading(1, 'Ratings: {{rating_counts}}'),
  leadIn('{{rating_key}}'),
  listTable('ratings', {
    title: 'Ratings now and in the last report',
    description:
      'Each condition with its rating in the last report and now, why it has changed, and the mitigation.',
    small: true,
    close: true,
    // Columns of a list are as wide as their longest word needs.
    columns: columns(
      compactWidth,
      ['Condition', 4.6, '{{number}}. {{name}}'],
      [each('columns'), 3.24, each('both', '{{rating this}}'), 'rating'],
      ['Why it has changed, and the mitigation', 12, '{{markdown note}}'],
    ),
  }),
];

const risks: Block[] = [
  heading(1, 'Top risks (likelihood, impact; owner) and KPIs'),
  tag('{{#if has_risks}}'),
  tag('{{#each risks}}', 'ListBullet'),
  text('ListBullet', '{{risk}} ({{rated}}).'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{else}}'),
  text('ListBullet', 'No emerging risk is reported.'),
  tag('{{/if}}'),
  normal(label('KPIs off target: '), '{{kpis_off}}'),
];

/** Steps that are overdue or have moved; then a cell for each who signs, with as many blank lines as the page has room for. */
const comment: Block[] = [
  text('AfterTable', '{{overdue}}'),
  oneRowTable({
    title: 'Comments of those who sign',
    description: 'Room for a comment of each officer who signs.',
    small: true,
    close: true,
    framed: true,
    columns: columns(compactWidth, [
      each('comment_columns'),
      1,
      each('comment_columns', '{{../comment_space}}'),
    ]),
  }),
];

const changes: Block[] = [
  tag('{{#if has_changes}}'),
  leadIn(label('{{changes_heading}}')),
  tag('{{#each changes}}', 'ListBullet'),
  text('ListBullet', '{{this}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{else}}'),
  endOfSection(),
  tag('{{/if}}'),
];

export const boardSummary: TemplateSource = {
  name: 'board-summary',
  compact: 'small',
  sections: [
    {
      orientation: 'portrait',
      blocks: [...front, ...decisions, ...risks, ...ratings, ...comment, ...changes],
    },
  ],
  footnotes: {},
};
