import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OpenPage, openPage } from './page.ts';

let page: OpenPage;
beforeAll(async () => {
  page = await openPage('2023-09-10');
});
afterAll(() => page.end());

const sentBy = async (more: Record<string, string>, method = 'GET', path = '/') => {
  const { headers } = await page.ask(new URL(page.address).pathname + new URL(page.address).search);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  return page.ask(path, { method, headers: { cookie, ...more } });
};

describe('who may see the page', () => {
  test('a browser that comes with the token gets a cookie that no script and no other page can use', async () => {
    const { pathname, search } = new URL(page.address);
    const { status, headers } = await page.ask(pathname + search);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']?.[0]).toMatch(
      /^triannual-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
  });

  test.each(['/', '/live?path=/&version=1', '/document', '/page.js', '/document/2023-09/tri-annual-report'])(
    'without the cookie, %s is refused',
    async (path) => {
      expect((await page.ask(path)).status).toBe(403);
      expect((await page.ask(path, { headers: { cookie: `triannual-${page.port}=wrong` } })).status).toBe(
        403,
      );
    },
  );

  test('a wrong token is refused, and so is the token at another address', async () => {
    expect((await page.ask('/?token=wrong')).status).toBe(403);
    expect((await page.ask(`/document${new URL(page.address).search}`)).status).toBe(403);
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'the host name %s is refused, whoever asks',
    async (host) => {
      const reply = await sentBy({ host });
      expect([400, 421]).toContain(reply.status);
      expect(reply.body).not.toContain('2023');
    },
  );

  test('what another page asks for by itself is refused', async () => {
    expect((await sentBy({ origin: 'http://evil.example' })).status).toBe(403);
    expect((await sentBy({ origin: 'null' })).status).toBe(403);
    expect((await sentBy({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).status).toBe(403);
    expect((await sentBy({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' })).status).toBe(403);
    expect((await sentBy({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).status).toBe(200);
  });

  test.each(['/open', '/stop'])('a form that another page posts to %s is refused', async (path) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await sentBy({ ...form, origin: 'http://evil.example' }, 'POST', path)).status).toBe(403);
    // Browsers of old send no origin; the header that the page sends cannot be sent by a form.
    expect((await sentBy(form, 'POST', path)).status).toBe(403);
    expect((await sentBy({ ...form, 'x-triannual': 'wrong' }, 'POST', path)).status).toBe(403);
    expect(page.opened).toEqual([]);
  });

  test('other methods are refused', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'TRACE'])
      expect((await sentBy({}, method)).status).toBe(405);
  });
});

test('every answer forbids to load anything from elsewhere, to be framed, and to be kept', async () => {
  for (const path of ['/', '/page.js', '/page.css', '/nowhere']) {
    const { headers } = await page.get(path);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  }
});

test('no page asks for anything outside of itself, and none has a style or a script in it', async () => {
  for (const path of [
    '/',
    '/document/2023-09/tri-annual-report',
    '/document/2023-09-27/schools-forum-paper',
  ]) {
    const { body } = await page.get(path);
    expect(body.match(/<(?:link|script|img)\b[^>]*(?:href|src)="(?!\/)[^"]*"/g)).toBeNull();
    expect(body).not.toMatch(/<style|<[^>]* style=|<[^>]* on\w+=|<script>/);
  }
});

describe('opening files', () => {
  const inFolder = (...names: string[]) => join(page.folder, ...names);

  test('a file of the project is opened in the program of this computer', async () => {
    const file = inFolder('inputs', 'rounds', '2023-09', 'report.yaml');
    expect((await page.post('/open', { file })).status).toBe(200);
    expect(page.opened.splice(0)).toEqual([file]);
  });

  test('no other file is', async () => {
    writeFileSync(inFolder('beside.yaml'), 'secret: 1\n');
    writeFileSync(inFolder('inputs', 'start.cmd'), 'calc\n');
    writeFileSync(inFolder('inputs', 'start.yaml.exe'), 'MZ');
    symlinkSync(inFolder('beside.yaml'), inFolder('inputs', 'link.yaml'));
    for (const file of [
      inFolder('beside.yaml'),
      inFolder('inputs', '..', 'beside.yaml'),
      inFolder('inputs', 'link.yaml'),
      inFolder('inputs', 'start.cmd'),
      inFolder('inputs', 'start.yaml.exe'),
      inFolder('inputs', 'not there.yaml'),
      inFolder('inputs'),
      inFolder('inputs', 'report.yaml\0.exe'),
      `${inFolder('inputs')}-of-others/report.yaml`,
      '/etc/passwd',
      'https://evil.example/a.docx',
      '',
    ]) {
      const { status, body } = await page.post('/open', { file });
      expect([status, body]).toEqual([403, expect.stringMatching(/not there|is not /)]);
    }
    for (const other of [{}, { file: 1 }, { file: ['a'] }, null])
      expect((await page.post('/open', other)).status).toBe(400);
    expect(page.opened).toEqual([]);
  });
});

test('paths that are no page are not found, and lead to no file', async () => {
  for (const path of [
    '/nowhere',
    '/../package.json',
    '/%2e%2e/package.json',
    '/web/page.js',
    '/document/2023-09',
    '/document/2023-09/other',
    '/document/2099-01/tri-annual-report',
    '/document/2023-09/tri-annual-report/picture/0123456789abcdef',
    '/document/2023-09/__proto__',
    '/constructor',
    '/%E0%A4%A',
  ])
    expect([400, 404]).toContain((await page.get(path)).status);
});

test('the page writes nothing', async () => {
  await page.get('/document/2023-09/tri-annual-report');
  expect(() => readFileSync(join(page.folder, 'output'))).toThrow('ENOENT');
});
