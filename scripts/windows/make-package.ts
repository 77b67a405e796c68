import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';
import { sha256 } from '../../src/files/sha256.ts';
import { zipOf } from '../../src/ooxml/zip.ts';
import { pageOf } from './pages.ts';

/**
 * Makes the package for Windows: a folder that is unzipped, with Node.js, the program, its templates and the sample. Nothing in it
 * depends on the day or the computer: two builds are the same to the byte.
 */

const root = process.cwd();
const script = (name: string) => import(pathToFileURL(join(root, 'scripts', name)).href);
const { bundle } = await script('bundle.js');
const { packagesOf } = await script('licences.js');
const { nodeIntegrity, nodeVersion, readNode } = await script('windows/node.js');
const { sbomOf } = await script('windows/sbom.js');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const name = `triannual-${version}-windows-x64`;
const made = join(root, 'windows');
const program = join(made, 'program');

/** Text files as Windows has them. */
const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n');
const read = (...names: string[]) => readFileSync(join(root, ...names));
const files = new Map<string, Uint8Array>();
const put = (path: string, content: Uint8Array | string) => files.set(path, Buffer.from(content));

/** Everything in a folder. */
function putFolder(path: string, from: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const file = join(entry.parentPath, entry.name);
      put(`${path}${file.slice(from.length).replaceAll('\\', '/')}`, readFileSync(file));
    }
}

rmSync(program, { recursive: true, force: true });
const bundled: string[] = await bundle(join(program, 'dist'));
const node = readNode(join(made, 'downloads'));
putFolder('program/dist', join(program, 'dist'));
files.delete('program/dist/bundle.json');
put('program/node.exe', node.exe);
for (const file of ['triannual.js', 'load.js']) put(`program/bin/${file}`, read('bin', file));
put('program/package.json', read('package.json'));
putFolder('program/templates', join(root, 'templates'));
put('program/inputs/bank-holidays.yaml', read('inputs', 'bank-holidays.yaml'));
putFolder('program/schedules', join(root, 'schedules', 'windows'));
put('licences/Node.js.txt', crlf(node.licence.toString()));
put('licences/triannual.txt', crlf(read('LICENSE').toString()));
put('licences/libraries.txt', crlf(read('windows', 'program', 'dist', 'LICENCES.txt').toString()));
files.delete('program/dist/LICENCES.txt');
put(
  'sbom.cdx.json',
  `${JSON.stringify(sbomOf(root, packagesOf(bundled), { version: nodeVersion, integrity: nodeIntegrity }), null, 2)}\n`,
);
putFolder('sample/inputs', join(root, 'inputs'));
const own = join(root, 'scripts', 'windows', 'files');
for (const file of readdirSync(own).filter((one) => one.endsWith('.cmd')))
  put(file, crlf(readFileSync(join(own, file), 'utf8')));
for (const file of readdirSync(own).filter((one) => one.endsWith('.md')))
  put(
    file.replace(/\.md$/, '.docx'),
    await pageOf(
      readFileSync(join(own, file), 'utf8'),
      { template: join(own, 'page.docx'), pictures: join(own, 'pictures') },
      { version, nodeVersion },
    ),
  );

const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
const sums = inOrder.map(([path, content]) => `${sha256(content)}  ${path}\n`).join('');
const zip = zipOf(
  [...inOrder, ['SHA256SUMS', Buffer.from(sums)] as const].map(([path, content]) => [
    `${name}/${path}`,
    { method: 8, size: content.length, crc: crc32(content), data: deflateRawSync(content, { level: 9 }) },
  ]),
);
mkdirSync(made, { recursive: true });
writeFileSync(join(made, `${name}.zip`), zip);
writeFileSync(join(made, `${name}.zip.sha256`), `${sha256(zip)}  ${name}.zip\n`);
process.stdout.write(`windows/${name}.zip: ${files.size + 1} files, ${(zip.length / 1e6).toFixed(1)} MB\n`);
