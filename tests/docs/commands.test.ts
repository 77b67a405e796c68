import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { copyFolder } from '../copy-folder.ts';
import { eastshireIn, initIn } from '../init/council.ts';
import { blocksOf, commandsIn, pages, proseOf, root, textOf } from './pages.ts';

const blocks = pages.flatMap(blocksOf);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual commands in the docs '));
  for (const name of ['inputs', 'templates']) copyFolder(join(root, name), join(folder, name));
});
afterAll(() => rm(folder, { recursive: true }));

/** The options with which a command runs in `folder`, on a day in a round of the sample. */
function placesFor([verb = '']: readonly string[]): string[] {
  const places = {
    inputs: ['--inputs', join(folder, 'inputs')],
    output: ['--output', join(folder, 'output')],
    templates: ['--templates', join(folder, 'templates')],
    // All rounds of the sample are over, but a scheduler would say so each day.
    today: ['--today', verb === 'run' ? '2023-05-26' : '2024-01-05'],
  };
  if (verb === 'new') return places.inputs;
  if (verb === 'template') return places.templates;
  if (verb === 'calendar') return [...places.inputs, ...places.today];
  return Object.values(places).flat();
}

/** Those with --json are run by json.test.ts. */
const lines = blocks
  .flatMap((block) => commandsIn(block))
  .filter((args) => !args.includes('--json'))
  .map((args) => args.join('\t'));

/** Commands that make documents, which json.test.ts runs too, are tried without: their rounds and options are the same. */
const writing: Record<string, string[]> = { build: ['check'], run: ['run', '--dry-run'] };

describe('a command in the docs runs as it is written', () => {
  test.each([...new Set(lines)])('node bin/triannual.js %s', async (line) => {
    const [verb = '', ...words] = line.split('\t');
    if (verb === 'init') {
      await eastshireIn(folder);
      // Without a file of answers it asks, and here nobody answers.
      expect((await initIn(folder, words)).status).toBe(words.includes('--answers') ? 0 : 1);
      await rm(join(folder, words[0] ?? ''), { recursive: true, force: true });
      return;
    }
    // LibreOffice is for the rendering checks only.
    const own = words.filter((word) => !(verb === 'build' && /^--(?:pdf|sources)$/.test(word)));
    const rest = own.map((arg) => (/\.(docx|ics)$/.test(arg) ? join(folder, arg) : arg));
    const args = [...(writing[verb] ?? [verb]), ...rest];
    let output = '';
    let stop: () => void = () => undefined;
    const write = (text: string) => {
      output += text;
      // The page goes on until somebody stops it.
      if (text.startsWith('the page is at')) setImmediate(stop);
    };
    const once = (signal: string, stopped: () => void) => {
      if (signal === 'SIGINT') stop = stopped;
    };
    const terminal = {
      stdout: { write },
      stderr: { write },
      once: once as NodeJS.Process['once'],
      open: async () => undefined,
    };
    const status = await main([...args, ...placesFor(args)], terminal);
    // 1: the sample has problems for the page to show, such as that illustrative reports cannot be submitted.
    expect([0, 1]).toContain(status);
    expect(output).not.toBe('');
  });
});

const verbs = readdirSync(join(root, 'src/commands')).map((name) => name.replace(/\.ts$/, ''));

test('a command named in the text is one that there is', () => {
  const named = pages.flatMap((page) => [...proseOf(page).matchAll(/`node bin\/triannual\.js (\w+)/g)]);
  expect(named.filter(([, verb = '']) => !verbs.includes(verb))).toEqual([]);
});

test('commands are shown as they work in a clone; the README says what they are once installed', () => {
  const pagesWithIt = pages.filter((page) => /`triannual (?!`)/.test(proseOf(page)));
  expect(pagesWithIt).toEqual(['README.md', 'templates/README.md']);
});

test('what pastes into every shell, or into PowerShell 5.1, has nothing that only bash knows', () => {
  const others = blocks.filter(({ language }) => language === 'sh' || language === 'powershell');
  expect(others.filter(({ text }) => /&&|\|\||\$\(|\\$|^\w+=/m.test(text))).toEqual([]);
});

test('commands are in blocks that name their shell', () => {
  const wrong = blocks.filter(
    ({ language, text }) =>
      /^(npm|npx|node|git|docker) /m.test(text) && !['sh', 'bash', 'powershell'].includes(language),
  );
  expect(wrong).toEqual([]);
  expect(pages.filter((page) => /^ {4,}(npm|npx|node) /m.test(textOf(page)))).toEqual([]);
});

test('where a block is for bash alone, the same in PowerShell is beside it, but for what only Linux has', () => {
  const alone = blocks.filter(
    ({ page, heading, language }) =>
      language === 'bash' &&
      !blocks.some(
        (other) => other.page === page && other.heading === heading && other.language === 'powershell',
      ),
  );
  expect(alone.map(({ heading }) => heading)).toEqual(['cron', 'systemd']);
});
