import { type Package, readPackage } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { descendants, ownText } from '../../ooxml/xml/tree.ts';
import { BlockReader } from './block-reader.ts';
import { commentsIn } from './comments.ts';

/** Whether two Word files say the same, comments and tracked changes included. @throws {PackageError} where one is none. */
export async function saySame(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  const [a, b] = [saidIn(await readPackage(one)), saidIn(await readPackage(other))];
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * What a Word file says, apart from how it was saved: another word processor splits runs, renames parts, counts pages and lists
 * anew, and changes no word. (Alternative texts are left out: LibreOffice drops those of charts.)
 */
function saidIn(parts: Package) {
  const textsIn = (part: string) =>
    new BlockReader({ looks: { ofRun: () => ({}), listOf: () => undefined } })
      .read(parts, part)
      .map(({ text }) => text.replace(/[\s\u00a0]+/g, ' ').trim())
      .filter((text) => text !== '');
  const around = [...parts.keys()].filter((part) =>
    /^word\/(header|footer|footnotes|endnotes)\d*\.xml$/.test(part),
  );
  return {
    body: textsIn('word/document.xml'),
    // In no order; the header of an even page may be that of every page, once or twice.
    around: [...new Set([...around.flatMap(textsIn), ...chartTexts(parts)])].sort(),
    comments: commentsIn(parts).map(({ author, text, replies }) => [
      author,
      text,
      replies.map((one) => one.text),
    ]),
    changes: ['word/document.xml', ...around].flatMap((part) => changesIn(parts.get(part)?.text ?? '')),
  };
}

/** What is inserted and deleted with tracked changes, and by whom. */
const changesIn = (xml: string) =>
  [...xml.matchAll(/<w:(ins|del|moveFrom|moveTo) [^>]*w:author="([^"]*)"[^/>]*(?:\/>|>(.*?)<\/w:\1>)/gs)].map(
    ([, kind, author, inside = '']) => [kind, author, inside.replace(/<[^>]*>/g, '')],
  );

/** The texts and values of charts; the values are the numbers that they are: 60.1 may be saved as 60.100000000000001. */
export const chartTexts = (parts: Package): string[] =>
  [...parts.keys()]
    .filter((part) => /^word\/charts\/chart\d+\.xml$/.test(part))
    .flatMap((part) => descendants(parsePart(parts, part)))
    .filter(({ name }) => name === 'c:v' || name === 'a:t')
    .map((one) => ownText(one).trim())
    .filter((value) => value !== '')
    .map((value) => (Number.isFinite(Number(value)) ? `${Number(Number(value).toPrecision(9))}` : value));
