import type { YamlValue } from '../inputs/yaml/edit.ts';
import { notYetDue } from '../model/agreement.ts';
import { inputFiles } from '../model/project.ts';
import { type Narrative, plain } from './narrative.ts';
import type { Inputs } from './open-inputs.ts';
import { type Field, kindOf, valueFor, wordOf } from './what-fields-take.ts';
import { cannot } from './write-anew.ts';

/** What a field holds and what is printed of it. */

/** The agreement says which ratings there are. */
function wordsOfScale(inputs: Inputs): string[] {
  const scale = inputs.valueAt({ file: inputFiles.agreement, path: ['rating_scale'] });
  const words = (Array.isArray(scale) ? scale : []).flatMap((one) => one?.rating ?? []);
  return words.length > 0 ? [...words.map(String), notYetDue] : [];
}

/** Whether a field that holds this is printed so: a day in other words, a text without the full stop at its end. */
export function isPrintedAs({ file, path }: Field, held: string, printed: string): boolean {
  const [own, shown] = [plain(held), plain(printed)];
  if (own === shown || own.replace(/[.\s]+$/, '') === shown) return true;
  if (kindOf(file, path) !== 'date') return false;
  const days = [valueFor(file, path, own), valueFor(file, path, shown)];
  return days.every((day) => 'value' in day) && JSON.stringify(days[0]) === JSON.stringify(days[1]);
}

/** What was typed in Word as the field takes it. */
export function typedFor(
  { file, path }: Field,
  after: string,
  { narrative, inputs }: { narrative: Narrative; inputs: Inputs },
): { value: YamlValue | undefined } | { why: string } {
  if (after === '') return { value: undefined };
  const kind = kindOf(file, path);
  if (kind === 'other')
    return { why: 'it is printed in another form than it is typed: change it in its file' };
  if (kind === 'markdown') {
    const escaped = after.replace(/[*_~[\]<>|]/g, '\\$&');
    const text = [after, escaped].find((one) => narrative.paragraphsOf(one).join('\n') === plain(after));
    return text === undefined ? cannot : { value: text };
  }
  const scale = path.at(-1) === 'rating' ? wordsOfScale(inputs) : [];
  const read = scale.length > 0 ? wordOf(scale, after) : valueFor(file, path, after);
  return 'value' in read ? read : { why: `"${after}" is not what the field takes: ${read.allowed}` };
}
