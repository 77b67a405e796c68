import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as sent } from 'node:timers/promises';
import type { Job } from '../app/job.ts';
import { cookieName, refusalOf, type Secrets, securityHeaders } from './guard.ts';
import { send, type Tab, update } from './live.ts';
import { Project } from './project.ts';
import { Reviews } from './reviews.ts';
import { type Answer, answer, type Site, text, viewOf } from './routes.ts';
import { Queue } from './run-action.ts';
import { watch } from './watch.ts';

/** The local page: a server that this computer alone can reach, which shows the project and what is done with it. */

interface PageOptions extends Pick<Site, 'open' | 'run' | 'office'> {
  /** What to work on, with the day as it is when it is asked for. */
  job(): Job;
}

interface Page {
  /** With the word that lets a browser in. */
  address: string;
  /** Settles when the page has ended, by its button or by `close`. */
  ended: Promise<void>;
  close(): Promise<void>;
}

const secret = () => randomBytes(24).toString('base64url');
const mostBytes = 64 * 1024 * 1024;

export async function startPage(options: PageOptions): Promise<Page> {
  const project = new Project(options.job);
  await project.read();
  const secrets: Secrets = { token: secret(), cookie: secret(), header: secret() };
  const tabs = new Set<Tab>();
  const site: Site = {
    ...options,
    project,
    header: secrets.header,
    queue: new Queue(),
    reviews: new Reviews(),
  };
  const refresh = refresher(site, tabs);
  const server = createServer();
  const port = await listen(server);
  const { inputs, output, templates } = project.look.job;
  const watching = await watch([inputs, output, templates], refresh);
  // A day ends while the page is open.
  const midnight = setInterval(() => {
    if (options.job().today !== project.look.job.today) refresh();
  }, 60_000).unref();
  let close: () => Promise<void> = async () => undefined;
  const ended = new Promise<void>((done) => {
    close = async () => {
      clearInterval(midnight);
      // An action goes on to its end.
      await site.queue.idle();
      await watching.close();
      site.reviews.clear();
      for (const tab of tabs) {
        send(tab, 'end', {});
        tab.response.end();
      }
      server.close();
      server.closeAllConnections();
      done();
    };
  });
  server.on('request', (request, response) => {
    serve({ request, response }, { site, port, secrets, tabs, close }).catch((cause: Error) => {
      // A fault of one answer ends no page.
      reply(response, text(500, cause.message));
    });
  });
  return { address: `http://127.0.0.1:${port}/?token=${secrets.token}`, ended, close: () => close() };
}

function listen(server: Server): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });
}

/** Sends each tab what has changed in what it shows. */
function showAll(site: Site, tabs: ReadonlySet<Tab>): void {
  for (const tab of tabs) {
    const view = viewOf(site, tab.path);
    if (view) update(tab, view.regions, site.project.version);
  }
}

/** Reads the project anew and shows it, one time after the other: what is saved meanwhile is read once more. */
function refresher(site: Site, tabs: ReadonlySet<Tab>): () => void {
  const { project } = site;
  let [isReading, again] = [false, false];
  const show = () => showAll(site, tabs);
  const once = async () => {
    // What is waited for most comes first: the problems, the documents that somebody looks at, and then all the rest.
    await project.read();
    show();
    await sent();
    const shown = new Map(
      [...tabs]
        .flatMap(({ path }) => viewOf(site, path)?.document ?? [])
        .map((key) => [JSON.stringify(key), key]),
    );
    for (const key of shown.values()) {
      if (again) return;
      await project.show(key);
      show();
    }
    await site.reviews.read(project.look.job);
    await project.findStatus();
    show();
  };
  return async () => {
    again = true;
    if (isReading) return;
    isReading = true;
    while (again) {
      again = false;
      // What cannot be read now, as a folder that is being moved, is read after the next change.
      await once().catch(() => undefined);
    }
    isReading = false;
  };
}

interface Serving {
  site: Site;
  port: number;
  secrets: Secrets;
  tabs: Set<Tab>;
  close(): Promise<void>;
}

async function serve(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { site, port, secrets, tabs, close }: Serving,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  const method = request.method ?? 'GET';
  const refusal = refusalOf({ method, url, headers: request.headers }, port, secrets);
  if (refusal?.admitted) {
    const cookie = `${cookieName(port)}=${secrets.cookie}; HttpOnly; SameSite=Strict; Path=/`;
    response.writeHead(303, { ...securityHeaders, location: '/', 'set-cookie': cookie }).end();
    return;
  }
  if (refusal) return reply(response, text(refusal.status, refusal.words));
  if (method !== 'POST' && url.pathname === '/live') {
    const path = url.searchParams.get('path') ?? '/';
    return follow(response, { site, tabs, path, version: url.searchParams.get('version') });
  }
  if (method === 'POST' && url.pathname === '/stop') {
    reply(response, text(200, 'stopped'));
    return close();
  }
  const body = method === 'POST' ? await bodyOf(request) : undefined;
  reply(response, await answer(site, { method, url, ...(body && { body }) }));
  if (method === 'POST') showAll(site, tabs);
}

/**
 * Adds a tab that listens. One that shows an older state gets all that it shows. A save draws only the documents of tabs that listen
 * already, so a document that was saved before its tab listened is drawn now.
 */
async function follow(
  response: ServerResponse,
  { site, tabs, path, version }: { site: Site; tabs: Set<Tab>; path: string; version: string | null },
): Promise<void> {
  const view = viewOf(site, path);
  if (!view) return reply(response, text(404, 'there is no such page'));
  response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream' });
  const tab: Tab = { path, response, regions: view.regions };
  tabs.add(tab);
  response.on('close', () => tabs.delete(tab));
  const { version: now } = site.project;
  if (version === String(now)) response.write(': all is known\n\n');
  else {
    const patches = Object.entries(view.regions).map(([region, add]) => ({
      region,
      from: 0,
      remove: 'all',
      add,
    }));
    send(tab, 'patch', { version: now, patches });
  }
  if (!view.document) return;
  await site.project.show(view.document);
  showAll(site, tabs);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > mostBytes) throw new Error('what was sent is larger than 64 MB');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, { status, type, body, location }: Answer): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  // The browser's own reader of PDF is made of styles and scripts, which the policy would forbid to it.
  const { 'content-security-policy': policy, ...others } = securityHeaders;
  const headers = type === 'application/pdf' ? others : { ...others, 'content-security-policy': policy };
  response.writeHead(status, { ...headers, 'content-type': type, ...(location && { location }) });
  response.end(body);
}
