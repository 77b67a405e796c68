import { existsSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { quoted } from '../app/job.ts';
import { shownPath } from '../files/shown-path.ts';

/**
 * What a person types to start this program, worked out from how it was started this time: `triannual`, `npx triannual`,
 * `node bin/triannual.js`, or `.\triannual` in the folder of the package for Windows. Commands that are printed begin with it, so that they work for whoever reads them.
 * @param run the process: `argv[1]` is the script, with the link that npm makes to it not followed
 */
export function startedAs({ argv, env, cwd }: Pick<NodeJS.Process, 'argv' | 'env' | 'cwd'>): string {
  const script = argv[1] ?? '';
  // The package for Windows starts the program with a file of its own, which cmd.exe and PowerShell both start so.
  if (env.TRIANNUAL_CMD)
    return dirname(env.TRIANNUAL_CMD) === cwd() ? '.\\triannual' : quoted(shownPath(env.TRIANNUAL_CMD));
  if (env.npm_command === 'exec') return 'npx triannual';
  if (/[\\/]node_modules[\\/]/.test(script) || !script.endsWith('.js'))
    return isOnPath(env.PATH ?? env.Path ?? '') ? 'triannual' : 'npx triannual';
  const path = relative(cwd(), script);
  return `node ${quoted(shownPath(path.length < script.length ? path : script))}`;
}

/** npm adds a folder `node_modules/.bin` while it runs a script: what is found there, the person does not have. */
function isOnPath(path: string): boolean {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '' && !/node_modules[\\/]\.bin$/.test(folder))
    .some((folder) => ['triannual', 'triannual.cmd'].some((name) => existsSync(join(folder, name))));
}
