import { basename, dirname } from 'node:path/posix';

/** The file of a condition's or a workstream's update that is there, and of which nothing could be read. */
export interface UnreadUpdate {
  /** Relative to the inputs folder. */
  file: string;
  /** The condition or workstream that its name begins or ends with. */
  number: number | undefined;
  /** Where it should be, if it was not read because of its name or its folder; undefined if what is in it is wrong. */
  renameTo?: string;
}

/** What to do about a file with another name, or in another folder. */
export function renaming(from: string, to: string): string {
  if (basename(from) === basename(to)) return `move it to ${dirname(to)}`;
  return `rename it to ${basename(to)} (Windows hides the end of a name: in the Explorer, turn on View, File name extensions)`;
}

/** A file with the wrong name has an error that says so; these have one on their syntax, which is not for such readers. */
export function unreadIn(unread: readonly UnreadUpdate[], of: string): string[] {
  return unread
    .filter(({ renameTo }) => renameTo === undefined)
    .map(({ number, file }) =>
      number === undefined
        ? `The update in ${file} could not be read.`
        : `The update of ${of} ${number} could not be read.`,
    );
}
