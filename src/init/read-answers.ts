import { type Diagnostic, error, type Finding } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { locate, type Sources } from '../inputs/yaml/locate.ts';
import { readYaml } from '../inputs/yaml/read-yaml.ts';
import { type Answers, answersSchema } from './answers.ts';
import { bytesAt, readOwnFiles } from './read-own.ts';

/** Answers from a file and from options, with every problem of them in one run. */

export interface AnswersRead {
  /** Absent where something is wrong or missing. */
  answers: Answers | undefined;
  file: string;
  options: ReadonlySet<string>;
  sources: Sources;
  diagnostics: Diagnostic[];
}

/** What a project can't be without, and an example of each to paste. */
const needed = {
  council: 'council: Eastshire County Council',
  formal_name: 'formal_name: Safety Valve',
  conditions: 'conditions: |\n  1. The first condition, word for word\n  2. The second',
  reports: 'reports: 16 June, 15 September, 15 December',
  plan: 'plan: our plan.xlsx',
  sign_offs: "sign_offs: S151 Officer; Director of Children's Services",
} as const satisfies Partial<Record<keyof Answers, string>>;

const partial = answersSchema.partial();

/**
 * The file's answers, with those of the options in their place.
 * @param whole makes the paths of the file whole
 */
export async function readAnswers(
  path: string | undefined,
  given: Partial<Answers>,
  whole: (answers: Partial<Answers>) => Partial<Answers>,
): Promise<AnswersRead> {
  const file = path ?? 'the answers';
  const options = new Set(path === undefined ? [] : Object.keys(given));
  const sources: Sources = new Map();
  const findings: Finding[] = [];
  let answers = given;
  if (path !== undefined) {
    const read = readFileOf(path, findings);
    if (read?.source) sources.set(file, read.source);
    answers = { ...whole((read?.value ?? {}) as Partial<Answers>), ...given };
    findings.push(...(read?.findings ?? []));
  }
  const isWrong = (key: string) => findings.some(({ where }) => 'path' in where && where.path?.[0] === key);
  const isRead = path === undefined || sources.has(file);
  const lacking = (Object.keys(needed) as Array<keyof typeof needed>).filter(
    (key) => answers[key] === undefined,
  );
  const missing = lacking.filter((key) => isRead && !isWrong(key));
  if (missing.length > 0) findings.push(lacks(file, missing));
  if (findings.some(({ severity }) => severity === 'error') && lacking.length === 0)
    findings.push(...(await readOwnFiles({ answers: answers as Answers, file, options })).findings);
  const isUsable = findings.every(({ severity }) => severity !== 'error');
  return {
    answers: isUsable ? (answers as Answers) : undefined,
    file,
    options,
    sources,
    diagnostics: sortDiagnostics(findings.map((finding) => locate(finding, sources, ''))),
  };
}

/** All that is missing in one go, to paste. */
function lacks(file: string, keys: ReadonlyArray<keyof typeof needed>): Finding {
  const names = new Intl.ListFormat('en-GB').format(keys.map((key) => `"${key}"`));
  const examples = keys.map((key) => needed[key]).join('\n');
  const message = `${names} ${keys.length === 1 ? 'is' : 'are'} missing`;
  const help = `add, with your own words:\n${examples}`;
  return error('yaml/missing-key', { file, path: [] }, message, help);
}

function readFileOf(path: string, findings: Finding[]) {
  const bytes = bytesAt(path, { file: path }, 'name the file with the answers', findings);
  return bytes && readYaml(path, bytes, partial);
}
