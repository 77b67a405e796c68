import { plural } from '../../diagnostics/format.ts';
import { whereUnreadable } from '../../ooxml/package.ts';
import type { SentForm } from '../../output/sent-forms.ts';
import { readDocument } from '../../word/read/blocks.ts';
import { loadNarrative } from '../narrative.ts';
import { changesOutside } from './changes-outside-fields.ts';
import { readForm } from './find-answers.ts';

/** What somebody has changed in a form since it was written: the names of its answers, and how much besides. */
export const changedAnswers = (sent: SentForm, came: Uint8Array): Promise<string[]> =>
  changesIn(sent, came).catch(whereUnreadable(() => ['it cannot be opened as a Word file']));

async function changesIn({ bytes, record }: SentForm, came: Uint8Array): Promise<string[]> {
  const [before, after] = [await readDocument(bytes), await readDocument(came)];
  const how = { fields: record.fields, narrative: await loadNarrative() };
  const { found, outside } = readForm(before.blocks, after.blocks, how);
  const changed = found.filter(
    ({ asked, answers }) => JSON.stringify(answers) !== JSON.stringify([asked.sent]),
  );
  const others = changesOutside(outside.sent, outside.came).length;
  return [
    ...changed.map(({ asked }) => asked.field.name),
    ...(others > 0 ? [`${plural(others, 'text')} outside of the cells for answers`] : []),
  ];
}
