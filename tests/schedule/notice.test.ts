import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import type { Plan } from '../../src/schedule/due-today.ts';
import { type Notice, noticeOf } from '../../src/schedule/notice.ts';
import { payloadFor, webhookOf } from '../../src/schedule/webhook.ts';
import { machineOn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { copyAsReal, setYaml, signatures } from '../real-programme.ts';

/** What people are told by a webhook, here one on this computer that writes down what it gets. */

const root = join(import.meta.dirname, '..', '..');
let base = '';
let folder = '';
let server: Server;
let address = '';
let got: Array<{ body: string; type: string | undefined }> = [];
let answers: number[] = [];
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Nachricht für Ärzte '));
  await copyAsReal(join(base, 'inputs'));
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push({ body, type: request.headers['content-type'] });
      response.statusCode = answers.shift() ?? 200;
      response.end('ok');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/S3CRET`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await rm(base, { recursive: true });
});
let count = 0;
beforeEach(() => {
  folder = join(base, String(++count));
  copyFolder(join(base, 'inputs'), join(folder, 'inputs'));
});
afterEach(() => {
  got = [];
  answers = [];
});

async function run(
  today: string,
  args: string[] = [],
  env: Record<string, string> = { TRIANNUAL_WEBHOOK: address },
) {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const places = ['inputs', 'output'].flatMap((name) => [`--${name}`, join(folder, name)]);
  const all = ['run', ...args, ...places, '--templates', join(root, 'templates'), '--today', today];
  const status = await main(
    all,
    { stdout: { write }, stderr: { write }, env },
    'triannual',
    machineOn(today),
  );
  return { status, text };
}
const posted = () => got.map(({ body }) => JSON.parse(body) as Notice & { day: string; program: string });
const report = () => join(folder, 'inputs/rounds/2023-06/report.yaml');

describe('what is posted', () => {
  test('has the number of overdue reports of the forward plan, and none of its words', async () => {
    const reports = [{ what: 'Annual report', date: '2023-04-20' }];
    const plan = { title: 'Forward Plan', bodies: [{ body: 'Cabinet', reports }] };
    await writeFile(join(folder, 'inputs/forward-plan.yaml'), JSON.stringify(plan));
    for (const day of ['2023-04-24', '2023-04-25']) await run(day);
    expect(posted()).toHaveLength(1);
    expect(posted()[0]).toMatchObject({ level: 'warning', items: [] });
    expect(got[0]?.body).toContain('1 report of the forward plan has not been given');
    expect(got[0]?.body).not.toContain('Cabinet');
  });

  test('one working day before the last, with signatures missing, is said although the run ends with 0', async () => {
    await setYaml(report(), [[['sign_offs'], null]]);
    const { status } = await run('2023-06-15');
    expect(status).toBe(0);
    expect(posted()).toEqual([
      {
        program: 'triannual',
        day: '2023-06-15',
        level: 'warning',
        text: 'triannual, 2023-06-15\nreport 2023-06: 1 working day left, to 2023-06-16; 2 signatures missing, 2 still to answer',
        items: [expect.objectContaining({ id: '2023-06', kind: 'report', signatures_missing: 2, errors: 0 })],
        submitted_changed: 0,
        readable: true,
      },
    ]);
    expect(got[0]?.type).toBe('application/json');
  });

  test('nothing is posted where nothing has changed, nor on a quiet day', async () => {
    await run('2023-04-20');
    expect(got).toEqual([]);
    await run('2023-06-15');
    await run('2023-06-15');
    expect(got).toHaveLength(1);
    await run('2023-06-16');
    expect(got).toHaveLength(2);
  });

  test('inputs that cannot be read are said once, and once more when they can', async () => {
    const agreement = join(folder, 'inputs/agreement.yaml');
    const before = await readFile(agreement);
    await writeFile(agreement, ': [');
    await run('2023-04-20');
    await run('2023-04-20');
    await writeFile(agreement, before);
    await run('2023-04-20');
    expect(posted().map(({ level, readable }) => [level, readable])).toEqual([
      ['failure', false],
      ['quiet', true],
    ]);
  });

  test('no word that somebody typed, no rating and no figure is in it, nor the address in any file', async () => {
    const canary = 'CANARY';
    for (const name of await readdir(join(folder, 'inputs/rounds/2023-06/conditions'))) {
      const file = join(folder, 'inputs/rounds/2023-06/conditions', name);
      await setYaml(file, [
        [['owner'], `${canary} ${name}`],
        [['progress'], `${canary} - [ ]`],
        [['rating'], canary],
      ]);
    }
    await setYaml(report(), [
      [['summary'], canary],
      [['on_track'], canary],
    ]);
    await run('2023-06-15');
    expect(got).toHaveLength(1);
    expect(got[0]?.body).not.toMatch(/CANARY|Green|Amber|£|[Aa]ssistant|Treasurer/);
    expect(got[0]?.body).toContain('errors');
    const output = join(folder, 'output');
    const files = await readdir(output, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile()))
      expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toContain('S3CRET');
  });
});

describe('the webhook', () => {
  test('is tried three times, and what did not arrive is a failure and is sent by the next run', async () => {
    answers = [500, 503, 429];
    const failed = await run('2023-06-15');
    expect(failed.status).toBe(1);
    expect(failed.text).toContain(
      'error: the webhook was not told what is new: it answers with HTTP status 429',
    );
    expect(failed.text).not.toContain('S3CRET');
    expect(got).toHaveLength(3);
    answers = [502];
    await setYaml(report(), [[['sign_offs'], signatures('2023-06-15')]]);
    expect((await run('2023-06-15')).text).not.toContain('webhook');
    expect(got).toHaveLength(5);
  });

  test('that refuses is asked once', async () => {
    answers = [404];
    const { text } = await run('2023-06-15');
    expect(text).toContain('HTTP status 404');
    expect(got).toHaveLength(1);
  });

  test('may be named by a file that is not with the inputs or the output', async () => {
    const file = join(folder, 'secret address.txt');
    await writeFile(file, `${address}\r\n`);
    await run('2023-06-15', ['--webhook-file', file], {});
    expect(got).toHaveLength(1);
    for (const inside of ['inputs/w.txt', 'output/w.txt']) {
      await mkdir(join(folder, 'output'), { recursive: true });
      await writeFile(join(folder, inside), address);
      const { status, text } = await run('2023-06-15', ['--webhook-file', join(folder, inside)], {});
      expect([status, text]).toEqual([1, expect.stringContaining('keep')]);
    }
    expect(got).toHaveLength(1);
  });

  test('whose address is none makes the run a failure, on the screen, in its log and for a monitor', async () => {
    const { status, text } = await run('2023-06-15', [], { TRIANNUAL_WEBHOOK: 'S3CRET and no address' });
    expect([status, text]).toEqual([
      1,
      expect.stringContaining('TRIANNUAL_WEBHOOK holds is not a web address'),
    ]);
    expect(text).not.toContain('S3CRET');
    const health = JSON.parse(await readFile(join(folder, 'output/health.json'), 'utf8'));
    expect(health).toMatchObject({ last_run: { exit: 1 }, last_good_run: null });
  });

  test('counts what was changed after it was submitted', () => {
    const lineFor = (count: number) => {
      const submitted = Array.from({ length: count }, () => ({ severity: 'error' }));
      const plan = {
        read: { submitted, project: {} },
        rounds: [],
        papers: [],
        unsent: [],
        alerts: [{ level: 'failure' }],
      };
      return noticeOf(plan as unknown as Plan)?.text;
    };
    expect([1, 2, 12].map(lineFor)).toEqual([
      '1 thing that was submitted or published is not as it was',
      '2 things that were submitted or published are not as they were',
      '12 things that were submitted or published are not as they were',
    ]);
  });

  test('is not told by a dry run, which shows what would be posted', async () => {
    const { text } = await run('2023-06-15', ['--dry-run']);
    expect(text).toContain('would post: report 2023-06: 1 working day left');
    expect(got).toEqual([]);
  });

  test.each([
    '',
    'no address',
    'ftp://a.example',
    'http://a.example/x',
    'https//a.example',
    'javascript:alert(1)',
  ])('cannot be at %j', (text) => expect(webhookOf(text)).toEqual({ wrong: expect.any(String) }));

  test.each([
    ['https://hooks.slack.com/services/T/B/x', ['text']],
    ['https://council.webhook.office.com/webhookb2/x', ['type', 'attachments']],
    ['https://prod-1.uksouth.logic.azure.com/workflows/x', ['type', 'attachments']],
    [
      'https://slack.com.evil.example/',
      ['program', 'day', 'level', 'text', 'items', 'submitted_changed', 'readable'],
    ],
  ])('at %s gets what that program reads', (url, keys) => {
    const notice: Notice = { level: 'warning', text: 'a', items: [], submitted_changed: 0, readable: true };
    expect(Object.keys(payloadFor(new URL(url), notice, '2023-06-15'))).toEqual(keys);
  });
});

test('health.json says which run was good last and what is due next', async () => {
  const health = async () => JSON.parse(await readFile(join(folder, 'output/health.json'), 'utf8'));
  await run('2023-04-20', [], {});
  const good = { run: '2023-04-20.1', day: '2023-04-20', exit: 0 };
  expect(await health()).toEqual({
    program: expect.stringMatching(/^triannual \d/),
    last_run: good,
    last_good_run: good,
    next_due: { id: expect.any(String), what: expect.any(String), day: expect.stringMatching(/^2023-0[45]/) },
  });
  await writeFile(join(folder, 'inputs/agreement.yaml'), ': [');
  await run('2023-04-21', [], {});
  expect(await health()).toMatchObject({
    last_run: { day: '2023-04-21', exit: 1 },
    last_good_run: good,
    next_due: null,
  });
});

test('what is snoozed counts in no alert until its day, and always on the last day', async () => {
  await setYaml(report(), [
    [['answers', 'progress'], null],
    [['snooze'], [{ code: 'answer/missing', until: '2023-07-01', reason: 'Asked for.' }]],
  ]);
  const errors = async (day: string) => {
    await run(day);
    return posted().at(-1)?.items[0]?.errors;
  };
  const before = await errors('2023-06-15');
  const last = await errors('2023-06-16');
  expect(last).toBe((before ?? 0) + 1);
});
