import { type Block, columns, each, listTable, tag, text } from './blocks.ts';
import { portraitWidth } from './style.ts';

/**
 * The measures of a paper: those with a target apart from the others, each with its number in the DfE's list, and in the Forum's where
 * it has one. Widths are those of the number, the name, the figures and the words.
 */
export const measures = (
  up: string,
  whole: number,
  [ref, name, figures, words]: readonly [number, number, number, number],
  keep?: 'alone',
): Block[] => {
  // A committee has no use for numbers of lists.
  const refs: Array<[string, number, string]> =
    ref > 0
      ? [
          ['DfE ref', ref, '{{dfe_ref}}'],
          [each('ref_columns'), ref * 1.3, each('refs')],
        ]
      : [];
  return [
    tag(`{{#each ${up}kpi_tables}}`),
    listTable('rows', {
      title: '{{title}}',
      caption: whole === portraitWidth ? 'kpis' : 'kpis_wide',
      description:
        'Each measure with its number, and its baseline and latest value, target, change, and whether the target is met, where it has them.',
      small: true,
      close: true,
      ...(keep && { keep }),
      columns: columns(
        whole,
        ...refs,
        ['Measure', name, '{{name}}'],
        [each('workstream_columns'), figures * 0.75, each('workstreams')],
        [each('figure_columns'), figures, each('figures'), 'number'],
        [each('word_columns'), words, each('words')],
      ),
    }),
    tag('{{#if workstream_columns}}'),
    text('AfterTable', 'The workstreams are those to which a measure is most aligned.'),
    tag('{{/if}}'),
    tag('{{/each}}'),
  ];
};
