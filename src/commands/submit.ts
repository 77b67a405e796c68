import { type Command, Option } from 'commander';
import { type Submitted, submit } from '../app/submit.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import {
  addSharedOptions,
  draftArgument,
  enteredLate,
  jobOf,
  roundArgument,
  type SharedOptions,
} from './options.ts';
import { unknownIds } from './run-drafts.ts';
import { exitStatus, printResult, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';
import { runVerify } from './verify.ts';

/** The command `triannual submit`. */

export const help = `
Examples:
  triannual submit 2023-06             the final report, the e-mail that it goes with, and the sealed record of what it says
  triannual submit 2023-06 --draft 6   as draft 6 says it, which was signed, although the inputs have moved on

It refuses while errors, illustrative content, missing sign-offs or placeholders remain, and where what would be sent is not what
was signed, and names each. Appendices that lie in output/2023-06/submission go with the report.
Send the e-mail yourself: this command sends nothing. \`submit --verify\` is another name of \`verify\`.`;

interface SubmitOptions extends SharedOptions {
  verify?: boolean;
  draft?: number;
  enteredLate?: string;
  commentsSeen?: boolean;
}

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output', 'templates'])
    .argument('[round]', 'the round that is submitted', roundArgument)
    .option('--draft <number>', 'fill the final from this draft, which was signed', draftArgument)
    .option(...enteredLate)
    .option('--comments-seen', 'submit although comments on the report are still open')
    .addOption(new Option('--verify', 'another name of the command verify').hideHelp())
    .action((round: string | undefined, options: SubmitOptions) =>
      options.verify
        ? underLock([], session, () => runVerify(round ? [round] : [], options, session))
        : underLock([options.inputs, options.output], session, () => submitRound(round, options, session)),
    );
}

/** Submits a round, or says why it cannot be; the result is the exit status. */
async function submitRound(
  id: string | undefined,
  options: SubmitOptions,
  session: Session,
): Promise<number> {
  if (id === undefined)
    return refuse(session, 'name the round to submit, for example 2023-06, or give --verify');
  const { draft, enteredLate: late, commentsSeen } = options;
  const { known, diagnostics, ...made } = await submit(jobOf(options, session), id, {
    draft,
    enteredLate: late,
    commentsSeen,
  });
  if (!known.includes(id)) return refuse(session, `${unknownIds([id], known, options.inputs)}`);
  const { code, ...names } = made;
  const refused = `${id} is not submitted, and nothing is written: ${countDiagnostics(diagnostics)}\n`;
  const words = made.file ? formatMade(id, made) : refused;
  printResult(session, options, { id, ...names, seal: code, diagnostics }, words);
  return made.file ? exitStatus.done : exitStatus.problems;
}

function formatMade(
  id: string,
  { file, record, email, bundle, code, corrections }: Partial<Submitted>,
): string {
  const lines = [
    `${file}: the final report of ${id}. Send it to the DfE.`,
    ...(email ? [`${email}: the e-mail for it, with the files attached. Its text is beside it.`] : []),
    ...(bundle ? [`${bundle}: the evidence of it. Keep it; it is not sent.`] : []),
    `${record}: the record of what it says. ${id} is closed from now on.`,
    ...(code ? [`seal of the record: ${code}`] : []),
    ...(corrections
      ? [
          `the inputs have moved on in ${corrections.length === 1 ? 'one place' : `${corrections.length} places`}; correct it in the next report.yaml, with a reason for each:`,
          'corrections:',
          ...corrections.map(
            (one) => `  - { ${JSON.stringify(one).slice(1, -1).replaceAll('","', '", "')} }`,
          ),
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
