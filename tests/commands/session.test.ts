import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { cleaned, printJson } from '../../src/commands/session.ts';
import { copyFolder } from '../copy-folder.ts';
import fc from '../properties.ts';

/** What a terminal would obey: codes codes, the controls of eight-bit terminals, a return to the start of the line. */
const obeyed = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
const codes = '\u001B]0;owned\u0007\u001B[2J\u009B31m';

const texts = fc.string({
  unit: fc.constantFrom('a', '[', '3', '1', 'm', '\n', '\r', '\u001B', '\u009B', '\u202E', '\uFDD0'),
});

function printed(print: (output: { write(text: string): void }) => void): string {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  print({ write });
  return text;
}

test('no control character of a text is printed, whatever the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const seen = printed((output) => cleaned(output).write(text.replaceAll('\uFDD0', '')));
      expect(seen).not.toMatch(obeyed);
    }),
  );
});

test('a value printed as JSON is the same value, without a control character', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(texts, fc.string({ unit: 'binary' }))), (value) => {
      const seen = printed((stdout) => printJson({ stdout: cleaned(stdout) }, value));
      expect(seen).not.toMatch(obeyed);
      expect(JSON.parse(seen)).toEqual(value);
    }),
  );
});

describe('through the front door', () => {
  const root = join(import.meta.dirname, '..', '..');
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'triannual escapes '));
    copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
    const since = new Date().toISOString();
    const lock = { pid: 1, host: `${hostname()}-2`, system: platform(), since, command: `build ${codes}` };
    await mkdir(join(folder, 'output'));
    await writeFile(join(folder, 'output/.triannual.lock'), JSON.stringify(lock));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['a round', ['check', codes]],
    ['a command', [codes]],
    ['an option', ['check', `--${codes}`]],
    ['the name of a folder', ['check', '--inputs', codes]],
    ['the name of a folder, in a command', ['status', '--inputs', 'inputs', '--output', codes]],
    ['the command of a lock', ['build', '--inputs', 'inputs', '--output', 'output']],
    ['the name of a template', ['template', codes]],
    ['the text of an input', ['check', '--inputs', 'inputs', '--output', 'output']],
  ])('%s cannot send a code to the terminal', async (_, args) => {
    await writeFile(join(folder, `inputs/${encodeURIComponent('a')}.yaml`), `x: "${codes}"`);
    const at = args.map((arg) => (/^(inputs|output)$/.test(arg) ? join(folder, arg) : arg));
    const seen = { text: '' };
    const write = (text: string) => {
      seen.text += text;
    };
    const terminal = { stdout: { write, isTTY: true }, stderr: { write }, env: { NO_COLOR: '1' } };
    await main([...at, ...(args[0] === 'template' ? [] : ['--today', '2023-06-01'])], terminal);
    expect(seen.text).not.toBe('');
    expect(seen.text).not.toMatch(obeyed);
  });
});

describe('--today', () => {
  const run = async (today: string) => {
    const seen = { text: '' };
    const write = (text: string) => {
      seen.text += text;
    };
    const status = await main(['status', '--today', today], { stdout: { write }, stderr: { write } });
    return { status, text: seen.text };
  };

  test.each(['2023-02-30', '2023-13-01', '9999-12-31', '1999-12-31', '1999-6-1', '31/6/2023', 'NaN', ''])(
    '%s is refused with what it takes',
    async (today) => {
      const { status, text } = await run(today);
      expect(status).toBe(2);
      expect(text).toContain('It takes a date that exists, between 2000 and 2099');
    },
  );

  test.each(['2000-01-01', '2024-02-29', '2099-12-31'])('%s is taken', async (today) => {
    const { status, text } = await run(today);
    expect(status).toBe(0);
    expect(text).not.toContain('NaN');
  });

  test.each(['2023-6-1', '1/6/2023', '1.6.2023', '1st June 2023', ' 1 Jun 2023 '])(
    '%s is 1 June 2023',
    async (today) => {
      expect(await run(today)).toEqual(await run('2023-06-01'));
    },
  );
});
