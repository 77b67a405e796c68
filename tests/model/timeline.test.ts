import { expect, test } from '@jest/globals';
import { dayOfDraft, isSameStep, leftOut, timelineAt, withMoves } from '../../src/model/timeline.ts';
import fc from '../properties.ts';

/** Which steps of a timeline are overdue and which come next, on a day. */

const day = fc
  .date({ min: new Date('2023-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10));
const step = fc.record({ what: fc.constant('A step'), by: day, done: fc.option(day, { nil: undefined }) });
const moved = fc.record({
  what: fc.constant('A step'),
  by: day,
  moved_from: fc.option(day, { nil: undefined }),
});

test('a step without "done" whose date has passed is overdue; its own day is not too late', () => {
  const steps = [
    { what: 'a', by: '2023-11-05' },
    { what: 'b', by: '2023-11-06' },
    { what: 'c', by: '2023-11-04', done: '2023-11-05' },
    { what: 'd', by: '2023-11-04', done: '2023-11-07' },
  ];
  expect(timelineAt(steps, '2023-11-06')).toEqual({ done: [2], overdue: [3, 0], toCome: [1] });
});

test('a step that is done between the day of the draft and the end of the round is done, and not overdue', () => {
  const steps = [
    { what: 'a', by: '2023-11-04', done: '2023-11-07' },
    { what: 'b', by: '2023-11-04', done: '2023-11-21' },
  ];
  expect(timelineAt(steps, '2023-11-06', [], '2023-11-20')).toEqual({ done: [0], overdue: [1], toCome: [] });
});

test('a date that is another than in the last report has moved, whether or not anybody says so', () => {
  fc.assert(
    fc.property(
      day,
      day,
      fc.option(day, { nil: undefined }),
      fc.boolean(),
      (was, by, moved_from, wasDone) => {
        const [now] = withMoves(
          [{ what: 'A step.', by, ...(moved_from && { moved_from }) }],
          [{ what: 'a  step', by: was, ...(wasDone && { done: was }) }],
        );
        const from = moved_from ?? (wasDone ? undefined : was);
        expect(now?.moved_from).toBe(from === by ? undefined : from);
      },
    ),
  );
});

test('a step that is left out is found, whichever dates the others have', () => {
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), fc.nat(), day, (days, at, to) => {
      const before = days.map((by, i) => ({ what: `Step ${i}`, by }));
      const gone = at % days.length;
      const now = before.filter((_, i) => i !== gone).map((one) => ({ ...one, by: to, moved_from: one.by }));
      expect(leftOut(before, now)).toEqual([gone]);
      const reworded = { what: 'In new words', by: to, moved_from: days[gone] as string };
      expect(leftOut(before, [...now, reworded])).toEqual([]);
    }),
  );
});

test('a step is new as done, though another that was done before had the date from which it was moved', () => {
  const by = '2023-09-01';
  const before = [
    { what: 'One', by, done: '2023-08-30' },
    { what: 'Two', by },
  ];
  const now = [
    { what: 'One', by, done: '2023-08-30' },
    { what: 'Two', by: '2023-11-01', moved_from: by, done: '2023-10-30' },
  ];
  expect(timelineAt(now, '2023-11-27', before).done).toEqual([1]);
});

test('a step is printed as done in one report: the first whose file says so', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.array(fc.boolean()), day, (all, saidBefore, today) => {
      const steps = all.map((one, i) => ({ ...one, what: `Step ${i}` }));
      const before = steps.map(({ done, ...one }, i) => (saidBefore[i] && done ? { ...one, done } : one));
      const { done } = timelineAt(steps, today, before);
      const expected = steps.flatMap((one, i) =>
        one.done !== undefined && one.done <= today && !saidBefore[i] ? [i] : [],
      );
      expect([...done].sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});

test.each([
  ['the same words', { what: 'A  step.', by: '2023-10-01' }, { what: 'a step', by: '2024-01-01' }, true],
  [
    'the date that it had',
    { what: 'A', by: '2023-10-01' },
    { what: 'B', by: '2024-01-01', moved_from: '2023-10-01' },
    true,
  ],
  ['neither', { what: 'A', by: '2023-10-01' }, { what: 'B', by: '2023-10-01' }, false],
])('a step is known again by %s', (_, before, now, isSame) => {
  expect(isSameStep(before, now)).toBe(isSame);
});

test('a step whose date has moved is printed, however many come before it', () => {
  fc.assert(
    fc.property(fc.array(moved, { maxLength: 12 }), day, (steps, today) => {
      const { overdue, toCome } = timelineAt(steps, today);
      const all = steps.map((_, i) => i).filter((i) => steps[i]?.moved_from !== undefined);
      expect([...overdue, ...toCome]).toEqual(expect.arrayContaining(all));
      const unmoved = toCome.filter((i) => steps[i]?.moved_from === undefined);
      expect(unmoved.length).toBeLessThanOrEqual(3);
    }),
  );
});

test('every step is done, overdue or to come; the next three are printed, in order of their dates', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), day, (steps, today) => {
      const { overdue, toCome } = timelineAt(steps, today);
      const isOpen = (i: number) => (steps[i]?.done ?? '9') > today;
      const open = steps.map((_, i) => i).filter(isOpen);
      const late = open.filter((i) => (steps[i]?.by ?? '') < today);
      expect([...overdue].sort((a, b) => a - b)).toEqual(late);
      expect(toCome).toHaveLength(Math.min(3, open.length - late.length));
      for (const list of [overdue, toCome]) {
        const dates = list.map((i) => steps[i]?.by ?? '');
        expect(dates).toEqual([...dates].sort());
      }
      const left = open.filter((i) => !overdue.includes(i) && !toCome.includes(i));
      const last = steps[toCome.at(-1) ?? -1]?.by ?? '';
      for (const i of left) expect((steps[i]?.by ?? '') >= last).toBe(true);
    }),
  );
});

test('the day is that of the draft for the first readers, or the deadline', () => {
  const draft = { date: '2023-11-27', stage: 'draft' };
  expect(dayOfDraft([{ date: '2023-11-20' }, draft], '2023-12-15')).toBe('2023-11-27');
  expect(dayOfDraft([{ date: '2023-11-20' }], '2023-12-15')).toBe('2023-12-15');
});
