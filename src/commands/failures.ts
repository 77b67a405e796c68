import { howToClose } from '../files/open-by.ts';
import { shownPath } from '../files/shown-path.ts';
import { UnreadableComments } from '../review/comments-file.ts';
import { exitStatus, type Session } from './session.ts';

/** What stops a command: the file system refused something, or the program has a fault. */

/** Says what has happened and what to do; the result is the exit status. */
export function reportFailure(cause: unknown, { stderr }: Session): number {
  if (cause instanceof UnreadableComments) {
    stderr.write(`triannual: ${cause.message}\n`);
    return exitStatus.couldNotRun;
  }
  if (isFileError(cause)) {
    stderr.write(`triannual: ${fileErrorMessage(cause)}\n`);
    return exitStatus.couldNotRun;
  }
  const { message, stack } = cause as Error;
  stderr.write(`triannual: this is a fault in the program, and not in your inputs: ${message}\n`);
  stderr.write('drafts named above are whole; please report the fault with the lines below\n');
  stderr.write(`${stack}\n`);
  return exitStatus.fault;
}

type FileError = NodeJS.ErrnoException & { dest?: string };

function isFileError(cause: unknown): cause is FileError {
  return typeof cause === 'object' && cause !== null && 'code' in cause && 'syscall' in cause;
}

const again = 'and run this again';
const noAccess = 'you have no access: ask for it, or name another folder';
const drive = `the disk or the network drive does not work as it should: look after it, ${again}`;

const reasons: Record<string, string> = {
  EACCES: noAccess,
  EPERM: `you have no access, or it is open in another program: close it there, ${again}`,
  EBUSY: `it is open in another program: close it there, ${again}`,
  ENOSPC: `the disk is full: make room, ${again}`,
  EDQUOT: `your share of the disk is used up: make room, ${again}`,
  EROFS: 'the disk cannot be written to: name another folder',
  EEXIST: `a file of that name has just appeared, and it is not written over: run this again`,
  ENOENT: `the folder has gone while the program ran: put it back, ${again}`,
  ENOTDIR: 'a part of this path is a file and not a folder: move that file away, or name another folder',
  EISDIR: `a folder has this name: move it away, ${again}`,
  ENAMETOOLONG: 'the path is too long: name a folder with a shorter one',
  EMFILE: `too many files are open: close some programs, ${again}`,
  EIO: drive,
  ESTALE: drive,
  ETIMEDOUT: drive,
  EHOSTDOWN: drive,
  UNKNOWN: drive,
};

/** What was being written is in `dest`; otherwise something could not be read. */
function fileErrorMessage({
  code = '',
  syscall,
  path,
  dest,
  message,
}: NodeJS.ErrnoException & { dest?: string }) {
  const file = dest ?? path ?? 'a file';
  const writing = dest !== undefined || syscall === 'mkdir';
  const reason = howToClose(file, code) ?? reasons[code] ?? message;
  return `cannot ${writing ? 'write' : 'read'} ${shownPath(file)}: ${reason}`;
}
