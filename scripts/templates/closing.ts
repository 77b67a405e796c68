import { type Block, columns, heading, leadIn, leadInBelow, listTable, tag, text } from './blocks.ts';
import { portraitWidth } from './style.ts';

/** What a paper means for money, the law, equality and others, where its author says so. */
export const implications = (): Block[] => [
  tag('{{#if has_implications}}'),
  heading(1, 'Implications'),
  listTable('implications', {
    title: 'Implications',
    description: 'Each subject with what this paper means for it.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Subject', 2.3, '{{heading}}'],
      ['What this paper means', 8, '{{markdown text}}'],
    ),
  }),
  tag('{{/if}}'),
];

/** What every paper ends with: who answers questions, and in which other forms the council gives it. */
export const closing = (): Block[] => [
  heading(1, 'Officer contact'),
  leadIn('{{contact_sentence}}'),
  listTable('contacts', {
    title: 'Officer contact',
    description: 'Each officer with a telephone number and an e-mail address.',
    keep: true,
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Name', 4.6, '{{name}}'],
      ['Telephone', 2.2, '{{telephone}}'],
      ['E-mail', 3.2, '{{markdown email}}'],
    ),
  }),
  tag('{{#if has_equality}}'),
  leadInBelow('AfterTable', '{{equality}}'),
  tag('{{/if}}'),
  tag('{{#if has_alternative_formats}}'),
  text('Notice', '{{alternative_formats}}'),
  tag('{{/if}}'),
];

/** What the short forms of a paper mean. */
export const shortForms = (): Block[] => [
  tag('{{#if has_short_forms}}'),
  heading(1, 'Short forms'),
  listTable('short_forms', {
    title: 'Short forms',
    keep: 'alone',
    description: 'Each short form of this paper with what it means.',
    small: true,
    close: true,
    columns: columns(portraitWidth, ['Short form', 2, '{{short}}'], ['Meaning', 8, '{{meaning}}']),
  }),
  tag('{{/if}}'),
];
