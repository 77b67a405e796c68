import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readBytes } from '../../src/inputs/reading.ts';

test('an input that leads to a device is refused, and not read for ever', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reading-'));
  symlinkSync('/dev/zero', join(folder, 'kpis.xlsx'));
  const reading = { folder, files: [], findings: [], sources: new Map() };
  expect(readBytes(reading, 'kpis.xlsx')).toBeUndefined();
  expect(reading.findings).toMatchObject([
    { code: 'file/unreadable', message: 'the file cannot be read (it is a pipe or a device)' },
  ]);
  rmSync(folder, { recursive: true });
});
