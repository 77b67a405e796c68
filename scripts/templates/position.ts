import { Paragraph, TextRun } from 'docx';
import {
  type Block,
  columns,
  each,
  heading,
  label,
  leadIn,
  leadInBelow,
  listTable,
  tag,
  text,
  totalsTable,
} from './blocks.ts';
import { prose } from './numbered.ts';
import { portraitWidth } from './style.ts';

/** The position of the programme in a paper for everyone: what its author publishes of a report to the DfE. */

/** Each part by itself, `in` a loop or not: `../` before the names. The answer comes first, with the deficit of this year and of the last. */
export const answerPart = (up = ''): Block[] => [
  prose(
    label(`Meeting the deficit targets: {{${up}on_track}}.`),
    `{{#if ${up}has_forecast}} {{${up}forecast_sentence}}{{/if}}`,
  ),
];

const ratingMeanings = (up = ''): Block[] => [
  // In one paragraph, which no page divides.
  new Paragraph({
    style: 'AfterTable',
    keepLines: true,
    children: [
      new TextRun(`{{#each ${up}rating_meanings}}`),
      label('{{rating}}:'),
      new TextRun(' {{meaning}} {{/each}}'),
    ],
  }),
];

/** Why ratings are not the best or have changed, what is being done, by whom and by when. */
export const actionsPart = (up = ''): Block[] => [
  tag(`{{#if ${up}has_actions}}`),
  leadInBelow('AfterTable', 'What is being done where action is needed, or a rating has changed:'),
  listTable(`${up}actions`, {
    title: 'Reasons and actions',
    caption: 'actions',
    keep: 'alone',
    description:
      'Each such condition with its rating, the reason, the action, who takes it by when, and the next step or what has happened since.',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Condition', 3.6, '{{number}}. {{name}} ({{rating}})'],
      ['Reason', 3.4, '{{reason}}'],
      ['Action', 3.7, '{{action}}'],
      ['By whom, and when', 3.1, '{{owner}}, {{by}}'],
      [each(`${up}action_columns`), 3.4, each('states')],
    ),
  }),
  tag('{{/if}}'),
];

/** A condition by its name, and in plain words where there are any. */
const conditionColumn = '{{number}}. {{name}}{{#if has_plain_words}}: {{plain_words}}{{/if}}';

export const ratingsPart = (up = ''): Block[] => [
  leadIn(`Ratings: {{${up}ratings_count}}`),
  listTable(`${up}ratings_of_year`, {
    title: 'Ratings of the conditions',
    caption: 'ratings',
    description:
      'Each condition with its rating in each report of the financial year so far, and how it has moved since the last.',
    keep: true,
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Condition', 11.6, conditionColumn],
      [each(`${up}columns`), 3.4, each('ratings', '{{rating this}}'), 'rating'],
      [each(`${up}movement_columns`), 2, each('movements')],
    ),
  }),
  ...ratingMeanings(up),
];

export const forecastTable = (name: string, description: string, note: string): Block[] => [
  listTable(name, {
    title: 'Plan and forecast by year, £m',
    caption: 'evidence',
    description,
    keep: true,
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Financial year', 1.9, '{{year}}'],
      ['In-year plan', 2.2, '{{in_year_plan}}', 'number'],
      ['In-year forecast', 2.2, '{{in_year_forecast}}', 'number'],
      ['Balance plan', 2.2, '{{plan}}', 'number'],
      ['Balance forecast', 2.2, '{{forecast}}', 'number'],
      ['Balance against plan', 3.6, '{{difference}}', 'number'],
    ),
  }),
  text('AfterTable', note),
];

/** The deficit of this year and in all, for a first page. */
export const deficitsPart = (up = ''): Block[] => [
  listTable(`${up}deficits`, {
    title: 'The deficit, £m',
    caption: 'deficits',
    description:
      'The deficit of this year, and the cumulative one at its end and at that of the last year: as planned and as forecast.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Deficit', 5, '{{what}}'],
      ['Agreed plan', 2.5, '{{plan}}', 'number'],
      ['Forecast', 2.5, '{{forecast}}', 'number'],
      ['Difference', 3.5, '{{difference}}', 'number'],
    ),
  }),
  text('AfterTable', `{{${up}main_cause}}`),
];

/** Which lines the difference comes from. */
const causesPart = (up: string): Block[] => [
  tag(`{{#if ${up}has_causes}}`),
  leadIn(`{{${up}movement}} By line:`),
  totalsTable(`${up}causes`, {
    title: 'The difference by line, £m',
    caption: 'causes',
    description:
      'Each line with its plan and forecasts for this year, how the forecast has moved since the last and differs from the plan, in this year and over all years, and the whole.',
    keep: 'alone',
    small: true,
    close: true,
    columns: columns(
      portraitWidth,
      ['Line of the plan', 6.6, '{{line}}'],
      [each(`${up}cause_columns`), 10.4, each('figures'), 'number'],
    ),
  }),
  tag('{{/if}}'),
  tag(`{{#if ${up}money_comment}}`),
  tag(`{{markdown ${up}money_comment}}`, 'AfterTable'),
  tag('{{/if}}'),
];

export const forecastPart = (up = '', cause = true): Block[] => [
  tag(`{{#unless ${up}has_answer}}`),
  prose(`{{${up}forecast_sentence}}`),
  tag('{{/unless}}'),
  ...(cause ? [prose(`{{${up}main_cause}}`)] : []),
  ...part(`${up}has_unmitigated`, [prose(`{{${up}unmitigated}}`)]),
  ...forecastTable(
    `${up}forecast`,
    'Each financial year with the balance as agreed and as forecast, and the difference.',
    'Deficits are positive, surpluses negative. Balances are cumulative, after contributions.',
  ),
  ...causesPart(up),
];

const riskColumns = (up: string) =>
  columns(
    portraitWidth,
    ['Risk', 4.4, '{{risk}}'],
    ['Likelihood', 1.95, '{{likelihood}}'],
    ['Impact', 1.5, '{{impact}}'],
    ['Mitigation', 4.1, '{{mitigation}}'],
    ['Owner', 3.1, '{{owner}}'],
    [each(`${up}risk_columns`), 3.2, each('states')],
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
    columns: riskColumns(up),
  }),
  tag('{{else}}'),
  prose(`{{${up}no_risks}}`),
  tag('{{/if}}'),
];

export const part = (flag: string, blocks: readonly Block[]): Block[] => [
  tag(`{{#if ${flag}}}`),
  ...blocks,
  tag('{{/if}}'),
];

export const position = (): Block[] => [
  heading(1, 'Where the programme is'),
  ...part('has_answer', answerPart()),
  prose('{{position_sentence}}'),
  ...part('has_forecast', forecastPart()),
  ...part('has_ratings', ratingsPart()),
  ...actionsPart(),
  ...part('has_risks', [leadInBelow('AfterTable', 'The main risks in the report:'), ...risksPart()]),
];
