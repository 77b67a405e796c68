/**
 * What a look at the disk gives; undefined if the thing is not there. That is an answer; a thing that cannot be read gives
 * none: a draft must not be taken for lost because somebody has it open.
 * @throws {NodeJS.ErrnoException} what else the file system says
 */
export function ifThere<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}
