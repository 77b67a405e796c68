import { describe, expect, test } from '@jest/globals';
import { changesSince } from '../../src/documents/changes.ts';
import { factsOf } from '../../src/documents/facts.ts';
import { buildTriAnnualReport } from '../../src/documents/tri-annual-report.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import { changed, sample, sourceOf } from './source.ts';

/** What the manifest of a draft holds of September's report. */
const recorded = (from?: ReadableProject) => {
  const source = sourceOf('2023-09', from);
  return { facts: factsOf(source), figures: buildTriAnnualReport(source).figures };
};
const changes = (before: unknown, now?: ReadableProject) => {
  const source = sourceOf('2023-09', now);
  return changesSince(before, source, buildTriAnnualReport(source).figures);
};

describe('what has changed since a draft', () => {
  test('is nothing where the report says the same', () => {
    expect(changes(recorded())).toEqual([]);
  });

  test('names ratings, answers, signatures and texts', () => {
    const now = changed('2023-09', {
      conditions: { 4: { rating: 'Green', reason: undefined }, 7: { progress: 'New.' } },
      report: {
        on_track: 'Yes',
        summary: 'New.',
        answers: { 'on-track': 'Yes.' },
        sign_offs: { s151: { name: 'A Name', date: '2023-09-11' } },
      },
    });
    expect(changes(recorded(), now)).toEqual([
      'On track: Yes, was At risk.',
      'Rating of condition 4, School and community teams: Green, was Amber.',
      'Signed by the S151 Officer: A Name, 11 September 2023.',
      expect.stringMatching(/^Reworded: conditions 4 and 7, the answer to question 1.* and the summary\.$/),
    ]);
    expect(changes(recorded(now))).toContain('No longer signed by the S151 Officer.');
  });

  test('tells money and a few KPIs with their values', () => {
    const now = sample();
    const forecast = now.forecasts.find(({ round }) => round === '2023-09');
    const cell = (name: RegExp) => forecast?.rows.find((row) => name.test(row.name))?.values['2023/24'];
    Object.assign(cell(/^Cumulative Balance$/) ?? {}, { value: 61.5 });
    Object.assign(cell(/^Post-16/) ?? {}, { value: 9 });
    Object.assign(now.kpis?.rows[0]?.values['2023-09'] ?? {}, { value: 9999 });
    expect(changes(recorded(), now)).toEqual([
      'Balance forecast, 2023/24, £m: 61.500, was 60.062.',
      'One other figure of the forecast changed.',
      expect.stringMatching(/^KPI 1 Actual EHCPs, September 2023: 9,999, was [\d,]+\.$/),
    ]);
  });

  test('tells many KPIs by their numbers, and each once', () => {
    const now = sample();
    for (const row of now.kpis?.rows.slice(0, 5) ?? [])
      for (const month of ['2023-06', '2023-09'])
        if (row.values[month])
          row.values[month] = { ...row.values[month], value: row.values[month].value + 1 };
    const [sentence = ''] = changes(recorded(), now) ?? [];
    expect(sentence).toBe('The values of KPIs 1, 2, 3, 4 and 5 changed.');
  });

  test('is not known where the record is gone, older or damaged', () => {
    for (const before of [undefined, {}, { facts: 3, figures: [] }, { ...recorded(), figures: 'x' }])
      expect(changes(before)).toBeUndefined();
  });
});
