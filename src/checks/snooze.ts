import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { codes } from './codes.ts';
import { type RoundContext, reportFile } from './context.ts';

/** Problems that report.yaml asks to let wait, `snooze:`. */

/** What was sent or published, and what can't be read, is never left to wait. */
const mayWait = Object.keys(codes).filter(
  (code) => !/^(submission|publication|template|snooze)\//.test(code),
);

export function snoozedCodesKnown({ round }: RoundContext): Finding[] {
  return (round.report?.snooze ?? []).flatMap(({ code }, index) => {
    if (mayWait.includes(code)) return [];
    const where = { file: reportFile(round), path: ['snooze', index, 'code'] };
    const isKnown = code in codes || /^(submission|publication)\//.test(code);
    const message = isKnown
      ? `problems of the code ${code} can't wait`
      : `there is no problem with the code ${code}`;
    const help = isKnown
      ? 'take this entry out: what was sent, published or left out of a template is looked at each day'
      : `the code is the word in brackets after a problem${didYouMean(code, mayWait)}`;
    return [error('snooze/code', where, message, help)];
  });
}
