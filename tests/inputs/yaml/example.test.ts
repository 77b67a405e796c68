import { expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { readYaml } from '../../../src/inputs/yaml/read-yaml.ts';
import { agreementSchema } from '../../../src/model/agreement.ts';
import { registerSchema } from '../../../src/model/kpi.ts';
import { holidaysSchema, programmeSchema } from '../../../src/model/programme.ts';
import { conditionSchema, reportSchema } from '../../../src/model/round.ts';
import fc from '../../properties.ts';

const schemas = {
  agreementSchema,
  programmeSchema,
  registerSchema,
  holidaysSchema,
  conditionSchema,
  reportSchema,
};

const missingIn = (text: string, schema: (typeof schemas)[keyof typeof schemas]) =>
  readYaml('x.yaml', Buffer.from(text), schema).findings.filter(({ code }) => code === 'yaml/missing-key');

/** What the help says to paste. */
const pasted = (help = '') => {
  const short = /^add "(.*)"$/.exec(help)?.[1];
  return short ?? help.slice(help.indexOf('\n') + 1);
};

test.each(Object.entries(schemas))(
  'all that a file of %s lacks is said in one go, and what is to be pasted is enough',
  (_, schema) => {
    const found = missingIn('illustrative: true\n', schema);
    expect(found.length).toBeLessThanOrEqual(1);
    const text = `illustrative: true\n${found.map(({ help }) => pasted(help)).join('\n')}\n`;
    expect(missingIn(text, schema)).toEqual([]);
  },
);

test('whichever fields of the agreement are missing, the example has just these', () => {
  const whole = parse(pasted(missingIn('illustrative: true\n', agreementSchema)[0]?.help)) as Record<
    string,
    unknown
  >;
  fc.assert(
    fc.property(fc.subarray(Object.keys(whole), { minLength: 1 }), (gone) => {
      const left = Object.fromEntries(Object.entries(whole).filter(([key]) => !gone.includes(key)));
      const [found, ...more] = missingIn(stringify({ illustrative: true, ...left }), agreementSchema);
      expect(more).toEqual([]);
      for (const key of gone) expect(found?.message).toContain(`"${key}"`);
      expect(Object.keys(parse(pasted(found?.help)) as object).sort()).toEqual([...gone].sort());
    }),
  );
});

test('the example of a group has its own fields', () => {
  const [found] = missingIn('illustrative: true\n', agreementSchema);
  expect(found?.help).toContain('collection:\n  working_days_before: 1\n');
  expect(found?.help).toContain('reports:\n  - number: 1\n    month: January\n');
});
