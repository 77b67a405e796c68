import { basename } from 'node:path';
import { error, type Finding, type Where } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { howToRead, readWhole } from '../files/read-file.ts';
import { openWorkbook } from '../inputs/workbook/workbook.ts';
import { PackageError } from '../ooxml/package.ts';
import type { Picture } from '../word/images/read-picture.ts';
import { readDocument } from '../word/read/blocks.ts';
import type { Answers } from './answers.ts';
import type { ConditionGiven } from './compose.ts';
import { type Guess, guessing } from './guess.ts';
import { readLogo } from './house-style.ts';
import { kpiTables } from './kpi-table.ts';
import { planTables } from './plan-table.ts';
import { type KpisRead, readKpis } from './read-kpis.ts';
import { type PlanRead, readPlan, typedPlan } from './read-plan.ts';
import { listedIn, listedInWord } from './split-conditions.ts';

/** Reads the council's own files. They are opened for reading, and never written. */

export interface OwnFiles {
  conditions: ConditionGiven[];
  kpis: KpisRead;
  plan: PlanRead;
  logo: Picture | undefined;
  guesses: Guess[];
}

/** What is asked for, with the file of the answers, for places. */
export interface Asked {
  /** Paths in them are whole. */
  answers: Answers;
  file: string;
  /** What options gave in place of the file. */
  options: ReadonlySet<string>;
}

/** What the files hold; undefined if one of them can't be used, with findings that say why. */
export async function readOwnFiles(
  asked: Asked,
): Promise<{ own: OwnFiles | undefined; findings: Finding[] }> {
  const findings: Finding[] = [];
  const { guesses, ask } = guessing(asked.answers.readings);
  const conditions = await conditionsOf(asked, findings);
  const kpis = await kpisOf(asked, ask, findings);
  const plan = await planOf(asked, ask, findings);
  const logo = logoOf(asked, findings);
  if (!conditions || !kpis || !plan || (asked.answers.logo && !logo)) return { own: undefined, findings };
  // Lines whose sums are those of the workbook are what they were taken for.
  if (plan.addsUp) for (const guess of guesses) if (/^(?:income|spend)$/.test(guess.taken)) guess.sure = true;
  findings.push(...unknownReadings(asked, guesses));
  return { own: { conditions, kpis, plan, logo, guesses }, findings };
}

/** The place of an answer: in the file, or the option that gave it. */
export const at = ({ file, options }: Asked, ...path: string[]) =>
  options.has(path[0] ?? '') ? { file: `--${path[0]?.replaceAll('_', '-')}` } : { file, path };

