import { expect, test } from '@jest/globals';
import { Kept } from '../../src/inputs/read-before.ts';

test('a file is read again only where its bytes are others, whatever other files were read between', () => {
  const kept = new Kept<string>();
  const read: string[] = [];
  const reading = (file: string, hash: string) =>
    kept.read(file, hash, () => {
      read.push(`${file} ${hash}`);
      return `${file} holds ${hash}`;
    });
  expect(reading('a.yaml', '1')).toBe('a.yaml holds 1');
  expect(reading('b.yaml', '1')).toBe('b.yaml holds 1');
  expect(reading('a.yaml', '1')).toBe('a.yaml holds 1');
  expect(reading('a.yaml', '2')).toBe('a.yaml holds 2');
  expect(reading('a.yaml', '1')).toBe('a.yaml holds 1');
  expect(read).toEqual(['a.yaml 1', 'b.yaml 1', 'a.yaml 2', 'a.yaml 1']);
});
