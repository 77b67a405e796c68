import { readFileSync } from 'node:fs';
import { pdfOfOne } from '../app/pdf.ts';
import { documentsIn } from '../app/preview.ts';
import { ifPossible } from '../files/if-there.ts';
import { actionsFor, argumentsOf } from './actions.ts';
import { fileOfProject, NotOpened } from './open-file.ts';
import type { DocumentKey, Project } from './project.ts';
import type { Reviews } from './reviews.ts';
import { perform, type Queue, type Run, rehearse } from './run-action.ts';
import { doView, outcomeHtml } from './views/do.ts';
import { documentView } from './views/document.ts';
import { page, type View } from './views/frame.ts';
import { reviewView } from './views/review.ts';
import { todayView } from './views/today.ts';
import { traceHtml } from './views/trace.ts';

/** What the page answers to each address. */

/** The page's own script and style sheet, which lie beside this file; scripts/bundle.js puts them beside the bundle. */
const asset = (name: string) => readFileSync(new URL(`./web/${name}`, import.meta.url));

const assets: Readonly<Record<string, { type: string; read(): Uint8Array }>> = {
  '/page.js': { type: 'text/javascript; charset=utf-8', read: () => asset('page.js') },
  '/icon.svg': { type: 'image/svg+xml', read: () => asset('icon.svg') },
  '/page.css': { type: 'text/css; charset=utf-8', read: () => asset('page.css') },
};

export interface Site {
  project: Project;
  /** What a request of this page carries. */
  header: string;
  /** Opens a file in the program that this computer opens it with. @throws {NotOpened} */
  open(path: string): Promise<void>;
  /** Runs a command as a person would. */
  run: Run;
  queue: Queue;
  /** Files that were dropped on the page. */
  reviews: Reviews;
  /** LibreOffice, where this computer has it. */
  office?: string;
}

interface Asked {
  method: string;
  url: URL;
  body?: Buffer;
}

export interface Answer {
  status: number;
  type: string;
  body?: string | Uint8Array;
  location?: string;
}

export const text = (status: number, body: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body,
});
const html = (body: string): Answer => ({ status: 200, type: 'text/html; charset=utf-8', body });
const missing = text(404, 'There is no such page.');

/** `/document/2023-09/tri-annual-report`, and what is below it. */
const documentPath =
  /^\/document\/((?:difficulty-)?\d{4}-\d\d(?:-\d\d(?:-[a-z0-9]+)*)?)\/([a-z-]+)(?:\/(.+))?$/;

/** A view, with the document that it shows. */
export function viewOf(
  { project, office, reviews }: Site,
  path: string,
): (View & { document?: DocumentKey }) | undefined {
  if (path === '/') return todayView(project.look);
  if (path === '/do') return doView(project.look);
  if (path === '/review') return reviewView(project.look, reviews);
  const [, id, document, below] = documentPath.exec(path) ?? [];
  if (id === undefined || document === undefined || below !== undefined) return undefined;
  const key = { id, document };
  if (!documentsIn(project.look.checked).some((one) => one.id === id && one.document === document))
    return undefined;
  const view = documentView(project.look, { key, shown: project.known(key), hasPages: office !== undefined });
  return { ...view, document: key };
}

export async function answer(site: Site, asked: Asked): Promise<Answer> {
  const { method, url } = asked;
  const path = url.pathname;
  if (method === 'POST')
    return Object.hasOwn(posts, path) ? (posts[path]?.(site, asked) ?? missing) : missing;
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
  if (asset) return { status: 200, type: asset.type, body: asset.read() };
  if (path === '/document') return firstDocument(site);
  const [, id, document, below] = documentPath.exec(path) ?? [];
  if (id !== undefined && document !== undefined) {
    const key = { id, document };
    if (!viewOf(site, `/document/${id}/${document}`)) return missing;
    await site.project.show(key);
    if (below === 'trace') return traceIn(site, key, url.searchParams.get('mark') ?? '');
    if (below !== undefined) return partOfDocument(site, key, below);
  }
  const view = viewOf(site, path);
  if (!view) return missing;
  const frame = { version: site.project.version, header: site.header, path };
  return html(page(view, frame));
}

/** That of the round that comes next, or else the last of all. */
function firstDocument({ project: { look } }: Site): Answer {
  const open = look.status.rounds.filter(({ started }) => started).at(-1)?.id;
  const all = documentsIn(look.checked);
  const first = all.find(({ id }) => id === open) ?? all.at(-1);
  return { ...text(303, ''), location: first ? `/document/${first.id}/${first.document}` : '/' };
}

