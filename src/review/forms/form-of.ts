import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../../files/if-there.ts';
import { formIdentity, readFormIdentity } from '../../model/form-record.ts';
import { monthName } from '../../model/round.ts';
import { submissionFile } from '../../model/submission-record.ts';
import { type SentForm, sentForm, sentForms } from '../../output/sent-forms.ts';
import type { Block } from '../../word/read/block.ts';
import type { Inputs } from '../open-inputs.ts';
import { plainText } from './grid.ts';

/** The form, as it was sent, that a file came from; or why its answers are not taken, in words. */
export function formOf(
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
