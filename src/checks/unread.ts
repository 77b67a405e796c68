import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { renaming, type UnreadUpdate } from '../model/unread.ts';

/**
 * An update whose file has the wrong name, or is in the wrong folder. Of one that could not be read because of what is in
 * it, the reader has said why, and there is no more to say.
 * @param what the update, in words
 */
export function notRead(code: Finding['code'], { file, renameTo }: UnreadUpdate, what: string): Finding[] {
  if (renameTo === undefined) return [];
  const isMoved = file.split('/').at(-1) === renameTo.split('/').at(-1);
  const why = isMoved ? 'its file is in another folder' : 'the name of its file does not end in ".yaml"';
  const message = `${what} is not read: ${why}`;
  return [error(code, { file }, message, renaming(file, renameTo))];
}
