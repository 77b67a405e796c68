import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { inputFiles } from '../model/project.ts';
import type { SentReport } from '../model/register.ts';
import type { Round } from '../model/round.ts';
import { type Submission, submissionFile } from '../model/submission-record.ts';

/** Records, the register and their chain. What is wrong has one finding: the first that explains it. */

interface Records {
  /** The reports of the register, in its order; undefined where it cannot be read. */
  register: readonly SentReport[] | undefined;
  /** Rounds as they were read, and all that have a folder, read or not. */
  rounds: readonly Round[];
  ids: readonly string[];
  /** Of each record as it is: the seal that it ought to have, and the SHA-256 of its text. None of one that cannot be read. */
  seals: ReadonlyMap<string, RecordHashes>;
}

export interface RecordHashes {
  seal: string;
  text: string;
}

const code = 'submission/record';
const help = 'put the file back as it was, from a backup or from the evidence bundle of the round';
const register = inputFiles.submissions;

interface Read extends RecordHashes {
  round: Round;
  file: string;
  record: Submission;
}

export function entryFor(record: Submission, text: string): SentReport {
  const by = record.seal ? { seal: record.seal } : { sha256: text };
  const counts = { signatures: record.signed.length, kpis: Object.keys(record.kpis).length };
  return { id: record.round, day: record.submitted, kind: 'report', ...by, ...counts };
}

/** What is wrong, and the rounds whose record is as it was written. */
export function recordsAgree(records: Records): { findings: Finding[]; intact: Set<string> } {
  const read = records.rounds.flatMap((round): Read[] => {
    const hashes = records.seals.get(round.id);
    if (!round.submission || !hashes) return [];
    return [{ ...hashes, round, record: round.submission, file: submissionFile(round) }];
  });
  const sealed = read.filter(({ record }) => record.seal);
  const entries = records.register ?? read.map(({ record, text }) => entryFor(record, text));
  const isEmpty = entries.length === 0;
  const found = read.map((one) => ({ id: one.round.id, findings: recordAgrees(one, read, entries) }));
  const findings = [
    ...(isEmpty && sealed.length > 0 ? [registerGone(sealed.length)] : []),
    ...found.flatMap((one) => one.findings),
    ...vanished(read, entries, records),
  ];
  // With its own seal a record is as it was written, whatever the register says.
  const isWhole = (list: readonly Finding[]) =>
    list.every((finding) => finding.code === 'submission/register');
  const intact = new Set(found.filter((one) => isWhole(one.findings)).map(({ id }) => id));
  return { findings: findings.length > 0 || !records.register ? findings : chained(read, entries), intact };
}

function recordAgrees(one: Read, all: readonly Read[], entries: readonly SentReport[]): Finding[] {
  const { round, record, file, seal, text } = one;
  const named = entries.findIndex(({ id }) => id === record.round);
  const at = named < 0 ? entries.findIndex(({ seal: other }) => other && other === record.seal) : named;
  const entry = entries[at];
  const own = entries.find(({ id }) => id === round.id);
  const isSealed = record.version !== undefined || Boolean(record.seal ?? own?.seal);
  if (isSealed ? seal !== record.seal : own && own.sha256 !== text) return [changed(one, own)];
  if (record.round !== round.id) {
    const message = `the record of ${record.round} lies in the folder of ${round.id}`;
    return [error(code, { file, path: ['round'] }, message, `name the folder rounds/${record.round} again`)];
  }
  if (!entry) return entries.length === 0 ? emptied(one, isSealed) : [unentered(one)];
  const right = entryFor(record, text);
  const key = (['id', 'seal', 'day', 'signatures', 'kpis'] as const).find(
    (name) => entry[name] !== right[name],
  );
  if (!key) return [];
  // The next record names the seal of this one.
  const next = all.find((other) => other.record.round === entries[at + 1]?.id);
  const isForged = key === 'seal' && next?.record.previous !== record.seal;
  const what = {
    id: 'round',
    seal: 'seal',
    day: 'day',
    signatures: 'number of signatures',
    kpis: 'number of KPIs',
  }[key];
  const message = isForged
    ? `the record of ${round.id} has another seal than the register: it is not the one that was written when the report was sent`
    : `the register has another ${what} for ${round.id} than its record`;
  const inRegister = { file: register, path: ['entries'] };
  const [where, other] = isForged ? [{ file, path: ['seal'] }, inRegister] : [inRegister, { file }];
  const note = { message: 'the other is here', where: other };
  return [error(isForged ? code : 'submission/register', where, message, { help, note })];
}

