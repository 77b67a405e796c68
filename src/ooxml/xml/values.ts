/** What the text and the attributes of XML say, as against how they are typed (XML 1.0, 2.11, 3.3.3 and 4.1). */

/** Characters that no XML file can hold (2.2). */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** What cannot be taken as it is typed: references, control characters, and what may be the end of a CDATA section. */
const unusual = /[\u0000-\u001F&>\uFFFE\uFFFF]/;

/** Text, with its references resolved and its line ends as XML reports them (2.11). */
export function textValue(text: string): string {
  if (!unusual.test(text)) return text;
  if (text.includes(']]>')) throw new Error('a CDATA section ends that has not begun');
  return resolve(text.replace(/\r\n?/g, '\n'));
}

/** White space in an attribute is a space, unless it is written as a reference (3.3.3). */
export function attributeValue(value: string): string {
  return unusual.test(value) ? resolve(value.replace(/\r\n|[\t\n\r]/g, ' ')) : value;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const reference = /&(?:#x([0-9A-Fa-f]{1,6});|#([0-9]{1,7});|(amp|lt|gt|quot|apos);)?/g;

function resolve(text: string): string {
  if (forbidden.test(text)) throw new Error('it holds a character that XML cannot');
  return text.replace(reference, (typed, hex, decimal, entity) => {
    if (entity !== undefined) return entities[entity] as string;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    const character = isCharacter ? String.fromCodePoint(code) : '\u0000';
    if (forbidden.test(character)) throw new Error(`"${typed}" refers to nothing`);
    return character;
  });
}
