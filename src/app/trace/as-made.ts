import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../../files/if-there.ts';
import { sha256 } from '../../files/sha256.ts';
import type { Figure } from '../../model/figure.ts';
import { type Origin, originsIn } from '../../model/printed-list.ts';
import type { Manifest } from '../../output/kept-drafts.ts';
import type { ComesFrom } from '../../review/identify.ts';
import { openInputs } from '../../review/open-inputs.ts';
import type { Job } from '../job.ts';
import { type Looked, type PlaceIn, resolving } from './resolve-origins.ts';
import type { Entry } from './values-and-sentences.ts';
import { figuresByCell } from './where-from.ts';

/**
 * Whether the inputs are those that a draft was made from, and so is the program: then all that it prints is as it would be now, and
 * most questions need one file of them, or none.
 */
export function isMadeFromThese(inputs: string, manifest: Manifest, release: string): boolean {
  const made = Array.isArray(manifest.inputs) ? manifest.inputs : [];
  const known = new Map<unknown, unknown>(made.map((one) => [one?.file, one?.sha256]));
  if (known.size === 0 || manifest.program !== release) return false;
  const isNow = (file: unknown) => {
    const bytes = ifThere(() => readFileSync(join(inputs, String(file))));
    return bytes !== undefined && sha256(bytes) === known.get(file);
  };
  const names = ifThere(() => readdirSync(inputs, { recursive: true, encoding: 'utf8' })) ?? [];
  const isNew = (name: string) => isInput(name, manifest.id) && !known.has(name);
  return !names.some((name) => isNew(name.replaceAll('\\', '/'))) && [...known.keys()].every(isNow);
}

/** Comments are printed by no document. What is of a later month, or of another paper, has no part in this one. */
function isInput(name: string, id: string): boolean {
  if (!/\.(?:ya?ml|xlsx)$/i.test(name) || /(?:^|\/)(?:[~.][^/]*|comments\.yaml)$/.test(name)) return false;
  const [, folder, of = ''] = /^(rounds|forum|papers|difficulties)\/([^/]+)/.exec(name) ?? [];
  if (folder === undefined) return true;
  if (folder === 'forum' || folder === 'papers') return of === id;
  const [month = '', own = ''] = [of, id].map((one) => /\d{4}-\d\d/.exec(one)?.[0]);
  return month <= own;
}

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
