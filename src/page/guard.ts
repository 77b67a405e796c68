import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who may ask for something: the page alone, in a browser that was given its address. Whatever else runs in that browser, or in this
 * computer under other accounts, knows neither the token nor the cookie.
 */

/** What the page and its server know, and nobody else. All three are made anew each time. */
export interface Secrets {
  /** In the address that is printed. */
  token: string;
  /** What a browser gets for it, which no script can read. */
  cookie: string;
  /** Goes with everything that does something: other pages cannot read it, and no form can send it. */
  header: string;
}

/** The answer where nothing is served: its status, its words, and for a browser that comes with the token where to go on. */
interface Refusal {
  status: number;
  words: string;
  /** The browser gets the cookie. */
  admitted?: true;
}

export const headerName = 'x-triannual';

/** Cookies are the same for all ports of a computer: each page has a name for its own. */
export const cookieName = (port: number) => `triannual-${port}`;

/** Why nothing is served; undefined if all is well. */
export function refusalOf(
  { method, url, headers }: { method: string; url: URL; headers: IncomingHttpHeaders },
  port: number,
  secrets: Secrets,
): Refusal | undefined {
  // A name that another computer's owner has pointed at this one would make its pages ours.
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`)
    return { status: 421, words: 'Open the address that was printed when the page was started.' };
  if (!['GET', 'HEAD', 'POST'].includes(method))
    return { status: 405, words: 'The page takes GET and POST.' };
  const site = headers['sec-fetch-site'];
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) return elsewhere;
  // A person may follow a link from another page; what another page asks for by itself is refused.
  const isVisit = method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit) return elsewhere;
  const token = url.searchParams.get('token');
  if (method === 'GET' && url.pathname === '/' && token !== null)
    return isSame(token, secrets.token) ? { status: 303, words: '', admitted: true } : unknown;
  if (!isSame(cookieOf(headers.cookie, cookieName(port)), secrets.cookie)) return unknown;
  if (method === 'POST' && !isSame(String(headers[headerName] ?? ''), secrets.header)) return elsewhere;
  return undefined;
}

const elsewhere: Refusal = { status: 403, words: 'This was asked for by another page, and is refused.' };
const unknown: Refusal = {
  status: 403,
  words:
    'Open the address that was printed when the page was started: it holds a word that lets this browser in.',
};

function cookieOf(header: string | undefined, name: string): string {
  const cookies = (header ?? '').split(';').map((one) => one.trim().split('='));
  return cookies.find(([key]) => key === name)?.[1] ?? '';
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Nothing from outside is ever loaded, and nobody may show the page inside of theirs. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
