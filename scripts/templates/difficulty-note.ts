import { HeadingLevel, Paragraph, TextRun } from 'docx';
import {
  type Block,
  columns,
  heading,
  illustrativeNotice,
  listTable,
  missing,
  normal,
  type TemplateSource,
  tag,
  text,
} from './blocks.ts';
import { compactWidth } from './style.ts';

/** The difficulty note: one page to the DfE, what has happened first. */

const bullets = (flag: string, words: string, list: string): Block[] => [
  tag(`{{#if ${flag}}}`),
  heading(1, words),
  tag(`{{#each ${list}}}`, 'ListBullet'),
  text('ListBullet', '{{this}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{/if}}'),
];

const blocks: Block[] = [
  new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('Difficulty note: {{title}}')] }),
  text('Status', '{{council}}, for the Department for Education'),
  ...illustrativeNotice(),
  listTable('facts', {
    title: 'The note',
    description:
      'The id of the note, the agreement, when the difficulty was noticed, since when it has been there, and who answers for it.',
    small: true,
    close: true,
    columns: columns(compactWidth, ['About this note', 2.4, '{{name}}'], ['Details', 6.6, '{{value}}']),
  }),
  heading(1, 'What has happened'),
  tag('{{markdown what}}'),
  tag('{{#if has_conditions}}'),
  heading(1, 'Conditions that it concerns'),
  tag('{{#if has_proposed}}'),
  listTable('rated', {
    title: 'Conditions that it concerns',
    description: 'Each condition with its rating in the last report, the rating that is proposed, and why.',
    small: true,
    close: true,
    columns: columns(
      compactWidth,
      ['Condition', 5, '{{condition}}'],
      ['{{last_report}}', 2.8, '{{rating before}}', 'rating'],
      ['Proposed', 2.8, '{{rating proposed}}', 'rating'],
      ['Why', 8, '{{why}}'],
    ),
  }),
  tag('{{else}}'),
  tag('{{#each rated}}'),
  // Each begins with its number: no bullet before it.
  normal('{{condition}}'),
  tag('{{/each}}'),
  tag('{{/if}}'),
  tag('{{/if}}'),
  ...bullets('has_figures', 'What it means in figures', 'figures'),
  tag('{{#if has_range}}'),
  tag('{{markdown range}}'),
  tag('{{/if}}'),
  tag('{{#if has_actions}}'),
  heading(1, 'What is being done'),
  listTable('actions', {
    title: 'What is being done',
    description: 'Each action with who does it and by when.',
    small: true,
    close: true,
    columns: columns(
      compactWidth,
      ['Action', 9, '{{what}}'],
      ['Who', 5.4, '{{owner}}'],
      ['By', 2.42, '{{by}}'],
    ),
  }),
  tag('{{/if}}'),
  text('AfterTable', '{{next_report}}'),
  ...missing(),
];

export const difficultyNote: TemplateSource = {
  name: 'difficulty-note',
  compact: 'usual',
  closeTables: true,
  sections: [{ orientation: 'portrait', blocks }],
  footnotes: {},
};
