import { parentPort } from 'node:worker_threads';
import type { Package } from '../container/package.ts';
import { pagesOf } from './pages.ts';

/** The thread on which pages are worked out: it gets the parts of a document, and answers with the pages. */

parentPort?.on('message', async ({ id, parts }: { id: number; parts: Package }) => {
  parentPort?.postMessage({ id, pages: await pagesOf(parts).catch(() => undefined) });
});
// The library takes a while to load: it is there when the first document comes.
await import('docx/layout');
