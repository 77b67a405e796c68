import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { passedOver } from '../../src/inputs/passed-over.ts';
import { isDifficultyId, isPaperId } from '../../src/model/field-types.ts';
import fc from '../properties.ts';

/** What is said of files with these names in a folder of the inputs. */
function saidOf(inside: string, names: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'triannual-'));
  try {
    mkdirSync(join(folder, inside), { recursive: true });
    for (const name of names) writeFileSync(join(folder, inside, name), '');
    return passedOver({ folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ['difficulties', 'difficulty-2024-02-05.yml', 'difficulty-2024-02-05.yaml'],
  ['difficulties', 'difficulty-2024-02-05.yaml.txt', 'difficulty-2024-02-05.yaml'],
  [
    'difficulties',
    'Difficulty 2024_02_05 School Transport.yaml',
    'difficulty-2024-02-05-school-transport.yaml',
  ],
  ['difficulties', '2024-02-05.yaml', 'difficulty-2024-02-05.yaml'],
  ['difficulties', 'transport, 2024.02.05', 'difficulty-2024-02-05-transport.yaml'],
  ['rounds', '2024_03', '2024-03'],
  ['rounds', '2024-03 March', '2024-03'],
  ['forum', '2023-11-15 Schools Forum', '2023-11-15'],
  ['papers', 'Cabinet 2024-03-15', '2024-03-15-cabinet'],
  ['papers', '2024-03-15 Select Committee', '2024-03-15-select-committee'],
])('in %s "%s" is passed over, and should be "%s"', (inside, name, better) => {
  const said = saidOf(inside, [name]);
  expect(said).toMatchObject([
    { code: 'file/name', severity: 'warning', where: { file: `${inside}/${name}` } },
  ]);
  expect(JSON.stringify(said)).toContain(JSON.stringify(`rename it to "${better}"`).slice(1, -1));
});

test.each([
  ['difficulties', 'difficulty-2024-02-05.docx'],
  ['difficulties', 'difficulty-2024-02-31.yaml'],
  ['difficulties', 'Nöte.yaml'],
  ['rounds', 'old'],
  ['rounds', '2024-03-15'],
  ['papers', '2024-03-15'],
  ['forum', 'pictures'],
])('in %s "%s" is passed over, and no name is guessed', (inside, name) => {
  const said = saidOf(inside, [name]);
  expect(said).toHaveLength(1);
  expect(JSON.stringify(said)).toContain('rename it, or move it out');
});

test('no name is proposed that is there', () => {
  const said = saidOf('rounds', ['2024-03', '2024-03 - Copy']);
  expect(said).toHaveLength(1);
  expect(JSON.stringify(said)).toContain('rename it, or move it out');
});

test('right names, and what is none of the inputs, are not warned of', () => {
  expect(saidOf('difficulties', ['difficulty-2024-02-05.yaml', 'difficulty-2024-02-05-bus.yaml'])).toEqual(
    [],
  );
  expect(
    saidOf('rounds', ['2024-03', 'README.md', '.DS_Store', '~$report.yaml', 'Thumbs.db', 'readme']),
  ).toEqual([]);
  expect(saidOf('papers', ['2024-03-15-cabinet'])).toEqual([]);
});

test('whatever the name is, a name that is proposed is right', () => {
  const words = fc.constantFrom(
    '2024',
    '03',
    '2024-03-15',
    'difficulty',
    'Bus',
    ' ',
    '-',
    '_',
    'é',
    '.yml',
    '.txt',
    '15',
  );
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (parts) => {
      const name = parts.join('').trim();
      fc.pre(name !== '' && !name.startsWith('.'));
      const right = (better: string, inside: string) =>
        inside === 'papers' ? isPaperId(better) : isDifficultyId(better.replace(/\.yaml$/, ''));
      for (const inside of ['papers', 'difficulties'])
        for (const finding of saidOf(inside, [name])) {
          const better = /rename it to \\"([^"\\]+)\\"/.exec(JSON.stringify(finding))?.[1];
          expect(better === undefined || right(better, inside)).toBe(true);
        }
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['report.yaml', 'report (1).yaml'],
  ['report.yaml', 'report(2).yaml'],
  ['report.yaml', 'report - Copy.yaml'],
  ['report.yaml', 'report - Copy (2).yaml'],
  ['report.yaml', 'report-DESKTOP-AB12CD.yaml'],
  ['report.yaml', "report (Ann's conflicted copy 2023-11-20).yaml"],
])('a copy of %s beside it is named: %s', (name, copy) => {
  const said = saidOf('rounds/2023-12', [name, copy]);
  expect(said).toMatchObject([{ code: 'file/name', where: { file: `rounds/2023-12/${copy}` } }]);
  expect(JSON.stringify(said)).toContain('it is a copy of');
});

test.each([
  ['report.yaml', 'report-2.yaml'],
  ['report.yaml', 'report-notes.yaml'],
  ['report.yaml', 'reports.yaml'],
  ['growth.xlsx', 'growth-2022.xlsx'],
  ['report.yaml', '~$report (1).yaml'],
  ['report (1).yaml'],
])('%s and %s are two files', (...names) => {
  expect(saidOf('rounds/2023-12', names)).toEqual([]);
});
