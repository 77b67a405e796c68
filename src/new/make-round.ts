import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RoundDates, roundDates } from '../calendar/rounds.ts';
import { holidaysReach } from '../checks/dates.ts';
import { type Diagnostic, error } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { ifThere } from '../files/if-there.ts';
import { ownerOf } from '../files/open-by.ts';
import { shownPath } from '../files/shown-path.ts';
import { replaceFile, writeNewFolder } from '../files/write-file.ts';
import { readProjectTexts } from '../inputs/read-project.ts';
import { locate } from '../inputs/yaml/locate.ts';
import type { Agreement } from '../model/agreement.ts';
import { inputFiles } from '../model/project.ts';
import { type Round, roundBefore } from '../model/round.ts';
import { whereUnreadable } from '../ooxml/package.ts';
import { conditionFile } from './condition-file.ts';
import { type NewRoundSource, reportFile } from './report-file.ts';
import { type Readied, withNextForecast, withNextKpis } from './workbooks.ts';

/** What came of making a round's folder. */
export interface MadeRound {
  /** The folder, and the files in it, as they are shown; none where nothing was written. */
  folder: string;
  files: string[];
  /** Absent where the agreement has no report in that month. */
  dates: RoundDates | undefined;
  /** The months in which the agreement has reports; none where it cannot be read. */
  months: string[];
  /** The round that is quoted, and the one that would be if it had a folder. */
  last: string | undefined;
  before: string | undefined;
  /** What was done to the workbooks, by file, in words. */
  workbooks: Array<{ file: string; said: string }>;
  diagnostics: Diagnostic[];
}

/**
 * Makes the folder of a round from the last one that has a folder: whole, or not at all, and never over one that is there.
 * @throws {NodeJS.ErrnoException} what the file system says
 */
export async function makeRound(inputs: string, id: string): Promise<MadeRound> {
  const { project, findings, sources } = readProjectTexts(inputs);
  const { agreement, programme, holidays, rounds } = project;
  const at = `rounds/${id}`;
  const last = lastBefore(rounds, id);
  const dates = agreement && roundDates(agreement, holidays, id);
  const used: readonly string[] = [inputFiles.agreement, inputFiles.programme, inputFiles.holidays];
  // What cannot be read cannot be quoted either.
  const found = findings.filter(
    ({ where: { file } }) =>
      file === '' || used.includes(file) || (last && file.startsWith(`${last.folder}/`)),
  );
  if (dates) found.push(...holidaysReach(holidays, dates.deadline));
  const result = {
    folder: shownPath(inputs, at),
    dates,
    months: agreement?.reports.map(({ month }) => month) ?? [],
    last: last?.id,
    before: agreement && roundBefore(agreement, id),
  };
  const diagnosed = (list: typeof found) => sortDiagnostics(list.map((one) => locate(one, sources, inputs)));
  if (!agreement || !dates) return { ...result, files: [], workbooks: [], diagnostics: diagnosed(found) };
  const files = newRound({ agreement, programme, dates, last });
  try {
    await writeNewFolder(
      join(inputs, at),
      files.map(({ file, text }) => ({ file, bytes: text })),
    );
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    const message = 'the round has a folder already: nothing is changed in it';
    const exists = error(
      'round/exists',
      { file: at },
      message,
      'fill it in; to begin afresh, move it away first',
    );
    return { ...result, files: [], workbooks: [], diagnostics: diagnosed([exists]) };
  }
  const paths = files.map(({ file }) => shownPath(inputs, at, file));
  const workbooks = await readyWorkbooks(inputs, id, agreement);
  return { ...result, files: paths, workbooks, diagnostics: diagnosed(found) };
}

/** The round to quote: the last one before, whether or not a round in between has no folder. */
function lastBefore(rounds: readonly Round[], id: string): Round | undefined {
  return rounds.filter((round) => round.id < id).at(-1);
}

/**
 * The files of a new round: one for each condition of the agreement, and report.yaml. Nothing is said in them but the
 * conditions, their wording and their owners; what was said last is quoted in comments.
 */
export function newRound(source: NewRoundSource): Array<{ file: string; text: string }> {
  const { agreement, programme, dates, last } = source;
  return [
    reportFile(source),
    ...agreement.conditions.map((condition) =>
      conditionFile({ agreement, programme, id: dates.id, condition, last }),
    ),
  ];
}

/** Puts the next column and the next forecast into the workbooks. One that is open somewhere, or can't be read, is left as it is. */
async function readyWorkbooks(
  inputs: string,
  id: string,
  agreement: Agreement,
): Promise<MadeRound['workbooks']> {
  const { reports, financial_years: years } = agreement;
  const ready = {
    [inputFiles.kpis]: (bytes: Uint8Array) => withNextKpis(inputFiles.kpis, bytes, id, reports),
    [inputFiles.plan]: (bytes: Uint8Array) =>
      withNextForecast(inputFiles.plan, bytes, id, { reports, years }),
  };
  const done: MadeRound['workbooks'] = [];
  for (const [file, make] of Object.entries(ready)) {
    const path = join(inputs, file);
    const bytes = ifThere(() => readFileSync(path));
    if (!bytes) continue;
    const shown = shownPath(inputs, file);
    const owner = ownerOf(path);
    if (owner) {
      const by = owner.name ? ` by ${owner.name}` : '';
      done.push({
        file: shown,
        said: `not changed: it is open in ${owner.program}${by}. Close it, and add the column or sheet for ${id} there`,
      });
      continue;
    }
    const { said, bytes: made } = await make(bytes).catch(
      whereUnreadable((why): Readied => ({ said: `not changed: ${why}. Add the column or sheet in Excel` })),
    );
    if (made) await replaceFile(path, made);
    done.push({ file: shown, said });
  }
  return done;
}
