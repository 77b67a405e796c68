import { Paragraph, TextRun } from 'docx';
import { type Block, columns, heading, label, leadIn, listTable, normal, tag, text } from './blocks.ts';
import { portraitWidth } from './style.ts';

/** The position of the programme in a paper for everyone: what its author publishes of a report to the DfE. */

/** What leads in a table or list below another list. */
const afterList = (words: string) =>
  new Paragraph({ style: 'AfterList', keepNext: true, keepLines: true, children: [new TextRun(words)] });

/** Each part by itself, `in` a loop or not: `../` before the names. */
export const answerPart = (up = ''): Block[] => [
  normal(label('On track to meet the deficit targets: '), `{{${up}on_track}}.`),
];

export const ratingMeanings = (up = ''): Block[] => [
  new Paragraph({ style: 'AfterTable', keepNext: true, children: [new TextRun('What the ratings mean:')] }),
  tag(`{{#each ${up}rating_meanings}}`, 'ListBullet'),
  text('ListBullet', label('{{rating}}: '), '{{meaning}}'),
  tag('{{/each}}', 'ListBullet'),
];

/** Why ratings have changed, and what is being done. */
export const ratingNotes = (up = ''): Block[] => [
  tag(`{{#if ${up}has_rating_notes}}`),
  afterList('Why ratings have changed, and what is being done:'),
  tag(`{{#each ${up}rating_notes}}`, 'ListBullet'),
  text('ListBullet', label('{{condition}}: '), '{{note}}'),
  tag('{{/each}}', 'ListBullet'),
  tag('{{/if}}'),
];

export const ratingsPart = (up = ''): Block[] => [
  leadIn('How each condition of the agreement is rated:'),
  listTable(`${up}ratings`, {
    title: 'Ratings of the conditions',
    caption: 'ratings',
    description: 'Each condition with its rating, and how that has moved since the report before.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Condition', 6, '{{number}}. {{name}}'],
      ['Rating', 2, '{{rating rating}}', 'rating'],
      ['Since the last report', 3.3, '{{movement}}'],
    ),
  }),
  ...ratingMeanings(up),
];

/** The balances of each year, with what the signs mean. */
export const forecastTable = (name: string, description: string): Block[] => [
  listTable(name, {
    title: 'Plan and forecast by year',
    caption: 'evidence',
    description,
    keep: true,
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Financial year', 1.9, '{{year}}'],
      ['In-year plan, £m', 2.2, '{{in_year_plan}}', 'number'],
      ['In-year forecast, £m', 2.2, '{{in_year_forecast}}', 'number'],
      ['Balance plan, £m', 2.2, '{{plan}}', 'number'],
      ['Balance forecast, £m', 2.2, '{{forecast}}', 'number'],
      ['Balance against plan, £m', 3.6, '{{difference}}', 'number'],
    ),
  }),
  text(
    'AfterTable',
    'Deficits are positive and surpluses negative. The balance is cumulative, after the contributions of the DfE and the council.',
  ),
];

export const forecastPart = (up = ''): Block[] => [
  afterList(`{{${up}forecast_sentence}}`),
  ...forecastTable(
    `${up}forecast`,
    'Each financial year with the balance as agreed and as forecast, and the difference.',
  ),
];

export const riskColumns = columns(
  portraitWidth,
  ['Risk', 4.3, '{{risk}}'],
  ['Likelihood', 2.05, '{{likelihood}}'],
  ['Impact', 1.7, '{{impact}}'],
  ['Mitigation', 4.3, '{{mitigation}}'],
  ['Owner', 2.7, '{{owner}}'],
);

export const risksPart = (up = ''): Block[] => [
  tag(`{{#if ${up}risks}}`),
  listTable(`${up}risks`, {
    title: 'Risks',
    caption: 'risks',
    description: 'Each risk with its likelihood and impact, its mitigation and its owner.',
    keep: 'alone',
    close: true,
    small: true,
    columns: riskColumns,
  }),
  tag('{{else}}'),
  normal(`{{${up}no_risks}}`),
  tag('{{/if}}'),
];

export const part = (flag: string, blocks: readonly Block[]): Block[] => [
  tag(`{{#if ${flag}}}`),
  ...blocks,
  tag('{{/if}}'),
];

export const position = (): Block[] => [
  heading(2, 'Where the programme is'),
  normal('{{position_sentence}}'),
  ...part('has_answer', answerPart()),
  ...part('has_ratings', ratingsPart()),
  ...part('has_forecast', forecastPart()),
  ...part('has_risks', [leadIn('The main risks in the report:'), ...risksPart()]),
];
