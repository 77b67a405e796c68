import type { XmlElement } from '../../ooxml/xml/tree.ts';
import { attributeAt } from './attributes.ts';
import type { Unique } from './instructions.ts';

/**
 * What in a part has a number or name of its own, and what refers to it. Word keeps the first of two bookmarks with one name
 * and drops the other without a word, so that references go astray; two drawings, comments or notes with one number make it
 * complain.
 */

/** A place in the source that says a number or name. Those with one key say the same. */
export interface Mention {
  element: XmlElement;
  from: number;
  to: number;
  what: Unique['what'];
  was: string;
  key: string;
  /** Whether the thing is here, and not only referred to. */
  defines: boolean;
}

interface Kind {
  attribute: string;
  what: Unique['what'];
  of: string;
  /** Only refers to what is elsewhere. */
  refers?: true;
}

const bookmarkId: Kind = { attribute: 'w:id', what: 'id', of: 'bookmark' };
const rangeOf = (of: string): Kind[] => [{ attribute: 'w:id', what: 'id', of }];
const commentRange: Kind[] = [{ attribute: 'w:id', what: 'id', of: 'comments', refers: true }];
const textBox: Kind[] = [{ attribute: 'id', what: 'id', of: 'text box' }];

/** Tracked changes, which the reader of a template is warned of. */
const changes = [
  ...['ins', 'del', 'moveFrom', 'moveTo', 'cellIns', 'cellDel', 'cellMerge', 'numberingChange'],
  ...['rPr', 'pPr', 'tcPr', 'trPr', 'tblPr', 'tblPrEx', 'tblGrid', 'sectPr'].map((look) => `${look}Change`),
].map((name) => [`w:${name}`, rangeOf('change')] as const);
const moves = ['From', 'To'].flatMap((way) =>
  ['Start', 'End'].map((end) => [`w:move${way}Range${end}`, rangeOf(`move${way}`)] as const),
);

const kinds: Record<string, Kind[]> = {
  ...Object.fromEntries([...changes, ...moves]),
  'w:bookmarkStart': [bookmarkId, { attribute: 'w:name', what: 'name', of: 'name' }],
  'w:bookmarkEnd': [bookmarkId],
  'w:hyperlink': [{ attribute: 'w:anchor', what: 'name', of: 'name', refers: true }],
  'w:permStart': rangeOf('permission'),
  'w:permEnd': rangeOf('permission'),
  'w:commentRangeStart': commentRange,
  'w:commentRangeEnd': commentRange,
  'wp:docPr': [{ attribute: 'id', what: 'id', of: 'drawing' }],
  'wps:txbx': textBox,
  'wps:linkedTxbx': textBox,
  'o:OLEObject': [{ attribute: 'ShapeID', what: 'name', of: 'shape', refers: true }],
};
const control: Kind[] = [{ attribute: 'w:val', what: 'id', of: 'control' }];
const shape: Kind[] = [
  { attribute: 'id', what: 'name', of: 'shape' },
  { attribute: 'o:spid', what: 'name', of: 'shape' },
  { attribute: 'type', what: 'name', of: 'shape', refers: true },
];
const none: Kind[] = [];

function kindsOf({ name, parent }: XmlElement): Kind[] {
  if (name === 'w:id') return parent?.name === 'w:sdtPr' ? control : none;
  return kinds[name] ?? (name.startsWith('v:') ? shape : none);
}

/** The notes and comments, by what refers to them. */
export const noteReferences: Record<string, string> = {
  'w:footnoteReference': 'footnotes',
  'w:endnoteReference': 'endnotes',
  'w:commentReference': 'comments',
};

export function mentionsOf(element: XmlElement): Mention[] {
  return kindsOf(element).flatMap(({ attribute, what, of, refers }): Mention[] => {
    const value = element.attributes[attribute];
    const at = value === undefined ? undefined : attributeAt(element, attribute);
    if (value === undefined || !at) return [];
    // A shape names its type as "#_x0000_t202".
    const hash = refers && value.startsWith('#') ? 1 : 0;
    const was = value.slice(hash);
    return [{ element, from: at.from + hash, to: at.to, what, was, key: `${of} ${was}`, defines: !refers }];
  });
}
