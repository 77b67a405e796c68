import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makeFinal } from '../../src/app/final-report.ts';
import { main } from '../../src/cli.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { differences } from '../../src/model/draft-differences.ts';
import { printedSchema } from '../../src/model/printed-list.ts';
import { isReadable } from '../../src/model/project.ts';
import { machineOn } from '../commands/run.ts';
import { copyAsReal, setYaml, signatures } from '../real-programme.ts';

/** The report that is submitted says what its last draft says, but for what a draft says of itself. */

const root = join(import.meta.dirname, '..', '..');
const folder = await mkdtemp(join(tmpdir(), 'final list '));
afterAll(() => rm(folder, { recursive: true }));

test('the final report differs from its draft by nothing, and from an edited one by what was edited', async () => {
  const [inputs, output] = [join(folder, 'inputs'), join(folder, 'output')];
  await copyAsReal(inputs);
  const write = () => {};
  const places = ['--inputs', inputs, '--output', output, '--templates', join(root, 'templates')];
  await main(['build', '2023-06', ...places, '--today', '2023-06-10'], {
    stdout: { write },
    stderr: { write },
  });
  const manifest = join(output, '2023-06', 'tri-annual-report-2023-06-draft-1.json');
  const draft = printedSchema.parse(JSON.parse(await readFile(manifest, 'utf8')).printed);
  const finalList = async () => {
    const { project } = await readProject(inputs);
    if (!isReadable(project)) throw new Error('not readable');
    const round = project.rounds.find(({ id }) => id === '2023-06');
    if (!round) throw new Error('no round');
    const templates = join(root, 'templates');
    const today = '2023-06-15';
    const machine = machineOn(today);
    const job = { inputs, output, templates, ids: [], today, release: '', startedAs: '', machine };
    return (await makeFinal({ job, project, round })).filled?.printed ?? [];
  };
  // Signed between the draft and the submission, as it is done.
  await setYaml(join(inputs, 'rounds', '2023-06', 'report.yaml'), signatures('2023-06-12'));
  expect(differences(draft, await finalList())).toEqual([]);
  await setYaml(join(inputs, 'rounds', '2023-06', 'report.yaml'), [[['summary'], 'Another summary.']]);
  expect(differences(draft, await finalList())).toMatchObject([
    { kind: 'changed', name: 'summary', after: 'Another summary.', origin: { path: ['summary'] } },
  ]);
});
