import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { kinds } from './canaries.ts';
import {
  type Aviary,
  aviary,
  canaryMaker,
  isNamedBy,
  leakedIn,
  plantInYaml,
  release,
  repeatedIn,
  shown,
} from './release.ts';
import { plantInCells } from './workbooks.ts';

/** What canaries.test.ts begins: each field with each kind of canary, and the cells of workbooks. */

let sample: Aviary;
beforeAll(async () => {
  sample = await aviary();
});
afterAll(() => sample.remove());

test.each(kinds.map((kind, turn) => [turn, kind] as const))(
  'turn %i: what must not be published gets out of no field, of whatever kind it is',
  async (turn) => {
    const released = await release(sample, plantInYaml('taken', turn, sample.ofPapers));
    expect(leakedIn(released)).toEqual([]);
    expect(repeatedIn(released)).toEqual([]);
    expect(released.out.printed.size).toBeGreaterThan(300);
  },
);

test('what a round says gets into no paper without an error that names it, and only where the paper asks for it', async () => {
  const released = await release(sample, plantInYaml('taken', 0, sample.ofRounds), true);
  expect(released.planted.length).toBeGreaterThan(100);
  expect(leakedIn(released)).toEqual([]);
  expect(repeatedIn(released)).toEqual([]);
  const printed = released.planted.filter(({ word }) => released.out.printed.has(word));
  // `publish_from_report` of September's paper names what of its round is printed.
  expect(new Set(printed.map(({ file }) => file.split('/').slice(0, 2).join('/')))).toEqual(
    new Set(['rounds/2023-09']),
  );
});

test('each file by itself, with the others as they are, lets none out', async () => {
  const folders = new Set(sample.ofPapers.map((file) => file.slice(0, file.lastIndexOf('/') + 1) || file));
  for (const folder of folders) {
    const released = await release(
      sample,
      plantInYaml(
        'taken',
        2,
        sample.ofPapers.filter((file) => file.startsWith(folder)),
      ),
    );
    expect(leakedIn(released)).toEqual([]);
    expect(repeatedIn(released)).toEqual([]);
  }
});

test.each(['agreement.yaml', 'programme.yaml', 'kpis.yaml', 'bank-holidays.yaml', 'submissions.yaml'])(
  'a field of %s that does not take it is named, and it is in no file',
  async (file) => {
    const { planted, errors, out } = await release(sample, plantInYaml('refused', 0, [file]));
    expect(planted.length).toBeGreaterThan(3);
    expect(planted.filter((one) => !isNamedBy(one, errors)).map(shown)).toEqual([]);
    expect([...out.printed, ...out.beside]).toEqual([]);
  },
);

test.each([0, 1, 2, 3, 4])('what is in a cell of a workbook is in no file (%i)', async (turn) => {
  const { planted, errors, out } = await release(sample, async (inputs) => {
    const canaryFor = canaryMaker(turn);
    // A quarter of the texts, so that the rest of the workbook can be read, or all numbers.
    const isWanted = (i: number, isText: boolean) => (turn === 4 ? !isText : isText && i % 4 === turn);
    return [
      ...(await plantInCells(inputs, 'kpis.xlsx', canaryFor, isWanted)),
      ...(await plantInCells(inputs, 'dsg-plan.xlsx', canaryFor, isWanted)),
    ];
  });
  expect(planted.length).toBeGreaterThan(20);
  const isNamed = (cell: string) => errors.some(({ place: { inside } }) => inside === cell);
  const leaked = planted.filter(({ word, cell }) => out.printed.has(word) && !isNamed(cell));
  expect(leaked.map(({ file, cell, text }) => `${file} ${cell}: ${text}`)).toEqual([]);
  expect(planted.filter(({ word }) => out.beside.has(word))).toEqual([]);
});
