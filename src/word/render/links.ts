import { error } from '../../diagnostics/diagnostic.ts';
import { isFollowed } from '../markdown/parser.ts';
import type { PrintedValue } from '../sourced.ts';
import type { PrintSite } from '../template/instructions.ts';
import { writeInlines } from './inline.ts';
import { beginMark, withMark } from './marks.ts';
import { checked, noted } from './print.ts';
import type { Printing } from './printing.ts';

/** Links whose address is a value: to the web and to mailboxes alone. */

interface Said {
  value: unknown;
  source?: Pick<PrintedValue, 'name' | 'origin'>;
}

/** `{{link address words}}`. Without an address the words are printed by themselves, and without words the address. */
export function printLink(printing: Printing, number: number, address: Said, words: Said): string {
  const site = printing.sites[number] as PrintSite;
  const mark = beginMark(printing, words.source?.name ? words.source : address.source);
  const [typed, text] = [address, words].map(({ value, source }) => {
    const said = checked(printing, value, site);
    noted(printing, said, site, { source, marks: mark && [mark.name] });
    return said;
  }) as [string, string];
  const { styles, additions: add } = printing;
  if (!styles) return '';
  const to = encoded(typed);
  const setting = { format: site.format ?? { paragraph: '', run: '' }, styles, add, part: site.part };
  const inlines = [{ type: 'text' as const, text: text === '' ? typed : text }];
  if (to === '') return withMark(mark, writeInlines(inlines, setting));
  if (!isFollowed(to)) refuse(printing, to, site);
  return withMark(mark, writeInlines([{ type: 'link', address: to, inlines }], setting));
}

/** What Word puts before an address that begins with a tag, where the value has a beginning of its own. */
const putBefore = /^(?:https?:\/\/|file:\/\/\/?.*?)(?=(?:https?:\/\/|mailto:))/i;

/** The relationship to an address that was typed in Word with tags in it. */
export function printAddress(printing: Printing, typed: string, number: number): string {
  const site = printing.sites[number] as PrintSite;
  const address = encoded(typed.trim().replace(putBefore, ''));
  if (!isFollowed(address)) refuse(printing, address, site);
  return printing.additions.link(site.part, address);
}

const encoded = (address: string) => address.trim().replace(/[\s"<>]/g, encodeURIComponent);

function refuse({ findings }: Printing, address: string, { place }: PrintSite): void {
  const isEmpty = /^(?:https?:\/\/|mailto:)?$/i.test(address);
  const message = isEmpty
    ? 'this link has no address'
    : `a document cannot link to "${address.slice(0, 80)}"`;
  const help =
    'give it an address that begins with https://, http:// or mailto:, or put {{#if …}} round the link';
  findings.push(error('document/value', place, message, help));
}
