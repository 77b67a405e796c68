import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type RoundDates, roundDates } from '../../src/calendar/rounds.ts';
import { londonToday } from '../../src/calendar/today.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { isReadable } from '../../src/model/project.ts';
import { cycles } from '../calendar/cycles.ts';
import fc from '../properties.ts';
import { type Deed, simulate, type World } from './simulate.ts';

/**
 * Every day from May 2023 to January 2030. What runs do is compared with dates that were worked out apart from the program
 * (cycles.ts), and with working days counted here in another way.
 */

const { project } = await readProject(join(import.meta.dirname, '..', '..', 'inputs'));
if (!isReadable(project)) throw new Error('the sample programme cannot be read');
const { agreement, holidays } = project;
const free = new Set(holidays?.holidays.map(({ date }) => date));

const from = '2023-05-01';
const to = '2030-01-31';
const oneDay = 86_400_000;
const everyDay = Array.from({ length: (Date.parse(to) - Date.parse(from)) / oneDay + 1 }, (_, i) =>
  new Date(Date.parse(from) + i * oneDay).toISOString().slice(0, 10),
);
const isWorking = (day: string) =>
  ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) && !free.has(day);
const workingDays = everyDay.filter(isWorking);
const ahead = (day: string, count: number) => workingDays[workingDays.indexOf(day) - count] ?? '';

