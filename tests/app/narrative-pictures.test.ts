import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { imagesOf, picturesIn } from '../../src/app/narrative-pictures.ts';
import { Sourced } from '../../src/word/index.ts';
import { png } from '../word/images/pictures.ts';

/** Pictures that narrative names are beside its file, and nothing outside of the inputs folder is read. */

let folder = '';
const origin = { field: 'rounds/2023-06/conditions/4-teams.yaml', path: ['progress'] };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual images '));
  const beside = join(folder, 'inputs/rounds/2023-06/conditions');
  await mkdir(join(beside, 'maps'), { recursive: true });
  await writeFile(join(beside, 'zones.png'), png(3, 2));
  await writeFile(join(beside, 'maps/north.PNG'), png(3, 2));
  await writeFile(join(folder, 'inputs/logo.png'), png(3, 2));
  await writeFile(join(folder, 'secret.png'), png(3, 2));
  await symlink(join(folder, 'secret.png'), join(beside, 'link.png'));
  await symlink(folder, join(beside, 'out'));
});
afterAll(() => rm(folder, { recursive: true }));

const found = (name: string, from: unknown = origin) => {
  try {
    return imagesOf(join(folder, 'inputs'))(name, from).length > 0;
  } catch (cause) {
    return (cause as Error).message.replace(origin.field.replace('/4-teams.yaml', ''), '…');
  }
};

test('pictures are found beside the file, in folders below it, and above it in the inputs folder', () => {
  expect(['zones.png', 'maps/north.PNG', '../../../logo.png'].map((name) => found(name))).toEqual([
    true,
    true,
    true,
  ]);
  expect(found('zones.png', { workedOut: 'a text', from: [origin] })).toBe(true);
});

test('nothing outside of the inputs folder is read', () => {
  const names = [
    '../../../../secret.png',
    'link.png',
    'out/secret.png',
    join(folder, 'secret.png'),
    'C:\\x.png',
    '..\\x.png',
    'file:///x.png',
    'zones.png\0.png',
    'no.png',
    'zones.yaml',
  ];
  expect(names.map((name) => found(name))).toEqual([
    '…/../../../../secret.png is not in the inputs folder',
    '…/link.png is not in the inputs folder',
    '…/out/secret.png is not in the inputs folder',
    ...Array.from({ length: 5 }, () => 'it is no name of a PNG or JPEG picture'),
    '…/no.png is not there',
    'it is no name of a PNG or JPEG picture',
  ]);
  expect(found('zones.png', { fixed: 'program' })).toBe('the text that names it is not from a file');
});

test('a picture that has changed is told from what it was', async () => {
  const context = {
    list: [{ words: new Sourced('![a](zones.png) ![b](no.png)', origin) }],
    other: new Sourced(3, origin),
  };
  const images = () => imagesOf(join(folder, 'inputs'));
  const before = picturesIn(context, images());
  expect(before.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^zones\.png: [0-9a-f]{64}$/),
    expect.stringMatching(/^no\.png: .* is not there$/),
  ]);
  await writeFile(join(folder, 'inputs/rounds/2023-06/conditions/zones.png'), png(3, 3));
  expect(picturesIn(context, images())).not.toEqual(before);
  expect(() => imagesOf(join(folder, 'inputs'), before)('zones.png', origin)).toThrow(
    'zones.png has changed since the draft was written',
  );
});
