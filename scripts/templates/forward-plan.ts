import { HeadingLevel, Paragraph, TextRun } from 'docx';
import {
  type Block,
  belowHeading,
  columns,
  each,
  heading,
  illustrativeNotice,
  label,
  leadIn,
  listTable,
  missing,
  type TemplateSource,
  tag,
  text,
} from './blocks.ts';
import { compactLandscapeWidth } from './style.ts';

/** The forward plan: what has no date or is overdue, which body gets which report when, and what each was promised. */

const reports = listTable('reports', {
  title: 'Reports by date',
  caption: 'reports',
  captionBefore: 80,
  description:
    'Each report with the day on which it is due, the body that gets it, what for, who answers for it, and whether it has been given.',
  small: true,
  close: true,
  columns: columns(
    compactLandscapeWidth,
    ['Date', 94, '{{date}}'],
    ['Body', 176, '{{body}}'],
    ['Report', 276, '{{what}}'],
    [each('purpose_columns'), 91, each('purpose')],
    [each('officer_columns'), 217, each('officer')],
    ['State', 137, '{{state}}'],
  ),
});

const blocks: Block[] = [
  new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('{{title}} {{year}}')] }),
  text('Status', '{{month}}. {{status}}. Position on {{as_at}}.'),
  ...illustrativeNotice(),
  heading(1, 'Which body gets which report when'),
  leadIn('{{summary}}'),
  tag('{{#if has_decisions}}'),
  leadIn(label('Decisions to come: '), '{{decisions}}.'),
  tag('{{/if}}'),
  reports,
  heading(1, 'What each body was promised'),
  listTable('bodies', {
    title: 'What each body was promised, and its next report',
    caption: 'bodies',
    captionBefore: belowHeading,
    description: 'Each body with what it was promised, and the day of the next report.',
    small: true,
    close: true,
    keep: 'alone',
    columns: columns(
      compactLandscapeWidth,
      ['Body', 176, '{{body}}'],
      ['Promised', 585, '{{promised}}'],
      ['Next report', 230, '{{next}}'],
    ),
  }),
  ...missing(),
];

export const forwardPlan: TemplateSource = {
  name: 'forward-plan',
  compact: 'usual',
  sections: [{ orientation: 'landscape', blocks }],
  footnotes: {},
};
