import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { groupBy } from '../model/group-by.ts';
import { monthName } from '../model/round.ts';
import type { Gap } from './compose.ts';
import type { Guess } from './guess.ts';
import type { KpisRead } from './read-kpis.ts';
import type { PlanRead } from './read-plan.ts';

/** The page of what is left to do in a new project: what was guessed, what could not be read, what only the council knows. */

export const pageFile = 'what-is-left.md';

interface PageSource {
  council: string;
  kpis: KpisRead;
  plan: PlanRead;
  guesses: readonly Guess[];
  gaps: readonly Gap[];
  /** What `check` says of the project. */
  problems: readonly Diagnostic[];
  first: string;
  /** How the person starts the program. */
  startedAs: string;
}

const listed = (title: string, intro: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : ['', `## ${title}`, '', intro, '', ...items.map((item) => `- [ ] ${item}`)];

export function pageOf(source: PageSource): string {
  const { council, kpis, plan, guesses, gaps, problems, first, startedAs } = source;
  const lines = [
    `# What is left to do: ${council}`,
    '',
    'The project is made. Tick off what follows, and delete this page when it is done.',
    ...listed(
      'What only you know',
      'Each of these is blank, or has a plain default, until you give it.',
      gaps.map(({ what, where }) => `${what}: ${where}`),
    ),
    ...listed(
      'Was your workbook read right?',
      'These were guessed. Where a guess is wrong, change it at the place that is named.',
      guesses.filter(({ sure }) => !sure).map(question),
    ),
    ...listed('What was not copied', 'Copy it by hand where it is needed.', [...kpis.left, ...plan.left]),
    ...listed(
      'What the check finds now',
      'Each of these stays until it is mended; `check` prints them again, with what to do.',
      problemLines(problems),
    ),
    '',
    '## What was read',
    '',
    ...readLines(source),
    '',
    '## Next',
    '',
    `1. Go through this page.`,
    `2. \`${startedAs} new ${first}\` makes the first round.`,
    `3. \`${startedAs} ask ${first}\` writes a form in Word for each owner.`,
    `4. \`${startedAs} build ${first}\` writes the report.`,
    '',
  ];
  return lines.join('\n');
}

/** Problems of one kind in one file are one thing to do. */
const mostOfAKind = 3;

function problemLines(problems: readonly Diagnostic[]): string[] {
  const kinds = groupBy(problems, ({ code, place }) => `${code} ${place.file}`);
  return [...kinds.values()].flatMap((kind) => {
    const more = kind.length - mostOfAKind;
    return kind.slice(0, more > 1 ? mostOfAKind : undefined).map(({ place, message }, i) => {
      const rest = more > 1 && i === mostOfAKind - 1 ? `; and ${more} more of the kind` : '';
      return `${[place.file, place.line, place.inside].filter(Boolean).join(' ')}: ${message}${rest}`;
    });
  });
}

function readLines({ kpis, plan, guesses }: PageSource): string[] {
  const months = kpis.months.map(({ id }) => monthName(id)).join(', ');
  const withFigures = plan.tables.length > 0;
  const sure = guesses.filter(
    (guess) => guess.sure && /^plan\.(?:unit|income|spend|contributions|balances)$/.test(guess.id),
  );
  return [
    `- ${kpis.kpis.length === 0 ? 'No KPIs' : `${kpis.kpis.length} KPIs${months === '' ? '' : `, with values of ${months}`}`}.`,
    `- A plan of ${plan.lines.length} lines, ${plan.years[0]} to ${plan.years.at(-1)}${withFigures ? '' : ', without figures'}.`,
    ...sure.map(({ found, cell }) => `- ${found} (${cell}).`),
    ...plan.renamed.map((words) => `- ${words} here, as a deficit is positive.`),
    ...(withFigures
      ? [
          '- In `inputs/dsg-plan.xlsx` figures are in £m; income and contributions are negative, spending and deficits positive.',
        ]
      : []),
    ...(withFigures || kpis.kpis.length > 0
      ? [
          '- The sheets "Copied from" name the cell of each row in your own workbooks, which were not changed.',
        ]
      : []),
  ];
}

function question({ id, cell, found, taken, choices }: Guess): string {
  const others = choices.filter((choice) => choice !== taken);
  return `${cell}: ${found}. Taken: **${taken}** (or ${others.join(', ')}). ${placeOf(id)}`;
}

/** Where a guess is changed. Units and signs of the plan are in every figure: the workbook is copied anew. */
function placeOf(id: string): string {
  const [subject, name, field] = id.split('.');
  if (subject === 'kpis') return `inputs/kpis.yaml: \`${field}\` of \`${name}\``;
  if (field === 'role') return `inputs/agreement.yaml: \`role\` of the line \`${name}\``;
  return `Run init again into a new folder, with \`readings: { ${id}: … }\` in the answers file`;
}
