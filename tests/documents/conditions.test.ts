import { describe, expect, test } from '@jest/globals';
import * as conditions from '../../src/documents/conditions.ts';
import type { ReportSource } from '../../src/documents/report-source.ts';
import { emptyRound, plain, roundWith, sample, sourceOf } from './source.ts';

const buildConditions = (source: ReportSource) => plain(conditions.buildConditions(source));
const ratingMovement = (source: ReportSource, of: number) => plain(conditions.ratingMovement(source, of));
const ratingsOfYear = (source: ReportSource, of: number) => plain(conditions.ratingsOfYear(source, of));

/** The programme with these ratings of condition 1 by round; undefined is a round without one. */
function withRatings(ratings: Record<string, string | undefined>) {
  const rounds = Object.entries(ratings).map(([id, rating]) =>
    rating === undefined ? emptyRound(id) : roundWith(id, { rating }),
  );
  return { ...sample(), rounds };
}

describe('the ratings of the year', () => {
  test.each([
    ['2023-06', ['Green', 'Not yet due', 'Not yet due']],
    ['2023-09', ['Green', 'Amber', 'Not yet due']],
    ['2023-12', ['Green', 'Amber', 'Red']],
    ['2024-06', ['Amber', 'Not yet due', 'Not yet due']],
  ])('in %s are %j', (round, wanted) => {
    const project = withRatings({
      '2023-06': 'Green',
      '2023-09': 'Amber',
      '2023-12': 'Red',
      '2024-06': 'Amber',
    });
    expect(ratingsOfYear(sourceOf(round, project), 1)).toEqual(wanted);
  });

  test('a later report that is already filled in is not shown in an earlier one', () => {
    const project = withRatings({ '2023-06': 'Green', '2023-12': 'Red' });
    expect(ratingsOfYear(sourceOf('2023-06', project), 1)).toEqual(['Green', 'Not yet due', 'Not yet due']);
  });

  test('one that has not been given, and a report that was not made, are said in words', () => {
    expect(
      ratingsOfYear(sourceOf('2023-12', withRatings({ '2023-09': undefined, '2023-12': 'Green' })), 1),
    ).toEqual(['No report', 'Not given', 'Green']);
  });
});

describe('how a rating has moved', () => {
  test.each([
    ['Red', 'Amber', 'Improved from Red', true],
    ['Red', 'Green', 'Improved from Red', true],
    ['Amber', 'Green', 'Improved from Amber', true],
    ['Green', 'Amber', 'Worsened from Green', true],
    ['Amber', 'Red', 'Worsened from Amber', true],
    ['Amber', 'Amber', 'No change', false],
    [undefined, 'Amber', 'No rating in June 2023', false],
    ['Amber', undefined, 'Not known', false],
    ['Amber', 'Purple', 'Not known', false],
    ['tbc', 'Green', 'Not known', false],
  ])('from %s to %s: %s', (last, now, words, changed) => {
    const project = withRatings({ '2023-06': last, '2023-09': now });
    expect(ratingMovement(sourceOf('2023-09', project), 1)).toMatchObject({ words, changed });
  });

  test('the first report has none', () => {
    const project = withRatings({ '2023-06': 'Green', '2023-09': 'Red' });
    expect(ratingMovement(sourceOf('2023-06', project), 1)).toMatchObject({
      words: 'First report',
      changed: false,
    });
  });

  test('over the turn of the year it goes by December', () => {
    const project = withRatings({ '2023-06': 'Red', '2023-12': 'Amber', '2024-06': 'Green' });
    expect(ratingMovement(sourceOf('2024-06', project), 1).words).toBe('Improved from Amber');
  });

  test('a report that was left out is not jumped over', () => {
    const project = withRatings({ '2023-06': 'Red', '2023-12': 'Green' });
    expect(ratingMovement(sourceOf('2023-12', project), 1).words).toBe('No rating in September 2023');
  });
});

describe('a condition', () => {
  const first = (round: string, project = sample()) => buildConditions(sourceOf(round, project))[0];

  test('without an update says so in every part, and none is blank', () => {
    const project = { ...sample(), rounds: [emptyRound('2023-06')] };
    expect(first('2023-06', project)).toEqual({
      number: '1',
      name: 'Mainstream inclusion',
      wording: project.agreement.conditions[0]?.wording,
      rating: 'Not given',
      rating_1: 'Not given',
      rating_2: 'Not yet due',
      rating_3: 'Not yet due',
      rating_4: '',
      rating_5: '',
      rating_6: '',
      ratings: ['Not given', 'Not yet due', 'Not yet due'],
      movement: 'First report',
      has_reason: false,
      reason: 'Not given',
      owner: 'Not given',
      has_mitigation: false,
      mitigation: 'Not given',
      mitigation_owner: 'Not given',
      mitigation_date: 'Not given',
      progress: 'No update received.',
      has_timeline: false,
      timeline: [],
    });
  });

  test('has its mitigation with owner and date in words', () => {
    const mitigation = { action: 'Clear the backlog.', owner: 'Assistant Director', by: '2023-10-31' };
    const project = { ...sample(), rounds: [roundWith('2023-06', { rating: 'Amber', mitigation })] };
    expect(first('2023-06', project)).toMatchObject({
      has_mitigation: true,
      mitigation: 'Clear the backlog',
      mitigation_owner: 'Assistant Director',
      mitigation_date: '31 October 2023',
    });
  });

  test('that is rated Amber or Red has the place for a mitigation also where none is given', () => {
    for (const rating of ['Amber', 'Red'])
      expect(first('2023-06', { ...sample(), rounds: [roundWith('2023-06', { rating })] })).toMatchObject({
        has_mitigation: true,
        mitigation: 'Not given',
        mitigation_date: 'Not given',
      });
  });

  test('whose rating has changed has the place for a reason also where none is given', () => {
    const project = withRatings({ '2023-06': 'Green', '2023-09': 'Amber' });
    expect(first('2023-09', project)).toMatchObject({ has_reason: true, reason: 'Not given' });
    const same = withRatings({ '2023-06': 'Green', '2023-09': 'Green' });
    expect(first('2023-09', same)?.has_reason).toBe(false);
  });

  test('stands in the order of the agreement, whatever the order of the files', () => {
    const project = sample();
    for (const round of project.rounds) round.conditions.reverse();
    const built = buildConditions(sourceOf('2023-09', project));
    expect(built.map(({ number }) => number)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(built).toEqual(buildConditions(sourceOf('2023-09')));
  });
});

test('ratings are counted in the order of the scale, with those that have moved', () => {
  const words = (id: string, project = sample()) => {
    const source = sourceOf(id, project);
    return conditions.ratingsInWords(source, conditions.buildConditions(source)).value;
  };
  expect(words('2023-06')).toBe('seven Green and two Amber.');
  expect(words('2023-12')).toBe(
    'five Green, three Amber and one Red; three improved and two worsened since the last report.',
  );
  expect(words('2023-06', withRatings({ '2023-06': 'Red' }))).toBe('one Red and eight not rated yet.');
});
