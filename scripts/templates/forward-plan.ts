import { HeadingLevel, Paragraph, TextRun } from 'docx';
import {
  type Block,
  columns,
  heading,
  illustrativeNotice,
  leadIn,
  listTable,
  missing,
  normal,
  type TemplateSource,
  tag,
  text,
} from './blocks.ts';
import { portraitWidth } from './style.ts';

/** The forward plan: which body gets which report when, and what has no date or is overdue first. */

const reports = listTable('reports', {
  title: 'Reports by date',
  description:
    'Each report with the day on which it is due, the body that gets it, and whether it has been given.',
  small: true,
  close: true,
  columns: columns(
    portraitWidth,
    ['Date', 2.6, '{{date}}'],
    ['Body', 4.8, '{{body}}'],
    ['Report', 5.9, '{{what}}'],
    ['State', 3.7, '{{state}}'],
  ),
});

const blocks: Block[] = [
  new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('{{title}} {{year}}')] }),
  text('Status', '{{month}}. {{status}}'),
  ...illustrativeNotice(),
  heading(1, 'Which body gets which report when'),
  leadIn('{{summary}} This is the position on {{as_at}}.'),
  reports,
  tag('{{#if has_open}}'),
  heading(1, 'What needs a date'),
  tag('{{#each open}}', 'ListBullet'),
  text('ListBullet', '{{this}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{else}}'),
  normal('Every report that was promised has a date, and none is overdue.'),
  tag('{{/if}}'),
  heading(1, 'What each body was promised'),
  listTable('bodies', {
    title: 'What each body was promised',
    description: 'Each body with what it was promised, and the day of the next report.',
    small: true,
    close: true,
    keep: 'alone',
    columns: columns(
      portraitWidth,
      ['Body', 4.9, '{{body}}'],
      ['Promised', 8.1, '{{promised}}'],
      ['Next report', 4, '{{next}}'],
    ),
  }),
  ...missing(),
];

export const forwardPlan: TemplateSource = {
  name: 'forward-plan',
  sections: [{ orientation: 'portrait', blocks }],
  footnotes: {},
};
