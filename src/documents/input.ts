import type { Milestone } from '../calendar/milestones.ts';
import type { IsoDate } from '../model/fields.ts';
import { cellName, type Figure } from '../model/figure.ts';
import type { ReadableProject } from '../model/project.ts';
import type { Round, RoundCalendar } from '../model/round.ts';

/** What a report is built from. */
export interface ReportSource {
  project: ReadableProject;
  round: Round;
  /** All rounds, for earlier ratings. */
  rounds: readonly Round[];
  calendar: RoundCalendar;
  milestones: readonly Milestone[];
  /** Sentences that say what is missing; where there are any, the draft says that it is incomplete. */
  gaps: readonly string[];
  /** The day of its submission, which makes it the final report and no draft. */
  submitted?: IsoDate | undefined;
}

/**
 * The draft of the report that a summary goes with, and what had changed in it, as its own manifest has it: drafts before it
 * may have been cleared away since.
 */
export interface ReportDraft {
  number: number;
  changes: unknown;
}

/** What a document says, for any number that its draft may get: that is known once all else is. */
export interface BuiltDocument<Context> {
  /** With the status of draft 0. */
  context: Context;
  figures: UsedFigure[];
  status(draft: number): string;
}

/** A figure of the context, and where it comes from. */
export interface UsedFigure {
  name: string;
  printed: string;
  cell: string;
  /** The names of the context that hold it; a template that names none of them does not print it. */
  in: readonly string[];
}

/** The printed form of a figure, or the words in place of one, noted with its cell and with where in the context it is. */
export function note(
  figures: UsedFigure[],
  named: Pick<UsedFigure, 'name' | 'in'>,
  { cell }: Pick<Figure, 'cell'>,
  printed: string,
): string {
  figures.push({ ...named, printed, cell: cellName(cell) });
  return printed;
}

/** A figure that a document prints. */
export type PrintedFigure = Omit<UsedFigure, 'in'>;

/** The figures that a template prints, by the names that it has. */
export function printedBy(names: ReadonlySet<string>, figures: readonly UsedFigure[]): PrintedFigure[] {
  return figures
    .filter((figure) => figure.in.length === 0 || figure.in.some((name) => names.has(name)))
    .map(({ name, printed, cell }) => ({ name, printed, cell }));
}

/** What is printed where something has not been given: never a blank. */
export const missing = {
  value: 'No value',
  text: 'Not given',
  update: 'No update received.',
  unread: 'The update could not be read.',
  comparison: 'Not known',
} as const;
