import { buildCommitteePaper } from '../documents/committee-paper.ts';
import type { PaperSource } from '../documents/paper-first-page.ts';
import type { BuiltDocument } from '../documents/report-source.ts';
import { buildSchoolsForumPaper } from '../documents/schools-forum-paper.ts';
import { isForForum, type Paper } from '../model/paper.ts';

/** Papers for Schools Forum and for other bodies: which document each is. */

export const documentOf = (paper: Paper) => (isForForum(paper) ? 'schools-forum-paper' : 'committee-paper');

export const buildPaper = (source: PaperSource): BuiltDocument<object> =>
  isForForum(source.paper) ? buildSchoolsForumPaper(source) : buildCommitteePaper(source);
