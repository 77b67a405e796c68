import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

/** The job for Kubernetes, and the image that it runs, made without Docker. */

const posix = process.platform === 'win32' ? test.skip : test;
const root = join(import.meta.dirname, '..', '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const { version, engines } = JSON.parse(read('package.json'));
const cronJob = parse(read('schedules/kubernetes/cronjob.yaml'));
const dockerfile = read('schedules/kubernetes/Dockerfile')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the job for Kubernetes', () => {
  const pod = cronJob.spec.jobTemplate.spec.template.spec;
  const shell = (command: string, cwd: string) =>
    execFileSync('/bin/sh', ['-ec', command], { cwd, stdio: 'pipe' });

  test('is one at a time, for ten minutes at most, and is not tried again', () => {
    expect([cronJob.apiVersion, cronJob.kind]).toEqual(['batch/v1', 'CronJob']);
    expect(cronJob.spec.concurrencyPolicy).toBe('Forbid');
    expect(cronJob.spec.jobTemplate.spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 600 });
    expect(pod.restartPolicy).toBe('Never');
    // A lock of another host is respected for a day, and pods would have a name each.
    expect(pod.hostname).toBe('triannual');
  });

  test('runs this version of the program in the folder that the image expects, as its user', () => {
    const [container] = pod.containers;
    expect(container.image).toBe(`triannual:${version}`);
    for (const name of ['schedules/kubernetes/Dockerfile', 'docs/scheduled-runs.md'])
      expect(read(name)).toContain(`--tag triannual:${version} .`);
    expect(container.args).toEqual(['run']);
    expect(container.volumeMounts).toEqual([{ name: 'project', mountPath: '/project' }]);
    expect(dockerfile).toContain('WORKDIR /project');
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
  });

  test('has an image whose every copied file is there, on a Node that the program takes', () => {
    const copied = dockerfile
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied.filter((name) => !existsSync(join(root, name)))).toEqual([]);
    const nodes = dockerfile
      .filter((line) => line.startsWith('FROM '))
      .map((line) => /node:(\d+)/.exec(line)?.[1]);
    expect(nodes).toEqual(['22', '22']);
    expect(engines.node).toBe('>=20.19');
  });

  posix('has an image that can be made from what it copies, and whose program runs', async () => {
    const image = await mkdtemp(join(tmpdir(), 'triannual image '));
    try {
      let stage = '';
      for (const line of dockerfile) {
        const [verb, ...words] = line.split(' ');
        if (verb === 'FROM') {
          stage = join(image, words[2] ?? 'last');
          await mkdir(stage);
        } else if (line === 'RUN npm ci') {
          await symlink(join(root, 'node_modules'), join(stage, 'node_modules'));
        } else if (verb === 'RUN') {
          shell(words.join(' '), stage);
        } else if (verb === 'COPY') {
          const from = words[0] === '--from=build' ? join(image, 'build') : root;
          const names = words
            .filter((word) => !word.startsWith('--'))
            .map((name) => name.replace('/build/', ''));
          const to = `'${join(stage, names.pop() ?? '')}'`;
          // Of a folder it is the content that is copied.
          const copy = `if [ -d $one ]; then cp -r $one/. ${to}; else cp $one ${to}; fi`;
          shell(`mkdir -p ${to}; for one in ${names.join(' ')}; do ${copy}; done`, from);
        }
      }
      const run = ['bin/triannual.js', '--version'];
      expect(execFileSync(process.execPath, run, { cwd: stage, encoding: 'utf8' })).toBe(`${version}\n`);
    } finally {
      await rm(image, { recursive: true });
    }
  });

  test('has an image that runs the program as a user without rights', () => {
    const json = (verb: string) =>
      JSON.parse(dockerfile.find((line) => line.startsWith(`${verb} `))?.slice(verb.length) ?? '');
    expect([...json('ENTRYPOINT'), ...json('CMD')]).toEqual([
      'node',
      '/opt/triannual/bin/triannual.js',
      'run',
    ]);
    expect(dockerfile.indexOf('USER node')).toBeGreaterThan(dockerfile.lastIndexOf('COPY bin bin'));
  });
});
