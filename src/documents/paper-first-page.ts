import type { Paper } from '../model/paper.ts';
import { publicOf } from '../model/programme.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import type { Publication } from '../model/register.ts';
import { calendarOf, financialYearOf, monthName, roundsOfYear } from '../model/round.ts';
import { fieldsOf } from './fields-of-files.ts';
import { longDate } from './house-formats.ts';
import { buildNotices, madeUpInPaper, noticesShape } from './illustrative.ts';
import { as, fixed, type Given, orElse, workedOut } from './origins.ts';
import { reportPublishedIn } from './position.ts';
import { missing } from './report-source.ts';

/** What every paper has, whichever body it is for: its status, what is asked, and who answers questions. */

/** What a paper is built from. */
export interface PaperSource {
  project: ReadableProject;
  paper: Paper;
  gaps: readonly string[];
  /** How it is published, which makes it no draft. */
  published?: Pick<Publication, 'day' | 'revision' | 'reason'> | undefined;
}

/** What is on the first page of every paper, in its introduction, and what it means for others. */
export const firstPageShape = {
  meeting_date: 'text',
  /** The role that answers for the paper, where its author names one. */
  has_officer: 'flag',
  officer: 'text',
  ...noticesShape,
  summary: 'markdown',
  recommendations: 'markdown',
  introduction: 'markdown',
  /** After the introduction, or after the modules. */
  sections: [{ heading: 'text', text: 'markdown' }],
  has_implications: 'flag',
  implications: [{ heading: 'text', text: 'markdown' }],
} as const;

/** Who answers questions, and what every paper ends with. */
export const contactShape = {
  contact_sentence: 'text',
  contacts: [{ name: 'text', telephone: 'text', email: 'markdown' }],
  has_equality: 'flag',
  equality: 'text',
  has_alternative_formats: 'flag',
  alternative_formats: 'text',
} as const;

/** What an author may have written of the first page. */
interface FirstPageTexts {
  summary?: Given;
  recommendations?: readonly Given[];
  introduction?: Given;
  officer?: Given | undefined;
  sections?: readonly Section[] | undefined;
  implications?: readonly Section[] | undefined;
}

type Section = Record<'heading' | 'text', Given>;

/** @see firstPageShape */
export function buildFirstPage({ project, paper, gaps }: PaperSource, text: FirstPageTexts | undefined) {
  const { council } = fieldsOf(project.programme, { file: inputFiles.programme });
  return {
    meeting_date: workedOut(longDate(paper.meeting), `the day of ${paper.folder}`),
    ...buildNotices(council, madeUpInPaper(project, paper, reportPublishedIn(project, paper)), gaps),
    has_officer: Boolean(text?.officer?.value),
    officer: text?.officer ?? fixed(''),
    summary: orElse(text?.summary, missing.text),
    recommendations: numbered(text?.recommendations),
    introduction: orElse(text?.introduction, missing.text),
    sections: sectionsOf(text?.sections),
    has_implications: (text?.implications ?? []).length > 0,
    implications: sectionsOf(text?.implications),
  };
}

const sectionsOf = (sections: readonly Section[] = []) =>
  sections.map(({ heading, text }) => ({ heading, text }));

/** The reports to the DfE in the financial year of a meeting: id, name, and the day on which each is due. */
export const reportsOfYear = ({ agreement }: ReadableProject, { meeting }: Paper) =>
  roundsOfYear(agreement, financialYearOf(meeting)).map((id) => {
    const place = { field: inputFiles.agreement, path: ['reports'] };
    const deadline = calendarOf(agreement, id)?.deadline ?? `${id}-01`;
    return {
      id,
      deadline,
      name: workedOut(`Report of ${monthName(id)}`, 'the calendar of reports', place),
      due: workedOut(longDate(deadline), 'the calendar of reports', place),
    };
  });

export function statusOf({ gaps, published }: PaperSource, draft: number): Given {
  const written = (text: string) => workedOut(text, 'the number of the draft, or its entry in the register');
  if (!published)
    return written(`Draft ${draft}${gaps.length > 0 ? ', incomplete' : ''}, not for publication`);
  const { day, revision } = published;
  const on = longDate(day);
  return written(revision === undefined ? `Published on ${on}` : `Revision ${revision}, published on ${on}`);
}

/** Why a paper is published again, for its first page. */
export function buildRevision({ published }: PaperSource) {
  const { revision, reason = missing.text } = published ?? {};
  const words = reason.replace(/[.\s]+$/, '');
  return {
    is_revised: revision !== undefined,
    revision: workedOut(
      `This paper was published before, and is published again for this reason: ${words}.`,
      'the reason that was given',
    ),
  };
}

/** What is asked of a body, as a list. */
const numbered = (items: readonly Given[] = [fixed(missing.text)]): Given =>
  workedOut(items.map(({ value }, i) => `${i + 1}. ${value}`).join('\n'), 'numbered', ...items);

export function buildContacts({ programme }: ReadableProject) {
  const at = ['public'];
  const { contacts, contact_sentence, equality, alternative_formats } = fieldsOf(publicOf(programme), {
    file: inputFiles.programme,
    at,
  });
  return {
    contact_sentence: orElse(contact_sentence, missing.text),
    contacts: contacts.map(({ name, telephone, email }) => ({
      name,
      telephone,
      email: as(email, (address) => `[${address}](mailto:${address})`),
    })),
    has_equality: equality.value !== '',
    equality: orElse(equality, missing.text),
    has_alternative_formats: alternative_formats.value !== '',
    alternative_formats: orElse(alternative_formats, missing.text),
  };
}
