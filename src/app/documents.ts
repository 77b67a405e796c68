import { checkDifficulty, checkPaper, checkRound } from '../checks/index.ts';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { boardSummaryShape, buildBoardSummary, type ReportDraft } from '../documents/board-summary.ts';
import { changesSince } from '../documents/changes.ts';
import { committeePaperShape } from '../documents/committee-paper.ts';
import { buildDifficultyNote, difficultyNoteShape } from '../documents/difficulty-note.ts';
import { buildForwardPlan, forwardPlanShape } from '../documents/forward-plan.ts';
import { buildGrowthPlan, growthPlanShape } from '../documents/growth-plan.ts';
import type { BuiltDocument } from '../documents/report-source.ts';
import { schoolsForumPaperShape } from '../documents/schools-forum-paper.ts';
import { toldIn } from '../documents/told-to-the-dfe.ts';
import { buildTriAnnualReport, triAnnualReportShape } from '../documents/tri-annual-report.ts';
import { updateFormShape } from '../documents/update-form.ts';
import { type DifficultyNote, notesFor } from '../model/difficulty.ts';
import { type Paper, reportIn, textOf } from '../model/paper.ts';
import type { Printed } from '../model/printed-list.ts';
import { inputFiles, type Project, type ReadableProject } from '../model/project.ts';
import type { AppendixName, Round } from '../model/round.ts';
import { submittedDocument, type Told } from '../model/submission-record.ts';
import { unreadIn } from '../model/unread.ts';
import type { Shape } from '../word/index.ts';
import { buildPaper, documentOf } from './papers.ts';
import { reportSource, roundContext } from './round-sources.ts';

/**
 * The documents that the program makes, by the name of their template, and what a template must not leave out: names, and
 * lists that it prints as columns.
 */
export const documents = {
  'tri-annual-report': {
    shape: triAnnualReportShape as Shape,
    required: [
      'status',
      'on_track',
      'questions.question',
      'questions.answer',
      'on_track_chart',
      'additional.answer',
      'sign_offs.name',
      'summary',
      'conditions.wording',
      'conditions.progress',
      'kpi_groups.kpis.current',
    ],
    columns: ['conditions.ratings', 'plan.years', 'forecast.years'],
  },
  'board-summary': {
    shape: boardSummaryShape as Shape,
    required: [
      'status',
      'report_draft',
      'on_track',
      'decisions.words',
      'asked',
      'ratings.both or ratings.before',
      'ratings.both or ratings.now',
      'ratings.note',
      'money.in_year_plan',
      'money.in_year_forecast',
      'money.plan',
      'money.forecast',
      'changes',
    ],
    columns: [],
  },
  'growth-plan': {
    shape: growthPlanShape as Shape,
    required: [
      'status',
      'sentences',
      'kinds.groups.capacity',
      'kinds.phases.terms.places',
      'lists.schemes.name',
    ],
    columns: [],
  },
  'forward-plan': {
    shape: forwardPlanShape as Shape,
    required: ['status', 'summary', 'reports.what', 'reports.state', 'bodies.next'],
    columns: [],
  },
  'schools-forum-paper': {
    shape: schoolsForumPaperShape as Shape,
    required: [
      'status',
      'meeting_date',
      'recommendations',
      'balance_chart',
      'demand_chart',
      'kpi_tables.rows or kpis.latest',
      'workstreams.progress',
      'contacts.name',
      'alternative_formats',
    ],
    columns: ['contributions.years', 'plan.years'],
  },
  'committee-paper': {
    shape: committeePaperShape as Shape,
    required: [
      'status',
      'body',
      'meeting_date',
      'recommendations',
      'modules.heading',
      'contacts.name',
      'alternative_formats',
    ],
    columns: [],
  },
  'difficulty-note': {
    shape: difficultyNoteShape as Shape,
    required: ['status', 'title', 'facts.value', 'what', 'rated.condition', 'figures', 'actions.what'],
    columns: [],
  },
  'update-form': {
    shape: updateFormShape as Shape,
    required: [
      'owner',
      'due',
      'conditions.wording',
      'conditions.rating',
      'conditions.progress',
      'questions.answer',
    ],
    columns: [],
  },
} as const;
export type DocumentName = keyof typeof documents;

/** The documents of a round that go with its report, each made from one file of the programme. */
export const appendices = {
  'growth-plan': { prints: inputFiles.capital, build: buildGrowthPlan },
  'forward-plan': { prints: inputFiles.forwardPlan, build: buildForwardPlan },
} as const satisfies Record<AppendixName, unknown>;

/** What is checked in one go, and the documents that are made of it: a round, a meeting, or a difficulty. */
export interface Work {
  /** The round, `2023-06`, the date of the meeting, `2023-05-17`, or the note, `difficulty-2024-02-05`. */
  id: string;
  documents: readonly DocumentDefinition[];
  /** Updates that are there and could not be read, as sentences for whoever reads the document. */
  unread: string[];
  /** Its folder, relative to the inputs folder, or its file if it has but one. */
  folder: string;
  paper?: Paper;
  round?: Round;
  /** The round, if its report has been submitted: it is not made again. */
  closed?: Round;
  /** Whether an input file has a part in it: the programme's have, an earlier round's may, a later one's have not. */
  uses(file: string): boolean;
  check(project: ReadableProject, today: string): Finding[];
}

