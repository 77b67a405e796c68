/** Errors mean that a document would be wrong; warnings never block unless asked to (`--strict`). */
export type Severity = 'error' | 'warning';

/**
 * Where a problem lies, as the model knows it: a path into a YAML file, a stretch of its text, a cell, a place in a
 * template, or a file as a whole. `key` means the name of the field and not its value, `words` a part of a longer text,
 * `nth` which of several such words, counted from 0, and `instead` the field to show if there is none; `isAsTyped` means a path
 * that counts items which have fallen away as they were wrong. `file` is relative to the inputs folder, with forward slashes.
 */
export type Where =
  | {
      file: string;
      path?: ReadonlyArray<string | number>;
      key?: boolean;
      words?: string;
      nth?: number;
      instead?: ReadonlyArray<string | number>;
      isAsTyped?: boolean;
    }
  | { file: string; offset: readonly [number, number] }
  | { file: string; sheet: string; cell: string; hidden?: string }
  | { file: string; part: string; paragraph: number; tag: string };

/**
 * What a reader or a check found. The remedy (`help`) is a sentence in the imperative. Each room that finds problems lists its
 * codes in a file codes.ts.
 */
export interface Finding<Code extends string = string> {
  severity: Severity;
  code: Code;
  message: string;
  where: Where;
  help?: string;
  /** The other place involved, if there is one. */
  note?: { message: string; where: Where };
  /** The field of the file that could not be read because of it, where the place names none or another. */
  unread?: ReadonlyArray<string | number>;
  /** Fields without which nobody can tell: where one of them could not be read, the finding is no second cause. */
  restsOn?: readonly Field[];
}

/** A field of a YAML file, or of a list in it only the entry with this `id` or `name`. */
export interface Field {
  file: string;
  path: ReadonlyArray<string | number>;
  entry?: { id: string } | { name: string };
}

/** A place as a person finds it: line and column count from 1. */
export interface Place {
  file: string;
  line?: number;
  column?: number;
  /** The source line and how much of it to underline, for the frame. */
  source?: { text: string; column: number; length: number };
  /** What is printed after the file: `'KPIs'!H12`, or `body, paragraph 14, {{totl}}`. */
  inside?: string;
}

/** A finding whose place has been looked up in the files as they were read. */
export interface Diagnostic<Code extends string = string> {
  severity: Severity;
  code: Code;
  message: string;
  place: Place;
  help?: string;
  note?: { message: string; place: Place };
}

/** What to do about a problem, and the other place involved. */
export interface Advice {
  help?: string | undefined;
  note?: Finding['note'] | undefined;
}

/** Makes an error finding: `error('rating/missing', { file, path }, 'no rating', 'give one')`, or `{ help, note }` for the last. */
export function error<Code extends string>(
  code: Code,
  where: Where,
  message: string,
  advice: string | Advice = {},
): Finding<Code> {
  const { help, note } = typeof advice === 'string' ? { help: advice } : advice;
  return {
    severity: 'error',
    code,
    where,
    message,
    ...(help !== undefined && { help }),
    ...(note && { note }),
  };
}

/** The finding, with the fields that it rests on. */
export const resting = <Code extends string>(
  finding: Finding<Code>,
  ...restsOn: readonly Field[]
): Finding<Code> => ({ ...finding, restsOn });

/** An error with a file as a whole, `file` as the person knows it. */
export const aboutFile = (code: string, file: string, message: string, help: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  place: { file },
  help,
});

/** Makes a warning finding. */
export function warning<Code extends string>(
  code: Code,
  where: Where,
  message: string,
  advice?: string | Advice,
): Finding<Code> {
  return { ...error(code, where, message, advice), severity: 'warning' };
}
