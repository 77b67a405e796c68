import type { Found } from './found.ts';
import type { PlainText } from './plain-text.ts';

/** Addresses that only people inside the council can open: they name servers, folders and accounts, and lead the public nowhere. */

const inside = [
  // A file, a drive or a share: "file:///S:/plans", "S:\plans\plan.xlsx", "\\server\plans".
  String.raw`\bfile:[/\\][^\s)>\]"]*`,
  String.raw`(?<![\p{L}\p{N}])[a-z]:\\[^\s)>\]"]+`,
  String.raw`(?<![\p{L}\p{N}\\])\\{1,2}[\p{L}\p{N}][\p{L}\p{N}.$-]*\\[^\s)>\]"]+`,
  // A program of the office: "onenote:https://…".
  String.raw`\b(?:onenote|ms-(?:word|excel|powerpoint)|msteams|outlook):[^\s)>\]"]+`,
].join('|');
const web = /\bhttps?:\/\/(\[[\da-f:.]+\]|[^\s/:?#)>\]"]*@?[^\s/:?#)>\]"@]+)(?::\d+)?[^\s)>\]"]*/giu;
const insideOffice = new RegExp(inside, 'giu');

/** Names that no public server has (RFC 2606, 6762 and 8375), addresses of private networks (RFC 1918), and places to sign in at. */
const privateHost = new RegExp(
  [
    String.raw`^(?:localhost|[^.:[\]]+)$`,
    String.raw`\.(?:local|localhost|internal|intranet|intra|corp|lan|private|home\.arpa|test|invalid)$`,
    String.raw`^(?:staff|staffnet|sharepoint|extranet|webmail|owa|vpn)\.|(?:^|\.)(?:intranet|intra|internal|corp)\.`,
    String.raw`^(?:10|127|0)\.[\d.]+$|^192\.168\.[\d.]+$|^169\.254\.[\d.]+$|^172\.(?:1[6-9]|2\d|3[01])\.[\d.]+$`,
    String.raw`^\[(?:::1?|f[cde][\da-f]{2}:.*)\]$`,
    String.raw`(?:^|\.)(?:sharepoint|teams\.microsoft|onedrive\.live|outlook\.office|outlook\.office365)\.com$|^1drv\.ms$`,
  ].join('|'),
  'i',
);

export function internalAddressesIn({ text, found }: PlainText): Found[] {
  // Most texts have no address.
  if (!/\\|:\/|\b(?:onenote|ms-\w+|msteams|outlook|file):/i.test(text)) return [];
  const offices = [...text.matchAll(insideOffice)].map(({ index, 0: words }) => ({ index, words }));
  const servers = [...text.matchAll(web)].flatMap(({ index, 0: words, 1: host = '' }) =>
    privateHost.test(host.replace(/\.$/, '')) ? [{ index, words }] : [],
  );
  return [...offices, ...servers].map(({ index, words }) =>
    found('internal address', index, index + words.replace(/[.,;:]+$/, '').length),
  );
}