async function traceIn({ project }: Site, key: DocumentKey, mark: string): Promise<Answer> {
  const printed = project.known(key).picture?.printed ?? [];
  return html(await traceHtml(project.look, printed, mark));
}

async function partOfDocument(
  { project, office, queue }: Site,
  key: DocumentKey,
  below: string,
): Promise<Answer> {
  const { picture } = project.known(key);
  if (below === 'style.css')
    return { status: 200, type: 'text/css; charset=utf-8', body: picture?.css ?? '' };
  if (below === 'pages.pdf' && picture && office !== undefined) {
    const body = await queue.add(() => pdfOfOne(office, picture.bytes));
    return body
      ? { status: 200, type: 'application/pdf', body }
      : text(502, 'LibreOffice made no pages of this document');
  }
  const image = /^picture\/([0-9a-f]{16})$/.exec(below)?.[1];
  const found = image === undefined ? undefined : picture?.pictures.get(image);
  return found ? { status: 200, type: found.type, body: found.bytes } : missing;
}

async function openFile({ project, open }: Site, { body }: Asked): Promise<Answer> {
  const { file } = fieldsOf(body);
  if (typeof file !== 'string') return text(400, 'name a file');
  try {
    await open(fileOfProject(file, project.look.job));
    return text(200, `${file} is opened`);
  } catch (cause) {
    if (cause instanceof NotOpened) return text(403, cause.message);
    throw cause;
  }
}

/** Says what an action will do, or does it. */
async function act({ project, run, queue }: Site, { body }: Asked): Promise<Answer> {
  const { action: name, now, fields } = fieldsOf(body);
  const action = actionsFor(project.look).find((one) => one.name === name);
  if (!action) return text(400, 'there is no such action');
  const args = argumentsOf(action, typeof fields === 'object' && fields !== null ? { ...fields } : {});
  if (typeof args === 'string') return text(400, args);
  const { job } = project.look;
  const done = await queue.add(() => (now === true ? perform : rehearse)(run, args, job));
  return html(outcomeHtml(action, done, now === true));
}

/** Compares a file that was dropped with its draft. */
async function drop({ project, reviews }: Site, { url, body }: Asked): Promise<Answer> {
  reviews.add(url.searchParams.get('name') ?? '', body ?? new Uint8Array());
  await reviews.read(project.look.job);
  project.version += 1;
  return text(200, 'compared');
}

async function putAway({ project, reviews }: Site): Promise<Answer> {
  reviews.clear();
  project.version += 1;
  return text(200, 'put away');
}

/** Says what taking these edits will write, or takes them. */
async function take(site: Site, { body }: Asked): Promise<Answer> {
  const { edits, key, now } = fieldsOf(body);
  const { reviews, project } = site;
  if (reviews.files.length === 0) return text(400, 'there are no files');
  await reviews.read(project.look.job);
  if (key !== reviews.key) return text(409, 'the inputs have changed meanwhile: look at the edits again');
  const args = ['review', ...reviews.files.map(({ path }) => path), `--apply=${numbersIn(edits) || 'none'}`];
  return runReview(site, args, now === true);
}

/** The same for closing comments of a round. */
async function closeComments(site: Site, { body }: Asked): Promise<Answer> {
  const { id, comments, now } = fieldsOf(body);
  const numbers = numbersIn(comments);
  if (typeof id !== 'string' || !site.project.look.checked.ids.includes(id))
    return text(400, 'there is no such round');
  if (numbers === '') return text(400, 'choose a comment');
  return runReview(site, ['review', id, `--done=${numbers}`], now === true);
}

const numbersIn = (given: unknown): string =>
  (Array.isArray(given) ? given : []).filter((one) => Number.isInteger(one) && one > 0).join(',');

async function runReview(
  { project, run, queue, reviews }: Site,
  args: string[],
  now: boolean,
): Promise<Answer> {
  const { job } = project.look;
  const done = await queue.add(() => (now ? perform : rehearse)(run, args, job));
  const said = outcomeHtml({ title: 'Write this' }, { ...done, text: reviews.shortened(done.text) }, now);
  return html(said);
}

const posts: Readonly<Record<string, (site: Site, asked: Asked) => Promise<Answer>>> = {
  '/open': openFile,
  '/do': act,
  '/review': drop,
  '/review/take': take,
  '/review/close': closeComments,
  '/review/put-away': putAway,
};

/** What a body of JSON holds. */
const fieldsOf = (body: Buffer | undefined): Record<string, unknown> => ({
  ...ifPossible(() => JSON.parse(String(body)) as object | null),
});
