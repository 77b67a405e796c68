import { HeadingLevel, Paragraph, TextRun } from 'docx';
import {
  type Block,
  columns,
  each,
  heading,
  illustrativeNotice,
  leadIn,
  listTable,
  missing,
  normal,
  type TemplateSource,
  tag,
  text,
  topHeading,
  totalsTable,
} from './blocks.ts';
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
  tag('{{#if has_note}}'),
  normal('{{note}}'),
  tag('{{/if}}'),
  ...missing(),
];

const kinds: Block[] = [
  tag('{{#each kinds}}'),
  heading(1, '{{name}}'),
  leadIn('Places by phase and type of need; capacity is reached in {{capacity_term}}.'),
  totalsTable('groups', {
    title: '{{name}} by phase and need',
    description:
      'Each phase and type of need with its places in the first term, in this term, at capacity, and added from the first to the last.',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Phase', 2.6, '{{phase}}'],
      ['Type of need', 3.8, '{{need}}'],
      ['{{start_term}}', 2.4, '{{start}}', 'number'],
      ['{{../term}}', 2.4, '{{now}}', 'number'],
      ['Capacity', 2.4, '{{capacity}}', 'number'],
      ['Added since {{start_term}}', 3.4, '{{added}}', 'number'],
    ),
  }),
  tag('{{#each phases}}'),
  heading(2, '{{title}}: term by term'),
  listTable('terms', {
    title: '{{title}}, term by term',
    description: 'Each term in which places change, with the places of each type of need and of all.',
    small: true,
    close: true,
    keep: 'alone',
    columns: columns(portraitWidth, ['Term', 4, '{{term}}'], [each('needs'), 13, each('places'), 'number']),
  }),
  tag('{{/each}}'),
  tag('{{/each}}'),
  tag('{{#if has_short_forms}}'),
  text('AfterTable', '{{short_forms}}'),
  tag('{{/if}}'),
];

const schemeTable = (status: Parameters<typeof columns>[1][]) =>
  listTable('schemes', {
    title: '{{title}}',
    description: 'Each scheme with its project numbers, phase and need, first intake, and capacity.',
    small: true,
    close: true,
    columns: columns(
      landscapeWidth,
      ['Projects', 3.6, '{{projects}}'],
      ['Scheme', 7.4, '{{name}}'],
      ['Phase and need', 5.4, '{{group}}'],
      ['First intake', 3.8, '{{first}}'],
      ['Full in', 3, '{{full}}'],
      ['Capacity', 2.7, '{{capacity}}', 'number'],
      ...status,
    ),
  });

const schemes: Block[] = [
  topHeading(1, 'Schemes', false),
  tag('{{#each lists}}'),
  heading(2, '{{title}}'),
  tag('{{#if has_status}}'),
  schemeTable([['Status', 3.4, '{{status}}']]),
  tag('{{else}}'),
  schemeTable([]),
  tag('{{/if}}'),
  tag('{{/each}}'),
];

export const growthPlan: TemplateSource = {
  name: 'growth-plan',
  sections: [
    { orientation: 'portrait', blocks: [...front, ...kinds] },
    { orientation: 'landscape', blocks: schemes },
  ],
  footnotes: {},
};
