import type { DocumentName } from './documents.ts';

/** What the program is asked to do. */
export interface Job {
  /** Folders as the person gave them. */
  inputs: string;
  output: string;
  templates: string;
  /** Rounds and meetings to work on; none means all. */
  ids: string[];
  /** The London date. */
  today: string;
  /** The program's name and version, for manifests. */
  program: string;
  /** Told of each draft as soon as it is there: all of them take some seconds. */
  onDraft?(draft: Draft): void;
}

/** What became of a document. */
export interface Draft {
  /** The round, or the date of the meeting. */
  id: string;
  document: DocumentName;
  /** The number of the draft; absent where there is none. */
  number?: number;
  outcome: 'written' | 'current' | 'restored' | 'submitted' | 'none';
  /** The draft's path, with forward slashes; absent where there is none. */
  file?: string;
  /** Whether the draft says that something is missing. */
  incomplete: boolean;
  /** An earlier draft that somebody has changed, and that is kept as it is. */
  edited?: string;
}
