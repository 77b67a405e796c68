import { parseXml } from './xml/parse.ts';
import type { XmlElement } from './xml/tree.ts';
import type { Packed } from './zip.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new Error('it is not UTF-8 text', { cause });
  }
}

/**
 * A part of a package: bytes or text, and what they are read as, each worked out once and only when somebody asks for it.
 * A part is a value: a package is changed by putting another part in the place of one.
 */
export class Part {
  #bytes: Uint8Array | undefined;
  #text: string | undefined;
  #root: XmlElement | undefined;
  /** As it was in the file that it was read from: most parts go into the next file as they are. */
  readonly packed: Packed | undefined;

  constructor(content: Uint8Array | string, packed?: Packed) {
    if (typeof content === 'string') this.#text = content;
    else this.#bytes = content;
    this.packed = packed;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= Buffer.from(this.#text as string);
    return this.#bytes;
  }

  /** Word and Excel write UTF-8. @throws {Error} if the part is not. */
  get text(): string {
    this.#text ??= decode(this.#bytes as Uint8Array);
    return this.#text;
  }

  /** Its root, if it is XML. @throws {Error} if it is not. */
  get root(): XmlElement {
    this.#root ??= parseXml(this.text);
    return this.#root;
  }
}
