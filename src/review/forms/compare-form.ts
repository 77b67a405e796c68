import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../../files/if-there.ts';
import { sha256 } from '../../files/sha256.ts';
import { identityProperty } from '../../model/document-identity.ts';
import { formIdentity, readFormIdentity } from '../../model/form-record.ts';
import { monthName } from '../../model/round.ts';
import { submissionFile } from '../../model/submission-record.ts';
import type { Package } from '../../ooxml/package.ts';
import { type SentForm, sentForm, sentForms } from '../../output/sent-forms.ts';
import { propertyOf } from '../../word/properties.ts';
import type { Block } from '../../word/read/block.ts';
import { type ReadDocument, readDocument } from '../../word/read/blocks.ts';
import { commentsIn } from '../../word/read/comments.ts';
import { commentsOf } from '../comments.ts';
import type { ReviewComment } from '../comments-file.ts';
import type { ReviewedFile } from '../edit-types.ts';
import type { Narrative } from '../narrative.ts';
import { type Inputs, openInputs } from '../open-inputs.ts';
import type { Resolved } from '../resolve.ts';
import type { ReturnedFile } from '../returned.ts';
import { savedBy } from '../saved-by.ts';
import { readForm } from './find-answers.ts';
import { plainText } from './grid.ts';
import { resolveForm } from './resolve-form.ts';

/** An update form that came back, compared with the form that was sent. */

interface Compared {
  file: ReviewedFile;
  comments: ReviewComment[];
  /** In the order of the form. */
  resolved: Array<Resolved & { at: number }>;
}

/** Undefined of a file that is no form; why its answers are not taken, in words. */
export async function compareForm(
  file: ReturnedFile,
  parts: Package,
  { inputs: folder, output, narrative }: { inputs: string; output: string; narrative: Narrative },
): Promise<Compared | { notTaken: string } | undefined> {
  const identity = propertyOf(parts, identityProperty);
  if (identity !== undefined && !identity.startsWith('form/')) return undefined;
  const inputs = openInputs(folder);
  const read = await readDocument(parts);
  const sent = formOf(identity, read.blocks, { output, inputs });
  if (sent === undefined) return undefined;
  if (typeof sent === 'string') return { notTaken: sent };
  const { round, owner, version, fields } = sent.record;
  const before = await readDocument(sent.bytes);
  const form = readForm(before.blocks, read.blocks, { fields, narrative });
  const saved = savedBy(parts);
  const author = saved.author === 'somebody' ? owner : saved.author;
  const who = { author, ...(saved.date && { date: saved.date }), tracked: false, files: [file.path] };
  const resolved = [...resolveForm(form, who, inputs), ...picturesAdded(before, read, who)];
  const count = resolved.length;
  const places = new Map(read.blocks.map((_, i) => [i, i] as const));
  const comments = commentsOf({
    comments: commentsIn(parts),
    before: read.blocks,
    after: read.blocks,
    located: [],
    compared: { partners: places, added: [], removed: [], moves: new Map() },
    from: { document: 'update-form', number: version },
  });
  const authors = [...(count > 0 ? [author] : []), ...comments.map((one) => one.author)];
  return {
    file: {
      path: file.path,
      sha256: sha256(file.bytes),
      id: round,
      document: 'update-form',
      number: version,
      count,
      comments: comments.length,
      authors: [...new Set(authors)],
    },
    comments,
    resolved: resolved.map((one, at) => ({ at, ...one })),
  };
}

type Who = Parameters<typeof resolveForm>[1];

function picturesAdded(before: ReadDocument, after: ReadDocument, who: Who): Resolved[] {
  const count = picturesIn(after) - picturesIn(before);
  if (count <= 0) return [];
  const reason =
    'pictures are not taken from a form: put each beside the file of the update, and name it in the text';
  const what = `${count} ${count === 1 ? 'picture' : 'pictures'}`;
  return [{ refused: { ...who, under: '', before: '', after: what, reason } }];
}

/** A picture that is there for newer and for older programs is one. */
function picturesIn({ parts }: ReadDocument): number {
  const source = parts.get('word/document.xml')?.text ?? '';
  const once = source.replace(/<mc:Fallback>.*?<\/mc:Fallback>/gs, '');
  return once.match(/<w:(?:drawing|pict)\b/g)?.length ?? 0;
}

/** The form, as it was sent, that a file came from; or why its answers are not taken, in words. */
function formOf(
  identity: string | undefined,
  blocks: readonly Block[],
  { output, inputs }: { output: string; inputs: Inputs },
): SentForm | string | undefined {
  const named = identity === undefined ? formInText(blocks, output) : readFormIdentity(identity);
  if (!named) return undefined;
  const { round, slug, version } = named;
  const folder = join(output, round, 'forms');
  const sent = sentForm(folder, slug, version);
  const month = monthName(round);
  if (!sent)
    return `it says that it is ${formIdentity(named)}, and ${folder.replaceAll('\\', '/')} does not have that form as it was sent, so there is nothing to compare it with`;
  if (inputs.valueAt({ file: 'agreement.yaml', path: ['name'] }) !== sent.record.agreement)
    return `it is a form of another agreement, "${sent.record.agreement}"`;
  if (inputs.textOf(submissionFile({ folder: `rounds/${round}` })) !== undefined)
    return `it is a form of the report of ${month}, which has been submitted: what turns out to be wrong is corrected in the next report`;
  const later = roundsAsked(output).findLast((one) => one > round);
  if (later)
    return `it is a form of ${month}, and forms of ${monthName(later)} have gone out since: ask for the answers in a form of ${monthName(later)}`;
  return sent;
}

/** Rounds for which forms have been written, in order. */
function roundsAsked(output: string): string[] {
  const names = ifThere(() => readdirSync(output)) ?? [];
  return names
    .filter((name) => /^\d{4}-\d{2}$/.test(name) && sentForms(join(output, name, 'forms')).length > 0)
    .sort();
}

/** A program that drops properties keeps the words at the beginning of a form: what it is for, and whose it is. */
function formInText(blocks: readonly Block[], output: string) {
  const texts = blocks.slice(0, 12).map(plainText);
  const all = roundsAsked(output).flatMap((round) => sentForms(join(output, round, 'forms')));
  const fitting = all.filter(
    ({ record }) =>
      texts.some((text) => text === `Update for the report of ${monthName(record.round)}`) &&
      texts.includes(record.owner),
  );
  return fitting.sort((a, b) => a.record.version - b.record.version).at(-1)?.record;
}
