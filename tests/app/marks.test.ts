import { expect, test } from '@jest/globals';
import { readTemplates } from '../../src/app/build.ts';
import { workOf } from '../../src/app/documents.ts';
import type { Job } from '../../src/app/job.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { marksOf } from '../../src/model/mark-names.ts';
import { isReadable } from '../../src/model/project.ts';
import { textsOfFile } from '../../src/word/read/all-texts.ts';

/** What marks cost: they are in every document that goes out by e-mail, and nobody sees them. */

const today = '2023-09-01';
const job = { inputs: 'inputs', templates: 'templates', output: 'none', today } as Job;

const textsOf = (bytes: Uint8Array | undefined) => (bytes ? textsOfFile(bytes) : undefined);

test('marks make no document of a round 40 % larger, no text of it more, and each is there once', async () => {
  const { project } = await readProject(job.inputs, ['2023-09']);
  const work = workOf(project).find(({ id }) => id === '2023-09');
  if (!isReadable(project) || !work) throw new Error('the sample cannot be read');
  const templates = await readTemplates(job, [work], project.agreement);
  for (const { document, build } of work.documents) {
    const built = build(project, [], { number: 1, changes: undefined });
    const fill = async (options: object) => {
      const context = { ...built?.context, status: 'Draft 1' };
      return templates.get(document)?.template?.fill(context, { day: today, ...options });
    };
    const [marked, plain] = [await fill({ marks: marksOf }), await fill({})];
    const more = (marked?.bytes?.length ?? Number.NaN) / (plain?.bytes?.length ?? Number.NaN);
    expect({ document, isSmall: more < 1.4 }).toEqual({ document, isSmall: true });
    // What looks through a paper reads no mark: that took longer than all else that marks cost.
    const [own = [], others = []] = await Promise.all([marked, plain].map((one) => textsOf(one?.bytes)));
    expect(own).toEqual(others);
    const names = (marked?.printed ?? []).flatMap(({ marks = [] }) => marks);
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
  }
});
