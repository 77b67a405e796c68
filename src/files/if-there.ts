/**
 * What a look at the disk gives; undefined if the thing is not there. Only ENOENT means that: a draft that somebody has open
 * cannot be read either, and is not lost.
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

/** What a look gives; undefined where it fails, for whatever reason. */
export function ifPossible<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