function changed({ round, record, file }: Read, entry: SentReport | undefined): Finding {
  const kpis = Object.keys(record.kpis).length;
  const fewer = [
    ...(entry && kpis < entry.kpis ? [`${kpis} of ${entry.kpis} KPIs`] : []),
    ...(entry && record.signed.length < entry.signatures
      ? [`${record.signed.length} of ${entry.signatures} signatures`]
      : []),
  ];
  const left = fewer.length > 0 ? `; it has ${fewer.join(' and ')} left` : '';
  return error(code, { file }, `the record of ${round.id} was changed after it was written${left}`, help);
}

/** A record of version 0.1 has no seal; one that lacks what each of them had was changed all the same. */
function emptied({ round, record, file }: Read, isSealed: boolean): Finding[] {
  const lists = { KPIs: record.kpis, ratings: record.ratings, signatures: record.signed };
  const lacking = Object.entries(lists).find(([, list]) => Object.keys(list).length === 0);
  if (isSealed || record.by_other_means || !lacking) return [];
  return [
    error(
      code,
      { file },
      `the record of ${round.id} has no ${lacking[0]}: it was changed after it was written`,
      help,
    ),
  ];
}

function unentered({ round, file }: Read): Finding {
  const message = `the register has no entry of the report of ${round.id}`;
  return error('submission/register', { file: register }, message, {
    help: `put its entry back, from a backup; if \`submit\` or \`record\` was stopped before its end, run it again for ${round.id}`,
    note: { message: 'its record is here', where: { file } },
  });
}

function registerGone(count: number): Finding {
  const what = count === 1 ? 'a sealed record is' : `${count} sealed records are`;
  return error(
    'submission/register',
    { file: register },
    `the register names no report, and ${what} there`,
    help,
  );
}

/** Reports of the register whose record is not there, neither in its folder nor in one that was renamed. */
function vanished(
  read: readonly Read[],
  entries: readonly SentReport[],
  { rounds, ids }: Records,
): Finding[] {
  return entries.flatMap(({ id, day, seal }, i): Finding[] => {
    if (entries.findIndex((other) => other.id === id) < i)
      return [
        error(
          'submission/register',
          { file: register, path: ['entries', i] },
          `the register has ${id} twice`,
          help,
        ),
      ];
    const round = rounds.find((one) => one.id === id);
    const isUnread = round ? round.submitted : ids.includes(id);
    if (isUnread || read.some(({ record }) => record.round === id || (seal && record.seal === seal)))
      return [];
    const file = round ? submissionFile(round) : `rounds/${id}`;
    const what = round ? 'the record' : 'the folder';
    const message = `${what} of ${id}, which was submitted on ${day}, is not there`;
    const note = { message: 'the register has it here', where: { file: register, path: ['entries'] } };
    return [error('submission/vanished', { file }, message, { help, note })];
  });
}

/** Each sealed record names the one before it in the register. The first break explains those after it. */
function chained(read: readonly Read[], entries: readonly SentReport[]): Finding[] {
  const broken = entries.flatMap(({ id }, i) => {
    const record = read.find(({ round }) => round.id === id)?.record;
    const before = entries[i - 1];
    if (!record?.seal || record.previous === (before?.seal ?? before?.sha256)) return [];
    const named = entries.find(({ seal, sha256 }) => (seal ?? sha256) === record.previous);
    const after = named ? `the one of ${named.id}` : 'one that is not in the register';
    const message = `the chain is broken: the record of ${id} follows ${after}, and the register has ${before ? `that of ${before.id}` : 'none'} before it`;
    const where = { file: register, path: ['entries'] };
    return [error('submission/register', where, message, help)];
  });
  return broken.slice(0, 1);
}
