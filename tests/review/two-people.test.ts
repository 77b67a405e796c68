import { expect, test } from '@jest/globals';
import { drafted } from './drafted.ts';
import { ann, bob, replaced, rowBehind, type WordEdit } from './word-edits.ts';

/** Two people's copies of one draft, as they come back by e-mail: what both can have is one edit, what they cannot is a conflict. */

const copy = drafted();
const risk = 'Placements in independent provision keep rising';
const row = (impact: string, by?: string) =>
  rowBehind(risk, ['Fares rise', 'High', impact, 'None yet', 'Zoë'], by);

async function reviewed(one: readonly WordEdit[], other: readonly WordEdit[]) {
  const project = copy();
  const files = [
    await project.returned('von Zoë – Kopie.docx', one),
    await project.returned('Björn (2) endgültig.docx', other),
  ];
  const said = async (paths: string[]) => {
    const { stdout } = await project.run('review', ...paths, '--json');
    const { edits, conflicts } = JSON.parse(stdout);
    return { edits, conflicts };
  };
  const { stdout } = await project.run('review', ...files, '--apply', '--json');
  return { both: await said(files), turned: await said(files.toReversed()), applied: JSON.parse(stdout) };
}

const tracked: Array<[string, (by?: string) => WordEdit]> = [
  ['words', (by) => replaced('Nine of the fifteen teams', 'Nine of the sixteen teams', by)],
  ['a row', (by) => row('High', by)],
];

test.each(tracked)(
  '%s that one has accepted were changed by who is named in the other copy',
  async (_, edit) => {
    const { applied } = await reviewed([edit(ann)], [edit()]);
    const { edits, conflicts } = applied;
    expect(conflicts).toEqual([]);
    expect(edits).toMatchObject([
      {
        author: 'Ann Smith',
        date: '2023-09-04T10:12:00Z',
        tracked: true,
        files: ['von Zoë – Kopie.docx', 'Björn (2) endgültig.docx'],
      },
    ]);
  },
);

test('a new row that both have, with other words in it, is a conflict, and neither is written', async () => {
  const { applied, both, turned } = await reviewed([row('High', ann)], [row('Low', bob)]);
  for (const { edits, conflicts } of [applied, both, turned]) {
    expect(edits).toEqual([]);
    expect(conflicts).toMatchObject([{ field: { path: ['emerging_risks'] } }]);
    const versions = conflicts[0].versions.map(
      ({ author, after }: Record<string, string>) => `${author}: ${after}`,
    );
    expect(versions.sort()).toEqual([
      'Ann Smith: Fares rise | High | High | None yet | Zoë',
      'Bob Jones: Fares rise | High | Low | None yet | Zoë',
    ]);
  }
});

test('rows about other things are both new, and two of one person too', async () => {
  const { applied } = await reviewed(
    [row('High', ann)],
    [rowBehind(risk, ['Staff leave', 'Low', 'Low', 'None', 'Bob'], bob)],
  );
  expect(applied).toMatchObject({ conflicts: [], edits: [{ kind: 'entry added' }, { kind: 'entry added' }] });
  const own = await reviewed([row('High', ann), row('Low', ann)], []);
  expect(own.applied).toMatchObject({
    conflicts: [],
    edits: [{ author: 'Ann Smith' }, { author: 'Ann Smith' }],
  });
});
