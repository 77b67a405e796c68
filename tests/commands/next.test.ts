import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { copyFolder } from '../copy-folder.ts';
import { machineOn } from './run.ts';

const root = join(import.meta.dirname, '..', '..');

test.each([true, false])(
  'check ends with what to do next where a person looks (a terminal: %s)',
  async (isTTY) => {
    const folder = await mkdtemp(join(tmpdir(), 'triannual next '));
    try {
      copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
      let text = '';
      const stdout = {
        isTTY,
        write: (more: string) => {
          text += more;
        },
      };
      const places = ['inputs', 'output'].flatMap((name) => [`--${name}`, join(folder, name)]);
      const args = [
        'check',
        '2023-06',
        ...places,
        '--templates',
        join(root, 'templates'),
        '--today',
        '2023-06-01',
      ];
      await main(args, { stdout, stderr: { write() {} } }, 'triannual', machineOn('2023-06-01'));
      const next = text.split('next:\n')[1]?.trimEnd().split('\n') ?? [];
      expect(next.length).toBe(isTTY ? 3 : 0);
      if (isTTY) expect(next[0]).toMatch(/^ {2}- .*triannual/);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
