import { headerName } from '../guard.ts';
import { type Content, Html, html } from '../html.ts';
import type { Regions } from '../live.ts';

/** What all views have: the head of the page, its menu, and the places of what changes. */

export interface View {
  title: string;
  /** What changes while the page is open. */
  regions: Regions;
  body: Html;
}

interface Frame {
  /** Of what is shown: the tab asks for what came later. */
  version: number;
  /** What a request of this page carries. */
  header: string;
  path: string;
}

/** The place of a region, with what is in it now. `tag` must be able to hold its blocks. */
export function region(regions: Regions, name: string, tag = 'div', attributes: Content = ''): Html {
  const content = new Html((regions[name] ?? []).join(''));
  return html`<${new Html(tag)} data-region="${name}" ${attributes}>${content}</${new Html(tag)}>`;
}

const menu: ReadonlyArray<[path: string, name: string]> = [
  ['/', 'Today'],
  ['/document', 'Documents'],
  ['/review', 'Review'],
  ['/do', 'Do'],
];

export function page({ title, body, regions }: View, { version, header, path }: Frame): string {
  const items = menu.map(([to, name]) => {
    const isHere = path === to || (to !== '/' && path.startsWith(`${to}/`));
    return html`<li><a href="${to}" ${isHere && new Html('aria-current="page"')}>${name}</a></li>`;
  });
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="${headerName}" content="${header}" data-version="${version}">
<title>${title} – triannual</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<p class="name">triannual</p>
<nav aria-label="Pages"><ul>${items}</ul></nav>
<button type="button" data-stop>Stop</button>
</header>
<p class="lost" id="lost" role="alert" hidden></p>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${body}
</main>
<div class="quiet" role="status" data-region="news">${new Html((regions.news ?? []).join(''))}</div>
<div class="message" id="message" role="status"></div>
</body>
</html>
`.text;
}

/** A button that opens a file of the project. */
export const openButton = (file: string, words = `Open ${file}`): Html =>
  html`<button type="button" class="open" data-open="${file}">${words}</button>`;
