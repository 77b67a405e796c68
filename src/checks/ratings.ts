import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { notYetDue } from '../model/agreement.ts';
import { type ConditionUpdate, calendarOf, monthName, roundsOfYear } from '../model/round.ts';
import { type RoundCheck, type RoundContext, updateOf } from './context.ts';
import { ofUpdates } from './each-update.ts';

/** Ratings: due ones given, none early, each in the scale, explained where it must be. */

const isGiven = ({ rating }: ConditionUpdate) => rating !== undefined && rating !== notYetDue;

const scaleOf = ({ project }: RoundContext) => project.agreement.rating_scale.map(({ rating }) => rating);

const stepOf = ({ project }: RoundContext, update: ConditionUpdate) =>
  project.agreement.rating_scale.find(({ rating }) => rating === update.rating);

/** Before the round opens there is nothing to rate yet. */
export const ratingsGiven = ofUpdates(
  'rating/missing',
  ['rating'],
  (context) => `write after "rating:" one of: ${scaleOf(context).join(', ')}`,
  (update, { window, today }) =>
    today >= window.opens &&
    !isGiven(update) &&
    `condition ${update.condition} has no rating, and this round's rating is due`,
);

export const ratingsInScale = ofUpdates(
  'rating/unknown',
  ['rating'],
  (context) => `write one of: ${scaleOf(context).join(', ')}`,
  (update, context) => {
    const { rating = '' } = update;
    const scale = scaleOf(context);
    return (
      isGiven(update) && !scale.includes(rating) && `"${rating}" is not a rating${didYouMean(rating, scale)}`
    );
  },
);

export const ratingsNotEarly = ofUpdates(
  'rating/early',
  ['rating'],
  'leave the rating empty until then',
  (update, { window, today }) =>
    today < window.opens &&
    isGiven(update) &&
    `condition ${update.condition} is rated, and the round does not open before ${window.opens}`,
);

export const changesExplained: RoundCheck = (context) =>
  context.round.conditions.flatMap(({ file, update }) => {
    const { condition, rating, reason } = update;
    const { before } = context;
    const last = updateOf(before, condition)?.update.rating;
    if (!isGiven(update) || !last || last === rating || reason || !stepOf(context, update)) return [];
    const message = `condition ${condition} was ${last} in ${before?.id} and is ${rating} now, and no reason is given`;
    const where = { file, path: ['rating'], instead: ['reason'] };
    return error('rating/reason-missing', where, message, 'say why after "reason:"');
  });

export const mitigationsGiven: RoundCheck = (context) =>
  context.round.conditions.flatMap(({ file, update }) => {
    if (!stepOf(context, update)?.needs_mitigation) return [];
    const { action, owner, by } = update.mitigation ?? {};
    // An action without an owner is reported by itself.
    const isOwned = action || owner;
    const lacking = [
      ...(action ? [] : ['an action']),
      ...(isOwned ? [] : ['an owner']),
      ...(by ? [] : ['a date']),
    ];
    // A field that is there and could not be read is reported by itself.
    const one = lacking.length > 1 ? [] : [!action ? 'action' : !by ? 'by' : 'owner'];
    if (lacking.length === 0) return [];
    const all = new Intl.ListFormat('en-GB').format(lacking);
    const message = `condition ${update.condition} is ${update.rating}, and its mitigation lacks ${all}`;
    const help = 'give under "mitigation:" an action, an owner and "by:" a date';
    const group = update.mitigation ? ['mitigation'] : ['rating'];
    const where = { file, path: ['mitigation', ...one], instead: group };
    return error('rating/mitigation-missing', where, message, help);
  });

const conditionsOwned = ofUpdates(
  'rating/owner-missing',
  ['owner'],
  'write after "owner:" the role that answers for it',
  ({ condition, owner }) => !owner && `condition ${condition} has no owner`,
);

const mitigationsOwned = ofUpdates(
  'rating/owner-missing',
  ['mitigation', 'owner'],
  'write under "mitigation:" "owner:" and the role that carries it out',
  (update, context) =>
    stepOf(context, update)?.needs_mitigation &&
    update.mitigation?.action &&
    !update.mitigation.owner &&
    `the mitigation of condition ${update.condition} has no owner`,
);

export const ownersGiven: RoundCheck = (context) => [
  ...conditionsOwned(context),
  ...mitigationsOwned(context),
];

/** Earlier reports of the year whose deadline has passed: this report prints their ratings beside its own. */
export function earlierReportsWhole({ project, round, calendar, today }: RoundContext): Finding[] {
  const { agreement, rounds, forecasts } = project;
  return roundsOfYear(agreement, calendar.financialYear).flatMap((id): Finding[] => {
    const deadline = calendarOf(agreement, id)?.deadline ?? today;
    if (id >= round.id || deadline >= today) return [];
    const printed = (words: string) => `the report of ${monthName(round.id)} prints "${words}" in its place`;
    const earlier = rounds.find((other) => other.id === id);
    if (!earlier) {
      // A programme may begin in the middle of a year.
      const wasThere = rounds.some((other) => other.id < id) || forecasts.some((one) => one.round === id);
      const message = `the report of ${monthName(id)} is not there, though its deadline has passed: ${printed('No report')}`;
      const help = 'put its folder back where it was';
      return wasThere ? [warning('round/earlier-missing', { file: `rounds/${id}` }, message, help)] : [];
    }
    return earlier.conditions.flatMap(({ file, update }) => {
      if (update.rating !== undefined) return [];
      const message = `condition ${update.condition} has no rating in ${monthName(id)}, whose deadline has passed: ${printed('Not given')}`;
      const help = 'write the rating that was reported';
      return [warning('rating/earlier-missing', { file, path: ['rating'] }, message, help)];
    });
  });
}
