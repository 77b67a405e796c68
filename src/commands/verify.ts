import { type Command, InvalidArgumentError } from 'commander';
import { readAndVerifyBundle } from '../app/bundle.ts';
import { type Verified, verifySubmissions } from '../app/verify.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import { addSharedOptions, isRound, jobOf } from './options.ts';
import { addProjectsOption, forEachProject, type ProjectsOptions } from './projects.ts';
import { unknownIds } from './run-drafts.ts';
import { exitFor, printResult, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual verify`. */

export const help = `
Examples:
  triannual verify                                   every report that was submitted
  triannual verify 2023-06 --seal K7QF-8M2X-…        that its record is the one of the code in the covering e-mail
  triannual verify evidence-2023-06.zip              an evidence bundle, anywhere

It compares finals, records, the register and the inputs, and writes nothing. Only a code that is kept elsewhere, as in the
e-mail, shows that all of them were not changed together.`;

interface VerifyOptions extends ProjectsOptions {
  seal?: string;
}

export function define(command: Command, session: Session): void {
  addProjectsOption(addSharedOptions(command, ['inputs', 'output']))
    .argument('[round...]', 'rounds, or evidence bundles (default: every round)', argument)
    .option('--seal <code>', 'the code of a seal, from the covering e-mail')
    .action((names: string[] | undefined, options: VerifyOptions) =>
      forEachProject(options, session, (own, turn) =>
        underLock([], turn, () => runVerify(names ?? [], own, turn)),
      ),
    );
}

const isBundle = (name: string) => /\.zip$/i.test(name);

const argument = (text: string, before: string[] = []): string[] => {
  if (isBundle(text) || isRound(text)) return [...before, text];
  throw new InvalidArgumentError(
    'It takes rounds, for example 2023-06, or evidence bundles, which end in .zip.',
  );
};

/** Says whether what was submitted is as it was; the result is the exit status. */
export async function runVerify(
  names: readonly string[],
  options: VerifyOptions,
  session: Session,
): Promise<number> {
  const bundles = await Promise.all(
    names.filter(isBundle).map((path) => readAndVerifyBundle(path, options.seal)),
  );
  const ids = names.filter((name) => !isBundle(name));
  const looks = ids.length > 0 || bundles.length === 0;
  const none = { verified: [], diagnostics: [], known: [] };
  const examined = looks
    ? await verifySubmissions(jobOf(options, session), { ids, seal: options.seal })
    : none;
  const unknown = ids.filter((id) => !examined.known.includes(id));
  if (unknown.length > 0) return refuse(session, `${unknownIds(unknown, examined.known, options.inputs)}`);
  const diagnostics = [...examined.diagnostics, ...bundles.flatMap((bundle) => bundle.diagnostics)];
  const verified = examined.verified.map(({ id, submitted, code: seal, files }) => {
    return { id, submitted, seal, files };
  });
  const zips = bundles.map(({ file, round, submitted, code }) => ({ file, round, submitted, seal: code }));
  const lines = bundles.map(({ file, round, submitted, code, diagnostics: own }) =>
    own.length > 0
      ? `${file}: not as it was`
      : `${file}: whole; ${round}, submitted on ${submitted}; seal ${code}`,
  );
  const text = [...(looks ? [formatVerified(examined.verified, ids)] : []), ...lines].join('\n');
  const words = `${text}\n${countDiagnostics(diagnostics)}\n`;
  printResult(session, options, { verified, bundles: zips, diagnostics }, words);
  return exitFor(diagnostics);
}

const words = {
  whole: 'as submitted',
  changed: 'changed since',
  gone: 'not there',
  added: 'was not submitted',
} as const;

function formatVerified(verified: readonly Verified[], ids: readonly string[]): string {
  const open = ids.filter((id) => !verified.some((one) => one.id === id));
  const others = open.map((id) => `${id}  not submitted yet`);
  const lines = verified.flatMap(({ id, submitted, code, isIntact, files }) => [
    `${id}  submitted on ${submitted || 'an unknown day'}${code ? `, seal ${code}` : ''}`,
    ...(isIntact ? [] : ['  not compared with its record, which is not as it was written']),
    ...files.map(({ file, state }) => `  ${file}: ${words[state]}`),
  ]);
  return [...lines, ...others].join('\n') || 'nothing has been submitted yet';
}
