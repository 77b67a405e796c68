import { type Origin, originsIn } from '../../model/printed.ts';
import type { ComesFrom } from '../../review/identify.ts';
import { openInputs } from '../../review/inputs.ts';
import type { Job } from '../job.ts';
import type { Entry } from './entries.ts';
import { figuresByCell } from './held.ts';
import { type Looked, type PlaceIn, resolving } from './resolving.ts';

/** Everything is as it was printed: what cells hold is looked up where a figure was asked for. */
export async function asMade(
  { inputs }: Job,
  { printed }: ComesFrom,
  found: readonly Entry[],
): Promise<Looked> {
  const isOfCell = ({ one, part }: Entry) =>
    originsIn(part?.origin ?? one.origin).some((each) => 'cell' in each);
  const figures = figuresByCell(found.some(isOfCell) ? await figuresIn(inputs) : {});
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
const figuresIn = async (inputs: string) =>
  (await import('../../inputs/read-project.ts')).readFigures(inputs);
