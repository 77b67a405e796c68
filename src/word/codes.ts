import type * as diagnostics from '../diagnostics/diagnostic.ts';

/** Every code of a finding in a template or in a filled document, with its subject in one line. Codes are stable. */
export const codes = {
  // Templates
  'template/unreadable': 'The template is not a Word file that can be filled',
  'template/tag': 'A tag cannot be understood',
  'template/unclosed': 'A block or tag is opened and not closed, or closed and not opened',
  'template/structure': 'A block opens and closes in places that cannot be repeated together',
  'template/columns': 'The rows of a table do not repeat the same columns',
  'template/unknown-tag': 'A tag names a value that does not exist',
  'template/unknown-helper': 'A tag names a helper that does not exist',
  'template/option': 'A tag gives a helper an option that it does not take',
  'template/wrong-kind': 'A tag uses a value as something that it is not',
  'template/chart': 'A chart cannot be refilled',
  'template/required-tag': 'A tag that the document must have is not in the template',
  'template/unfinished': 'The template has tracked changes, comments, prompts or the like left in it',
  // The finished document, checked before it is saved
  'document/value': 'A value cannot be printed in Word',
  'document/columns': 'The rows of a table would have different numbers of columns, or none',
  'document/too-wide': 'A table is wider than the text area of its page',
  'document/reference': 'A cross-reference, or a page number, is not right in the document',
  'document/title': 'The document has no title property',
  'document/language': 'The document is not marked with its language',
  'document/headings': 'The headings are out of order',
  'document/table-header': 'A table has no header row that repeats',
  'document/merged-cells': 'A table has merged cells',
  'document/alt-text': 'A picture or chart has no alternative text, or one that is too long',
  'document/colour-only': 'A cell says something by colour alone',
  'document/contrast': 'Text on its background is hard to read',
  'document/blank-paragraphs': 'Blank paragraphs are used as spacing',
  'document/locked': 'The document is protected, signed or marked as final',
  'document/placeholder': 'A tag or placeholder is left in the finished text',
} as const;

export type Code = keyof typeof codes;

/** What is wrong with a template, a context or a filled document, and where; of a value, with its origin and the words of it. */
export type Finding = diagnostics.Finding<Code> & { origin?: unknown; words?: string };
