import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Action, argumentsOf } from '../../src/page/actions.ts';
import { Queue } from '../../src/page/run-action.ts';
import fc from '../properties.ts';
import { type OpenPage, openPage } from './page.ts';

let page: OpenPage;
beforeAll(async () => {
  page = await openPage('2023-09-10');
});
afterAll(() => page.end());

const act = (action: string, fields: object, now = false) => page.post('/do', { action, fields, now });
const output = (...names: string[]) => join(page.folder, 'output', ...names);

describe('an action', () => {
  test('says what it will write before it does, and writes nothing for that', async () => {
    const { status, body } = await act('build', { of: '2023-09' });
    expect(status).toBe(200);
    expect(body).toContain('output/2023-09/tri-annual-report-2023-09-draft-1.docx</li>');
    expect(body).toContain('Make drafts now');
    expect(existsSync(output())).toBe(false);
  });

  test('has the names by which START HERE calls what is on the page', async () => {
    const guide = readFileSync(
      join(import.meta.dirname, '../../scripts/windows/files/START HERE.md'),
      'utf8',
    );
    const others =
      /\\|\.(?:cmd|zip)$|^(?:triannual .*|\d{4}-\d\d|inputs|cmd|FOR IT|Properties|Unblock|OK|Extract All)$/;
    const named = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
    const onPage = named.filter((name) => !others.test(name));
    expect(onPage).toEqual(expect.arrayContaining(['Today', 'Stop', 'Show what it will do']));
    const shown = [(await page.get('/do')).body, (await act('build', { of: '2023-09' })).body].join('');
    for (const name of onPage) expect(shown).toMatch(new RegExp(`>\\s*${name}\\s*<`));
  });

  test('does it when it is asked to, and its files can be opened', async () => {
    const { body } = await act('build', { of: '2023-09' }, true);
    expect(body).toContain('Written:');
    expect(readdirSync(output('2023-09'))).toContain('tri-annual-report-2023-09-draft-1.docx');
    const file = /data-open="([^"]+\.docx)"/.exec(body)?.[1] ?? '';
    expect((await page.post('/open', { file })).status).toBe(200);
    expect(page.opened.splice(0)[0]).toMatch(/\.docx$/);
    // No lock is left, nor is a copy.
    expect(existsSync(output('.triannual.lock'))).toBe(false);
  });

  test('makes drafts of whatever has an id: a round, a paper or a difficulty note', async () => {
    for (const of of ['2023-09', '2023-11-13-select-committee', 'difficulty-2024-02-05']) {
      const { body } = await act('build', { of });
      expect(body).toContain(`output/${of}/`);
      expect(body).toContain('-draft-');
    }
  });

  test.each([
    ['2023-06-08', '2023-06'],
    ['2023-09-10', '2023-09'],
    ['2023-12-10', '2023-12'],
  ])('offers on %s the report that is worked on first', async (today, id) => {
    const other = await openPage(today);
    const [, first] =
      /<select id="submit-round"[^>]*><option value="([^"]+)"/.exec((await other.get('/do')).body) ?? [];
    await other.end();
    expect(first).toBe(id);
  });

  test('is refused as on the command line, with the same words', async () => {
    const { body } = await act('submit', { round: '2023-09' });
    expect(body).toContain('It is refused');
    expect(body).toContain('It will write nothing.');
    expect(body).toContain('illustrative');
    expect(body).toContain('2023-09 is not submitted, and nothing is written');
    expect(body).not.toContain('data-perform');
    // Places are those of the project, and not of the copy in which it was tried.
    expect(body).not.toMatch(/triannual-\w{6}/);
  });

  test('waits while another run is writing there, and says which', async () => {
    const lock = output('.triannual.lock');
    const holder = {
      pid: 1,
      host: 'other',
      system: 'linux',
      since: new Date().toISOString(),
      command: 'build',
      id: 'x',
    };
    writeFileSync(lock, JSON.stringify(holder));
    try {
      const { body } = await act('build', { of: '2023-09' }, true);
      expect(body).toContain('Another run is writing there');
      // To look what would be done takes no lock.
      expect((await act('build', { of: '2023-09' })).body).not.toContain('Another run');
    } finally {
      rmSync(lock);
    }
  });

  test('takes nothing but what can be chosen', async () => {
    for (const [action, fields] of [
      ['build', { of: '--help' }],
      ['build', { of: '2099-01' }],
      ['sign', { round: '2023-09', officer: 's151' }],
      ['sign', { round: '2023-09', officer: 'nobody', name: 'A' }],
      ['submit', {}],
      ['verify', {}],
      ['toString', {}],
    ] as const)
      expect((await act(action, fields)).status).toBe(400);
    expect((await page.post('/do', null)).status).toBe(400);
  });
});

test('whatever is typed is one argument of its own option', () => {
  const action: Action = {
    name: 'sign',
    title: '',
    about: '',
    fields: [
      { name: 'round', label: 'Round', choices: [['2023-09', '']] },
      { name: 'name', label: 'Who', option: 'name' },
      { name: 'free', label: 'Free' },
    ],
  };
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, free) => {
      const args = argumentsOf(action, { round: '2023-09', name, free });
      if (typeof args === 'string') expect(args).toMatch(/is not given|has no/);
      else expect(args).toEqual(['sign', '2023-09', `--name=${name.trim()}`, free.trim()]);
      if (free.trim().startsWith('-')) expect(typeof args).toBe('string');
    }),
  );
});

test('actions run one after the other, also after one that fails', async () => {
  const queue = new Queue();
  const order: number[] = [];
  const work = (n: number, ms: number) => async () => {
    await new Promise((done) => setTimeout(done, ms));
    order.push(n);
    if (n === 2) throw new Error('two');
    return n;
  };
  const results = await Promise.allSettled([
    queue.add(work(1, 20)),
    queue.add(work(2, 5)),
    queue.add(work(3, 0)),
  ]);
  await queue.idle();
  expect(order).toEqual([1, 2, 3]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a signature is entered in the YAML by the command', async () => {
  const fields = { round: '2023-09', officer: 's151', name: 'Zoë O’Neill-Ünal "Z"' };
  expect((await act('sign', fields)).body).toContain('report.yaml</li>');
  const file = join(page.folder, 'inputs', 'rounds', '2023-09', 'report.yaml');
  const before = readFileSync(file, 'utf8');
  await act('sign', fields, true);
  expect(readFileSync(file, 'utf8')).not.toBe(before);
  expect(readFileSync(file, 'utf8')).toContain('Zoë O’Neill-Ünal');
});
