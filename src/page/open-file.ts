import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { platform } from 'node:os';
import { join, resolve, sep } from 'node:path';
import type { Job } from '../app/job.ts';
import { ifPossible } from '../files/if-there.ts';
import { trueFile } from '../files/true-file.ts';

/** Opens a file in the program that this computer opens it with. */

/** Kinds of files that people edit or read. No other is opened: a program with such a name would be started. */
const kinds = /\.(ya?ml|xlsx|docx|md|txt|eml|json|pdf|png|jpe?g|ics|zip)$/i;

export class NotOpened extends Error {}

/**
 * The true path of a file of the project.
 * @throws {NotOpened} where it is none, in words for the person.
 */
export function fileOfProject(shown: string, job: Pick<Job, 'inputs' | 'output' | 'templates'>): string {
  const path = trueFile(resolve(shown));
  if (path === undefined) throw new NotOpened(`${shown} is not there`);
  const folders = [job.inputs, job.output, job.templates].flatMap(
    (folder) => ifPossible(() => realpathSync(folder)) ?? [],
  );
  if (!folders.some((folder) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep)))
    throw new NotOpened(`${shown} is not in the folders of the project, and is not opened`);
  if (!kinds.test(path))
    throw new NotOpened(`${shown} is not a kind of file that people edit, and is not opened`);
  return path;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The program that opens a file or an address as a double click does. No shell reads the name. */
function openerFor(system: NodeJS.Platform, target: string, env: Environment = {}): [string, string[]] {
  if (system === 'darwin') return ['/usr/bin/open', /\.ya?ml$/i.test(target) ? ['-t', target] : [target]];
  if (system !== 'win32') return ['xdg-open', [target]];
  // With its folder: Windows looks for a program in the current folder first, which is the project.
  const rundll = join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'rundll32.exe').replaceAll('/', '\\');
  return [rundll, ['url.dll,FileProtocolHandler', target]];
}

/** @throws {NotOpened} where this computer has no such program. */
export async function openOnThisComputer(target: string, env?: Environment): Promise<void> {
  const [program, args] = openerFor(platform(), target, env);
  await new Promise<void>((done, fail) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', shell: false });
    child.once('error', () =>
      fail(new NotOpened(`this computer has no program that opens ${target}: open it yourself`)),
    );
    child.once('spawn', () => {
      child.unref();
      done();
    });
  });
}
