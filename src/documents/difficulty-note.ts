import {
  type DifficultyInput,
  type DifficultyNote,
  lastReport,
  nextReport,
  notesFor,
  questionOnDifficulties,
} from '../model/difficulty.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { monthName, shortMonthName, updateOf } from '../model/round.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { longDate, shortDate } from './house-formats.ts';
import { buildNotices, difficultyMadeUp, noticesShape } from './illustrative.ts';
import { as, type ContextOf, field, fixed, type Given, orElse, workedOut } from './origins.ts';
import { type BuiltDocument, missing, type ReportSource } from './report-source.ts';

/** A difficulty note: one page to the DfE between two reports. */

export const difficultyNoteShape = {
  document_title: 'text',
  title: 'text',
  council: 'text',
  status: 'text',
  ...noticesShape,
  facts: [{ name: 'text', value: 'text' }],
  what: 'markdown',
  has_conditions: 'flag',
  has_proposed: 'flag',
  last_report: 'text',
  rated: [{ condition: 'text', before: 'text', proposed: 'text', why: 'text' }],
  has_figures: 'flag',
  figures: ['text'],
  has_range: 'flag',
  range: 'markdown',
  has_actions: 'flag',
  actions: [{ what: 'text', owner: 'text', by: 'text' }],
  next_report: 'text',
} as const;

type DifficultyNoteContext = ContextOf<typeof difficultyNoteShape>;

/** What a note is built from. */
interface DifficultySource {
  project: ReadableProject;
  note: DifficultyNote;
  gaps: readonly string[];
}

export function buildDifficultyNote(source: DifficultySource): BuiltDocument<DifficultyNoteContext> {
  const { project, note, gaps } = source;
  const { programme, agreement } = project;
  const fill = withFigures(project, undefined, lastReport(project, note));
  const text = fieldsOf(note.note ?? {}, { file: note.file, fill });
  const council = field(programme.council, inputFiles.programme, 'council');
  const title = orElse(text.title, missing.text);
  const { conditions = [], figures = [], actions = [] } = text;
  const status = (draft: number) => statusOf(source, draft);
  const context: DifficultyNoteContext = {
    document_title: workedOut(`Difficulty note, ${longDate(note.noticed)}`, 'the name of the file'),
    title,
    council,
    status: status(0),
    ...buildNotices(council, difficultyMadeUp(project, note), gaps),
    facts: [
      fact('Note', workedOut(note.id, 'the name of the file')),
      fact('Agreement', field(agreement.name, inputFiles.agreement, 'name')),
      fact('Noticed on', workedOut(longDate(note.noticed), 'the name of the file')),
      fact('Began on', text.since ? as(text.since, longDate) : fixed(missing.text)),
      fact('Owner', orElse(text.owner, missing.text)),
    ],
    what: orElse(text.what, missing.text),
    has_conditions: conditions.length > 0,
    ...ratingsOf(source, conditions, text.proposed),
    has_figures: figures.length > 0,
    figures,
    has_range: text.range !== undefined,
    range: orElse(text.range, missing.text),
    has_actions: actions.length > 0,
    actions: actions.map(({ what, owner, by }) => ({
      what: orElse(what, missing.text),
      owner: orElse(owner, missing.text),
      by: by ? as(by, shortDate) : fixed('No date yet'),
    })),
    next_report: nextReportOf(project, note),
  };
  return { context, status };
}

const fact = (name: string, value: Given) => ({ name: fixed(name), value });

/** `6. Alternative provision`; a number that the agreement does not have is printed alone. */
function conditionOf({ agreement }: ReadableProject, number: Given<number>): Given {
  const at = agreement.conditions.findIndex((one) => one.number === number.value);
  const found = agreement.conditions[at];
  if (!found) return as(number, String);
  const name = field(found.short, inputFiles.agreement, 'conditions', at, 'short');
  return workedOut(`${number.value}. ${found.short}`, 'number and name of the condition', number, name);
}

/** Each condition with its rating in the last report, and the one that is proposed. */
function ratingsOf(
  { project, note }: DifficultySource,
  conditions: readonly Given<number>[],
  proposed: Fields<DifficultyInput>['proposed'] = [],
) {
  const last = project.rounds.find(({ id }) => id === lastReport(project, note));
  return {
    has_proposed: proposed.length > 0,
    last_report: last ? workedOut(`In ${shortMonthName(last.id)}`, 'the last report') : fixed('Before'),
    rated: conditions.map((number) => {
      const own = proposed.find(({ condition }) => condition.value === number.value);
      const { file = '', update } = updateOf(last, number.value) ?? {};
      return {
        condition: conditionOf(project, number),
        before: update?.rating ? field(update.rating, file, 'rating') : fixed('No rating'),
        proposed: orElse(own?.rating, 'No change'),
        why: orElse(own?.why, missing.text),
      };
    }),
  };
}

function nextReportOf(project: ReadableProject, note: DifficultyNote): Given {
  const report = nextReport(project, note);
  const words = report
    ? `The report of ${monthName(report.id)} ${report.isSent ? 'lists' : 'will list'} this note under its answer on difficulties.`
    : 'The next report will list this note under its answer on difficulties.';
  return workedOut(words, 'the calendar of reports', { field: inputFiles.agreement, path: ['reports'] });
}

/** `Draft 2, not yet sent to the DfE` */
function statusOf({ note: { note, file }, gaps }: DifficultySource, draft: number): Given {
  if (note?.told)
    return workedOut(`The DfE was told on ${longDate(note.told)}`, 'the day on which the DfE was told', {
      field: file,
      path: ['told'],
    });
  return workedOut(
    `Draft ${draft}${gaps.length > 0 ? ', incomplete' : ''}, not yet sent to the DfE`,
    'the number of the draft',
  );
}

/** The notes since the last report, under the question on difficulties alone. */
export function listedNotes({ project, round }: Pick<ReportSource, 'project' | 'round'>, question: string) {
  const isHere = questionOnDifficulties(project.agreement)?.id === question;
  const notes = isHere ? notesFor(project, round.id) : [];
  return {
    has_notes: notes.length > 0,
    notes: notes.map(({ id, noticed, file, note }) =>
      workedOut(`${id}, ${longDate(noticed)}: ${note?.title || missing.text}`, 'the note', {
        field: file,
        path: ['title'],
      }),
    ),
  };
}
