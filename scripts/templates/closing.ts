import { type Block, columns, heading, leadIn, listTable, text } from './blocks.ts';
import { portraitWidth } from './style.ts';

/** What every paper ends with: who answers questions, and in which forms it may be had. */
export const closing = (): Block[] => [
  heading(1, 'Officer contact'),
  leadIn('{{contact_sentence}}'),
  listTable('contacts', {
    title: 'Officer contact',
    description: 'Each officer with a telephone number and an e-mail address.',
    keep: true,
    columns: columns(
      portraitWidth,
      ['Name', 4, '{{name}}'],
      ['Telephone', 2.5, '{{telephone}}'],
      ['E-mail', 3.5, '{{markdown email}}'],
    ),
  }),
  text('AfterTable', '{{equality}}'),
  text('Notice', '{{alternative_formats}}'),
];
