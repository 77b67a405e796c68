import type { Command } from 'commander';
import { officeOf } from '../app/pdf.ts';
import { openOnThisComputer } from '../page/open-file.ts';
import type { Ran } from '../page/run-action.ts';
import { startPage } from '../page/server.ts';
import { addFolders, jobOf, type SharedOptions } from './options.ts';
import { exitStatus, type Session } from './session.ts';

/** The command `triannual open`. */

export const help = `
Examples:
  triannual open                    the page to work from, in the browser
  triannual open --no-browser       prints its address, and opens no browser

The page shows how far the rounds are, each document as it would be now, and each problem as it comes and goes. It changes
when a file is saved, and writes nothing until an action on it is chosen. This computer alone can reach it, and nothing is loaded
from elsewhere. It ends with Ctrl+C, or with its button Stop.`;

interface OpenOptions extends SharedOptions {
  browser: boolean;
}

export function define(command: Command, session: Session): void {
  addFolders(command, ['inputs', 'output', 'templates'])
    .option('--no-browser', 'open no browser')
    .action(async (options: OpenOptions) => {
      session.exitStatus = await showPage(options, session);
    });
}

/** Runs a command for the page: what it prints is shown there, and the page decides when this process ends. */
async function runCommand(
  args: readonly string[],
  { today }: OpenOptions,
  { terminal, start }: Session,
): Promise<Ran> {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const { pid, kill, env } = terminal;
  const output = { stdout: { write }, stderr: { write } };
  const day = today !== undefined && args[0] !== 'new' ? [`--today=${today}`] : [];
  const asked = {
    ...output,
    ...(pid !== undefined && { pid }),
    ...(kill && { kill }),
    ...(env && { env }),
  };
  const status = await start([...args, ...day], asked);
  return { status, text: text.trim() };
}

/** Shows the page until it is stopped; the result is the exit status. */
async function showPage(options: OpenOptions, session: Session): Promise<number> {
  const { stdout, terminal } = session;
  const open = (target: string) => (terminal.open ?? openOnThisComputer)(target, terminal.env);
  const office = officeOf(undefined, terminal.env);
  const page = await startPage({
    ...(office !== undefined && { office }),
    job: () => jobOf(options, { ...session, machine: session.currentMachine() }),
    open,
    run: (args) => runCommand(args, options, session),
  });
  const stop = () => void page.close();
  terminal.once?.('SIGINT', stop);
  terminal.once?.('SIGTERM', stop);
  stdout.write(`the page is at ${page.address}\nstop it with Ctrl+C\n`);
  if (options.browser)
    await open(page.address).catch(() =>
      stdout.write('no browser could be opened: open this address yourself\n'),
    );
  await page.ended;
  terminal.off?.('SIGINT', stop);
  terminal.off?.('SIGTERM', stop);
  stdout.write('the page is stopped\n');
  return exitStatus.done;
}
