import type { Part } from '../../ooxml/part.ts';
import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { Outline } from '../outline.ts';
import type { StyleSheet } from './sheet.ts';

/** What reading a part needs beside the part. */
export interface Reader {
  sheet: StyleSheet;
  /** The definition of a level of a list. */
  levelOf(list: string, level: number): XmlElement | undefined;
  outline: Outline;
  /** The numbers of headings and paragraphs that their styles number. */
  numbers: ReadonlyMap<XmlElement, string>;
  /** Where a relationship of the part leads: an address, or the path of another part. */
  targetOf(id: string): string | undefined;
  partAt(path: string): Part | undefined;
  /** The address under which the page gets a picture. */
  pictureAddress(path: string): string | undefined;
  /** The number of a note where the text refers to it. */
  noteReference(id: string): string;
}
