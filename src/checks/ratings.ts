import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { notYetDue } from '../model/agreement.ts';
import { type ConditionFile, calendarOf, monthName, roundsOfYear } from '../model/round.ts';
import { type RoundContext, updateOf } from './context.ts';

/** Ratings: due ones given, none early, each in the scale, explained where it must be. */

const isGiven = ({ update }: ConditionFile) => update.rating !== undefined && update.rating !== notYetDue;

const isInScale = ({ agreement }: RoundContext['project'], rating: string | undefined) =>
  agreement.rating_scale.some((step) => step.rating === rating);

export function ratingsGiven({ project, round, window, today }: RoundContext): Finding[] {
  // Before the round opens there is nothing to rate yet.
  if (today < window.opens) return [];
  const scale = project.agreement.rating_scale.map(({ rating }) => rating).join(', ');
  return round.conditions
    .filter((file) => !isGiven(file))
    .map(({ file, update }) =>
      error(
        'rating/missing',
        { file, path: ['rating'] },
        `condition ${update.condition} has no rating, and this round's rating is due`,
        `write after "rating:" one of: ${scale}`,
      ),
    );
}

export function ratingsInScale({ project, round }: RoundContext): Finding[] {
  const scale = project.agreement.rating_scale.map(({ rating }) => rating);
  return round.conditions
    .filter((file) => isGiven(file) && !scale.includes(file.update.rating ?? ''))
    .map(({ file, update: { rating = '' } }) =>
      error(
        'rating/unknown',
        { file, path: ['rating'] },
        `"${rating}" is not a rating${didYouMean(rating, scale)}`,
        `write one of: ${scale.join(', ')}`,
      ),
    );
}

export function ratingsNotEarly({ round, window, today }: RoundContext): Finding[] {
  if (today >= window.opens) return [];
  return round.conditions
    .filter(isGiven)
    .map(({ file, update }) =>
      error(
        'rating/early',
        { file, path: ['rating'] },
        `condition ${update.condition} is rated, and the round does not open before ${window.opens}`,
        'leave the rating empty until then',
      ),
    );
}

export function changesExplained({ project, round, before }: RoundContext): Finding[] {
  return round.conditions.filter(isGiven).flatMap(({ file, update }) => {
    const last = updateOf(before, update.condition)?.update.rating;
    if (!last || last === update.rating || update.reason || !isInScale(project, update.rating)) return [];
    const message = `condition ${update.condition} was ${last} in ${before?.id} and is ${update.rating} now, and no reason is given`;
    return [error('rating/reason-missing', { file, path: ['rating'] }, message, 'say why after "reason:"')];
  });
}

export function mitigationsGiven({ project, round }: RoundContext): Finding[] {
  return round.conditions.flatMap(({ file, update }) => {
    const step = project.agreement.rating_scale.find(({ rating }) => rating === update.rating);
    if (!step?.needs_mitigation) return [];
    const { action, by } = update.mitigation ?? {};
    const lacking = [...(action ? [] : ['an action']), ...(by ? [] : ['a date'])];
    if (lacking.length === 0) return [];
    const message = `condition ${update.condition} is ${update.rating}, and its mitigation lacks ${lacking.join(' and ')}`;
    const help = 'give under "mitigation:" an action, an owner and "by:" a date';
    const where = { file, path: ['mitigation'], instead: ['rating'] };
    return [error('rating/mitigation-missing', where, message, help)];
  });
}

export function ownersGiven({ project, round }: RoundContext): Finding[] {
  return round.conditions.flatMap(({ file, update }) => {
    const step = project.agreement.rating_scale.find(({ rating }) => rating === update.rating);
    const findings: Finding[] = [];
    if (!update.owner)
      findings.push(
        error(
          'rating/owner-missing',
          { file, path: ['owner'] },
          `condition ${update.condition} has no owner`,
          'write after "owner:" the role that answers for it',
        ),
      );
    if (step?.needs_mitigation && update.mitigation?.action && !update.mitigation.owner)
      findings.push(
        error(
          'rating/owner-missing',
          { file, path: ['mitigation', 'owner'] },
          `the mitigation of condition ${update.condition} has no owner`,
          'write under "mitigation:" "owner:" and the role that carries it out',
        ),
      );
    return findings;
  });
}

/** Earlier reports of the year whose deadline has passed: this report prints their ratings beside its own. */
export function earlierReportsWhole({ project, round, calendar, today }: RoundContext): Finding[] {
  const { agreement, rounds, forecasts } = project;
  return roundsOfYear(agreement, calendar.financialYear).flatMap((id): Finding[] => {
    const deadline = calendarOf(agreement, id)?.deadline ?? today;
    if (id >= round.id || deadline >= today) return [];
    const printed = `the report of ${monthName(round.id)} prints "No report" in its place`;
    const earlier = rounds.find((other) => other.id === id);
    if (!earlier) {
      // A programme may begin in the middle of a year.
      const wasThere = rounds.some((other) => other.id < id) || forecasts.some((one) => one.round === id);
      const message = `the report of ${monthName(id)} is not there, though its deadline has passed: ${printed}`;
      const help = 'put its folder back where it was';
      return wasThere ? [warning('round/earlier-missing', { file: `rounds/${id}` }, message, help)] : [];
    }
    return earlier.conditions.flatMap(({ file, update }) => {
      if (update.rating !== undefined) return [];
      const message = `condition ${update.condition} has no rating in ${monthName(id)}, whose deadline has passed: ${printed}`;
      const help = 'write the rating that was reported';
      return [warning('rating/earlier-missing', { file, path: ['rating'] }, message, help)];
    });
  });
}
