import { basename, join } from 'node:path';
import { identityProperty, usualDocument } from '../../model/document-identity.ts';
import { type Package, whereUnreadable } from '../../ooxml/package.ts';
import { lastDraft } from '../../output/draft-state.ts';
import { draftName } from '../../output/kept-drafts.ts';
import { type ComesFrom, draftOf } from '../../review/identify.ts';
import { loadNarrative, type Narrative } from '../../review/narrative.ts';
import { openInputs } from '../../review/open-inputs.ts';
import type { ReturnedFile } from '../../review/returned.ts';
import { propertyOf } from '../../word/properties.ts';
import { readDocument } from '../../word/read/blocks.ts';
import type { Job } from '../job.ts';
import { asMade, isMadeFromThese } from './as-made.ts';
import { type Line, linesOf, linesSaying, originOf } from './lines-on-page.ts';
import { seenIn } from './places-on-page.ts';
import type { Now } from './printed-now.ts';
import { search, type Wanted } from './search.ts';
import { type Entry, entriesOf, type Shown } from './values-and-sentences.ts';
import { type From, fromOf } from './where-from.ts';

/** Where what a Word file says comes from, and whether the inputs still say so. */

/** Something that a document prints: a value, a sentence, a figure in one, or words of the template. */
export interface Traced extends Now, Shown {
  /** What the template calls it; '' of the template's own words. */
  name: string;
  from: From;
}

export interface Trace extends Pick<ComesFrom, 'document' | 'id' | 'number'> {
  path: string;
  found: Traced[];
}

/** Everything in a file that is asked for, or why it cannot be traced, in words. */
export const traceFile = (job: Job, file: ReturnedFile, wanted: Wanted) =>
  traceIn(job, file, wanted).catch(whereUnreadable((noWordFile) => ({ noWordFile })));

async function traceIn(job: Job, file: ReturnedFile, wanted: Wanted): Promise<Trace | string> {
  const { blocks, parts } = await readDocument(file.bytes);
  const from = await writtenAs(job, basename(file.path), parts);
  if (typeof from === 'string') return from;
  const isWhole = Buffer.compare(from.written, file.bytes) === 0;
  const look = seenIn(isWhole ? blocks : (await readDocument(from.parts)).blocks, blocks);
  const narrative = await loadNarrative();
  const bySentence = from.printed.flatMap((one) => entriesOf(one, look, narrative));
  const found = [
    () => search(bySentence, wanted),
    // Who asks for words of two sentences asks for the paragraph.
    () =>
      search(
        from.printed.flatMap((one) => entriesOf(one, look, narrative, 'paragraphs')),
        wanted,
      ),
    () =>
      search(
        linesSaying(wanted.text ?? '', linesIn(from.parts, isWhole ? from.parts : parts), from.printed),
        wanted,
      ),
  ].reduce<Entry[]>((known, more) => (known.length > 0 ? known : more()), []);
  const { document, id, number } = from;
  const resolve = found.length > 0 ? await resolver(job, from, { found, narrative }) : undefined;
  return { path: file.path, document, id, number, found: resolve ? found.map(resolve) : [] };
}

function linesIn(draft: Package, file: Package): [Line[], Line[]] {
  const lines = linesOf(draft);
  return [lines, draft === file ? lines : linesOf(file)];
}

/** The draft that a file came from. A final or published file says no number: the draft that was signed, or else the last, prints the same. */
async function writtenAs(job: Job, name: string, parts: Package): Promise<ComesFrom | string> {
  const { output } = job;
  const identity = propertyOf(parts, identityProperty) ?? '';
  const [, kind, id] = /^(final|published)\/([a-z0-9-]+)$/.exec(identity) ?? [];
  if (!id) return draftOf(output, name, parts);
  const document = usualDocument(id);
  const signed = kind === 'final' ? signedDraft(job, id) : undefined;
  if (signed !== undefined) return draftOf(output, draftName(document, id, signed), new Map());
  const last = await lastDraft(join(output, id), document, id);
  return last ? draftOf(output, last.file, new Map()) : `there is no draft of it in ${output}/${id}`;
}

/** The draft that was signed, as the record says it: the inputs may have moved on, and with them the last draft. */
function signedDraft({ inputs }: Job, id: string): number | undefined {
  const field = { file: `rounds/${id}/submission.yaml`, path: ['signed'] };
  const signed = openInputs(inputs).valueAt(field);
  const drafts = (Array.isArray(signed) ? signed : []).map((one) => Number(one?.draft));
  return drafts.find((draft) => draft > 0);
}

/** Looks up where an entry comes from, in the inputs as they are now. */
async function resolver(
  job: Job,
  from: ComesFrom,
  { found, narrative }: { found: readonly Entry[]; narrative: Narrative },
): Promise<(entry: Entry) => Traced> {
  const { now, using } = isMadeFromThese(job.inputs, from.manifest, job.release)
    ? await asMade(job, from, found)
    : await (await import('./as-inputs-are.ts')).asInputsAre(job, from, narrative);
  const template = `${from.document}.docx`;
  return ({ one, part, ...entry }) => {
    const state = now(one, part);
    const origin = part?.origin ?? originOf(one);
    const text = 'field' in origin ? '' : (state.now ?? one.text);
    return {
      name: one.name,
      ...entry,
      ...state,
      from: fromOf(origin, part?.words ?? text, { ...using, template }),
    };
  };
}
