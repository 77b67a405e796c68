import { join } from 'node:path';
import { replaceFile } from '../files/write-file.ts';
import { commentsFile, type KeptComment, readComments, writeComments } from './comments-file.ts';
import { openInputs } from './open-inputs.ts';

/** The comments of a round, by their numbers. */

export function commentsFor(inputs: string, id: string): Array<KeptComment & { number: number }> {
  const { comments } = readComments(openInputs(inputs), id);
  return comments.map((comment, i) => ({ number: i + 1, ...comment }));
}

export const openCommentsOf = (inputs: string, id: string) =>
  commentsFor(inputs, id).filter(({ open }) => open);

/** Closes comments; the result is the numbers that there are not. */
export async function closeComments(
  inputs: string,
  id: string,
  numbers: readonly number[],
): Promise<number[]> {
  const held = readComments(openInputs(inputs), id);
  const unknown = numbers.filter((number) => held.comments[number - 1] === undefined);
  if (unknown.length > 0) return unknown;
  const comments = held.comments.map((comment, i) =>
    numbers.includes(i + 1) ? { ...comment, open: false } : comment,
  );
  await replaceFile(join(inputs, commentsFile(id)), writeComments({ ...held, comments }));
  return [];
}