/** A document, and how it is built. */
export interface DocumentDefinition {
  document: DocumentName;
  /** The document, made before this one, that it is a front sheet to: without a draft of that one there is none of this. */
  frontsheetTo?: DocumentName;
  /** The one file that it prints, if it is an appendix: what is missing in others is not missing in it. */
  prints?: string;
  isOnePage?: true;
  /** Whether everyone may read it: it quotes nothing of what an input holds wrongly. */
  isPublic?: true;
  /** Undefined if the round is not in the agreement. `fronted` is the draft of `frontsheetTo`. */
  build(project: ReadableProject, gaps: readonly string[], fronted?: ReportDraft): Built | undefined;
}

/** What the template needs, and what has changed since a draft. */
export interface Built extends BuiltDocument<object> {
  /** In sentences, from the draft's manifest and what is printed now; undefined if there is nothing to compare with. */
  changesSince?(before: unknown, printed: readonly Printed[]): string[] | undefined;
  /** What the DfE would be told by it, from the list of what it prints. */
  told?(printed: readonly Printed[]): Told;
  /** What a report says, for its front sheet. */
  text?: ReportDraft['text'];
}

/** All rounds of the inputs, then all meetings, then all difficulty notes, each in order of time. */
export function workOf(project: Project): Work[] {
  return [
    ...project.rounds.map((round) => reportWork(round, project)),
    ...project.papers.map(paperWork),
    ...project.difficulties.map(difficultyWork),
  ];
}

const isOfProgramme = (file: string) => !/^(rounds|forum|papers|difficulties)\//.test(file);

/** Whether a file is of a round or of an earlier one. */
const isOfRounds = (file: string, round: string | undefined) =>
  round !== undefined && file.startsWith('rounds/') && file < `rounds/${round}0`;

const listedBy = ({ agreement, ...project }: Project, round: string) =>
  agreement ? notesFor({ ...project, agreement }, round) : [];

/** That a file is not there, or cannot be used: the draft has nothing of it. */
const without = (read: object | undefined, what: string) => (read ? [] : [`The ${what} could not be read.`]);

function paperWork(paper: Paper): Work {
  return {
    id: paper.id,
    paper,
    folder: paper.folder,
    unread: [...without(textOf(paper), 'text of this paper'), ...unreadIn(paper.unread, 'workstream')],
    uses: (file) =>
      isOfProgramme(file) || file.startsWith(`${paper.folder}/`) || isOfRounds(file, reportIn(paper)),
    check: (project) => checkPaper({ project, paper }),
    documents: [
      {
        document: documentOf(paper),
        isPublic: true,
        build: (project, gaps) => buildPaper({ project, paper, gaps }),
      },
    ],
  };
}

function difficultyWork(note: DifficultyNote): Work {
  return {
    id: note.id,
    folder: note.file,
    unread: without(note.note, 'note'),
    uses: (file) => isOfProgramme(file) || file === note.file,
    check: (project, today) => checkDifficulty({ project, note, today }),
    documents: [
      {
        document: 'difficulty-note',
        isOnePage: true,
        build: (project, gaps) => buildDifficultyNote({ project, note, gaps }),
      },
    ],
  };
}

/** Whether a file is in what is worked on, a folder or a file by itself. */
export const isIn = (file: string, { folder }: Pick<Work, 'folder'>) =>
  file === folder || file.startsWith(`${folder}/`);

function reportWork(round: Round, project: Project): Work {
  const { id, folder } = round;
  const appendix = (document: AppendixName): DocumentDefinition => ({
    document,
    prints: appendices[document].prints,
    build(project, gaps) {
      const source = reportSource(project, round, gaps);
      return source && appendices[document].build(source);
    },
  });
  return {
    id,
    folder,
    unread: [...without(round.report, 'text of this report'), ...unreadIn(round.unread, 'condition')],
    round,
    ...(round.submitted ? { closed: round } : {}),
    uses: (file) =>
      isOfProgramme(file) || isOfRounds(file, id) || listedBy(project, id).some((note) => note.file === file),
    check(project, today) {
      if (round.submission?.by_other_means) return [];
      const context = roundContext(project, round, today);
      if (context) return checkRound(context);
      const known = project.agreement.reports.map(({ month }) => month).join(', ');
      const message = `the agreement has no report in the month of ${id}`;
      return [error('round/unknown', { file: folder }, message, `name the folder for one of: ${known}`)];
    },
    documents: [
      {
        document: submittedDocument,
        build(project, gaps) {
          const source = reportSource(project, round, gaps);
          if (!source) return undefined;
          return {
            ...buildTriAnnualReport(source),
            changesSince: (before, printed) => changesSince(before, printed, source),
            told: (printed) => toldIn(source, printed),
          };
        },
      },
      {
        document: 'board-summary',
        frontsheetTo: submittedDocument,
        isOnePage: true,
        build(project, gaps, report) {
          const source = reportSource(project, round, gaps);
          return source && report && buildBoardSummary(source, report);
        },
      },
      ...(project.capital?.growth ? [appendix('growth-plan')] : []),
      ...(project.forwardPlan ? [appendix('forward-plan')] : []),
    ],
  };
}
