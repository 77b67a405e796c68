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
  paperStatus,
  type TemplateSource,
  tag,
  text,
} from './blocks.ts';
import { closing, implications, shortForms } from './closing.ts';
import { markdown, prose } from './numbered.ts';
import {
  actionsPart,
  answerPart,
  conditionColumn,
  deficitsPart,
  forecastPart,
  part,
  ratingMeanings,
  risksPart,
} from './position.ts';
import { portraitWidth } from './style.ts';

/** A paper for Cabinet, a Select Committee or Scrutiny: its modules in the order of its paper.yaml. */

const front: Block[] = [
  new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('{{title}}')] }),
  ...paperStatus('{{body}}, {{meeting_date}}{{#if has_item}}, item {{item}}{{/if}}'),
  ...part('is_revised', [text('Notice', '{{revision}}')]),
  ...illustrativeNotice(),
  heading(1, 'Summary'),
  markdown('summary'),
  heading(1, 'Recommendations'),
  leadIn('{{body}} is asked to:'),
  markdown('recommendations'),
  ...missing(),
  heading(1, 'Introduction'),
  markdown('introduction'),
];

const position: Block[] = [
  ...part('../has_answer', answerPart('../')),
  prose('{{../position_sentence}}'),
  ...part('../has_forecast', deficitsPart('../')),
];

const reports = listTable('../reports', {
  title: 'Dates of the reports',
  caption: 'reports',
  description:
    'Each report of the financial year with the date on which the DfE expects it and that of its submission.',
  keep: 'alone',
  small: true,
  close: true,
  columns: columns(
    portraitWidth,
    ['Report to the DfE', 3, '{{name}}'],
    ['Due', 2, '{{due}}'],
    ['Submitted', 2, '{{submitted}}'],
  ),
});

const ratings: Block[] = [
  listTable('../ratings_of_year', {
    title: 'Ratings of the year',
    caption: 'ratings_of_year',
    description:
      'Each condition with its rating in each report of the financial year, and how the last has moved.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Condition', 8, conditionColumn],
      [each('../columns'), 5.3, each('ratings', '{{rating this}}'), 'rating'],
      ['Since the last report', 2.4, '{{movement}}'],
    ),
  }),
  ...ratingMeanings('../'),
  ...actionsPart('../'),
];

const money: Block[] = [
  tag('{{#if ../has_forecast}}'),
  ...forecastPart('../', false),
  tag('{{else}}'),
  prose('{{../position_sentence}}'),
  tag('{{/if}}'),
];

const kpis: Block[] = [
  markdown('../kpis_introduction'),
  prose('{{../kpis_note}}'),
  tag('{{#if ../kpis_have_short_forms}}'),
  leadIn('{{../kpis_short_forms}}'),
  tag('{{/if}}'),
  listTable('../kpis', {
    title: 'Measures',
    caption: 'kpis',
    description:
      'Each measure with its number in the DfE list, its baseline and latest value, the change, its target, and whether it is met.',
    small: true,
    close: true,
    keep: 'alone',
    columns: columns(
      portraitWidth,
      ['DfE ref', 9, '{{dfe_ref}}'],
      ['Measure', 56, '{{name}}'],
      [each('../kpi_figure_columns'), 42, each('figures'), 'number'],
      [each('../kpi_word_columns'), 63, each('words')],
    ),
  }),
];

const modules: Block[] = [
  tag('{{#each modules}}'),
  heading(1, '{{heading}}'),
  ...part('is_position', position),
  ...part('is_reports', [
    leadIn('The council reports to the DfE on these dates this financial year:'),
    reports,
  ]),
  ...part('is_ratings', ratings),
  ...part('is_money', money),
  ...part('is_kpis', kpis),
  ...part('is_risks', risksPart('../')),
  tag('{{/each}}'),
  tag('{{#each sections}}'),
  heading(1, '{{heading}}'),
  markdown('text'),
  tag('{{/each}}'),
];

export const committeePaper: TemplateSource = {
  name: 'committee-paper',
  closeTables: true,
  isPaper: true,
  sections: [
    {
      orientation: 'portrait',
      blocks: [...front, ...modules, ...implications(), ...closing(), ...shortForms()],
    },
  ],
  footnotes: {},
};
