import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readPackage } from '../../src/ooxml/package.ts';

const root = join(import.meta.dirname, '..', '..');
const ofOneCouncil = /Norfolk|\bLFI\b|\bNCC\b|Local First|Delivery Group|Executive Board|Programme manager/;

test('no file of src names a council, its programme or its bodies: those are data', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const named = files
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => ofOneCouncil.test(readFileSync(join(root, 'src', name), 'utf8')));
  expect(named).toEqual([]);
});

test.each(readdirSync(join(root, 'templates')).filter((name) => name.endsWith('.docx')))(
  'no part of templates/%s does either',
  async (name) => {
    const parts = await readPackage(readFileSync(join(root, 'templates', name)));
    const xml = [...parts].filter(([path]) => /\.(xml|rels)$/.test(path));
    expect(xml.filter(([, { text }]) => ofOneCouncil.test(text)).map(([path]) => path)).toEqual([]);
  },
);
