import type { CommandLine } from '../app/job.ts';
import { longDayName, shortDayName } from '../calendar/days.ts';
import { plural } from '../diagnostics/format.ts';
import type { IsoDate } from '../model/field-types.ts';
import { type DifficultyStatus, difficultyWords } from '../status/difficulties.ts';
import { paperTitle } from '../status/paper-screen.ts';
import type { PaperStatus } from '../status/paper-status.ts';
import { type OpenPromise, promiseWords } from '../status/promises.ts';
import type { RoundStatus } from '../status/status.ts';
import {
  conditionRows,
  conditionsTitle,
  dateRows,
  distance,
  draftLines,
  signatureRows,
} from '../status/status-rows.ts';
import { stageWords } from '../status/status-screen.ts';

/** The status of the open rounds as a page in Markdown, which reads well as plain text too: what a scheduled run leaves. */

interface PageSource {
  today: IsoDate;
  /** What stops a report, in words. */
  alerts: readonly string[];
  /** Why the inputs cannot be read, if they cannot. */
  unread: readonly string[];
  rounds: readonly RoundStatus[];
  papers: readonly PaperStatus[];
  promises?: readonly OpenPromise[];
  difficulties?: readonly DifficultyStatus[];
  commandLine: CommandLine;
}

export function formatPage(source: PageSource): string {
  const { today, alerts, unread, rounds, papers, promises = [], difficulties = [], commandLine } = source;
  const old = rounds.filter(({ stage }) => stage === 'missed').slice(0, -1);
  const blocks = [
    '# How far the reports to the DfE are',
    `On ${longDayName(today)}. \`${commandLine('run')}\` writes this page anew each time.`,
    alerts.length > 0 ? list(alerts.map((alert) => `**${literal(alert)}**`)) : 'No warnings today.',
    ...(unread.length > 0 ? [`\`\`\`text\n${unread.join('\n\n')}\n\`\`\``] : []),
    ...rounds.filter((round) => !old.includes(round)).flatMap((round) => roundBlocks(round, commandLine)),
    ...papers.flatMap((paper) => paperBlocks(paper, commandLine)),
    ...(difficulties.length > 0
      ? [`## Difficulty notes\n\n${list(difficulties.map((one) => literal(difficultyWords(one))))}`]
      : []),
    ...(promises.length > 0
      ? [`## Forward plan\n\n${list(promises.map((one) => literal(promiseWords(one))))}`]
      : []),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function roundBlocks(status: RoundStatus, commandLine: CommandLine): string[] {
  const { id, month, started, working_days_left, next } = status;
  const title = `## ${month} report (${id}): ${stageWords(status)}, due ${distance(working_days_left)}`;
  return [
    title,
    section('Next', list(next.map(literal))),
    section('Dates', table(['Date', 'What', 'When'], dateRows(status, shortDayName))),
    ...(started
      ? [owed(status), conditions(status), kpis(status), problems(status, commandLine), drafts(status)]
      : []),
  ];
}

function paperBlocks(paper: PaperStatus, commandLine: CommandLine): string[] {
  const { meeting, agenda, drafts: made, published, next } = paper;
  const days = [
    ...(agenda ? [[shortDayName(agenda), 'Papers go out']] : []),
    [shortDayName(meeting), 'Meeting'],
  ];
  return [
    `## ${paperTitle(paper)}`,
    section('Next', list(next.map(literal))),
    section('Dates', table(['Date', 'What'], days)),
    ...(published ? [] : [problems(paper, commandLine), lastDrafts(made)]),
  ];
}

const section = (title: string, body: string) => (body === '' ? '' : `### ${title}\n\n${body}`);

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(literal)))].join('\n');
}

/** What Markdown would read as its own. */
function literal(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|]/g, '\\$&');
}

function owed({ owed: list, id, stage }: RoundStatus): string {
  if (stage === 'before') return '';
  const rows = list.flatMap(({ owner, by, things }) =>
    things.map((thing) => [owner, thing, shortDayName(by)]),
  );
  if (rows.length === 0) return section('Who owes what', 'Nobody owes anything.');
  const reminders = `A reminder for each, ready to be pasted into an e-mail, is in ${id}/reminders.`;
  return section('Who owes what', `${table(['Who', 'What', 'By'], rows)}\n\n${reminders}`);
}

const conditions = (status: RoundStatus): string =>
  section(
    conditionsTitle(status),
    table(['No.', 'Condition', 'Rating', 'Movement', 'Update', 'Owner'], conditionRows(status)),
  );

function kpis({ kpis: { given, expected, missing } }: RoundStatus): string {
  const rows = missing.map(({ source, kpis: names }) => [source, names.join('; ')]);
  return section(
    'KPIs',
    [`${given} of ${expected} values in.`, table(['Missing from', 'KPIs'], rows)]
      .filter(Boolean)
      .join('\n\n'),
  );
}

function problems(
  { id, problems: { errors, warnings, files } }: Pick<RoundStatus, 'id' | 'problems'>,
  commandLine: CommandLine,
): string {
  if (files.length === 0) return section('Problems', 'None.');
  const rows = files.map((file) => [file.file, String(file.errors), String(file.warnings)]);
  const found = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}. \`${commandLine('check', id)}\` says what to do about each.`;
  return section('Problems', `${found}\n\n${table(['File', 'Errors', 'Warnings'], rows)}`);
}

function lastDrafts(made: RoundStatus['drafts']): string {
  const files = draftLines(made).map(literal);
  return section('Last drafts', files.length > 0 ? list(files) : 'None yet.');
}

const drafts = (status: RoundStatus): string =>
  [lastDrafts(status.drafts), section('Signatures', table(['Who', 'Signed'], signatureRows(status)))].join(
    '\n\n',
  );
