import { stringify } from 'yaml';
import { safeName } from '../files/safe-name.ts';
import type { Agreement, AgreementCondition } from '../model/agreement.ts';
import type { Programme } from '../model/programme.ts';
import { type ConditionUpdate, monthName, type Round, updateOf } from '../model/round.ts';
import { comment, quote } from './quote.ts';

/** The file of a condition in a new round: blank, with what was said last above each field. */

/** How to fill in a file of a round; long texts first, as most of them are. */
export const howTo = [
  '#',
  '# How to fill it in',
  '#   Type after the colon, with a space in between. Nothing after a colon means: not filled in yet.',
  '#   In one line, put text in quotes if it holds a colon or a #, or begins with a special character such as % or @.',
  '#   After a "|" text may run over many lines, each indented by two spaces more than its name. Leave a line blank for a new',
  '#   paragraph; begin lines with "- " for a list; write **bold** and [words of a link](https://www.example.org).',
];

/** A field with its value, as YAML writes it; blank where there is none. */
export const field = (name: string, value?: string) =>
  value === undefined ? `${name}:` : stringify({ [name]: value }, { lineWidth: 0 }).trimEnd();

interface ConditionSource {
  agreement: Agreement;
  /** Who leads what, for conditions that have had no owner yet. */
  programme: Programme | undefined;
  /** The round that is made. */
  id: string;
  condition: AgreementCondition;
  last: Round | undefined;
}

/** The file's name in the round's folder, and its text. A file keeps the name that it has had. */
export function conditionFile({ agreement, programme, id, condition, last }: ConditionSource) {
  const { number, short, workstreams } = condition;
  const found = updateOf(last, number);
  const said = found?.update;
  const lead = programme?.workstreams.find((workstream) => workstream.number === workstreams?.[0])?.lead;
  const from = last &&
    found && { id: last.id, file: found.file, illustrative: found.update.illustrative === true };
  const ratings = agreement.rating_scale.map(({ rating }) => rating);
  const mitigated = agreement.rating_scale
    .filter(({ needs_mitigation }) => needs_mitigation)
    .map(({ rating }) => rating);
  const name = found?.file.split('/').at(-1);
  const lines = [
    ...comment(`Condition ${number} in the round ${id}: ${short}.`),
    ...howTo,
    '',
    `condition: ${number}`,
    '# Who answers for this condition: a role, not a name.',
    field('owner', said?.owner ?? lead),
    '# When this update was written, as year-month-day.',
    'updated:',
    '',
    ...comment(`${list(ratings, 'or')}: what each means is in agreement.yaml.`),
    ...quote(from, said?.rating),
    'rating:',
    `# Why the rating has changed since ${last ? monthName(last.id) : 'the last report'}. Leave it empty if it has not.`,
    ...quote(from, said?.reason),
    'reason:',
    ...comment(
      `For ${list(mitigated, 'and')}: what is being done, who does it, and by when (year-month-day).`,
    ),
    ...quote(from, said?.mitigation),
    'mitigation:',
    '  action:',
    '  owner:',
    '  by:',
    '',
    '# What the condition promises by when. List each step of the last report, with its date after "done:" once it is done.',
    ...quote(from, openSteps(said?.timeline)),
    'timeline:',
    '',
    '# What has happened since the last report, in your own words: a few sentences, or a sentence and a list.',
    ...quote(from, said?.progress),
    'progress: |',
  ];
  const own =
    name && new RegExp(`^${number}(?!\\d)`).test(name)
      ? name
      : `${number}-${safeName(short, 'condition')}.yaml`;
  return { file: `conditions/${own}`, text: `${lines.join('\n')}\n` };
}

/** What the last report promised and did not say was done. */
const openSteps = (steps: ConditionUpdate['timeline']) => {
  const open = steps?.filter(({ done }) => done === undefined) ?? [];
  return open.length > 0 ? open : undefined;
};

const list = (words: readonly string[], last: 'and' | 'or') =>
  new Intl.ListFormat('en-GB', { type: last === 'and' ? 'conjunction' : 'disjunction' }).format(words);
