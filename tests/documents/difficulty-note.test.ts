import { expect, test } from '@jest/globals';
import { buildDifficultyNote, listedNotes } from '../../src/documents/difficulty-note.ts';
import { buildTriAnnualReport } from '../../src/documents/tri-annual-report.ts';
import {
  type DifficultyNote,
  difficultyNote,
  lastReport,
  nextReport,
  notesFor,
} from '../../src/model/difficulty.ts';
import { isDifficultyId } from '../../src/model/field-types.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import type { Round } from '../../src/model/round.ts';
import fc from '../properties.ts';
import { plain, sample, sourceOf } from './source.ts';

/** Difficulty notes: what each says, and which report lists it. */

const noteOf = (day: string, note: DifficultyNote['note'] = { title: 'Work has stopped' }) =>
  difficultyNote(`difficulty-${day}`, note);

function projectWith(notes: DifficultyNote[], submitted: Record<string, string> = {}): ReadableProject {
  const project = sample();
  const sent = (round: Round) => ({ ...round, submission: { submitted: submitted[round.id] } as never });
  const rounds = project.rounds.map((round) => (submitted[round.id] ? sent(round) : round));
  return { ...project, rounds, difficulties: notes };
}
const listing = (project: ReadableProject) =>
  ['2023-06', '2023-09', '2023-12', '2024-06'].filter((id) => notesFor(project, id).length > 0);

test.each([
  ['before the first report', '2022-11-01', {}, ['2023-06']],
  ['on the day of a deadline', '2023-06-16', {}, ['2023-06']],
  ['on the day after it', '2023-06-17', {}, ['2023-09']],
  ['after a report that was sent early', '2023-06-14', { '2023-06': '2023-06-13' }, ['2023-09']],
  ['before a report that was sent late', '2023-06-16', { '2023-06': '2023-06-20' }, ['2023-06']],
  ['between a deadline and a late report', '2023-06-18', { '2023-06': '2023-06-20' }, ['2023-09']],
  [
    'on the day on which a report was sent',
    '2023-06-13',
    { '2023-06': '2023-06-13' },
    ['2023-06', '2023-09'],
  ],
  ['after the last report of the sample', '2024-02-05', {}, ['2024-06']],
])('a note %s is in the next report', (_, day, submitted, reports) => {
  const project = projectWith([noteOf(day)], submitted);
  expect(listing(project)).toEqual(reports);
  expect(nextReport(project, noteOf(day))).toEqual({ id: reports[0], isSent: false });
});

