import type { Command } from 'commander';
import { officeOf } from '../app/pdf.ts';
import { publish } from '../app/publish.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import { addSharedOptions, jobOf, meetingArgument, type SharedOptions } from './options.ts';
import { noOffice, officeOption } from './pdf.ts';
import { unknownIds } from './run-drafts.ts';
import { exitStatus, printResult, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual publish`. */

export const help = `
Examples:
  triannual publish 2023-05-17                           the paper for everyone, and its entry in the register
  triannual publish 2023-05-17 --reason "a wrong year"   once more, as a numbered revision

The paper is written into output/public, without the mark of a draft. It refuses while errors, private details or illustrative
content remain, and names each. Where LibreOffice is installed, a tagged PDF is written beside the Word file. Put the file on the council's website yourself: this command sends nothing.`;

interface PublishOptions extends SharedOptions {
  reason?: string;
  office?: string;
}

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output', 'templates'])
    .argument(
      '<meeting>',
      'the day of a meeting of Schools Forum, or a day and a body: 2023-11-13-cabinet',
      meetingArgument,
    )
    .option('--reason <words>', 'why a paper that was published before is published again')
    .option(...officeOption)
    .action((id: string, options: PublishOptions) =>
      underLock([options.inputs, options.output], session, () => publishPaper(id, options, session)),
    );
}

async function publishPaper(id: string, options: PublishOptions, session: Session): Promise<number> {
  const reason = options.reason?.replace(/\s+/g, ' ').trim();
  if (reason === '')
    return refuse(session, 'say in a few words why the paper is published again: --reason "…"');
  const office = officeOf(options.office, session.terminal.env);
  if (options.office !== undefined && office === undefined)
    return refuse(session, `nothing is published, and ${noOffice(options.office)}`);
  const job = jobOf(options, session);
  const { known, diagnostics, file, register, revision, pdf } = await publish(job, id, { reason, office });
  if (!known.includes(id)) return refuse(session, `${unknownIds([id], known, options.inputs)}`);
  const beside = pdf
    ? `${pdf}: the same as a tagged PDF.\n`
    : 'There is no PDF beside it: LibreOffice was not found, or made none.\n';
  const what = revision === undefined ? 'the paper' : `revision ${revision} of the paper`;
  const words = file
    ? `${file}: ${what} for the meeting of ${id}. Put it on the website.\n${register}: the register, with its entry.\n${beside}`
    : `${id} is not published, and nothing is written: ${countDiagnostics(diagnostics)}\n`;
  printResult(session, options, { id, file, register, revision, pdf: pdf ?? null, diagnostics }, words);
  return file ? exitStatus.done : exitStatus.problems;
}
