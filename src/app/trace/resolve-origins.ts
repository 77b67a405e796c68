import type { Place } from '../../diagnostics/diagnostic.ts';
import type { Origin } from '../../model/printed-list.ts';
import type { nowIn } from './printed-now.ts';
import { decimalsOf, type Resolving } from './where-from.ts';

/** How a field is found, and which cells are not said. */

export interface Looked {
  now: ReturnType<typeof nowIn>;
  using: Omit<Resolving, 'template'>;
}

export type PlaceIn = (where: {
  file: string;
  path: ReadonlyArray<string | number>;
  words?: string;
}) => Place;

export function resolving(
  figures: Resolving['figures'],
  shown: ReadonlyArray<{ value: unknown; origin: Origin }>,
  placeIn: PlaceIn,
): Looked['using'] {
  const withheld = new Set(
    shown.flatMap(({ value, origin }) => {
      const held = 'cell' in origin ? figures.get(origin.cell) : undefined;
      const isShown = held?.typed === value || decimalsOf(String(value), held?.value ?? 0) !== undefined;
      return 'cell' in origin && held && !isShown ? [origin.cell] : [];
    }),
  );
  return {
    figures,
    withheld,
    placeOf(file, path, text) {
      const placeOf = (words: string) => placeIn({ file, path, ...(words && { words }) });
      // Its first words may be a figure, or have marks of Markdown between them: then those that follow are looked for.
      const whole = placeOf('');
      const words = text.split(/\s+/).slice(0, 40);
      for (let at = 0; at === 0 || at < words.length - 2; at++) {
        const found = placeOf(words.slice(at, at + 6).join(' '));
        if (JSON.stringify(found) !== JSON.stringify(whole)) return found;
      }
      return whole;
    },
  };
}
