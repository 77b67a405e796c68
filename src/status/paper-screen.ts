import { dayName, shortDayName } from '../calendar/days.ts';
import { plural } from '../diagnostics/format.ts';
import type { PaperStatus } from './paper-status.ts';
import { distance } from './status-rows.ts';
import { list, madeDrafts, type Paint, problems, screenOf } from './status-screen.ts';

/** The status of papers for a terminal. */

/** `Schools Forum paper (2023-05-17): not published, goes out in 4 working days` */
export function paperTitle({ id, body, stage, agenda, working_days_left, published }: PaperStatus): string {
  const of = `${body} paper (${id})`;
  if (published) {
    const again = published.revision ? `revision ${published.revision} ` : '';
    return `${of}: ${again}published on ${shortDayName(published.day)}`;
  }
  const when = distance(working_days_left);
  if (stage === 'late') return `${of}: NOT PUBLISHED, was to go out ${when}`;
  return `${of}: not published, ${agenda ? 'goes out' : 'its meeting is'} ${when}`;
}

export function formatPaper(paper: PaperStatus, paint: Paint): string {
  const { meeting, stage, agenda, drafts, illustrative, published, next } = paper;
  const days = [...(agenda ? [`  ${dayName(agenda)}  Papers go out`] : []), `  ${dayName(meeting)}  Meeting`];
  const made = madeDrafts(drafts);
  const open = [
    problems(paper, paint),
    ...(illustrative > 0 ? [[`Illustrative content: in ${plural(illustrative, 'place')}`]] : []),
    made.length > 0 ? ['Last drafts', ...made] : ['No draft yet'],
    list('Next', next),
  ];
  const blocks = [
    [paint(stage === 'late' ? 'red' : 'bold', paperTitle(paper))],
    days,
    ...(published ? [[`Published: ${published.file}`]] : open),
  ];
  return screenOf(blocks);
}
