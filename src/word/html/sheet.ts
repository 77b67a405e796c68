import { createHash } from 'node:crypto';
import { childOf, childrenNamed, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { type StyleTree, stylesIn } from '../style-tree.ts';
import { type Look, paragraphLook, textLook } from './look.ts';

/**
 * The style sheet of a document: a class for each of its styles that is used, and one for each look that is set at one place. A
 * page with a strict content policy takes no style in an attribute.
 */
export class StyleSheet {
  readonly #styles: StyleTree;
  readonly #rules = new Map<string, Look>();
  readonly #defaults: Look;
  /** The style of paragraphs that name none. */
  readonly normal: string;

  constructor(root: XmlElement | undefined) {
    this.#styles = stylesIn(root);
    this.normal = this.#styles.normal ?? 'Normal';
    const defaults = childOf(root, 'w:docDefaults');
    this.#defaults = {
      ...paragraphLook(childOf(childOf(defaults, 'w:pPrDefault'), 'w:pPr')),
      ...textLook(childOf(childOf(defaults, 'w:rPrDefault'), 'w:rPr')),
    };
  }

  /** The nearest property of a style: `of('ListBullet', 'w:numPr')`. */
  of(id: string, property: string): XmlElement | undefined {
    for (const style of this.#styles.chain(id)) {
      const found = childOf(childOf(style, 'w:pPr'), property);
      if (found) return found;
    }
    return undefined;
  }

  /** What a table style gives the first row. */
  firstRow(id: string): XmlElement | undefined {
    return this.#styles
      .chain(id)
      .flatMap((style) => childrenNamed(style, 'w:tblStylePr'))
      .find(({ attributes }) => attributes['w:type'] === 'firstRow');
  }

  /** The name of a style, which is the same in every language of Word: `heading 1`. */
  nameOf(id: string): string {
    return (valOf(childOf(this.#styles.byId.get(id), 'w:name')) ?? id).toLowerCase();
  }

  /** The class of a style. */
  classOf(id: string): string {
    const name = `s-${id.replace(/[^\w-]/g, (c) => `-${c.codePointAt(0)?.toString(16)}`)}`;
    if (!this.#rules.has(name)) {
      const looks = this.#styles.chain(id).map((style) => ({
        ...paragraphLook(childOf(style, 'w:pPr')),
        ...textLook(childOf(style, 'w:rPr')),
      }));
      this.#rules.set(name, Object.assign({}, ...looks.reverse()) as Look);
    }
    return name;
  }

  /** The class of a look that one place has; nothing if it has none. */
  add(look: Look): string | undefined {
    if (Object.keys(look).length === 0) return undefined;
    const name = `l-${createHash('sha256').update(JSON.stringify(look)).digest('hex').slice(0, 8)}`;
    this.#rules.set(name, look);
    return name;
  }

  /** What a font or an edge of a page beyond these rules looks like is the page's. Looks of one place come last, and win. */
  get css(): string {
    const order = [...this.#rules].sort(([a], [b]) => (a < b ? 1 : -1));
    const rule = (selector: string, look: Look) =>
      `${selector}{${Object.entries(look)
        .map(([name, value]) => `${name}:${value}`)
        .join(';')}}`;
    return [
      rule('.sheet', this.#defaults),
      rule('.sheet p,.sheet li', spacingOf(this.#defaults)),
      ...order.filter(([name]) => name.startsWith('s-')).map(([name, look]) => rule(`.sheet .${name}`, look)),
      ...order
        .filter(([name]) => name.startsWith('l-'))
        .map(([name, look]) => rule(`.sheet .${name}.${name}`, look)),
    ].join('\n');
  }
}

/** Margins are not handed down in CSS. */
const spacingOf = (look: Look): Look =>
  Object.fromEntries(Object.entries(look).filter(([name]) => name.startsWith('margin')));

/** A start tag's class attribute, or nothing. */
export function classes(...names: ReadonlyArray<string | undefined | false>): string {
  const all = names.filter(Boolean).join(' ');
  return all ? ` class="${all}"` : '';
}
