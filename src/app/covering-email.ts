import { longDate } from '../documents/house-formats.ts';
import { codeOf } from '../files/seal.ts';
import type { ReadableProject } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import type { Submission } from '../model/submission-record.ts';
import { formatEmail } from '../output/e-mail.ts';

/** The e-mail that the report goes to the DfE with: a draft for a mail program, and the same as a text. */
export function coveringEmail(
  { programme, agreement }: ReadableProject,
  { round, signed, files, seal = '' }: Submission,
  pack: ReadonlyArray<{ file: string; bytes: Uint8Array }>,
): { eml: string; txt: string } {
  const month = monthName(round);
  const subject = `${programme.council}: ${programme.report_title}, ${month}`;
  const text = [
    'Dear colleague,',
    '',
    `Attached is our report of ${month} on the ${agreement.name}.`,
    '',
    ...(signed.length > 0 ? ['It was signed by:', ...signed.map(signature), ''] : []),
    files.length === 1 ? 'The attachment:' : 'The attachments:',
    ...files.map(({ file, sha256 }) => `- ${file}\n  SHA-256 ${sha256}`),
    '',
    `The seal of our record of this submission: ${codeOf(seal)}`,
    'Please keep this e-mail: with the seal it can be shown later that nothing of what was sent has been changed.',
    '',
    programme.council,
    '',
  ].join('\n');
  const attachments = pack.map(({ file, bytes }) => ({ name: file, bytes }));
  return { eml: formatEmail({ subject, text, attachments }), txt: `Subject: ${subject}\n\n${text}` };
}

const signature = ({ role, name, date, deputy }: Submission['signed'][number]) =>
  `- ${name}, ${deputy ? `${deputy}, for the ${role}` : role}, on ${longDate(date)}`;
