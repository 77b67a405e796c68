import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { openWorkbook } from '../../src/inputs/workbook/workbook.ts';
import fc from '../properties.ts';
import { initIn } from './council.ts';
import { type Rows, workbook } from './council-workbooks.ts';

/** Whatever is in a council's files, the program says what it can't use, and never breaks; what it writes can be opened. */

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'hostile '));
});
afterAll(() => rm(base, { recursive: true }));

const text = fc.constantFrom(
  'Measure',
  'Unit',
  'June 2023',
  'Q1 2023/24',
  '2023/24',
  '2024-25',
  'Forecast September 2023',
  'Total income',
  'In-year deficit',
  'Surplus / (deficit)',
  '=1+1',
  "'; DROP",
  '<b>&"',
  'a\u0001b',
  '😀'.repeat(20),
  'long '.repeat(100),
  '\u202Eevil',
  '*',
  '1,2,3',
  '£1.2m',
  '-',
  '{{council}}',
  '# not a comment',
  'yes',
  '__proto__',
  'constructor',
);
const cell = fc.oneof(text, fc.constant(null), fc.constantFrom(0, -1, 0.5, 12, 1e15, 1e-9, 61250));
const rows: fc.Arbitrary<Rows> = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 });
const kpiRows = rows.map(
  (more): Rows => [['Measure', 'Unit', 'June 2023', 'Sep 2023'], ['Plans', 'No.', 1, 2], ...more],
);
const planRows = rows.map(
  (more): Rows => [['Line', '2023/24', '2024/25'], ['Income', 80, 81], ['Schools', 70, 71], ...more],
);

const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: other });

test('random workbooks are read, or refused in words', async () => {
  let number = 0;
  let read = 0;
  await fc.assert(
    fc.asyncProperty(
      mostly(kpiRows, rows),
      mostly(planRows, rows),
      mostly(fc.constant('word'), text),
      async (kpis, plan, word) => {
        number += 1;
        const folder = join(base, `made ${number}`);
        await writeFile(join(base, 'kpis.xlsx'), await workbook({ Data: kpis }));
        await writeFile(join(base, 'plan.xlsx'), await workbook({ Data: plan }));
        const answers = {
          council: `Council ${word}`,
          formal_name: word,
          conditions: [`First ${word}`, word],
          reports: '16 June, 15 September',
          sign_offs: [`Role ${word}`],
          kpis: 'kpis.xlsx',
          plan: 'plan.xlsx',
        };
        await writeFile(join(base, 'answers.yaml'), stringify(answers));
        const made = await initIn(base, [`made ${number}`, '--answers', 'answers.yaml']);
        expect([0, 1]).toContain(made.status);
        expect(made.stderr).not.toMatch(/fault in the program|\bat .*\.ts:\d/);
        if (made.status === 1) {
          expect(made.stderr).toMatch(/: error: /);
          return;
        }
        read += 1;
        for (const name of ['kpis.xlsx', 'dsg-plan.xlsx']) {
          const { opened } = await openWorkbook(name, await readFile(join(folder, 'inputs', name)));
          expect(opened).toBe(true);
        }
        expect(made.stdout).not.toContain('\u0001');
      },
    ),
    { numRuns: 16 },
  );
  // Neither all nor none of them.
  expect(read).toBeGreaterThan(3);
  expect(read).toBeLessThan(number);
  expect((await readdir(base)).filter((one) => one.startsWith('.triannual'))).toEqual([]);
});

test.each(['kpis', 'plan', 'conditions', 'logo'])(
  'bytes that are no such file for %s are refused in words',
  async (key) => {
    const endings = { kpis: 'xlsx', plan: 'xlsx', conditions: 'docx', logo: 'png' };
    const file = `junk.${endings[key as keyof typeof endings]}`;
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('PK\u0003\u0004junk'),
      Buffer.from('<html>'),
      Buffer.alloc(500, 7),
    ]) {
      await writeFile(join(base, file), bytes);
      const answers = {
        council: 'C',
        formal_name: 'S',
        conditions: '1. A\n2. B',
        reports: '16 June',
        sign_offs: 'T',
        plan: { lines: ['Income', 'Schools'] },
        financial_years: '2023/24',
        [key]: file,
      };
      await writeFile(join(base, 'answers.yaml'), stringify(answers));
      const made = await initIn(base, ['junk', '--answers', 'answers.yaml']);
      expect(made).toMatchObject({ status: 1, stdout: 'nothing was written\n' });
      expect(made.stderr).toMatch(/^answers\.yaml:\d+:\d+: error: /m);
    }
  },
);
