import * as z from 'zod';
import type { Agreement } from './agreement.ts';
import { scheme, statusMonths } from './capital.ts';
import {
  dayOrMonth,
  type IsoDate,
  isoDate,
  markdown,
  name,
  plainText,
  roundId,
  workstreamNumber,
} from './field-types.ts';
import { calendarOf, type Round } from './round.ts';
import type { UnreadUpdate } from './unread.ts';

/**
 * A paper for Schools Forum as people fill it in. Papers are public; text that is marked `audience: dfe` is for the DfE
 * alone and never reaches one.
 */

const audience = z.enum(['public', 'dfe']).optional();

/** Text that goes back to another paper, which a footnote names. */
const sourced = z.strictObject({
  text: markdown,
  /** The footnote: what the source is, and a link to it with words. */
  source: plainText,
  link: markdown.optional(),
});

const section = z.strictObject({ heading: plainText, text: markdown, audience });

/** What a paper means for money, the law, equality, and whatever else the body asks about: each with its heading. */
const implications = z.array(section).optional();

/** What a demand chart shows: KPIs of the workbook, or figures of another source that are typed here. */
const demand = z.strictObject({
  introduction: markdown,
  unit: plainText,
  kpis: z.array(z.string()).optional(),
  illustrative: z.boolean().optional(),
  figures: z
    .strictObject({
      periods: z.array(plainText).min(2),
      series: z.array(z.strictObject({ name: plainText, values: z.array(z.number().nullable()) })).min(1),
    })
    .optional(),
  points: markdown,
});

const publishedParts = ['answer', 'ratings', 'timeline', 'forecast', 'risks'] as const;
export type PublishedPart = (typeof publishedParts)[number];

const place = z.number().int().min(1).optional();

/**
 * Which parts of which report to the DfE a paper prints. A return may be exempt from publication, so there is no default: the
 * author decides, and whoever reads the file sees it.
 */
const publishFromReport = z
  .strictObject({
    round: roundId,
    print: z.array(z.enum(publishedParts)),
    /** Of a report that has not been submitted, only by this. */
    draft_figures: z.boolean().optional(),
    /** What its author says of the money, below the lines that the difference comes from. */
    comment: markdown.optional(),
    /** What has happened since to actions that the paper prints, by their conditions, or to risks, by their place in the report. */
    since: z
      .array(
        z
          .strictObject({ condition: place, risk: place, state: plainText })
          .refine(
            ({ condition, risk }) => !condition !== !risk,
            'a condition: or a risk: with its number, and a state:',
          ),
      )
      .optional(),
  })
  .optional();

/** The role that answers for a paper: `Director of Children's Services`. */
const officer = plainText.optional();

export const paperSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  publish_from_report: publishFromReport,
  item: z.number().int().min(1),
  title: plainText,
  officer,
  summary: markdown,
  recommendations: z.array(plainText).min(1),
  introduction: markdown,
  /** After the introduction, each with a heading of its own: what was asked at the last meeting, and what has happened since. */
  sections: z.array(section).optional(),
  cabinet: sourced,
  funding: markdown,
  accounting: sourced,
  plan: markdown,
  reporting: markdown,
  /** The day of the paper that has the DfE's questions, which are then not printed again. */
  questions_in: isoDate.optional(),
  kpis: z.strictObject({
    introduction: markdown,
    /** Ids of the register, in the order in which they are printed. */
    ids: z.array(z.string()).min(1),
    /** The day on which Schools Forum agreed them; without it they are proposed. */
    agreed: isoDate.optional(),
    question: markdown,
  }),
  demand,
  activity: markdown,
  communication: z.strictObject({ text: markdown, contact: markdown }),
  implications,
  appendices: z.array(
    z.strictObject({
      title: name,
      /** A day, or a month of which the day is not known. */
      date: dayOrMonth,
      version: plainText,
      link: plainText.optional(),
      audience,
    }),
  ),
  /** Words that read like a private detail or a small count and are none: the checks let them pass. */
  allow: z.array(plainText).optional(),
});
export type PaperInput = z.infer<typeof paperSchema>;

/** What a paper for another body than Schools Forum may print, in the order that its paper.yaml gives. */
const committeeModules = ['position', 'reports', 'ratings', 'money', 'kpis', 'risks'] as const;
export type CommitteeModule = (typeof committeeModules)[number];