/** The bytes of a file that somebody named; `help` is what to do where there is none. */
export function bytesAt(path: string, where: Where, help: string, findings: Finding[]): Buffer | undefined {
  try {
    return readWhole(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    findings.push(
      code === 'ENOENT'
        ? error('file/missing', where, `there is no file ${path}`, help)
        : error('file/unreadable', where, `${path} cannot be read (${code})`, howToRead(code)),
    );
    return undefined;
  }
}

const bytesOf = (asked: Asked, key: string, path: string, findings: Finding[]) =>
  bytesAt(
    path,
    at(asked, key),
    'give its path; one in the answers file begins at the folder of that file',
    findings,
  );

async function conditionsOf(asked: Asked, findings: Finding[]): Promise<ConditionGiven[] | undefined> {
  const { conditions } = asked.answers;
  if (Array.isArray(conditions)) return conditions;
  const bytes = bytesOf(asked, 'conditions', conditions.file, findings);
  if (!bytes) return undefined;
  const found = /\.docx$/i.test(conditions.file)
    ? await inWord(asked, bytes, findings)
    : listedIn(bytes.toString('utf8'));
  if (found === undefined) return undefined;
  if (found.length > 0) return found.map((wording) => ({ wording }));
  const message = `no list of conditions was found in ${basename(conditions.file)}`;
  const help = 'number them 1, 2, 3 in the file, or paste them here as a numbered list';
  findings.push(error('yaml/value', at(asked, 'conditions'), message, help));
  return undefined;
}

async function inWord(asked: Asked, bytes: Uint8Array, findings: Finding[]): Promise<string[] | undefined> {
  try {
    return listedInWord((await readDocument(bytes)).blocks);
  } catch (cause) {
    if (!(cause instanceof PackageError)) throw cause;
    findings.push(
      error(
        'file/unreadable',
        at(asked, 'conditions'),
        `the file of the conditions is no Word file that can be read: ${cause.message}`,
        'save it in Word as a Word document (.docx), or paste the conditions as a numbered list',
      ),
    );
    return undefined;
  }
}

/** The sheets of a workbook, or nothing. */
async function sheetsOf(asked: Asked, key: 'kpis' | 'plan', path: string, findings: Finding[]) {
  const bytes = bytesOf(asked, key, path, findings);
  if (!bytes) return undefined;
  const { opened, sheets, findings: found } = await openWorkbook(basename(path), bytes);
  if (opened) return sheets;
  findings.push(
    ...found.map((finding) => ({
      ...finding,
      where: at(asked, key),
      message: `${basename(path)}: ${finding.message}`,
    })),
  );
  return undefined;
}

async function kpisOf(
  asked: Asked,
  ask: ReturnType<typeof guessing>['ask'],
  findings: Finding[],
): Promise<KpisRead | undefined> {
  const { kpis, reports, workstreams = [] } = asked.answers;
  if (!kpis) return { kpis: [], months: [], left: [] };
  const sheets = await sheetsOf(asked, 'kpis', kpis.file, findings);
  if (!sheets) return undefined;
  const read = readKpis(kpiTables(sheets, reports), ask, workstreams.length);
  if (read.kpis.length > 0) return read;
  const message = `no table of KPIs was found in ${basename(kpis.file)}`;
  const help =
    'a table has a column of names, headed for example "Measure", and a column headed with a month: "June 2024"';
  findings.push(error('workbook/no-table', at(asked, 'kpis'), message, help));
  return undefined;
}

async function planOf(
  asked: Asked,
  ask: ReturnType<typeof guessing>['ask'],
  findings: Finding[],
): Promise<PlanRead | undefined> {
  const { plan, reports, financial_years: years } = asked.answers;
  if ('lines' in plan) {
    if (years) return typedPlan(plan.lines, years, ask);
    const help = 'add for example: financial_years: 2023/24 to 2027/28';
    findings.push(
      error('yaml/missing-key', at(asked), '"financial_years" is missing, and no workbook has them', help),
    );
    return undefined;
  }
  const sheets = await sheetsOf(asked, 'plan', plan.file, findings);
  if (!sheets) return undefined;
  const read = readPlan(planTables(sheets, reports), ask, years);
  if (read) return read;
  const message = `no table of the plan was found in ${basename(plan.file)}`;
  const help =
    'a table has financial years for headings, for example 2023/24, 2024/25, and the names of its lines before them';
  findings.push(error('workbook/no-table', at(asked, 'plan'), message, help));
  return undefined;
}

function logoOf(asked: Asked, findings: Finding[]): Picture | undefined {
  const { logo } = asked.answers;
  const bytes = logo === undefined ? undefined : bytesOf(asked, 'logo', logo, findings);
  if (!bytes) return undefined;
  try {
    return readLogo(bytes);
  } catch (cause) {
    const message = `the logo cannot be used: ${(cause as Error).message}`;
    findings.push(error('file/unreadable', at(asked, 'logo'), message, 'name a picture in PNG or JPEG'));
    return undefined;
  }
}

/** Answers to questions that the workbooks do not raise, or that are none of the choices. */
function unknownReadings(asked: Asked, guesses: readonly Guess[]): Finding[] {
  const ids = guesses.map(({ id }) => id);
  return Object.entries(asked.answers.readings ?? {}).flatMap(([id, said]) => {
    const guess = guesses.find((one) => one.id === id);
    if (guess?.choices.includes(said)) return [];
    const where = { ...at(asked, 'readings', id), ...(guess ? {} : { key: true }) };
    return [
      guess
        ? error(
            'yaml/value',
            where,
            `${id} cannot be "${said}"${didYouMean(said, guess.choices)}`,
            `write one of: ${guess.choices.join(', ')}`,
          )
        : error(
            'yaml/unknown-key',
            where,
            `your workbooks raise no question "${id}"${didYouMean(id, ids)}`,
            'remove it, or write the name of the question as init prints it',
          ),
    ];
  });
}
