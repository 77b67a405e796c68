import { isMap } from 'yaml';
import type { Field, Finding } from '../diagnostics/diagnostic.ts';
import { type Sources, whereAsTyped } from '../inputs/yaml/locate.ts';
import { inputFiles } from '../model/project.ts';

/** Problems that only follow from others, which are left out: of each cause one is said. */

type Path = ReadonlyArray<string | number>;

/** What reading found wrong in a YAML file, and so left out. */
interface Lost {
  file: string;
  path: Path;
  /** The entry of a list that it is in, as JSON, or the field itself. */
  entry: string;
}

/** Whether what a check found only follows from what reading found. */
export function followingFrom(found: readonly Finding[], sources: Sources): (finding: Finding) => boolean {
  const lost = found
    .filter(({ severity }) => severity === 'error')
    .flatMap((finding) => pathsOf(finding, sources).map((path) => lostAt(finding.where.file, path, sources)));
  const isIn = (inner: Path, outer: Path) => outer.every((part, i) => inner[i] === part);
  return (finding) => {
    const { where, restsOn = [] } = finding;
    const own = pathsOf(finding, sources);
    // That a list lacks a name is no second cause where an entry of it is wrong.
    const isOfList = 'key' in where && where.key === true;
    return lost.some(
      ({ file, path, entry }) =>
        (file === where.file && own.some((field) => isIn(field, path) || (isOfList && isIn(path, field)))) ||
        restsOn.some(
          (field) =>
            file === field.file &&
            (isIn(path, field.path) || isIn(field.path, path)) &&
            isEntry(field, path, entry),
        ),
    );
  };
}

/** An entry whose id cannot be read may be any. */
function isEntry({ entry }: Field, path: Path, lost: string): boolean {
  const names = Object.entries(entry ?? {});
  return !entry || names.some(([key, name]) => path.at(-1) === key || lost.includes(JSON.stringify(name)));
}

function lostAt(file: string, path: Path, sources: Sources): Lost {
  const document = sources.get(file)?.document;
  const ends = path.map((_, i) => i + 1).reverse();
  const isOfList = (end: number) =>
    typeof path[end - 1] === 'number' && isMap(document?.getIn(path.slice(0, end)));
  const end = ends.find(isOfList) ?? path.length;
  return { file, path, entry: JSON.stringify(document?.getIn(path.slice(0, end))) ?? '' };
}

/** The fields of its YAML file that a finding is about, or that it is shown at in their place. */
function pathsOf({ where, unread }: Finding, sources: Sources): Path[] {
  const typed = whereAsTyped(where, sources);
  const paths = 'path' in typed ? [typed.path, typed.instead, unread] : [unread];
  return paths.flatMap((path) => (path && path.length > 0 ? [path] : []));
}

/**
 * Without what follows from the plan workbook: a figure of the plan or the forecast that may be wrong makes a difference for which
 * nobody can give a reason, and one that is wrong contradicts what the texts say.
 */
export function withoutThoseOfPlan(findings: Finding[]): Finding[] {
  const found = findings.filter(
    ({ code, where }) =>
      where.file === inputFiles.plan && /^(?:plan|workbook)\/|^forecast\/(?:missing|unlikely)$/.test(code),
  );
  const isWrong = found.some(({ severity }) => severity === 'error');
  // A forecast whose title does not say that it is one is taken for a second plan.
  const isSecond = found.some(({ code }) => code === 'workbook/second-table');
  const gone = [
    ...(isSecond ? ['forecast/missing'] : []),
    ...(found.length > 0 ? ['variance/reason-missing'] : []),
    ...(isWrong ? ['figure/contradiction'] : []),
  ];
  return findings.filter(({ code }) => !gone.includes(code));
}
