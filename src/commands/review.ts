import { type Command, InvalidArgumentError } from 'commander';
import { check } from '../app/build.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPlace } from '../diagnostics/format.ts';
import { isDifficultyId, isForumName, isPaperId, isRoundId } from '../model/field-types.ts';
import { applyReview } from '../review/apply.ts';
import { closeComments, commentsFor } from '../review/close-comments.ts';
import { listReview, type Review } from '../review/list-review.ts';
import { cannotCompare, type ReturnedFile, readReturned } from '../review/returned.ts';
import { undoLast } from '../review/undo.ts';
import { addSharedOptions, jobOf, type SharedOptions } from './options.ts';
import { keptScreen, screenOf } from './review-screen.ts';
import { exitStatus, printDiagnostics, printJson, printResult, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual review`. */

export const help = `
Examples:
  triannual review "draft 4 with comments.docx"           what was changed in it, and which field that belongs to
  triannual review smith.docx jones.docx                  copies of several people at once
  triannual review "C:\\Teams\\Updates"                    all forms and drafts in a folder
  triannual review smith.docx --apply                     writes all that can be taken into the inputs, and the comments
  triannual review smith.docx --apply 3,5-7               some of the edits, by their numbers; "none": the comments alone
  triannual review 2023-09                                the comments of a round
  triannual review 2023-09 --done 1,3                     closes two of them
  triannual review --undo                                 takes back what was written last

It compares each file with the draft or update form that it came from, whatever it is called now. Without --apply it writes
nothing. Figures, the agreement's wording and what the program works out are never taken from Word: it says where to change them.`;

type ReviewOptions = SharedOptions & { apply?: true | Chosen; done?: number[]; undo?: boolean };
type Chosen = number[] | 'all';

/** `3,5-7` */
function numbersArgument(text: string): number[] {
  const parts = text.split(',').map((part) => /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part));
  const numbers = parts.flatMap((part) => {
    const [from, to] = [Number(part?.[1] ?? 0), Number(part?.[2] ?? part?.[1] ?? 0)];
    return from > 0 && to >= from ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [0];
  });
  if (numbers.includes(0)) throw new InvalidArgumentError('It takes numbers, for example 3,5-7.');
  return numbers;
}

const chosenArgument = (text: string): Chosen =>
  text === 'all' ? 'all' : text === 'none' ? [] : numbersArgument(text);

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output'])
    .argument(
      '[file...]',
      'Word files that came back, folders of them, or a round, whose comments are listed',
    )
    .option(
      '--apply [edits]',
      'write the edits into the inputs: all (the default), none, or numbers: 3,5-7',
      chosenArgument,
    )
    .option('--done <comments>', 'close comments of the round by their numbers: 1,3', numbersArgument)
    .option('--undo', 'give the inputs back what the last review has changed')
    .action((named: string[], options: ReviewOptions) => {
      const writes = options.apply !== undefined || options.done !== undefined || options.undo;
      return underLock(writes ? [options.inputs, options.output] : [], session, () =>
        run(named, options, session),
      );
    });
}

async function run(named: string[], options: ReviewOptions, session: Session): Promise<number> {
  const [id] = named;
  const isId =
    id !== undefined &&
    named.length === 1 &&
    [isRoundId, isForumName, isPaperId, isDifficultyId].some((is) => is(id));
  if (options.undo) return undo(options, session);
  if (isId) return reviewComments(id, options, session);
  if (named.length > 0 && options.done === undefined) return reviewFiles(named, options, session);
  return refuse(session, 'name the Word files that came back, or a round, for example 2023-09; see --help');
}

async function undo(options: ReviewOptions, session: Session): Promise<number> {
  const { files, refused } = await undoLast(options);
  if (options.json) printJson(session, { files, ...(refused && { refused }) });
  else if (refused) session.stderr.write(`${refused}\n`);
  else session.stdout.write(files.map((file) => `${file}: as it was before the review\n`).join(''));
  return refused ? exitStatus.problems : exitStatus.done;
}

async function reviewComments(id: string, options: ReviewOptions, session: Session): Promise<number> {
  const { inputs, done, json } = options;
  const unknown = done ? await closeComments(inputs, id, done) : [];
  const comments = commentsFor(inputs, id);
  if (unknown.length > 0)
    session.stderr.write(`there is no comment ${unknown.join(', ')} in ${id}: it has ${comments.length}\n`);
  if (json) printJson(session, { id, comments });
  else session.stdout.write(keptScreen(id, comments));
  return unknown.length > 0 ? exitStatus.problems : exitStatus.done;
}

async function reviewFiles(paths: string[], options: ReviewOptions, session: Session): Promise<number> {
  const { files, passedOver, diagnostics: unreadable } = readReturned(paths);
  const review = await listReview(files, options);
  review.passed_over.push(...passedOver);
  review.diagnostics.unshift(...unreadable);
  if (options.apply !== undefined) return apply(review, files, options, session);
  const isEmpty = review.files.length + review.passed_over.length + review.diagnostics.length === 0;
  const words = isEmpty ? 'nothing has come back there\n' : `${screenOf(review)}\n`;
  printResult(session, options, review, words);
  return isWhole(review) ? exitStatus.done : exitStatus.problems;
}

const isWhole = ({ refused, conflicts, diagnostics }: Review) =>
  refused.length + conflicts.length + diagnostics.length === 0;

/** Writes what was chosen, checks, and says what that broke. */
async function apply(
  review: Review,
  files: readonly ReturnedFile[],
  options: ReviewOptions,
  session: Session,
): Promise<number> {
  const { stdout, stderr } = session;
  const numbers = Array.isArray(options.apply) ? options.apply : undefined;
  const unknown = numbers?.filter((number) => number > review.edits.length) ?? [];
  if (unknown.length > 0)
    return refuse(session, `there is no edit ${unknown.join(', ')}: there are ${review.edits.length}`);
  const chosen = review.edits.filter(({ number }) => numbers === undefined || numbers.includes(number));
  const ids = [...new Set(review.files.map(({ id }) => id))];
  const job = jobOf(options, session, ids);
  const before = ids.length > 0 ? await check(job) : undefined;
  const { written, failed, refused } =
    review.diagnostics.length > 0
      ? { written: [], failed: [], refused: undefined }
      : await applyReview({ review, files, chosen, today: job.today }, options);
  if (refused) review.diagnostics.push(cannotCompare(review.files[0]?.path ?? '', refused));
  const after = written.length > 0 ? await check(job) : undefined;
  const broken = newIn(before?.diagnostics ?? [], after?.diagnostics ?? []);
  const diagnostics = [...review.diagnostics, ...broken];
  if (options.json)
    printJson(session, {
      ...review,
      applied: written.length > 0 ? chosen.map(({ number }) => number) : [],
      written,
      diagnostics,
    });
  else {
    printDiagnostics(session, diagnostics);
    for (const { edit, reason } of failed)
      stderr.write(`edit ${edit.number}, ${formatPlace(edit.place)}: ${reason}\n`);
    stdout.write(`${screenOf(review)}\n\n`);
    stdout.write(
      written.length > 0 ? written.map((file) => `${file}: written\n`).join('') : 'nothing is written\n',
    );
  }
  const isGood = isWhole({ ...review, diagnostics }) && failed.length === 0;
  return isGood ? exitStatus.done : exitStatus.problems;
}

/** What the checks say now and did not before. */
function newIn(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic[] {
  const known = new Set(before.map(({ code, message, place }) => `${code} ${message} ${place.file}`));
  return after.filter(({ code, message, place }) => !known.has(`${code} ${message} ${place.file}`));
}
