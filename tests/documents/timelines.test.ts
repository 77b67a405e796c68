import { describe, expect, test } from '@jest/globals';
import { timelineSentences } from '../../src/documents/timelines.ts';
import type { TimelineStep } from '../../src/model/round.ts';
import { plain, roundWith, sample, sourceOf } from './source.ts';

const step = (what: string, by: string, more = {}) => ({ what, by, ...more });

describe('page 1 says of the promised steps', () => {
  const late = step('Posts filled.', '2023-10-02');
  const moved = step('Places open', '2024-04-15', { moved_from: '2024-01-08' });
  const next = step('Panel meets', '2024-01-10');
  const done = step('Visits', '2023-10-09', { moved_from: '2023-09-01', done: '2023-10-05' });
  test.each([
    [[], false, 'No step is overdue.', 'The timelines have no further step.'],
    [[next, done], false, 'No step is overdue.', 'Next: “Panel meets”, due 10 January 2024 (condition 1).'],
    [
      [late],
      true,
      'One step is overdue: “Posts filled”, due 2 October 2023 (condition 1).',
      'The timelines have no further step.',
    ],
    [
      [late, late, moved, next],
      true,
      'Two steps are overdue (condition 1). One date has moved (condition 1).',
      'Next: “Panel meets”, due 10 January 2024 (condition 1).',
    ],
    [
      [moved, moved],
      true,
      'No step is overdue. Two dates have moved (condition 1).',
      'Next: “Places open”, due 15 April 2024 (condition 1).',
    ],
  ])('%j: %s', (timeline, has_overdue, overdue, next_step) => {
    const project = { ...sample(), rounds: [roundWith('2023-12', { rating: 'Green', timeline })] };
    expect(plain(timelineSentences(sourceOf('2023-12', project)))).toMatchObject({
      has_overdue,
      overdue,
      next_step,
    });
  });
});

test('the one overdue step has the owner of its condition', () => {
  const update = { rating: 'Amber', owner: 'Head of SEND.', timeline: [step('Posts filled', '2023-10-02')] };
  const project = { ...sample(), rounds: [roundWith('2023-12', update)] };
  expect(plain(timelineSentences(sourceOf('2023-12', project))).overdue).toBe(
    'One step is overdue: “Posts filled”, due 2 October 2023 (condition 1; Head of SEND).',
  );
});

describe('how the promises of the last report were kept', () => {
  const promise = (before: TimelineStep[], now: TimelineStep[]) => {
    const rounds = [roundWith('2023-09', { timeline: before }), roundWith('2023-12', { timeline: now })];
    return plain(timelineSentences(sourceOf('2023-12', { ...sample(), rounds })));
  };
  const one = step('Posts filled', '2023-10-02');
  const two = step('Visits made', '2023-11-10');
  const three = step('Panel meets', '2023-11-20');
  const done = (of: TimelineStep, day: string) => ({ ...of, done: day });
  const moved = { ...two, by: '2024-02-01', moved_from: two.by };

  test.each<[TimelineStep[], TimelineStep[], string]>([
    [[one], [done(one, '2023-10-02')], 'The one step that … is done.'],
    [[one], [done(one, '2023-10-06')], 'The one step that … is done (late).'],
    [[one], [one], 'The one step that … is overdue.'],
    [[two], [moved], 'The one step that … has moved.'],
    [[one], [], 'The one step that … is overdue.'],
    [
      [one, two],
      [done(one, '2023-10-01'), done(two, '2023-11-01')],
      'Of the two steps that …, all are done.',
    ],
    [[one, two], [one, two], 'Of the two steps that …, all are overdue.'],
    [
      [one, two, three],
      [done(one, '2023-10-09'), moved, three],
      'Of the three steps that …, one is done (one late), one has moved and one is overdue.',
    ],
    [
      [one, two, three],
      [done(one, '2023-10-09'), done(two, '2023-11-15'), moved],
      'Of the three steps that …, two are done (two late) and one is overdue.',
    ],
  ])('from %j to %j: %s', (before, now, words) => {
    expect(promise(before, now)).toMatchObject({
      has_promises: true,
      promises: words.replace('…', 'the report of September 2023 promised by 27 November 2023'),
    });
  });

  test('a step that keeps its words is not taken for another that was due on the same day', () => {
    const other = step('Panel meets', two.by);
    for (const order of [
      [moved, done(other, '2023-11-09')],
      [done(other, '2023-11-09'), moved],
    ])
      expect(promise([two, other], order).promises).toMatch(/, one is done and one has moved\.$/);
  });

  test('is not said of steps done before, of later ones, or in a first report', () => {
    const early = done(one, '2023-09-01');
    const later = step('Opens', '2024-09-01');
    expect(promise([early, later], [early, later]).has_promises).toBe(false);
    const rounds = [roundWith('2023-12', { timeline: [one] })];
    expect(plain(timelineSentences(sourceOf('2023-12', { ...sample(), rounds }))).has_promises).toBe(false);
  });
});
