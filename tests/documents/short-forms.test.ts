import { expect, test } from '@jest/globals';
import { buildTriAnnualReport } from '../../src/documents/tri-annual-report.ts';
import { plain, sample, sourceOf } from './source.ts';

/** The short forms and ratings that the report explains. */

test('the report explains its short forms and its ratings, each with the words of the inputs', () => {
  const { short_forms, has_short_forms, rating_scale } = plain(
    buildTriAnnualReport(sourceOf('2023-12')).context,
  );
  const { programme, agreement } = sample();
  expect(has_short_forms).toBe(true);
  expect(short_forms.map(({ short }) => short)).toEqual(
    expect.arrayContaining(['DfE', 'EHCP', 'HNB', 'LFI']),
  );
  for (const { short, meaning } of short_forms) expect(meaning).toBe(programme.glossary[short]);
  expect(rating_scale).toEqual(agreement.rating_scale.map(({ rating, meaning }) => ({ rating, meaning })));
});

test('without a glossary there is no list', () => {
  const project = sample();
  project.programme.glossary = {};
  expect(plain(buildTriAnnualReport(sourceOf('2023-12', project)).context)).toMatchObject({
    has_short_forms: false,
    short_forms: [],
  });
});
