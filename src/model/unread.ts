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
