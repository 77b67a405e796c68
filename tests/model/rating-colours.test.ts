import { expect, test } from '@jest/globals';
import { colourOf, fills, ratingColours } from '../../src/model/rating-colours.ts';

/** Relative luminance of a colour of six hexadecimal digits (WCAG 2.2). */
function luminance(fill: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(fill.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('there are seven fills, and black text has a contrast of 7 to 1 or more on each', () => {
  expect(ratingColours).toHaveLength(7);
  expect(new Set(Object.values(fills)).size).toBe(7);
  for (const fill of Object.values(fills)) expect((luminance(fill) + 0.05) / 0.05).toBeGreaterThanOrEqual(7);
});

test('Green, Amber and Red have their colours without a word in the scale, unless it gives them others', () => {
  const scale = ['Green', 'Amber', 'Red'].map((rating) => ({ rating }));
  expect(scale.map(({ rating }) => colourOf(scale, rating))).toEqual(['green', 'amber', 'red']);
  expect(colourOf([{ rating: 'Green', colour: 'blue' }], 'Green')).toBe('blue');
});

test('another rating has the colour of the scale, or none; what is no rating has none', () => {
  const scale = [{ rating: 'On course', colour: 'grey' as const }, { rating: 'Slipping' }];
  expect(
    ['On course', 'Slipping', 'Not yet due', 'constructor', undefined].map((word) => colourOf(scale, word)),
  ).toEqual(['grey', undefined, undefined, undefined, undefined]);
});
