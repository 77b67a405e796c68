import type { Command } from 'commander';
import { type SignatureWish, sign } from '../app/sign.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import {
  addSharedOptions,
  dateArgument,
  draftArgument,
  enteredLate,
  jobOf,
  roundArgument,
  type SharedOptions,
  wordsArgument,
} from './options.ts';
import { unknownIds } from './run-drafts.ts';
import { exitStatus, printResult, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual sign`. */

export const help = `
Examples:
  triannual sign 2024-06 s151 --name "A. Treasurer"                        the last draft, today
  triannual sign 2024-06 s151 --name "A. Treasurer" --draft 6 --date 2024-06-12
  triannual sign 2024-06 s151 --name "C. Deputy" --deputy "Deputy S151 Officer" --evidence "minute 4, board of 10 June"

It writes the signature into report.yaml, and prints what is signed; for somebody who signed an earlier draft, what differs
from that one.`;

type SignOptions = SharedOptions & Omit<SignatureWish, 'officer'>;

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output'])
    .argument('<round>', 'the round whose report was signed', roundArgument)
    .argument('<sign-off>', 'who signs, as programme.yaml names the sign-off: s151')
    .requiredOption('--name <words>', 'who signed', wordsArgument)
    .option('--draft <number>', 'the draft that was signed (default: the last one)', draftArgument)
    .option('--date <date>', 'the day of the signature (default: today)', dateArgument)
    .option('--deputy <words>', 'the office of a deputy who signed', wordsArgument)
    .option('--evidence <words>', 'where the signature can be seen', wordsArgument)
    .option(...enteredLate)
    .action((round: string, officer: string, options: SignOptions) =>
      underLock([options.inputs, options.output], session, () =>
        signRound(round, { ...options, officer }, options, session),
      ),
    );
}

async function signRound(
  id: string,
  wish: SignatureWish,
  options: SharedOptions,
  session: Session,
): Promise<number> {
  const { known, diagnostics, file, draft, lines } = await sign(jobOf(options, session), id, wish);
  if (!known.includes(id)) return refuse(session, `${unknownIds([id], known, options.inputs)}`);
  const refused = `${id} is not signed, and nothing is written: ${countDiagnostics(diagnostics)}\n`;
  const words = file ? `${lines.join('\n')}\n${file}: the signature\n` : refused;
  printResult(session, options, { id, file, draft, lines, diagnostics }, words);
  return file ? exitStatus.done : exitStatus.problems;
}
