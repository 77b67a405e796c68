import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli.ts';
import { machineOn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';

/** The local page of a copy of the sample, started by its command, and asked over HTTP as a browser does. */

const root = join(import.meta.dirname, '..', '..');

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export interface OpenPage {
  folder: string;
  port: number;
  /** The address that was printed. */
  address: string;
  /** What was given to the programs of the computer. */
  opened: string[];
  /** As the page itself asks. */
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown): Promise<Reply>;
  /** The same with bytes. */
  send(path: string, bytes: Uint8Array): Promise<Reply>;
  /** As anybody may ask, with these headers alone. */
  ask(path: string, asked?: Asked): Promise<Reply>;
  /** The patches that a tab gets from now on; it listens after `meanwhile`, as a browser does when it has loaded all of the page. */
  live(path: string, meanwhile?: () => Promise<unknown>): Promise<Live>;
  /** Stops it, and takes its folder away; the result is the exit status. */
  end(): Promise<number>;
}

export interface Live {
  /** What has come so far, as it came. */
  text(): string;
  /** Waits until what has come holds this. */
  until(words: string | RegExp): Promise<void>;
  /** As a tab that is closed. */
  close(): void;
}

export async function openPage(
  today: string,
  change: (folder: string) => void | Promise<void> = () => undefined,
): Promise<OpenPage> {
  const folder = await mkdtemp(join(tmpdir(), 'Ämter und Räte '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
  copyFolder(join(root, 'templates'), join(folder, 'templates'));
  await change(folder);
  const opened: string[] = [];
  let printed = '';
  let found: (address: string) => void = () => undefined;
  const addressPrinted = new Promise<string>((done) => {
    found = done;
  });
  const write = (text: string) => {
    printed += text;
    const address = /http:\S+/.exec(printed)?.[0];
    if (address) found(address);
  };
  const terminal = {
    stdout: { write },
    stderr: { write },
    open: async (target: string) => {
      opened.push(target);
    },
  };
  const folders = ['inputs', 'output', 'templates'].flatMap((name) => [`--${name}`, join(folder, name)]);
  const status = main(
    ['open', '--no-browser', '--today', today, ...folders],
    terminal,
    'triannual',
    machineOn(today),
  );
  const address = await Promise.race([addressPrinted, status.then(() => Promise.reject(new Error(printed)))]);
  const { port } = new URL(address);
  const ask = (path: string, asked?: Asked) => askPort(Number(port), path, asked);
  const { headers } = await ask(new URL(address).pathname + new URL(address).search);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const get = (path: string) => ask(path, { headers: { cookie } });
  const header = /x-triannual" content="([^"]+)/.exec((await get('/')).body)?.[1] ?? '';
  const send = (path: string, body: string | Uint8Array) =>
    ask(path, { method: 'POST', headers: { cookie, 'x-triannual': header }, body });
  const post = (path: string, body: unknown) => send(path, JSON.stringify(body));
  return {
    ...{ folder, port: Number(port), address, opened, get, post, send, ask },
    live: async (path, meanwhile) => {
      const version = /data-version="(\d+)"/.exec((await get(path)).body)?.[1] ?? '';
      await meanwhile?.();
      return listen(Number(port), `/live?path=${encodeURIComponent(path)}&version=${version}`, cookie);
    },
    async end() {
      await post('/stop', {}).catch(() => undefined);
      const exit = await status;
      await rm(folder, { recursive: true });
      return exit;
    },
  };
}

function askPort(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Reply> {
  return new Promise((done, fail) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { host: `127.0.0.1:${port}`, ...headers },
    });
    asked.on('error', fail);
    asked.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asked.end(body);
  });
}

function listen(port: number, path: string, cookie: string): Promise<Live> {
  return new Promise((done, fail) => {
    let text = '';
    let wake: () => void = () => undefined;
    const asked = request({ host: '127.0.0.1', port, path, headers: { host: `127.0.0.1:${port}`, cookie } });
    asked.on('error', fail);
    asked.on('response', (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        wake();
      });
      done({
        text: () => text,
        close: () => asked.destroy(),
        async until(words) {
          while (typeof words === 'string' ? !text.includes(words) : !words.test(text))
            await new Promise<void>((again) => {
              wake = again;
            });
        },
      });
    });
    asked.end();
  });
}
