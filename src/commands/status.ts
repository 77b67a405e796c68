import { styleText } from 'node:util';
import type { Command } from 'commander';
import { replaceUnprintable } from '../diagnostics/characters.ts';
import { plural } from '../diagnostics/format.ts';
import { isDifficultyId } from '../model/field-types.ts';
import { difficultyWords } from '../status/difficulties.ts';
import { formatPaper } from '../status/paper-screen.ts';
import { promiseWords } from '../status/promises.ts';
import { readStatus, statusJson } from '../status/read-status.ts';
import { writeReminderFiles } from '../status/reminders.ts';
import type { RoundStatus } from '../status/status.ts';
import { formatMissed, formatStatus, list, type Paint } from '../status/status-screen.ts';
import { addSharedOptions, jobOf, oneIdArgument } from './options.ts';
import { addProjectsOption, forEachProject, type ProjectsOptions } from './projects.ts';
import {
  colourMark,
  exitFor,
  exitStatus,
  printDiagnostics,
  printJson,
  refuse,
  type Session,
} from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual status`. */

export const help = `
Examples:
  triannual status                  every open round, and the papers for meetings to come
  triannual status 2023-09          one round
  triannual status 2023-05-17       the paper for one meeting of Schools Forum
  triannual status difficulty-2024-02-05
                                    a difficulty note: whether the DfE has it
  triannual status --chase          a reminder for each person who still owes something, as texts and e-mails
  triannual status --json           for another program`;

interface StatusOptions extends ProjectsOptions {
  chase?: boolean;
}

export function define(command: Command, session: Session): void {
  addProjectsOption(addSharedOptions(command, ['inputs', 'output', 'templates']))
    .argument(
      '[round]',
      'one round, meeting or difficulty note (default: those that are open)',
      oneIdArgument,
    )
    .option('--chase', 'write a reminder for each person who still owes something')
    .action((round: string | undefined, options: StatusOptions) =>
      forEachProject(options, session, (own: StatusOptions, turn) =>
        underLock(own.chase ? [own.output] : [], turn, () => showStatus(round, own, turn)),
      ),
    );
}

/** Prints how far the open rounds and papers are, or writes the reminders; the result is the exit status. */
async function showStatus(id: string | undefined, options: StatusOptions, session: Session): Promise<number> {
  const { stdout, stderr } = session;
  const job = jobOf(options, session);
  const read = await readStatus(job, id);
  const { rounds, papers, promises, difficulties, diagnostics, submitted, project } = read;
  printDiagnostics(session, [...diagnostics, ...(options.json ? [] : submitted)]);
  if (diagnostics.length > 0) {
    stderr.write('the inputs cannot be read: mend the problems above\n');
    return exitStatus.problems;
  }
  if (id !== undefined && rounds.length + papers.length + difficulties.length === 0) {
    const what = isDifficultyId(id)
      ? `there is no difficulty note ${id}`
      : id.length > 7
        ? `there is no paper for a meeting on ${id}`
        : `the agreement has no report in the month of ${id}`;
    return refuse(session, what);
  }
  const { files: reminders, emails } = options.chase
    ? await writeReminderFiles(job.output, rounds, project?.programme)
    : { files: [], emails: [] };
  if (options.json) printJson(session, statusJson(job, read, reminders));
  else if (options.chase) {
    for (const file of reminders) stdout.write(`${file}\n`);
    const drafts = emails.length > 0 ? `; ${emails.length} of them also as e-mails (.eml)` : '';
    stdout.write(
      reminders.length > 0
        ? `${plural(reminders.length, 'reminder')} written${drafts}\n`
        : 'nobody owes anything\n',
    );
  } else {
    const paint = painterFor(session);
    const shown = [
      ...(rounds.length > 0 ? [formatRounds(rounds, id === undefined, paint)] : []),
      ...papers.map((paper) => formatPaper(paper, paint)),
      ...[
        list('Difficulty notes', difficulties.map(difficultyWords)),
        list('Forward plan', promises.map(promiseWords)),
      ].flatMap((lines) => (lines.length > 0 ? `${lines.join('\n')}\n` : [])),
    ];
    stdout.write(shown.join('\n'));
  }
  return exitFor(submitted);
}

/** Of several rounds whose deadline has passed, all but the last take a line each. */
function formatRounds(rounds: readonly RoundStatus[], shorten: boolean, paint: Paint): string {
  const old = shorten ? rounds.filter(({ stage }) => stage === 'missed').slice(0, -1) : [];
  const lines = old.map((round) => `${formatMissed(round, paint)}\n`).join('');
  const shown = rounds.filter((round) => !old.includes(round));
  return `${lines}${old.length > 0 ? '\n' : ''}${shown.map((round) => formatStatus(round, paint)).join('\n')}`;
}

/** Colour on a terminal, unless the person has asked for none (no-color.org). */
function painterFor({ stdout, terminal: { env } }: Session): Paint {
  if (stdout.isTTY !== true || env?.NO_COLOR || env?.TERM === 'dumb') return (_, text) => text;
  return (colour, text) => {
    // Newer Nodes look at the process's own output by themselves, which may be another one.
    const painted = styleText(colour, replaceUnprintable(text), { validateStream: false });
    return painted.replaceAll('\u001B', colourMark);
  };
}
