import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { png } from '../word/images/pictures.ts';
import { openPage } from './page.ts';

test('a picture of the text comes with its document, and no other does', async () => {
  const picture = png(3, 2);
  const page = await openPage('2023-09-10', (folder) => {
    const conditions = join(folder, 'inputs/rounds/2023-09/conditions');
    const file = join(conditions, '4-school-and-community-teams.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(join(conditions, 'zones.png'), picture);
    writeFileSync(file, text.replace(/^progress: \|\n/m, 'progress: |\n  ![The zones.](zones.png)\n\n'));
  });
  const path = '/document/2023-09/tri-annual-report';
  const { body } = await page.get(path);
  const [address = ''] = /\/document\/[^"]*\/picture\/[0-9a-f]{16}/.exec(body) ?? [];
  const { status, headers, body: sent } = await page.get(address);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('image/png');
  expect(sent).toContain('PNG');
  expect((await page.get(`${path}/picture/0123456789abcdef`)).status).toBe(404);
  await page.end();
});
