import type { Place } from '../diagnostics/diagnostic.ts';
import type { YamlValue } from '../inputs/yaml/edit.ts';
import type { UnitEdit } from './edit-units.ts';
import type { Field } from './what-fields-take.ts';

/** What a review finds, whether it comes from a draft or from a form. */

/** What all of them have: what was there, what is there now, and who changed it when, as the file says. */
export interface Said {
  before: string;
  after: string;
  author: string;
  /** As Word writes it: `2023-09-04T10:12:00Z`. */
  date?: string;
  /** Whether Word kept track of it; by itself only who saved the file last is known. */
  tracked: boolean;
  /** The heading of the document that it is under. */
  under: string;
  /** The files that it is in. */
  files: string[];
}

export type EditKind =
  | 'changed'
  | 'reworded'
  | 'added'
  | 'removed'
  | 'moved'
  | 'entry added'
  | 'entry removed';

export interface Edit extends Said {
  /** By which `--apply` names it. */
  number: number;
  kind: EditKind;
  field: Field;
  place: Place;
  write: Write;
}

/** What is written into the field. */
export type Write =
  /** Another value, or none. */
  | { value: YamlValue | undefined }
  | { units: UnitEdit[] }
  /** An entry at a place of a list; `from` where it is now, if it is moved. */
  | { at: number; entry: YamlValue | undefined; from?: number };

export interface Refused extends Said {
  /** Why it cannot be taken back, and what to do. */
  reason: string;
  /** Where it is changed, if that is known. */
  place?: Place;
  field?: Field;
}

/** A field that was changed in two ways, or that has been changed in its file too. */
export interface Conflict {
  field: Field;
  place: Place;
  reason: string;
  versions: Said[];
}

/** A file that was compared with its draft, or with the form that was sent. */
export interface ReviewedFile {
  path: string;
  /** The round or meeting, the document, and the number of the draft or the version of the form. */
  id: string;
  document: string;
  number: number;
  sha256: string;
  /** How many edits it holds, those that cannot be taken back among them. */
  count: number;
  comments: number;
  /** Who changed it or commented on it. */
  authors: string[];
}
