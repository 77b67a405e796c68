import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root, textOf } from './pages.ts';

/** docs/architecture.md and CONTRIBUTING.md name the files and functions that there are. */

const page = textOf('docs/architecture.md');

/** The rows of the table under a heading, each with what its cells hold in backticks. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'))
    .map((line) => line.split('|').flatMap((cell) => /`([^`]+)`/.exec(cell)?.[1] ?? []));
}

test('the page lists the rooms that there are', () => {
  const listed = rowsUnder('The rooms').map(([room]) => room?.replace('/', ''));
  expect(listed.toSorted()).toEqual(readdirSync(join(root, 'src')).toSorted());
});

test('rooms are listed so that each imports from those below it alone', () => {
  const order = rowsUnder('The rooms').map(([room]) => room?.replace(/\/|\.ts/, ''));
  const source = readFileSync(join(root, 'tests/rooms.test.ts'), 'utf8');
  const allowed = [...source.matchAll(/^ {2}(\w+): \[([^\]]*)\]/gm)];
  expect(allowed.length).toBe(order.length);
  const upwards = allowed.flatMap(([, room = '', others = '']) =>
    [...others.matchAll(/'(\w+)/g)]
      .filter(([, other]) => order.indexOf(other) <= order.indexOf(room))
      .map(([, other]) => `${room} > ${other}`),
  );
  expect(upwards).toEqual([]);
});

test('the rules are held by tests and settings that there are', () => {
  const tests = rowsUnder('The rules').map((cells) => cells.at(-1) ?? '');
  expect(tests).toHaveLength(11);
  expect(tests.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});

describe('where a rating travels', () => {
  const steps = rowsUnder('Where a rating travels').map((cells) => cells.slice(-2));
  test.each(steps)('%s has %s', (file = '', name = '') => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).toMatch(new RegExp(`export (async )?(function|const) ${name}\\b`));
  });
});

test('CONTRIBUTING.md names files that there are', () => {
  const named = [
    ...textOf('CONTRIBUTING.md').matchAll(/`((?:src|tests|scripts|docs|schedules)\/[\w./-]+)`/g),
  ];
  const missing = named.map(([, path = '']) => path).filter((path) => !/[A-Z]{4}/.test(path));
  expect(missing.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
