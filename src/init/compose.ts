import type { Agreement, PlanLine } from '../model/agreement.ts';
import type { Programme } from '../model/programme.ts';
import type { Answers } from './answers.ts';
import { colourFor, idsFor } from './one-line.ts';
import type { PlanRead } from './read-plan.ts';
import { shortFor } from './split-conditions.ts';

/** From answers to the agreement and the programme. What was not answered has a plain default, or is listed as left to do. */

/** What only the council knows and has not said, each with where it goes. */
export interface Gap {
  what: string;
  where: string;
}

export interface Composed {
  agreement: Agreement;
  programme: Programme;
  gaps: Gap[];
}

export interface ConditionGiven {
  wording: string;
  short?: string | undefined;
  workstreams?: number[] | undefined;
}

interface ComposeSource {
  answers: Answers;
  conditions: readonly ConditionGiven[];
  plan: PlanRead;
  /** The round that the council begins with. */
  first: string;
}

const usualRatings = ['Green', 'Amber', 'Red'].map((rating) => ({ rating, meaning: '' }));

export function compose(source: ComposeSource): Composed {
  const gaps: Gap[] = [];
  return { agreement: agreementOf(source, gaps), programme: programmeOf(source.answers, gaps), gaps };
}

function agreementOf({ answers, conditions, plan, first }: ComposeSource, gaps: Gap[]): Agreement {
  const gap = (what: string, where: string) => gaps.push({ what, where: `inputs/agreement.yaml, ${where}` });
  const { formal_name, agreed = '', questions = [], additional_information = [] } = answers;
  const milestones = milestonesOf(answers);
  if (agreed === '') gap('when the agreement was made', 'agreed');
  if (questions.length === 0) gap('the questions that the funder asks, word for word', 'questions');
  if (!answers.milestones)
    gap(
      'who has the report on which day before the deadline (now: sent one working day before)',
      'milestones',
    );
  const tolerance = answers.on_track?.tolerance ?? 0;
  if (!answers.on_track)
    gap('how far the forecast may be above the plan and still be on track (now: not at all)', 'on_track');
  const shortened = conditions.filter(({ short }) => !short).length;
  if (shortened > 0)
    gap(
      `${shortened === 1 ? 'a short name of your own for a condition' : `short names of your own for ${shortened} conditions`} (now: the first words of each)`,
      'conditions, short',
    );
  const scale = scaleOf(answers, gap);
  const led = conditions.map(({ workstreams }, i) => workstreams ?? workstreamsOf(answers, i + 1));
  const without = led.filter((list) => list === undefined).length;
  if (without > 0 && (answers.workstreams ?? []).length > 0)
    gap(
      `which workstream ${without === 1 ? 'a condition belongs' : `${without} conditions belong`} to: its lead is the first owner`,
      'conditions, workstreams',
    );
  return {
    name: answers.agreement ?? `${formal_name} agreement`,
    agreed,
    financial_years: plan.years,
    first_round: first,
    conditions: conditions.map(({ wording, short }, i) => ({
      number: i + 1,
      short: short ?? shortFor(wording),
      wording,
      ...(led[i] && { workstreams: led[i] }),
    })),
    rating_scale: scale,
    questions: withIds(questions, 'question'),
    additional_information: withIds(additional_information, 'item'),
    reports: answers.reports,
    milestones,
    collection: {
      working_days_before:
        answers.collection ?? Math.max(...milestones.map((one) => one.working_days_before)) + 15,
    },
    contributions: contributionsOf(answers, plan),
    plan: { lines: plan.lines.map(({ id, name, role }): PlanLine => ({ id, name, role })) },
    on_track: {
      tolerance,
      explanation:
        answers.on_track?.explanation ??
        `The programme is on track while the forecast cumulative balance is ${tolerance === 0 ? 'no higher than the plan' : `at most £${tolerance}m above the plan`}, at the end of this year and of the last.`,
    },
  };
}

/** The workstreams that say that a condition is theirs; a workstream alone has them all. */
function workstreamsOf({ workstreams = [] }: Answers, condition: number): number[] | undefined {
  const own = workstreams.flatMap(({ conditions = [] }, i) =>
    conditions.includes(condition) ? [i + 1] : [],
  );
  if (own.length > 0) return own;
  return workstreams.length === 1 && !workstreams[0]?.conditions ? [1] : undefined;
}