const days = fc
  .tuple(
    fc.integer({ min: 2023, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'));

test('no note is lost, and none is listed twice but one of the day of a submission', () => {
  const project = projectWith([], { '2023-06': '2023-06-13', '2023-09': '2023-09-15' });
  fc.assert(
    fc.property(days, (day) => {
      if (day > '2024-06-14') return;
      const listed = listing({ ...project, difficulties: [noteOf(day)] });
      expect(listed).toHaveLength(['2023-06-13', '2023-09-15'].includes(day) ? 2 : 1);
    }),
  );
});

test('a note whose file was made after its report was sent is in the next one, and none is listed twice', () => {
  fc.assert(
    fc.property(days, fc.boolean(), (day, isInRecord) => {
      if (day > '2023-09-15') return;
      const note = noteOf(day);
      const project = projectWith([note]);
      const printed = isInRecord
        ? `["questions.3.notes.0","…","${note.file} title"]`
        : '["on_track","Yes",""]';
      project.rounds = project.rounds.map((round) =>
        round.id === '2023-06'
          ? { ...round, submission: { submitted: '2023-06-13', printed } as never }
          : round,
      );
      const id = isInRecord ? '2023-06' : '2023-09';
      expect(listing(project)).toEqual([id]);
      expect(nextReport(project, note)).toEqual({ id, isSent: isInRecord });
    }),
  );
});

test.each([
  ['difficulty-2024-02-05', true],
  ['difficulty-2024-02-05-transport', true],
  ['difficulty-2024-02-05-home-to-school', true],
  ['difficulty-2024-02-30', false],
  ['difficulty-2024-02', false],
  ['difficulty-2024-02-05-', false],
  ['difficulty-2024-02-05/..', false],
  ['2024-02-05', false],
])('%s as an id is %s', (id, is) => {
  expect(isDifficultyId(id)).toBe(is);
});

test('a note says what, since when, which conditions and figures, what is done and by whom', () => {
  const project = sample();
  const [note] = project.difficulties as [DifficultyNote];
  const { context, status } = buildDifficultyNote({ project, note, gaps: [] });
  expect(plain(context)).toMatchObject({
    facts: [
      { name: 'Note', value: 'difficulty-2024-02-05' },
      {},
      { name: 'Noticed on', value: '5 February 2024' },
      { name: 'Began on', value: '29 January 2024' },
      { name: 'Owner', value: 'Assistant Director, workstream 5' },
    ],
    last_report: 'In Dec 2023',
    rated: [
      { condition: '6. Fewer independent placements', before: 'Red', proposed: 'Red' },
      { condition: '9. SEND capital programme', before: 'Amber', proposed: 'Red' },
    ],
    has_range: true,
    figures: [
      expect.stringMatching(/994 placements .* £52,110 .* £21,560 /),
      expect.stringMatching(
        /plan has £16\.910m in 2026\/27 .* forecast has £17\.810m .* £0\.900m and £0\.500m above/s,
      ),
    ],
    actions: [{ by: '15 Mar 2024' }, {}, { owner: 'Programme Manager' }],
    next_report: 'The report of June 2024 will list this note under its answer on difficulties.',
  });
  expect(String(plain(context.illustrative))).toMatch(/the difficulty, the KPI values and the forecast/);
  expect(status(3).value).toBe('The DfE was told on 6 February 2024');
  expect(lastReport(project, note)).toBe('2023-12');
});

test('a note that is blank says what is missing, and never prints a blank', () => {
  const project = sample();
  const { context, status } = buildDifficultyNote({
    project,
    note: noteOf('2023-11-20', {}),
    gaps: ['A gap.'],
  });
  expect(plain(context)).toMatchObject({ title: 'Not given', what: 'Not given', is_incomplete: true });
  expect(status(2).value).toBe('Draft 2, incomplete, not yet sent to the DfE');
});

test('beside each condition is its last rating and the proposed one, each where there is any', () => {
  const project = sample();
  const options = { nil: undefined };
  const proposal = fc.record({
    condition: fc.constantFrom(6, 9),
    rating: fc.constantFrom('Amber', 'Red'),
    why: fc.option(fc.constant('It is late'), options),
  });
  const proposals = fc.uniqueArray(proposal, { selector: (one) => one.condition, maxLength: 2 });
  fc.assert(
    fc.property(proposals, fc.boolean(), (proposed, hasReport) => {
      const rounds = hasReport ? project.rounds : [];
      const note = noteOf('2024-02-05', { title: 'Late', conditions: [6, 9], proposed } as never);
      const { context } = buildDifficultyNote({ project: { ...project, rounds }, note, gaps: [] });
      const { has_proposed, last_report, rated } = plain(context);
      expect({ has_proposed, last_report }).toEqual({
        has_proposed: proposed.length > 0,
        last_report: hasReport ? 'In Dec 2023' : 'Before',
      });
      expect(rated.map(({ condition, ...words }) => words)).toEqual(
        [6, 9].map((number) => {
          const own = proposed.find(({ condition }) => condition === number);
          const last = number === 6 ? 'Red' : 'Amber';
          return {
            before: hasReport ? last : 'No rating',
            proposed: own?.rating ?? 'No change',
            why: own?.why ?? 'Not given',
          };
        }),
      );
    }),
  );
});

test('a report lists each note with its id, date and title under the question on difficulties alone', () => {
  const source = sourceOf('2023-12');
  source.project.difficulties = [noteOf('2023-11-20'), difficultyNote('difficulty-2023-11-21', undefined)];
  const { questions, illustrative } = buildTriAnnualReport(source).context;
  expect(plain(questions).map(({ notes }: { notes: string[] }) => notes)).toEqual([
    [],
    [],
    [],
    [
      'difficulty-2023-11-20, 20 November 2023: Work has stopped',
      'difficulty-2023-11-21, 21 November 2023: Not given',
    ],
  ]);
  expect(String(plain(illustrative))).not.toContain('difficulty-2023-11-20');
  expect(listedNotes(source, 'difficulties').notes[0]?.origin).toMatchObject({
    from: [{ field: 'difficulties/difficulty-2023-11-20.yaml', path: ['title'] }],
  });
  source.project.difficulties = [noteOf('2023-11-20', { title: 'Work has stopped', illustrative: true })];
  expect(String(plain(buildTriAnnualReport(source).context.illustrative))).toContain('difficulty-2023-11-20');
});