/** A paper for Cabinet, a Select Committee, Scrutiny: narrative, and the modules that it asks for. */
export const committeePaperSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  publish_from_report: publishFromReport,
  body: name,
  item: z.number().int().min(1).optional(),
  title: plainText,
  officer,
  summary: markdown,
  recommendations: z.array(plainText).min(1),
  introduction: markdown,
  modules: z.array(z.enum(committeeModules)).min(1),
  kpis: z.strictObject({ introduction: markdown, ids: z.array(z.string()).min(1) }).optional(),
  sections: z.array(section).optional(),
  implications,
  allow: z.array(plainText).optional(),
});
export type CommitteePaperInput = z.infer<typeof committeePaperSchema>;

export const workstreamUpdateSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  audience,
  workstream: workstreamNumber,
  aims: markdown,
  progress: markdown,
  next: markdown,
  more: z.array(section).optional(),
});
type WorkstreamUpdate = z.infer<typeof workstreamUpdateSchema>;

/** Schemes in a table: a list of capital.yaml by its id, or schemes that are written here. */
const schemeList = z
  .strictObject({
    from: plainText.optional(),
    title: plainText.optional(),
    months: statusMonths,
    schemes: z.array(scheme).min(1).optional(),
  })
  .superRefine(({ from, title, schemes }, context) => {
    const add = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (from !== undefined && (title !== undefined || schemes !== undefined))
      add('from', 'the id of a list in capital.yaml, without a title and schemes beside it');
    if (from === undefined && title === undefined)
      add('title', 'a title with schemes, or from: with the id of a list in capital.yaml');
    if (from === undefined && title !== undefined && !schemes) add('schemes', 'the schemes of the list');
  });

/** The workstream that a paper looks at more closely: text, and lists of schemes where it has any. */
export const focusSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  workstream: workstreamNumber,
  introduction: markdown,
  lists: z.array(schemeList).optional(),
  closing: markdown.optional(),
  spotlights: z
    .array(z.strictObject({ heading: plainText, scheme: z.string(), text: markdown, audience }))
    .optional(),
  sections: z.array(section).optional(),
});
export type Focus = z.infer<typeof focusSchema>;

export interface Paper {
  /** The date of the meeting, `2023-05-17`, and of another body which it is: `2023-11-13-cabinet`. */
  id: string;
  meeting: IsoDate;
  /** The folder, relative to the inputs folder: `forum/2023-05-17`, `papers/2023-11-13-cabinet`. */
  folder: string;
  /** Absent where the file is missing or cannot be read. */
  paper: PaperInput | undefined;
  /** The same of a paper for another body: one of the two is always absent. */
  committee?: CommitteePaperInput | undefined;
  workstreams: Array<{ file: string; update: WorkstreamUpdate }>;
  /** Updates that are there and could not be read. */
  unread: UnreadUpdate[];
  focus: Focus | undefined;
}

/** The words for a status that nobody has written down; colours are not read. */
export const notRecorded = 'Not recorded';

/** Whether something is for the DfE alone. */
export const isForTheDfe = (item: unknown) =>
  typeof item === 'object' && item !== null && 'audience' in item && item.audience === 'dfe';

/** What of a list may be shown to everyone. */
export function publicOnly<Item extends { audience?: 'public' | 'dfe' | undefined }>(
  items: readonly Item[] | undefined,
): Item[] {
  return (items ?? []).filter((item) => !isForTheDfe(item));
}

/** What a paper itself says, whichever body it is for. */
export const textOf = ({ paper, committee }: Paper): PaperInput | CommitteePaperInput | undefined =>
  paper ?? committee;

/** The report that a paper prints parts of. */
export const reportIn = (paper: Paper) => textOf(paper)?.publish_from_report?.round;

/**
 * Whether a paper may print figures of a month: those of a report that has not been submitted only if it names that round, or a later
 * one, whose report repeats them. Months before the first round are nobody's secret.
 */
export function mayPrint(
  paper: Paper,
  { agreement, rounds }: { agreement: Agreement; rounds: readonly Round[] },
  month: string,
): boolean {
  const isOfReport = month >= (rounds[0]?.id ?? '9') && calendarOf(agreement, month) !== undefined;
  const isSubmitted = rounds.find(({ id }) => id === month)?.submitted;
  return !isOfReport || isSubmitted === true || month <= (reportIn(paper) ?? '');
}

export const isForForum = ({ folder }: Pick<Paper, 'folder'>) => folder.startsWith('forum/');

/** The body that a paper is for: `Schools Forum`, or as its paper.yaml says. */
export const bodyOf = (paper: Pick<Paper, 'folder' | 'id' | 'committee'>) =>
  isForForum(paper) ? 'Schools Forum' : (paper.committee?.body ?? paper.id.slice(11));

export const paperFile = ({ folder }: Paper) => `${folder}/paper.yaml`;
export const focusFile = ({ folder }: Paper) => `${folder}/focus.yaml`;