/** Each round with its days, from the table. */
const table = cycles.map((cycle) => {
  const [deadline, due, draft, board, submit] = cycle.map((day) => day.slice(4)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  return { id: deadline.slice(0, 7), deadline, due, draft, board, submit, collect: ahead(due, 29) };
});
type Row = (typeof table)[number];

const world: World = { agreement, holidays, first: '2023-06' };
/** The rounds of 2023 and 2024, with a deadline on a Friday and one on a Sunday, stand for all where other things differ. */
const six = table.slice(0, 6);
const runSix = (change: Partial<World>) => simulate({ ...world, ...change }, from, '2024-12-31');
const on = (deeds: readonly Deed[], round: string, day: string) =>
  deeds.find((deed) => deed.round === round && deed.day === day);
const said = (deeds: readonly Deed[]) =>
  deeds.flatMap(({ day, round, announced }) => announced.map((what) => `${day} ${round} ${what}`));
const drafted = (deeds: readonly Deed[], only: 'all' | 'written' = 'all') =>
  deeds
    .filter(({ draftFor, written }) => draftFor && (only === 'all' || written))
    .map(({ day, round, draftFor }) => `${day} ${round} ${draftFor}`);

test('the years have 2468 days, 21 rounds, and their changes of the clock', () => {
  expect(everyDay).toHaveLength(2468);
  expect(table).toHaveLength(21);
});

describe('where each report is sent on its day', () => {
  const deeds = simulate(world, from, to);

  test('there is one round to look at on every day, and the next as soon as one has been sent', () => {
    expect(deeds.map(({ day }) => day)).toEqual(everyDay);
  });

  test('each start and milestone is announced once: the milestones on the working day before them', () => {
    const expected = table.flatMap(({ id, collect, draft, board, submit }) => [
      `${collect} ${id} collect`,
      `${ahead(draft, 1)} ${id} delivery-group`,
      `${ahead(board, 1)} ${id} executive-board`,
      `${ahead(submit, 1)} ${id} submit`,
    ]);
    expect(said(deeds)).toEqual(expected);
  });

  test('a draft is seen to on the working day before Delivery Group and the board, on the days themselves and in between', () => {
    const expected = table.flatMap(({ id, draft, board }) => [
      ...everyDay
        .filter((day) => day >= ahead(draft, 1) && day <= draft)
        .map((day) => `${day} ${id} delivery-group`),
      ...everyDay
        .filter((day) => day >= ahead(board, 1) && day <= board)
        .map((day) => `${day} ${id} executive-board`),
    ]);
    expect(drafted(deeds)).toEqual(expected);
  });

  test('as long as the inputs stay as they are, each round has one draft', () => {
    expect(drafted(deeds, 'written')).toEqual(
      table.map(({ id, draft }) => `${ahead(draft, 1)} ${id} delivery-group`),
    );
  });

  test('every day has the stage of the table, and is quiet until the board has the report', () => {
    const stageBy = ({ collect, draft, board, submit }: Row, day: string) =>
      day >= submit
        ? 'submit'
        : day >= board
          ? 'board'
          : day >= draft
            ? 'draft'
            : day >= collect
              ? 'collect'
              : 'before';
    const wrong = deeds.filter(({ day, round, stage, level }) => {
      const row = table.find(({ id }) => id === round);
      const wanted = row ? stageBy(row, day) : 'before';
      return stage !== wanted || level !== (wanted === 'board' || wanted === 'submit' ? 'warning' : 'quiet');
    });
    expect(wrong).toEqual([]);
  });

  test('the working days that are left are those that one counts', () => {
    const wrong = deeds.filter(({ day, round, left }) => {
      const due = table.find(({ id }) => id === round)?.due;
      return due && left !== workingDays.filter((one) => one > day && one <= due).length;
    });
    expect(wrong).toEqual([]);
  });
});

test('drafts follow inputs that change every day, until the milestone, and no longer', () => {
  const expected = six.flatMap(({ id, draft, board }) => [
    ...everyDay
      .filter((day) => day >= ahead(draft, 1) && day <= draft)
      .map((day) => `${day} ${id} delivery-group`),
    ...everyDay
      .filter((day) => day >= ahead(board, 1) && day <= board)
      .map((day) => `${day} ${id} executive-board`),
  ]);
  expect(drafted(runSix({ revision: (day) => day }), 'written')).toEqual(expected);
});

test('inputs that are mended three days after Delivery Group make one complete draft then', () => {
  const draftOf = ({ milestones }: RoundDates) => milestones[0]?.date ?? '';
  const mended = (dates: RoundDates) => ahead(draftOf(dates), -3);
  const deeds = runSix({ errors: (dates, day) => (day < mended(dates) ? 2 : 0) });
  expect(drafted(deeds, 'written')).toEqual(
    six.flatMap(({ id, draft }) => [
      `${ahead(draft, 1)} ${id} delivery-group`,
      `${ahead(draft, -3)} ${id} delivery-group`,
    ]),
  );
  for (const { id, draft } of six) {
    expect(on(deeds, id, draft)?.level).toBe('warning');
    expect(on(deeds, id, ahead(draft, -3))?.level).toBe('quiet');
  }
});

test('errors fail no run before the board has the report, and every run from then on', () => {
  const deeds = runSix({ errors: () => 1 });
  const failed = deeds.filter(({ level }) => level === 'failure').map(({ day }) => day);
  expect(failed).toEqual(
    six.flatMap(({ board, submit }) => everyDay.filter((day) => day >= board && day <= submit)),
  );
});

describe('where reports are sent a week after the deadline', () => {
  const late = (dates: RoundDates) =>
    new Date(Date.parse(dates.deadline) + 7 * oneDay).toISOString().slice(0, 10);
  const deeds = runSix({ submits: late });

  test('every run fails from the last working day to the day of the submission', () => {
    const failed = deeds
      .filter(({ level }) => level === 'failure')
      .map(({ day, round }) => `${day} ${round}`);
    expect(failed).toEqual(
      six.flatMap(({ id, due, deadline }) =>
        everyDay
          .filter((day) => day >= due && Date.parse(day) <= Date.parse(deadline) + 7 * oneDay)
          .map((day) => `${day} ${id}`),
      ),
    );
  });

  test('it is missed from the day after the deadline, and not before', () => {
    for (const { id, deadline, due } of six) {
      const after = new Date(Date.parse(deadline) + oneDay).toISOString().slice(0, 10);
      expect(on(deeds, id, deadline)?.stage).toBe('submit');
      expect(on(deeds, id, after)?.stage).toBe('missed');
      expect(on(deeds, id, due)?.left).toBe(0);
      expect(on(deeds, id, after)?.left).toBe(-1);
    }
  });
});

test('rounds that are never begun fail from the day of Delivery Group on, and are warned of before', () => {
  const deeds = simulate({ ...world, isStarted: () => false, submits: () => undefined }, from, '2023-06-16');
  expect(new Set(deeds.map(({ draftFor }) => draftFor))).toEqual(new Set([undefined]));
  const levels = (level: string) => deeds.filter((deed) => deed.level === level).map(({ day }) => day);
  expect([levels('warning')[0], levels('warning').at(-1)]).toEqual(['2023-05-04', '2023-05-25']);
  expect([levels('failure')[0], levels('failure').at(-1)]).toEqual(['2023-05-26', '2023-06-16']);
});

test('whatever days the machine is off, what has come is announced and drafted on the first day on which it is on, once', () => {
  const two = table.slice(0, 2);
  const end = '2023-09-20';
  const span = everyDay.filter((day) => day <= end);
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: span.length, maxLength: span.length }), (machine) => {
      const isOn = (day: string) => machine[span.indexOf(day)] ?? false;
      const deeds = simulate({ ...world, isOn }, from, end);
      const first = (start: string, last: string) =>
        span.find((day) => day >= start && day <= last && isOn(day));
      const expected = two.flatMap(({ id, collect, draft, board, submit }) =>
        (
          [
            ['collect', collect],
            ['delivery-group', ahead(draft, 1)],
            ['executive-board', ahead(board, 1)],
            ['submit', ahead(submit, 1)],
          ] as const
        ).flatMap(([what, start]) => {
          const day = first(start, submit);
          return day ? [`${day} ${id} ${what}`] : [];
        }),
      );
      expect(said(deeds).sort()).toEqual(expected.sort());
      const drafts = two.flatMap(({ draft, submit }) => first(ahead(draft, 1), submit) ?? []);
      expect(drafted(deeds, 'written').map((line) => line.slice(0, 10))).toEqual(drafts);
    }),
    { numRuns: 30 },
  );
});

