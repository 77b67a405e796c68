import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openRounds, roundDates } from '../../src/calendar/rounds.ts';
import { type Stage, stageOf } from '../../src/calendar/stages.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { isReadable } from '../../src/model/project.ts';

const { project } = await readProject(join(import.meta.dirname, '..', '..', 'inputs'));
if (!isReadable(project)) throw new Error('the sample programme cannot be read');
const { agreement, holidays } = project;

const datesOf = (id: string) => {
  const dates = roundDates(agreement, holidays, id);
  if (!dates) throw new Error(`no round ${id}`);
  return dates;
};

describe('the stage of September 2023', () => {
  test.each<[string, Stage]>([
    ['2023-08-03', 'before'],
    ['2023-08-04', 'collect'],
    ['2023-08-24', 'collect'],
    ['2023-08-25', 'draft'],
    ['2023-09-10', 'draft'],
    ['2023-09-11', 'board'],
    ['2023-09-13', 'board'],
    ['2023-09-14', 'submit'],
    ['2023-09-15', 'submit'],
    ['2023-09-16', 'missed'],
  ])('on %s is %s', (today, stage) => {
    expect(stageOf(datesOf('2023-09'), today, false)).toBe(stage);
  });

  test('is submitted once it has been, whatever the day', () => {
    for (const today of ['2023-08-01', '2023-09-14', '2024-01-01'])
      expect(stageOf(datesOf('2023-09'), today, true)).toBe('submitted');
  });
});

test('a report with a deadline on a Sunday is not missed on the Saturday before it, though it had to go on the Friday', () => {
  const dates = datesOf('2024-06');
  expect([dates.deadline, dates.due]).toEqual(['2024-06-16', '2024-06-14']);
  expect(stageOf(dates, '2024-06-16', false)).toBe('submit');
  expect(stageOf(dates, '2024-06-17', false)).toBe('missed');
});

describe('the rounds that are open', () => {
  const open = (first: string | undefined, today: string, ...closed: string[]) =>
    openRounds(agreement, holidays, { first, closed: new Set(closed) }, today);

  test('run from the first to the one that is due next', () => {
    expect(open('2023-06', '2023-09-15')).toEqual(['2023-06', '2023-09']);
    expect(open('2023-06', '2023-09-16')).toEqual(['2023-06', '2023-09', '2023-12']);
    expect(open('2023-06', '2023-12-16')).toEqual(['2023-06', '2023-09', '2023-12', '2024-06']);
  });

  test('are without those that have been submitted: the next is the first that has not', () => {
    expect(open('2023-06', '2023-09-16', '2023-06')).toEqual(['2023-09', '2023-12']);
    expect(open('2023-06', '2023-06-15', '2023-06')).toEqual(['2023-09']);
    expect(open('2023-06', '2023-12-01', '2023-06', '2023-09', '2023-12')).toEqual(['2024-06']);
  });

  test('are two where updates for the second are asked for before the first is due', () => {
    const monthly = {
      ...agreement,
      reports: agreement.reports.flatMap((report) => [
        report,
        ...(report.month === 'June' ? [{ ...report, number: 9, month: 'July' as const }] : []),
      ]),
    };
    const on = (today: string) =>
      openRounds(monthly, holidays, { first: '2023-06', closed: new Set() }, today);
    expect(on('2023-06-04')).toEqual(['2023-06']);
    expect(on('2023-06-05')).toEqual(['2023-06', '2023-07']);
  });

  test('are the next one alone in a project without rounds', () => {
    expect(open(undefined, '2023-12-16')).toEqual(['2024-06']);
  });

  test('leave out a round that has been prepared early', () => {
    expect(open('2023-12', '2023-06-01')).toEqual(['2023-06']);
  });
});
