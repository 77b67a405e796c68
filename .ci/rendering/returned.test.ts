import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { drafted, report } from '../../tests/review/drafted.ts';
import { type Listed, prepareNarratives, refusedEdits, takenEdits } from '../../tests/review/forty-edits.ts';

/** What comes back saved by another word processor: the same is found, and nothing in a file that was only saved. */

const copy = drafted(prepareNarratives);

/** A Word file as LibreOffice saves it, through these formats. */
function saved(folder: string, path: string, ...formats: string[]): string {
  let last = path;
  formats.forEach((format, i) => {
    const out = join(folder, `saved ${i}`);
    mkdirSync(out, { recursive: true });
    const options = [`-env:UserInstallation=file://${encodeURI(join(folder, 'profile'))}`, '--headless'];
    execFileSync('soffice', [...options, '--convert-to', format, '--outdir', out, last], { stdio: 'ignore' });
    last = join(out, `${basename(path, '.docx')}.${format}`);
  });
  return last;
}

/** Which half of a paragraph that was split is the new one nobody can say. */
const wasSplit = /^(The forecast has risen as a result\.|Zone teams see every request\.)$/;

/** Author and field, and what was there and is; of what was not tracked nobody knows who it was. */
const foundIn = ({ edits }: Listed) =>
  edits
    .filter(({ after }) => !wasSplit.test(String(after)))
    .map(({ field, before, after, kind, author, tracked }) =>
      JSON.stringify({ field, before, after, kind, author: tracked ? author : '' }),
    )
    .sort();

const ways: ReadonlyArray<readonly [string, ...string[]]> = [
  ['by LibreOffice', 'docx'],
  ['by LibreOffice twice', 'docx', 'docx'],
  ['through odt', 'odt', 'docx'],
];

test.each(ways)('nothing is found in a draft that was saved %s', async (_, ...formats) => {
  const project = copy();
  copyFileSync(project.at(report), project.at('came.docx'));
  const came = saved(project.folder, project.at('came.docx'), ...formats);
  const { stdout } = await project.run('review', came, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ edits: [], refused: [], conflicts: [], comments: [], diagnostics: [] });
});

test.each(ways)('all edits are found in a file that was saved %s', async (_, ...formats) => {
  const project = copy();
  const edits = takenEdits.map(([, edit]) => edit);
  const came = await project.returned('came.docx', edits);
  const before = JSON.parse((await project.run('review', came, '--json')).stdout);
  const { stdout } = await project.run('review', saved(project.folder, came, ...formats), '--json');
  const after = JSON.parse(stdout);
  expect(after).toMatchObject({ refused: [], conflicts: [], diagnostics: [] });
  expect(foundIn(after)).toEqual(foundIn(before));
});

test.each(ways)('what is refused is refused in a file that was saved %s', async (_, ...formats) => {
  const project = copy();
  const came = await project.returned('came.docx', refusedEdits.map(([, edit]) => edit));
  const { stdout } = await project.run('review', saved(project.folder, came, ...formats), '--json');
  const { edits, refused } = JSON.parse(stdout);
  expect(edits).toEqual([]);
  for (const [, , expected] of refusedEdits)
    expect(refused).toContainEqual(expect.objectContaining(expected));
});