describe('bank holidays that are known until the end of 2028', () => {
  const known = {
    ...(holidays ?? { source: '' }),
    runs_out: '2028-12-31',
    holidays: (holidays?.holidays ?? []).filter(({ date }) => date < '2029'),
  };
  const deeds = simulate({ ...world, first: '2028-09', holidays: known }, '2028-09-01', to);
  const warned = deeds.filter(({ announced }) => announced.includes('holidays'));

  test('are no matter for any round until the end of 2028', () => {
    expect(warned.filter(({ round }) => round < '2029')).toEqual([]);
  });

  test('are said once when a round of 2029 is the next one, and every day while it is open', () => {
    for (const round of ['2029-06', '2029-09', '2029-12']) {
      const mine = deeds.filter((deed) => deed.round === round);
      const days = warned.filter((deed) => deed.round === round).map(({ day }) => day);
      const collect = roundDates(agreement, known, round)?.collect ?? '';
      expect(days).toEqual([
        ...mine.slice(0, 1).map(({ day }) => day),
        ...mine.filter(({ day }) => day >= collect).map(({ day }) => day),
      ]);
    }
  });

  test('cost the days that are missing: without the two of May, June 2029 is asked for too late', () => {
    expect(roundDates(agreement, known, '2029-06')?.collect).toBe('2029-05-07');
    expect(table.find(({ id }) => id === '2029-06')?.collect).toBe('2029-05-03');
  });
});

test('a bank holiday that is announced in the middle of a round moves its milestones, and nothing is said twice', () => {
  const funeral = {
    ...holidays,
    runs_out: '2030-12-31',
    source: '',
    holidays: [...(holidays?.holidays ?? [])],
  };
  funeral.holidays.push({ date: '2023-06-13', name: 'State funeral' });
  const early = simulate(world, from, '2023-05-26');
  expect(said(early)).toContain('2023-05-25 2023-06 delivery-group');
  const deeds = simulate({ ...world, holidays: funeral }, from, '2023-06-30');
  expect(said(deeds)).toEqual([
    '2023-05-03 2023-06 collect',
    '2023-05-24 2023-06 delivery-group',
    '2023-06-08 2023-06 executive-board',
    '2023-06-14 2023-06 submit',
  ]);
});

test('the day is the one in London, on every day and at every hour, whatever the clocks do', () => {
  const hour = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const wrong: string[] = [];
  for (const day of everyDay) {
    const noon = Date.parse(`${day}T12:00:00Z`);
    const offset = Number(hour.format(noon)) - 12;
    const first = londonToday(new Date(Date.parse(`${day}T00:00:00Z`) - offset * 3_600_000 + 7_200_000));
    const morning = londonToday(new Date(Date.parse(`${day}T06:43:00Z`) - offset * 3_600_000));
    const last = londonToday(new Date(Date.parse(`${day}T23:59:59Z`) - offset * 3_600_000));
    if ([first, morning, last].some((one) => one !== day)) wrong.push(day);
  }
  expect(wrong).toEqual([]);
});
