import { sha256 } from '../../src/files/sha256.ts';
import { draftState } from '../../src/output/draft-state.ts';
import { writeDraft } from '../../src/output/write-draft.ts';
import { runUnderLock } from '../commands/session.ts';

/**
 * Saves drafts as `build` does, without making the documents, so that a kill hits the saving: `saver OUTPUT FIRST COUNT`.
 * Draft n is of the fingerprint n.
 */

export const document = 'report';
export const id = '2023-06';
/** As long as a short report. */
export const bytesOf = (number: number) => Buffer.alloc(60_000, `draft ${number} `);

const [output, first, count] = process.argv.slice(2);
if (output) {
  for (let i = Number(first); i < Number(first) + Number(count); i++)
    process.exitCode = await runUnderLock([output], `save ${i}`, process, async () => {
      const folder = `${output}/${id}`;
      const state = await draftState(folder, document, id, String(i));
      const number = state.number;
      const bytes = bytesOf(number);
      const file = `${document}-${id}-draft-${number}.docx`;
      const manifest = { document, id, draft: number, program: 'saver', file, sha256: sha256(bytes) };
      await writeDraft(
        folder,
        bytes,
        { ...manifest, fingerprint: String(i) },
        { context: {}, template: bytesOf(0) },
      );
      return 0;
    });
}
