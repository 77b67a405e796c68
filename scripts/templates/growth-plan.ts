import { HeadingLevel, Paragraph, TextRun } from 'docx';
import {
  type Block,
  belowTable,
  columns,
  each,
  heading,
  illustrativeNotice,
  label,
  leadIn,
  leadInBelow,
  listTable,
  missing,
  normal,
  type TemplateSource,
  tag,
  text,
  topHeading,
  totalsTable,
} from './blocks.ts';
import { figureOf } from './captions.ts';
import { columnChart } from './chart.ts';
import { landscapeWidth, portraitWidth } from './style.ts';

/** The growth plan: places by phase, need and term, and the schemes that bring them. */

const front: Block[] = [
  new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('{{title}}')] }),
  text('Status', '{{month}}. {{status}}'),
  ...illustrativeNotice(),
  heading(1, 'Places now, and growth'),
  leadIn(label('{{verdict}}')),
  tag('{{#if has_late}}'),
  listTable('late', {
    title: 'Not as approved; the other tables keep what the DfE has approved',
    caption: 'late',
    description:
      'Each scheme that is not as approved, with what was approved, what there is or is expected, and why.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Scheme', 4.9, '{{name}}'],
      ['Approved', 3.1, '{{approved}}'],
      ['Position', 3.4, '{{now}}'],
      ['Why', 5.6, '{{why}}'],
    ),
  }),
  tag('{{/if}}'),
  text('AfterTable', '{{#each sentences}}{{#if @first}}{{else}} {{/if}}{{this}}{{/each}}'),
  totalsTable('by_phase', {
    title: 'Places approved by {{term}}, by school phase',
    caption: 'by_phase',
    captionBefore: belowTable,
    description:
      'Each kind of places by phase of school, with the places approved by this term, and those that are open.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Kind and phase', 7.6, '{{name}}'],
      ['Approved', 2.8, '{{approved}}', 'number'],
      [each('open_columns'), 6.2, each('open'), 'number'],
    ),
  }),
  totalsTable('by_list', {
    title: 'The same places by phase of the programme, and those at capacity',
    caption: 'by_list',
    captionBefore: belowTable,
    description:
      'Each list of schemes with how many they are, their places at capacity and by this term, and pupils.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Phase', 4, '{{name}}'],
      ['Schemes', 1.85, '{{schemes}}', 'number'],
      ['At capacity', 1.9, '{{capacity}}', 'number'],
      ['Approved', 2, '{{approved}}', 'number'],
      [each('open_columns'), 4.3, each('open'), 'number'],
      [each('pupil_columns'), 2.9, each('pupils'), 'number'],
    ),
  }),
  tag('{{#if has_counts}}'),
  text('AfterTable', '{{counts}}'),
  tag('{{/if}}'),
  tag('{{#if has_note}}'),
  text('AfterList', label('About this plan: '), '{{note}}'),
  tag('{{/if}}'),
  ...missing(),
];

const kinds: Block[] = [
  tag('{{#each kinds}}'),
  topHeading(1, '{{name}}'),
  leadIn('Capacity is reached in {{reached}}. Terms in which no place changes are left out.'),
  totalsTable('groups', {
    title: '{{name}} by phase and need',
    caption: 'groups',
    description:
      'Each phase and type of need with its places in the first term, in this term, at capacity, and added from the first to the last.',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['School phase', 2.6, '{{phase}}'],
      ['Type of need', 3.8, '{{need}}'],
      [each('now_terms'), 4.8, each('now_places'), 'number'],
      ['Capacity', 2.4, '{{capacity}}', 'number'],
      ['Growth, {{start_term}} to capacity', 3.4, '{{added}}', 'number'],
    ),
  }),
  tag('{{#each phases}}'),
  listTable('terms', {
    title: '{{title}}: term by term',
    captionBefore: belowTable,
    caption: 'terms',
    description: 'Each term in which places change, with the places of each type of need and of all.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Term', 6.2, '{{term}}'],
      [each('needs'), 10.8, each('places'), 'number'],
    ),
  }),
  tag('{{/each}}'),
  tag('{{/each}}'),
  leadInBelow('AfterTable', 'The chart shows all places, as approved, in the same term of each year.'),
  figureOf('growth', 'Places under the plan, year by year'),
  normal(
    columnChart('{{chart growth_chart}}', 'Places under the plan', 'Places', ['Bases', 'Schools'], {
      format: '#,##0',
      height: 300,
      scale: { gridlines: false },
    }),
  ),
  tag('{{#if has_short_forms}}'),
  text('AfterList', '{{short_forms}}'),
  tag('{{/if}}'),
];

const schemes: Block[] = [
  topHeading(1, 'Schemes', false),
  tag('{{#if has_no_schemes}}'),
  text('Normal', 'No scheme has places written down.'),
  tag('{{/if}}'),
  leadIn(
    'Approved and open are places in {{term}}; a row of several projects has those of each. “(approved)”: the term may move.',
  ),
  tag('{{#each lists}}'),
  listTable('schemes', {
    title: '{{title}}',
    captionBefore: 100,
    caption: 'schemes',
    description:
      'Each scheme with its project numbers, phase and need, first intake, places approved and open, pupils, and capacity.',
    small: true,
    close: true,
    columns: columns(
      landscapeWidth,
      ['Scheme', 4.98, '{{name}}'],
      ['Projects', 3.45, '{{projects}}'],
      ['School phase and need', 4.9, '{{group}}'],
      ['First intake', 3.42, '{{first}}'],
      ['Approved', 2, '{{approved}}', 'number'],
      ['Open', 1.35, '{{open}}', 'number'],
      [each('pupil_columns'), 1.66, each('pupils'), 'number'],
      ['Full in', 2.7, '{{full}}'],
      ['Capacity', 2, '{{capacity}}', 'number'],
    ),
  }),
  tag('{{/each}}'),
  tag('{{#if has_unplaced}}'),
  text('SmallTableText', '{{unplaced}}'),
  tag('{{/if}}'),
];

export const growthPlan: TemplateSource = {
  name: 'growth-plan',
  sections: [
    { orientation: 'portrait', blocks: [...front, ...kinds] },
    { orientation: 'landscape', blocks: schemes },
  ],
  footnotes: {},
};
