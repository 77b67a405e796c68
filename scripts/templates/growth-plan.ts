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
  heading(1, 'Growth in places'),
  tag('{{#each sentences}}', 'ListBullet'),
  text('ListBullet', '{{this}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{#if has_late}}'),
  leadInBelow(
    'AfterList',
    label('Not as approved'),
    ' (the tables keep the approved terms until the DfE agrees to others):',
  ),
  tag('{{#each late}}', 'ListBullet'),
  text('ListBullet', '{{this}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{else}}'),
  text('AfterList', 'No scheme is known to be late.'),
  tag('{{/if}}'),
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
      ['Kind and phase', 8, '{{name}}'],
      ['Approved', 2.6, '{{approved}}', 'number'],
      [each('open_columns'), 6, each('open'), 'number'],
    ),
  }),
  totalsTable('by_list', {
    title: 'Schemes by phase of the programme, {{term}}',
    caption: 'by_list',
    captionBefore: belowTable,
    description:
      'Each list of schemes with how many they are, their places at capacity and by this term, and pupils.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Programme', 2.4, '{{name}}'],
      ['Schemes', 1.9, '{{schemes}}', 'number'],
      ['Capacity', 2.1, '{{capacity}}', 'number'],
      ['Approved', 2.1, '{{approved}}', 'number'],
      [each('open_columns'), 5.4, each('open'), 'number'],
      [each('pupil_columns'), 1.8, each('pupils'), 'number'],
    ),
  }),
  tag('{{#if has_counts}}'),
  text('AfterTable', '{{counts}}'),
  tag('{{/if}}'),
  tag('{{#if has_note}}'),
  text('AfterList', '{{note}}'),
  tag('{{/if}}'),
  tag('{{#if has_short_forms}}'),
  text('AfterList', '{{short_forms}}'),
  tag('{{/if}}'),
  ...missing(),
];

const kinds: Block[] = [
  tag('{{#each kinds}}'),
  tag('{{#if @first}}'),
  topHeading(1, '{{name}}'),
  tag('{{else}}'),
  heading(1, '{{name}}'),
  tag('{{/if}}'),
  leadIn('Capacity is reached in {{reached}}.'),
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
      height: 520,
      scale: { gridlines: false },
    }),
  ),
];

const schemes: Block[] = [
  topHeading(1, 'Schemes', false),
  tag('{{#if has_no_schemes}}'),
  text('Normal', 'No scheme has places written down.'),
  tag('{{/if}}'),
  leadIn(
    '“Open” says how many places are open, “7 of 9” how many of those approved, “Full” that a scheme has all its places, and “each” that a row is several schemes.',
  ),
  tag('{{#each lists}}'),
  listTable('schemes', {
    title: '{{title}}',
    captionBefore: 160,
    caption: 'schemes',
    description: 'Each scheme with its project numbers, phase and need, first intake, and capacity.',
    small: true,
    close: true,
    columns: columns(
      landscapeWidth,
      ['Projects', 3.42, '{{projects}}'],
      ['Scheme', 6, '{{name}}'],
      ['School phase and need', 4.76, '{{group}}'],
      ['First intake', 3.89, '{{first}}'],
      ['In {{../term}}', 2.4, '{{now}}'],
      [each('pupil_columns'), 1.66, each('pupils'), 'number'],
      ['Full in', 2.66, '{{full}}'],
      ['Capacity', 1.86, '{{capacity}}', 'number'],
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
