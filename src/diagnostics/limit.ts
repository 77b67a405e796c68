import { error, type Finding } from './diagnostic.ts';

/** More than the fullest workbook of blanks gives, and more than anybody reads. */
const mostPerFile = 500;

/**
 * The findings without those of a file beyond any real number of them: a wrong or damaged file would fill the screen, and
 * take minutes to look up. Errors are kept before warnings.
 */
export function limitPerFile(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  const inFile = ({ where: { file } }: Finding) => {
    counts.set(file, (counts.get(file) ?? 0) + 1);
    return counts.get(file) as number;
  };
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const kept = [...errors, ...warnings].filter((finding) => inFile(finding) <= mostPerFile);
  for (const [file, count] of counts) {
    if (count <= mostPerFile) continue;
    const more = (count - mostPerFile).toLocaleString('en-GB');
    const message = `this file has ${more} more problems, which are not shown`;
    const help = 'see whether it is the right file; mend what is shown, and run this again';
    kept.push(error('file/too-many-problems', { file }, message, help));
  }
  return kept;
}
