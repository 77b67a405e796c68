import { documentsIn } from '../app/preview.ts';
import { assets } from './assets.ts';
import { fileOfProject, NotOpened } from './open-file.ts';
import type { DocumentKey, Project } from './project.ts';
import { documentView } from './views/document.ts';
import { page, type View } from './views/frame.ts';
import { todayView } from './views/today.ts';

/** What the page answers to each address. */

export interface Site {
  project: Project;
  /** What a request of this page carries. */
  header: string;
  /** Opens a file in the program that this computer opens it with. @throws {NotOpened} */
  open(path: string): Promise<void>;
}

export interface Asked {
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

const text = (status: number, body: string): Answer => ({ status, type: 'text/plain; charset=utf-8', body });
const missing = text(404, 'There is no such page.');

/** `/document/2023-09/tri-annual-report`, and what is below it. */
const documentPath = /^\/document\/(\d{4}-\d\d(?:-\d\d)?)\/([a-z-]+)(?:\/(.+))?$/;

/** A view, with the document that it shows. */
export function viewOf({ project }: Site, path: string): (View & { document?: DocumentKey }) | undefined {
  if (path === '/') return todayView(project.look);
  const [, id, document, below] = documentPath.exec(path) ?? [];
  if (id === undefined || document === undefined || below !== undefined) return undefined;
  const key = { id, document };
  if (!documentsIn(project.look.checked).some((one) => one.id === id && one.document === document))
    return undefined;
  return { ...documentView(project.look, key, project.known(key)), document: key };
}

export async function answer(site: Site, asked: Asked): Promise<Answer> {
  const { method, url } = asked;
  const path = url.pathname;
  if (method === 'POST') return path === '/open' ? openFile(site, asked) : missing;
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
  if (asset) return { status: 200, type: asset.type, body: asset.read() };
  if (path === '/document') return firstDocument(site);
  const [, id, document, below] = documentPath.exec(path) ?? [];
  if (id !== undefined && document !== undefined) {
    const key = { id, document };
    if (!viewOf(site, `/document/${id}/${document}`)) return missing;
    await site.project.show(key);
    if (below !== undefined) return partOfDocument(site, key, below);
  }
  const view = viewOf(site, path);
  if (!view) return missing;
  const frame = { version: site.project.version, header: site.header, path };
  return { status: 200, type: 'text/html; charset=utf-8', body: page(view, frame) };
}

/** That of the round that comes next, or else the last of all. */
function firstDocument({ project: { look } }: Site): Answer {
  const open = look.status.rounds.filter(({ started }) => started).at(-1)?.id;
  const all = documentsIn(look.checked);
  const first = all.find(({ id }) => id === open) ?? all.at(-1);
  return first
    ? { ...text(303, ''), location: `/document/${first.id}/${first.document}` }
    : { ...text(303, ''), location: '/' };
}

function partOfDocument({ project }: Site, key: DocumentKey, below: string): Answer {
  const { picture } = project.known(key);
  if (below === 'style.css')
    return { status: 200, type: 'text/css; charset=utf-8', body: picture?.css ?? '' };
  const image = /^picture\/([0-9a-f]{16})$/.exec(below)?.[1];
  const found = image === undefined ? undefined : picture?.pictures.get(image);
  return found ? { status: 200, type: found.type, body: found.bytes } : missing;
}

async function openFile({ project, open }: Site, { body }: Asked): Promise<Answer> {
  const file = fieldOf(body, 'file');
  if (file === undefined) return text(400, 'name a file');
  try {
    await open(fileOfProject(file, project.look.job));
    return text(200, `${file} is opened`);
  } catch (cause) {
    if (cause instanceof NotOpened) return text(403, cause.message);
    throw cause;
  }
}

/** A text in a body of JSON. */
function fieldOf(body: Buffer | undefined, name: string): string | undefined {
  try {
    const value = (JSON.parse(String(body)) as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
