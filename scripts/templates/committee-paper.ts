import { HeadingLevel, Paragraph, TextRun } from 'docx';
import {
  type Block,
  columns,
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
import { measures } from './measures.ts';
import { markdown, prose } from './numbered.ts';
import {
  actionsPart,
  answerPart,
  deficitsPart,
  forecastPart,
  part,
  ratingsPart,
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

const ratings: Block[] = [...ratingsPart('../'), ...actionsPart('../')];

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
  ...measures('../', portraitWidth, [0, 54, 46, 51], 'alone'),
];

const modules: Block[] = [
  tag('{{#each modules}}'),
  heading(1, '{{heading}}'),
  ...part('is_position', position),
  ...part('is_reports', [reports]),
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
