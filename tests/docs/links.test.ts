import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from '@jest/globals';
import { pages, proseOf, root, textOf } from './pages.ts';

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchors = (page: string) =>
  proseOf(page)
    .match(/^#+ .*$/gm)
    ?.map(anchorOf) ?? [];

/** Links to other places of this repository. Code in backticks shows links, and holds none. */
const linksOf = (page: string) =>
  [
    ...proseOf(page)
      .replace(/`[^`]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

test.each(pages)('every link of %s leads to a file and a heading that are there', (page) => {
  const wrong = linksOf(page).filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : posix.join(dirname(page), file);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchors(target).includes(anchor);
  });
  expect(wrong).toEqual([]);
});

test('the README links every page in docs/', () => {
  const linked = linksOf('README.md');
  expect(pages.filter((page) => page.startsWith('docs/') && !linked.includes(page))).toEqual([]);
});

test('the README stays short: under 150 lines', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThan(150);
});

test('each page says in one heading of the first level what it is about', () => {
  expect(pages.filter((page) => proseOf(page).match(/^# /gm)?.length !== 1)).toEqual([]);
});
