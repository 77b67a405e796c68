/**
 * The pale fills that a rating may have, by the word that follows `colour:` in agreement.yaml: red, green and blue as six
 * hexadecimal digits. Black text has a contrast of 7 to 1 or more on each (WCAG 2.2, 1.4.6).
 */
export const fills = {
  green: 'D4EDDA',
  yellow: 'FFF7B2',
  amber: 'FFE8B3',
  orange: 'FFD8B5',
  red: 'F8D7DA',
  blue: 'D6E4F5',
  grey: 'E1E1E1',
} as const;
export type RatingColour = keyof typeof fills;

export const ratingColours = Object.keys(fills) as [RatingColour, ...RatingColour[]];

/** The colours of the three ratings that nearly every council has, where the scale gives them none. */
const usual: Readonly<Record<string, RatingColour>> = { Green: 'green', Amber: 'amber', Red: 'red' };

/** The colour of a rating by the agreement's scale; other words, and other ratings without `colour:`, have none. */
export function colourOf(
  scale: ReadonlyArray<{ rating: string; colour?: RatingColour | undefined }>,
  rating: string | undefined,
): RatingColour | undefined {
  if (rating === undefined) return undefined;
  const colour = scale.find((step) => step.rating === rating)?.colour;
  return colour ?? (Object.hasOwn(usual, rating) ? usual[rating] : undefined);
}
