import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { copyFolder } from '../../tests/copy-folder.ts';
import { ann, commented, commentParts, editedFile, replaced } from '../../tests/review/word-edits.ts';
import { startBrowser, tabOf } from './browser.ts';

/** The pictures of docs/open.md: the sample with June sent, a slip in a rating, and a report that came back with edits. */

const root = join(import.meta.dirname, '..', '..');
const desk = { width: 1000, height: 540 };
const large = { width: 1180, height: 860 };
const phone = { width: 400, height: 640 };
const today = ['--today', '2023-09-10'];
const round = ['2023-09'];
const ofRound = (...names: string[]) => join(folder, 'inputs', 'rounds', '2023-09', ...names);

let [folder, address] = ['', ''];
let browser: Browser;
let came: Buffer;
let stop: () => void = () => undefined;

beforeAll(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  for (const name of ['inputs', 'templates']) copyFolder(join(root, name), join(folder, name));
  const program = join(root, 'bin', 'triannual.js');
  const run = (...args: string[]) => execFileSync('node', [program, ...args, ...today], { cwd: folder });
  run('record', '2023-06', '--sent', '2023-06-15');
  run('build', ...round);
  const draft = readFileSync(join(folder, 'output', '2023-09', 'tri-annual-report-2023-09-draft-1.docx'));
  const edits = [
    replaced('start later than planned', 'start five weeks later than planned', ann),
    replaced('£60.062m', '£60.1m', ann),
    commented('leaders of 221 of the 234 schools', 0),
  ];
  const comments = commentParts([{ by: ann, text: 'Which 13 are left? The Board will ask.' }]);
  came = Buffer.from(await editedFile(draft, edits, comments));
  const slip = ofRound('conditions', '7-commissioning.yaml');
  writeFileSync(slip, readFileSync(slip, 'utf8').replace(/^rating: .*$/m, 'rating: Redd'));
  const page = spawn('node', [program, 'open', '--no-browser', ...today], { cwd: folder });
  stop = () => page.kill();
  for await (const text of page.stdout) {
    address = /http:\S+/.exec(String(text))?.[0] ?? '';
    if (address) break;
  }
});
afterAll(async () => {
  stop();
  await browser.close();
  rmSync(folder, { recursive: true });
});

const go = (tab: Page, path: string) => tab.goto(new URL(path, address).href);

const views: Record<string, (tab: Page) => Promise<void>> = {
  today: async (tab) => {
    await go(tab, '/');
    await tab.getByText('is not a rating').first().waitFor();
  },
  document: async (tab) => {
    await go(tab, '/document/2023-09/tri-annual-report');
    await tab.locator('.sheet .mark', { hasText: 'The forecast is a deficit' }).first().click();
    await tab.getByRole('heading', { name: 'Where it comes from' }).waitFor();
    await tab.evaluate("scrollBy(0, document.querySelector('.chosen').getBoundingClientRect().top - 120)");
  },
  review: async (tab) => {
    await go(tab, '/review');
    if ((await tab.getByRole('heading', { name: 'Edits' }).count()) === 0) {
      const file = { name: 'Report with edits of Ann Smith.docx', mimeType: '', buffer: came };
      await tab.locator('#files').setInputFiles(file);
    }
    await tab.getByRole('heading', { name: 'Edits' }).waitFor();
    await tab.evaluate(`document.getElementById('message').textContent = '';
      document.querySelector('[data-region="found"]').scrollIntoView()`);
  },
  do: async (tab) => {
    await go(tab, '/do');
    const form = tab.locator('form[data-action="build"]');
    await form.getByLabel('What').selectOption(round);
    await form.getByRole('button').click();
    await form.getByText('It will write:').waitFor();
  },
};

/** A picture that is kept must be small. */
async function keep(tab: Page, name: string): Promise<void> {
  const path = join(root, 'docs', `open-${name}.png`);
  await tab.screenshot({ path });
  expect(statSync(path).size).toBeLessThan(150_000);
}

const tabFor = async (viewport: typeof desk) => {
  const port = Number(new URL(address).port);
  return (await tabOf(browser, { address, port }, { viewport, locale: 'en-GB' })).tab;
};

test.each(Object.keys(views))('%s', async (name) => {
  const tab = await tabFor(['today', 'do'].includes(name) ? large : desk);
  await views[name]?.(tab);
  await keep(tab, name);
});

test('two of them on a telephone, side by side', async () => {
  const pictures: string[] = [];
  for (const name of ['today', 'document']) {
    const tab = await tabFor(phone);
    await views[name]?.(tab);
    pictures.push((await tab.screenshot()).toString('base64'));
  }
  const tab = await browser.newPage({ viewport: { width: 2 * phone.width + 16, height: phone.height } });
  const images = pictures.map((one) => `<img src="data:image/png;base64,${one}">`);
  await tab.setContent(`<body style="margin:0;display:flex;gap:16px">${images.join('')}`);
  await keep(tab, 'phone');
});
