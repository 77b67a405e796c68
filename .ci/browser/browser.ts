import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { OpenPage } from '../../tests/page/page.ts';

/** Debian's chromium, or the one that CHROMIUM names. That there is none is a failure. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`there is no browser at ${executablePath}`);
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

export const sizes = { desk: { width: 1280, height: 900 }, phone: { width: 400, height: 800 } };

/** A tab that was let in. Whatever the browser complains of, or asks of another computer, is in `complaints`. */
export async function tabOf(
  browser: Browser,
  page: Pick<OpenPage, 'address' | 'port'>,
  more: Parameters<Browser['newContext']>[0] = {},
): Promise<{ tab: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: sizes.desk, ...more });
  const tab = await context.newPage();
  const complaints: string[] = [];
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('request', (request) => {
    if (!request.url().startsWith(`http://127.0.0.1:${page.port}/`)) complaints.push(request.url());
  });
  await tab.goto(page.address);
  return { tab, complaints };
}

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds, each rule with the first element that breaks it. */
export async function axeFindings(tab: Page): Promise<string[]> {
  // By the test's own door: the page's policy lets no script in.
  const source = (await import('node:fs')).readFileSync(axeSource, 'utf8');
  await tab.evaluate(source);
  return tab.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}
