import { join } from 'node:path';
import { type ProjectRead, readProject } from '../../inputs/read-project.ts';
import { locate } from '../../inputs/yaml/locate.ts';
import { isReadable } from '../../model/project.ts';
import { keptDraft } from '../../output/kept-drafts.ts';
import type { ComesFrom } from '../../review/identify.ts';
import type { Narrative } from '../../review/narrative.ts';
import { documents, workOf } from '../documents.ts';
import type { Job } from '../job.ts';
import { leavesOf, nowIn } from './printed-now.ts';
import { type Looked, type PlaceIn, resolving } from './resolve-origins.ts';
import { figuresByCell } from './where-from.ts';

/** The inputs have changed since a draft was made: the document is worked out again. */
export async function asInputsAre(
  { inputs, output }: Job,
  from: ComesFrom,
  narrative: Narrative,
): Promise<Looked> {
  const read = await readProject(inputs, [from.id]);
  const { project, sources } = read;
  const leaves = leavesNow(read, from);
  const kept = keptDraft(join(output, from.id), from.manifest)?.context;
  const placeIn: PlaceIn = (where) =>
    locate({ severity: 'warning', code: '', message: '', where }, sources, inputs).place;
  const figures = isReadable(project) ? figuresByCell(project) : new Map();
  return {
    now: nowIn(leaves, (kept as { context?: unknown } | undefined)?.context, narrative),
    using: resolving(figures, leaves, placeIn),
  };
}

/** What the document would be filled with now. */
function leavesNow({ project }: ProjectRead, { id, document, number }: ComesFrom) {
  if (!isReadable(project) || !Object.hasOwn(documents, document)) return [];
  const definition = workOf(project)
    .find((work) => work.id === id)
    ?.documents.find((one) => one.document === document);
  const built = definition?.build(project, [], { number, changes: undefined });
  return built ? leavesOf(built.context) : [];
}
