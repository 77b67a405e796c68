import type { Figure } from '../../model/figure.ts';
import { type Origin, originsIn } from '../../model/printed-list.ts';
import type { ComesFrom } from '../../review/identify.ts';
import { openInputs } from '../../review/open-inputs.ts';
import type { Job } from '../job.ts';
import { type Looked, type PlaceIn, resolving } from './resolve-origins.ts';
import type { Entry } from './values-and-sentences.ts';
import { figuresByCell } from './where-from.ts';

/** Everything is as it was printed: what cells hold is looked up where a figure was asked for. */
export async function asMade(
  { inputs }: Job,
  { printed }: ComesFrom,
  found: readonly Entry[],
): Promise<Looked> {
  const cells = found.flatMap(({ one, part }) =>
    originsIn(part?.origin ?? one.origin).flatMap((each) => ('cell' in each ? each.cell : [])),
  );
  const figures = await figuresIn(inputs, [...new Set(cells)]);
  const opened = openInputs(inputs);
  const placeIn: PlaceIn = ({ file, path, words }) => opened.placeOf({ file, path }, words);
  const shown = printed.map(({ text: value, origin }) => ({ value, origin }));
  return {
    now: ({ origin }) => ({ inputs: isWording(origin) ? 'unknown' : 'same' }),
    using: resolving(figures, shown, placeIn),
  };
}

const isWording = (origin: Origin): boolean =>
  'fixed' in origin || ('from' in origin && origin.from.length > 0 && origin.from.every(isWording));

/** Who asks for a sentence waits for no workbook, nor for what reads one. */
async function figuresIn(inputs: string, cells: readonly string[]): Promise<Map<string, Figure>> {
  if (cells.length === 0) return new Map();
  const { readFigures } = await import('../../inputs/read-project.ts');
  return figuresByCell(await readFigures(inputs, cells));
}
