import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { writeBundle } from '../../src/output/bundle-file.ts';

/** The files that go to the DfE with a report, by `submit` or by other means. */

import { unverifiable } from '../../src/app/pack.ts';
import { at, copyOf, june, output, programme, record, run } from './signed-programme.ts';

programme('signed');

test('a pack whose evidence could not be read back is refused before anything is written', async () => {
  await copyOf('signed');
  await mkdir(output('submission'));
  for (const [name, megabytes] of [
    ['a.pdf', 20],
    ['scan.pdf', 31],
  ] as const) {
    await writeFile(output('submission', name), '');
    await truncate(output('submission', name), megabytes * 1024 * 1024);
  }
  const before = await readdir(at(), { recursive: true });
  const { status, stderr } = await run('2023-06-15', 'submit', '2023-06');
  expect(stderr).toBe(
    'output/2023-06/submission: error: the files that go with the report have 51 MB together, and evidence of more than 50 MB cannot be verified [submission/pack]\n' +
      'help: make them smaller, or send them another way: scan.pdf alone has 31 MB\n\n',
  );
  expect(status).toBe(1);
  expect(await readdir(at(), { recursive: true })).toEqual(before);
});

test.each([
  [
    'names that differ in capitals alone',
    ['submission/a.pdf', 'submission/A.pdf'],
    'it holds submission/A.pdf twice',
  ],
  [
    'more files than are read',
    Array.from({ length: 2001 }, (_, i) => `submission/${i}`),
    'it holds 2002 parts',
  ],
])('evidence with %s is not written', async (_, names, why) => {
  const bundle = await writeBundle(names.map((name) => [name, '']));
  const job = { output: 'output' } as Parameters<typeof unverifiable>[0];
  expect(await unverifiable(job, '2023-06', bundle)).toMatchObject({
    code: 'submission/pack',
    message: expect.stringContaining(why),
  });
  expect(await unverifiable(job, '2023-06', await writeBundle([['submission/a.pdf', '']]))).toBeUndefined();
});

describe('a report that was sent by other means', () => {
  const send = (...args: string[]) => run('2023-06-20', 'record', '2023-06', '--sent', '2023-06-15', ...args);

  test('is recorded with what lies in its folder already, so that nothing there is an error from then on', async () => {
    await copyOf('signed');
    await mkdir(output('submission'));
    await writeFile(output('submission', 'Appendix.pdf'), 'an appendix');
    await writeFile(at('As sent?.docx'), 'what was sent');
    expect(await send('--file', at('As sent?.docx'))).toMatchObject({ status: 0, stderr: '' });
    const { files } = await record();
    expect(files.map(({ file }: { file: string }) => file)).toEqual(['As sent-.docx', 'Appendix.pdf']);
    expect(await run('2023-06-20', 'verify')).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    ['a file that is not there', () => at('no.docx'), 'there is no file "no.docx"'],
    ['no name', () => '', 'there is no file ""'],
    ['a folder', () => at('inputs'), 'inputs is no file'],
    [
      'a name that another file has',
      () => at('other.docx'),
      'another file lies in output/2023-06/submission/other.docx already',
    ],
  ])('is not recorded with %s', async (_, path, message) => {
    await copyOf('signed');
    await mkdir(output('submission'));
    await writeFile(output('submission', 'other.docx'), 'one');
    await writeFile(at('other.docx'), 'another');
    const { status, stderr } = await send('--file', path());
    expect(stderr.match(/: error: .*/g)).toEqual([`: error: ${message} [submission/record]`]);
    expect(status).toBe(1);
    expect(await readdir(june())).not.toContain('submission.yaml');
  });
});
