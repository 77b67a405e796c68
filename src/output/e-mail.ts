import { sha256 } from '../files/sha256.ts';

/**
 * Writes e-mails as files that a mail program opens as a draft, ready to be sent (RFC 5322, 2045 to 2047, 2231). There is no sender,
 * date or number in them: the mail program adds its own, and the same content gives the same bytes.
 */
export interface Email {
  to?: string;
  subject: string;
  /** Plain text. */
  text: string;
  attachments?: ReadonlyArray<{ name: string; bytes: Uint8Array }>;
}

/** @throws {Error} where an address or the name of an attachment would add a header. */
export function formatEmail({ to, subject, text, attachments = [] }: Email): string {
  for (const header of [to ?? '', ...attachments.map(({ name }) => name)])
    if (/\p{Cc}|"/u.test(header))
      throw new Error(`${JSON.stringify(header)} is not for a header of an e-mail`);
  const body = part(['Content-Type: text/plain; charset=utf-8'], Buffer.from(text.replace(/\r?\n/g, '\r\n')));
  const parts = [
    body,
    ...attachments.map(({ name, bytes }) =>
      part(
        [`Content-Type:\r\n ${typeOf(name)}`, `Content-Disposition: attachment;\r\n ${fileName(name)}`],
        bytes,
      ),
    ),
  ];
  // A boundary that no part holds: base64 has no underscore.
  const boundary = `_triannual_${sha256(parts.join('')).slice(0, 32)}`;
  const head = [
    'X-Unsent: 1',
    ...(to ? [`To: ${to}`] : []),
    `Subject: ${encoded(subject)}`,
    'MIME-Version: 1.0',
  ];
  if (attachments.length === 0) return `${head.join('\r\n')}\r\n${body}`;
  const type = `Content-Type: multipart/mixed;\r\n boundary="${boundary}"`;
  return `${[...head, type].join('\r\n')}\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}`).join('')}--${boundary}--\r\n`;
}

function part(headers: readonly string[], bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return `${[...headers, 'Content-Transfer-Encoding: base64'].join('\r\n')}\r\n\r\n${lines.map((line) => `${line}\r\n`).join('')}`;
}

const types: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};
const typeOf = (name: string) =>
  types[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';

const isAscii = (text: string) => /^[ -~]*$/.test(text);

const fileName = (name: string) =>
  isAscii(name)
    ? `filename="${name}"`
    : `filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`;

/** A subject on one line; with other letters than ASCII as encoded words, each short enough for a line of 76 characters. */
function encoded(subject: string): string {
  const line = subject.replace(/\s+/g, ' ').trim();
  if (isAscii(line) && line.length < 200) return line;
  const words: string[] = [];
  let word = '';
  for (const character of line) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}