function scaleOf(answers: Answers, gap: (what: string, where: string) => void): Agreement['rating_scale'] {
  const given = answers.ratings ?? usualRatings;
  if (!answers.ratings) gap('your own ratings (now: Green, Amber and Red)', 'rating_scale');
  const blank = given.filter(({ meaning }) => meaning === '').map(({ rating }) => rating);
  if (blank.length > 0) gap(`what each rating means: ${blank.join(', ')}`, 'rating_scale, meaning');
  return given.map((step, i) => {
    const { rating, meaning, colour, needs_mitigation } = step as Agreement['rating_scale'][number];
    const isMitigated = needs_mitigation ?? i > 0;
    return {
      rating,
      colour: colour ?? colourFor(rating, i, given.length),
      meaning,
      ...(isMitigated && { needs_mitigation: true }),
    };
  });
}

function milestonesOf({ milestones }: Answers): Agreement['milestones'] {
  const given = milestones ?? [
    { name: 'Sent to the funder', working_days_before: 1, stage: 'submit' as const },
  ];
  const sorted = [...given].sort((a, b) => b.working_days_before - a.working_days_before);
  const ids = idsFor(
    sorted.map(({ name }) => name),
    'step',
    ['collect', 'deadline', 'meeting', 'holidays'],
  );
  return sorted.map(({ name, working_days_before, stage, with: who }, i) => ({
    id: ids[i] as string,
    name,
    working_days_before,
    stage: stage ?? (i === 0 && sorted.length > 1 ? 'draft' : i === sorted.length - 1 ? 'submit' : 'board'),
    ...(who && { with: who }),
  }));
}

const withIds = (
  list: ReadonlyArray<{ wording: string; id?: string | undefined; owner?: string | undefined }>,
  word: string,
) =>
  list.map(({ wording, id, owner }, i) => ({
    id: id ?? `${word}-${i + 1}`,
    wording,
    ...(owner && { owner }),
  }));

/** As answered, or as the plan has them: each with its sign turned. */
function contributionsOf(
  { contributions }: Answers,
  { lines, tables }: PlanRead,
): Agreement['contributions'] {
  const rows = tables.find(({ kind }) => kind === 'plan')?.rows;
  const inPlan = (role: string) => {
    const values = rows?.get(lines.find((line) => line.role === role)?.id ?? '')?.values ?? {};
    return Object.fromEntries(Object.entries(values).map(([year, value]) => [year, -value + 0]));
  };
  return {
    dfe: contributions?.dfe ?? inPlan('dfe-contribution'),
    council: contributions?.council ?? inPlan('council-contribution'),
  };
}

function programmeOf(answers: Answers, gaps: Gap[]): Programme {
  const gap = (what: string, where: string) => gaps.push({ what, where: `inputs/programme.yaml, ${where}` });
  const { council, formal_name, public_name = formal_name, papers } = answers;
  const workstreams = (answers.workstreams ?? []).map(({ name, public_name: shown, lead }, i) => ({
    number: i + 1,
    formal_name: name,
    public_name: shown ?? name,
    lead,
  }));
  const signOffs = answers.sign_offs;
  const ids = idsFor(
    signOffs.map(({ role }) => role),
    'sign-off',
  );
  if (!answers.report_owner) gap('the role that writes the report and keeps the workbooks', 'report_owner');
  if (!answers.people) gap('who holds each role, and their e-mail addresses', 'people');
  if (workstreams.length === 0)
    gap('who leads what: the owners of conditions are taken from it', 'workstreams');
  return {
    council,
    council_short: answers.council_short ?? council,
    public_name,
    formal_name,
    report_title: answers.report_title ?? `${council}: ${formal_name} monitoring report`,
    ...(answers.term_note && { term_note: answers.term_note }),
    ...(answers.report_owner && { report_owner: answers.report_owner }),
    sign_offs: signOffs.map(({ id, role }, i) => ({
      id: /^sign-off-\d+$/.test(id) ? (ids[i] as string) : id,
      role,
    })),
    workstreams,
    ...(answers.people && { people: answers.people }),
    glossary: answers.glossary ?? {},
    ...(papers && papers !== 'none' && { public: publicGroupOf(papers, gap) }),
  };
}

/** Wording that only the council has is blank until it is given. */
function publicGroupOf(
  given: Exclude<Answers['papers'], 'none' | undefined>,
  gap: (what: string, where: string) => void,
): NonNullable<Programme['public']> {
  if (given.equality === undefined) gap('what papers say about equality', 'public, equality');
  if (given.alternative_formats === undefined)
    gap('how to get a paper in another format', 'public, alternative_formats');
  if (given.smallest_count === undefined)
    gap('below which number counts of pupils are hidden in public (now: 5)', 'public, smallest_count');
  return {
    contacts: given.contacts,
    contact_sentence: given.contact_sentence ?? 'For questions about this paper please get in touch with:',
    equality: given.equality ?? '',
    alternative_formats: given.alternative_formats ?? '',
    smallest_count: given.smallest_count ?? 5,
  };
}
