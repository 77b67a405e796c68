import { join } from 'node:path';
import { bundle, isCurrent, root } from './bundle.js';

/** Makes the bundle in `dist`, if it is not there or a source has changed since: for `npm start`, and for Jest before the tests. */
export default async function bundleIfChanged() {
  const dist = join(root, 'dist');
  if (!isCurrent(dist)) await bundle(dist);
}

if (process.argv[1] === import.meta.filename) await bundleIfChanged();
