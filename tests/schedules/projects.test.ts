import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

/** The schedules for several projects: each job takes one, and none is left out. */

const posix = process.platform === 'win32' ? test.skip : test;
const root = join(import.meta.dirname, '..', '..');
const read = (...names: string[]) => readFileSync(join(root, 'schedules', ...names), 'utf8');
const names = ['a county', 'Südshire', 'west'];

/** A folder with the projects, and a `node` that writes down how it was started. */
async function withProjects(look: (folder: string, env: NodeJS.ProcessEnv) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'triannual projects '));
  try {
    for (const name of names) {
      await mkdir(join(folder, 'projects', name, 'inputs'), { recursive: true });
      await writeFile(join(folder, 'projects', name, 'inputs/agreement.yaml'), '');
    }
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin/node'), '#!/bin/sh\nprintf "%s\\n" "$@" > "$STARTED"\n');
    await chmod(join(folder, 'bin/node'), 0o755);
    const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
    await look(folder, { ...env, STARTED: join(folder, 'started') });
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the Indexed Job of Kubernetes', () => {
  const { spec } = parse(read('kubernetes', 'projects.yaml')).spec.jobTemplate;
  const [container] = spec.template.spec.containers;

  test('has an index for each project, and one that fails stops none of the others', () => {
    expect(spec).toMatchObject({ completionMode: 'Indexed', completions: 3, backoffLimitPerIndex: 0 });
    expect(spec.maxFailedIndexes).toBe(spec.completions);
    expect(container.image).toBe(
      parse(read('kubernetes', 'cronjob.yaml')).spec.jobTemplate.spec.template.spec.containers[0].image,
    );
  });

  posix('takes the project of its index', () =>
    withProjects(async (folder, env) => {
      const taken: Array<string | undefined> = [];
      for (const index of names.keys()) {
        const options = {
          cwd: join(folder, 'projects'),
          env: { ...env, LC_ALL: 'C', JOB_COMPLETION_INDEX: `${index}` },
        };
        execFileSync('/bin/sh', ['-c', container.args[0]], options);
        const started = (await readFile(join(folder, 'started'), 'utf8')).split('\n');
        expect(started.slice(0, 3)).toEqual(['/opt/triannual/bin/triannual.js', 'run', '--inputs']);
        taken.push(started[3]);
      }
      expect(taken.sort()).toEqual(names.map((name) => `${name}/inputs`).sort());
    }),
  );
});

describe('the matrix of GitHub Actions', () => {
  const { list, run } = parse(read('github', 'projects.yml')).jobs;

  test('goes on with the others where one fails, and passes names by the environment alone', () => {
    expect(run.strategy['fail-fast']).toBe(false);
    for (const { run: script = '' } of run.steps) expect(script).not.toContain('${{');
  });

  const there = process.platform !== 'win32' && existsCommand('jq') ? test : test.skip;
  there('lists every project', () =>
    withProjects(async (folder, env) => {
      const output = join(folder, 'output');
      execFileSync('/bin/bash', ['-ec', list.steps[1].run], {
        cwd: folder,
        env: { ...env, GITHUB_OUTPUT: output },
      });
      const text = await readFile(output, 'utf8');
      expect(JSON.parse(text.slice('projects='.length)).sort()).toEqual([...names].sort());
    }),
  );
});

function existsCommand(name: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${name}`], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

test('the unit that mails of a failed run is started by the run, and the task without a desktop is made from that of a user', () => {
  expect(read('systemd', 'triannual.service')).toContain('\nOnFailure=triannual-failed.service\n');
  expect(read('systemd', 'triannual-failed.service')).toMatch(/^Environment=MAILTO=\S+@example\.org$/m);
  const page = readFileSync(join(root, 'docs', 'scheduled-runs.md'), 'utf8');
  const [, from = '', to = '', pattern = ''] =
    /Replace\('(\w+)', '(S4U)'\) -replace '([^']+)', ''/.exec(page) ?? [];
  const made = read('windows', 'triannual.xml').replace(from, to).replace(new RegExp(pattern), '');
  expect(made).toContain('<LogonType>S4U</LogonType>');
  expect(made).toContain('<Arguments>/d /c node bin\\triannual.js run</Arguments>');
});
