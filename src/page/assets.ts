import { readFileSync } from 'node:fs';

/** The page's own script and style sheet, which lie beside this file; scripts/bundle.js puts them beside the bundle. */
const asset = (name: string) => readFileSync(new URL(`./web/${name}`, import.meta.url));

export const assets: Readonly<Record<string, { type: string; read(): Uint8Array }>> = {
  '/page.js': { type: 'text/javascript; charset=utf-8', read: () => asset('page.js') },
  '/icon.svg': { type: 'image/svg+xml', read: () => asset('icon.svg') },
  '/page.css': { type: 'text/css; charset=utf-8', read: () => asset('page.css') },
};
