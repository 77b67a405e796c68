import { HeadingLevel, Paragraph, TextRun } from 'docx';
import {
  type Block,
  belowTable,
  columns,
  each,
  heading,
  illustrativeNotice,
  leadIn,
  listTable,
  missing,
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
  tag('{{#if has_expected}}'),
  text('AfterList', '{{expected}}'),
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
  heading(1, '{{name}}'),
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
      ['Added since {{start_term}}', 3.4, '{{added}}', 'number'],
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
];

const schemeTable = (caption: string, status: Parameters<typeof columns>[1][]) =>
  listTable('schemes', {
    title: '{{title}}',
    captionBefore: belowTable,
    caption,
    description: 'Each scheme with its project numbers, phase and need, first intake, and capacity.',
    small: true,
    close: true,
    columns: columns(
      landscapeWidth,
      ['Projects', 3.5, '{{projects}}'],
      ['Scheme', status.length > 0 ? 3.3 : 6.3, '{{name}}'],
      ['School phase and need', 4.8, '{{group}}'],
      ['First intake', 4.1, '{{first}}'],
      ['In {{../term}}', 2.3, '{{now}}'],
      ['Full in', 2.7, '{{full}}'],
      ['Capacity', 2.2, '{{capacity}}', 'number'],
      ...status,
    ),
  });

const schemes: Block[] = [
  topHeading(1, 'Schemes', false),
  tag('{{#if has_no_schemes}}'),
  text('Normal', 'No scheme has places written down.'),
  tag('{{/if}}'),
  tag('{{#each lists}}'),
  tag('{{#if has_status}}'),
  schemeTable('schemes', [['Status', 3, '{{status}}']]),
  tag('{{else}}'),
  schemeTable('plain_schemes', []),
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
