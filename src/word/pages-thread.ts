import { Worker } from 'node:worker_threads';
import { type PageFinder, pagesOf } from './pages.ts';

/**
 * Pages worked out on a thread of their own, beside everything else. One thread does: it works out the second paper's
 * pages in a third of the time of the first.
 */

/** Starts the thread. `file` is pages-worker.ts as JavaScript. The thread keeps no process alive that has nothing to wait for. */
export function pagesOnThread(file: URL): PageFinder {
  const waiting = new Map<number, (pages: ReadonlyMap<string, string> | undefined) => void>();
  let count = 0;
  const worker = new Worker(file);
  worker.unref();
  worker.on('message', ({ id, pages }: { id: number; pages?: ReadonlyMap<string, string> }) => {
    waiting.get(id)?.(pages);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  // A thread that cannot start, or ends before its time, leaves its work to this one.
  let ended = false;
  const end = () => {
    ended = true;
    for (const answer of waiting.values()) answer(undefined);
  };
  worker.on('error', end);
  worker.on('exit', end);
  return async (parts) => {
    if (ended) return pagesOf(parts);
    const pages = await new Promise<ReadonlyMap<string, string> | undefined>((answer) => {
      count += 1;
      waiting.set(count, answer);
      worker.ref();
      worker.postMessage({ id: count, parts });
    });
    return pages ?? pagesOf(parts);
  };
}
