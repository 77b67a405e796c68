import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { z } from 'zod';
import { locate } from '../../../src/inputs/yaml/locate.ts';
import { readYaml } from '../../../src/inputs/yaml/read-yaml.ts';
import { agreementSchema } from '../../../src/model/agreement.ts';
import { conditionSchema, reportSchema } from '../../../src/model/round.ts';
import fc from '../../properties.ts';

/** Good files of the sample programme, with anything typed into them or cut out of them. */

const inputs = join(import.meta.dirname, '..', '..', '..', 'inputs');

function read(file: string, content: string | Uint8Array, schema: z.ZodType) {
  const { value, findings, source } = readYaml(file, Buffer.from(content as string), schema);
  const sources = new Map(source ? [[file, source]] : []);
  return { value, diagnostics: findings.map((finding) => locate(finding, sources, 'inputs')) };
}

const snippet = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\t',
    '\n',
    ': ',
    ' #',
    '- ',
    '"',
    "'",
    '|',
    '>',
    '{',
    '[',
    '&a',
    '*a',
    '---',
    '!!',
    '%',
    '? ',
    '\r',
  ),
  fc.constantFrom(
    'condition: 3\n',
    'mitigation:\n',
    'rating',
    '  by: 2023-02-30\n',
    '\u0000',
    '\uFEFF',
    '<<: x\n',
  ),
);
const files = [
  { file: 'rounds/2023-06/conditions/2-annual-reviews.yaml', schema: conditionSchema },
  { file: 'rounds/2023-06/report.yaml', schema: reportSchema },
  { file: 'agreement.yaml', schema: agreementSchema },
];
const wholeFile = ['yaml/encoding', 'yaml/depth', 'file/too-large', 'yaml/missing-key'];

test.each(files)(
  '$file never makes the reader throw, and every finding lies inside it',
  async ({ file, schema }) => {
    const good = await readFile(join(inputs, file), 'utf8');
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(40), snippet, (at, removed, inserted) => {
        const text = good.slice(0, at) + inserted + good.slice(at + removed);
        const { diagnostics, value } = read(file, text, schema);
        // Where nothing is reported, there is a value, and the other way round a file without one says why.
        if (value === undefined) expect(diagnostics).not.toEqual([]);
        const lines = Buffer.from(text)
          .toString()
          .replace(/^\uFEFF/, '')
          // As YAML has it: a carriage return alone ends a line too.
          .split(/\r\n?|\n/);
        for (const { code, message, place } of diagnostics) {
          expect(message).not.toMatch(/undefined|\[object/);
          expect(place.file).toBe(`inputs/${file}`);
          if (place.line === undefined) expect(wholeFile).toContain(code);
          else {
            expect(place.line).toBeGreaterThanOrEqual(1);
            expect(place.line).toBeLessThanOrEqual(lines.length);
            expect(place.column).toBeGreaterThanOrEqual(1);
            expect(place.column).toBeLessThanOrEqual((lines[place.line - 1]?.length ?? 0) + 1);
          }
        }
      }),
      { numRuns: 150 },
    );
  },
);

test.each(files)(
  '$file with any bytes put into it never makes the reader throw',
  async ({ file, schema }) => {
    const good = await readFile(join(inputs, file));
    fc.assert(
      fc.property(fc.nat(good.length), fc.uint8Array({ maxLength: 8 }), (at, bytes) => {
        read(file, Buffer.concat([good.subarray(0, at), bytes, good.subarray(at)]), schema);
      }),
      { numRuns: 150 },
    );
  },
);
