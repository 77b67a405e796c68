import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { editWorkbook } from '../real-programme.ts';

/** Targets that contradict the plan, and schemes whose kinds of places nobody has named. */

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'Targets '));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
});

const found = async () => {
  const { stdout } = await runIn(folder, '2023-12-01', 'check', '2023-12', '--json');
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: Array<{ severity: string; code: string; message: string }>;
  };
  return diagnostics.filter(({ code }) => code !== 'paper/scheme-number');
};

/** Row 18 is KPI 11, a balance; 19 is KPI 12, spending; 26 is KPI 18, a cumulative balance. */
test.each([
  [18, 25.149, 'is 25.149, and the agreed plan has -25.149 for 2023/24'],
  [18, -20, 'is -20, and the agreed plan has -25.149 for 2023/24'],
  [19, 170, 'is 170, and the agreed plan has 169.376 for 2023/24'],
  [26, -63.262, 'is -63.262, and the agreed plan has -59.262 for 2023/24'],
  [18, -25.149, undefined],
  [19, 169.3765, undefined],
  [26, '(59.262)', undefined],
])('a target in N%s of %s', async (row, value, message) => {
  await editWorkbook(join(folder, 'inputs/kpis.xlsx'), (book) => {
    const cell = book.worksheets[0]?.getCell(`N${row}`);
    if (cell) cell.value = value;
  });
  const about = (await found()).filter(({ code }) => code === 'kpi/plan');
  expect(about).toEqual(
    message
      ? [expect.objectContaining({ severity: 'warning', message: expect.stringContaining(message) })]
      : [],
  );
});

test('kinds of places that are not named are one problem for all schemes', async () => {
  const scheme = (name: string) =>
    `      - { workstream: "5", number: "${name}", name: "Base ${name}", places: { kind: base, phase: Primary, need: ASD, terms: { Autumn 2024: 8 } } }\n`;
  writeFileSync(
    join(folder, 'inputs/capital.yaml'),
    `lists:\n  - id: one\n    title: One\n    schemes:\n${['1', '2', '3'].map(scheme).join('')}`,
  );
  expect((await found()).filter(({ code }) => code === 'capital/scheme')).toHaveLength(1);
});
