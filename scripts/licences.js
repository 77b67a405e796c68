import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that files are from, as folders: `node_modules/handlebars`, `node_modules/a/node_modules/b`. */
export function packagesOf(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)\b/i.test(one));
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : `${license}, by ${author?.name ?? author ?? 'its contributors'}. The package has no text of its licence.`;
  return `${name} ${version} (${license})\n\n${text}`;
}

/**
 * The licences of all packages that are in a bundle, as one text.
 * @param {string} root the folder from which the files are named
 * @param {string[]} files the files in the bundle, from esbuild's metafile
 * @param {string[]} comments what esbuild found in those files under `@license` and the like
 */
export function licencesOf(root, files, comments) {
  const lines = new Set(comments.flatMap((text) => text.split('\n\n')).map((text) => text.trim()));
  const parts = [
    'What triannual is made with, beside its own sources, and under which licences.',
    ...packagesOf(files).map((folder) => licenceOf(join(root, folder))),
    `Notices in the sources of these packages\n\n${[...lines].filter(Boolean).join('\n\n')}`,
  ];
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
