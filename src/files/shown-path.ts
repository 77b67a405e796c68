import { posix } from 'node:path';

/** A path as it is printed: forward slashes on every system, as they work in Windows too. A network share keeps its two. */
export function shownPath(...parts: string[]): string {
  const path = posix.join(...parts.map((part) => part.replaceAll('\\', '/')));
  return /^[\\/]{2}[^\\/]/.test(parts[0] ?? '') ? `/${path}` : path;
}
