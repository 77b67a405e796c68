import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { namesIn } from '../../src/inputs/names-in.ts';
import fc from '../properties.ts';

test('names are in the order in which people count, plain or not', () => {
  const nameOf = (letters: string) =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 6 });
  const plain = fc.array(nameOf('ab0129-'), { minLength: 2, maxLength: 8 });
  const any = fc.array(nameOf('aBé01 _-'), { minLength: 2, maxLength: 8 });
  const { compare } = new Intl.Collator('en', { numeric: true });
  fc.assert(
    fc.property(fc.oneof(plain, any), (names) => {
      const folder = mkdtempSync(join(tmpdir(), 'triannual-'));
      try {
        for (const name of names) writeFileSync(join(folder, `${name}.yaml`), '');
        const found = namesIn({ folder }, '').map((name) => name.slice(0, -'.yaml'.length));
        expect(new Set(found)).toEqual(new Set(names));
        for (const [i, name] of found.slice(1).entries())
          expect(compare(found[i] as string, name)).toBeLessThanOrEqual(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
  );
});
