import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import { type RoundContext, updateOf } from './context.ts';
import { ofUpdates } from './each-update.ts';
import { notRead } from './unread.ts';

/** Each condition of the agreement has one update, in order, under its own wording, with news of this round. */

type Update = RoundContext['round']['conditions'][number];

function numberOf(file: string): number | undefined {
  const number = /\/(\d+)[^/]*$/.exec(file)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Whether a file has the number of another condition in its name: what follows from that is not said again. */
const isMisnumbered = ({ file, update }: Update): boolean =>
  (numberOf(file) ?? update.condition) !== update.condition;

export function conditionsPresent({ project, round }: RoundContext): Finding[] {
  const { conditions } = project.agreement;
  const misnumbered = round.conditions.filter(isMisnumbered).map(({ file }) => numberOf(file));
  return conditions
    .filter(({ number }) => !updateOf(round, number) && !misnumbered.includes(number))
    .flatMap(({ number, short }) => {
      const unread = round.unread.find((one) => one.number === number);
      if (unread) return notRead('condition/missing', unread, `the update of condition ${number} (${short})`);
      const message = `condition ${number} (${short}) has no update`;
      const help = `add a file ${number}-….yaml with "condition: ${number}"; copy that of the last round to begin with`;
      return [error('condition/missing', { file: `${round.folder}/conditions` }, message, help)];
    });
}

const numbersOf = ({ agreement }: RoundContext['project']) =>
  agreement.conditions.map(({ number }) => number);

export const conditionsKnown = ofUpdates(
  'condition/unknown',
  ['condition'],
  ({ project }) => `write one of: ${numbersOf(project).join(', ')}`,
  ({ condition }, { project }) =>
    !numbersOf(project).includes(condition) && `the agreement has no condition ${condition}`,
);

export function conditionsOnce({ round }: RoundContext): Finding[] {
  return round.conditions.flatMap(({ file, update }) => {
    const first = updateOf(round, update.condition);
    if (!first || first.file === file || isMisnumbered({ file, update })) return [];
    const message = `condition ${update.condition} has a second update here`;
    return error('condition/duplicate', { file, path: ['condition'] }, message, {
      help: 'keep one of the two files',
      note: { message: 'the first is here', where: { file: first.file, path: ['condition'] } },
    });
  });
}

export function conditionsInOrder({ project, round }: RoundContext): Finding[] {
  return round.conditions.filter(isMisnumbered).flatMap(({ file, update: { condition } }) => {
    if (!numbersOf(project).includes(condition)) return [];
    const message = `the file is numbered ${numberOf(file)} and holds condition ${condition}`;
    const help = `rename the file to ${condition}-….yaml, or mend the number inside`;
    return [error('condition/order', { file, path: ['condition'] }, message, help)];
  });
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
const straight = (text: string) =>
  folded(text)
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"');

/** The first words in which two texts differ. */
function firstDifference(wanted: string, found: string): [string, string] {
  const a = wanted.split(' ');
  const b = found.split(' ');
  let at = 0;
  while (at < Math.max(a.length, b.length) && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 2);
  const show = (words: string[]) => words.slice(from, at + 4).join(' ') || '(the end)';
  return [show(a), show(b)];
}

export function conditionsVerbatim({ project, round }: RoundContext): Finding[] {
  return round.conditions.flatMap(({ file, update }) => {
    const agreed = project.agreement.conditions.find(({ number }) => number === update.condition);
    // A wording that the agreement lacks is an error of the agreement alone.
    if (!agreed?.wording || !update.wording || isMisnumbered({ file, update })) return [];
    const help = 'copy the wording from agreement.yaml, word for word';
    const where = { file, path: ['wording'] };
    const wanted = folded(agreed.wording);
    const found = folded(update.wording);
    if (found === wanted) return [];
    const [agreedWords, foundWords] = firstDifference(wanted, found);
    const message =
      straight(found) === straight(wanted)
        ? 'the wording has other quotation marks than the agreement'
        : `the wording is not that of the agreement: it says "${foundWords}", and the agreement "${agreedWords}"`;
    return [error('condition/wording', where, message, help)];
  });
}

export const progressGiven = ofUpdates(
  'condition/progress-missing',
  ['progress'],
  'say after "progress: |" what has happened since the last report',
  ({ condition, progress }) => !progress && `condition ${condition} has no progress update`,
);

/** An update that was copied with its file and never rewritten says nothing of this round. */
export function progressNew({ round, before }: RoundContext): Finding[] {
  const key = (text: string | undefined) => folded(text ?? '').toLowerCase();
  return round.conditions.flatMap(({ file, update }) => {
    const last = updateOf(before, update.condition);
    if (!update.progress || key(update.progress) !== key(last?.update.progress)) return [];
    const message = `the progress update of condition ${update.condition} is that of ${before?.id} again`;
    return warning('condition/progress-copied', { file, path: ['progress'] }, message, {
      help: 'say what has happened since then',
      note: { message: 'the last one is here', where: { file: last?.file ?? file, path: ['progress'] } },
    });
  });
}
