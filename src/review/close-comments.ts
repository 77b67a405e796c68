import { join } from 'node:path';
import { replaceFile } from '../files/write-file.ts';
import { commentsFile, readComments, writeComments } from './comments-file.ts';
import { openInputs } from './open-inputs.ts';

/** The comments of a round, by their numbers. */

export const commentsFor = (inputs: string, id: string, read = readComments) =>
  read(openInputs(inputs), id).comments.map((comment, i) => ({ number: i + 1, ...comment }));

export const openCommentsOf = (inputs: string, id: string, read = readComments) =>
  commentsFor(inputs, id, read).filter(({ open }) => open);

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
