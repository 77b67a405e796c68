import { editYaml, type YamlEdit } from '../inputs/yaml/edit.ts';
import { groupBy } from '../model/group-by.ts';
import type { Edit } from './edit-types.ts';
import { type UnitEdit, withUnits } from './edit-units.ts';
import type { Form, Narrative, Unit } from './narrative.ts';
import type { Inputs } from './open-inputs.ts';
import { type Field, sameField } from './what-fields-take.ts';
import { says } from './write-anew.ts';

/** Edits as the new texts of YAML files. Nothing is written here. */

/** The files with the edits made, by name; and the edits that cannot be made together, with the reason. */
interface Written {
  texts: Map<string, string>;
  failed: Array<{ edit: Edit; reason: string }>;
}

export function writeEdits(edits: readonly Edit[], inputs: Inputs, narrative: Narrative): Written {
  const written: Written = { texts: new Map(), failed: [] };
  for (const [file, own] of groupBy(edits, ({ field }) => field.file)) {
    let text = inputs.textOf(file) ?? '';
    if (text === '') {
      written.failed.push(...own.map((edit) => ({ edit, reason: 'its file cannot be read' })));
      continue;
    }
    for (const { of, make } of stepsOf(own, inputs, narrative)) {
      try {
        text = editYaml(text, make());
      } catch (cause) {
        const reason = (cause as Error).message;
        written.failed.push(...of.map((edit) => ({ edit, reason })));
      }
    }
    written.texts.set(file, text);
  }
  return written;
}

interface Step {
  of: Edit[];
  make(): YamlEdit[];
}

/** Values and narratives first; then entries from the end of their list, so that the numbers of those before them hold. */
function stepsOf(edits: readonly Edit[], inputs: Inputs, narrative: Narrative): Step[] {
  const values = edits.flatMap((edit): Step[] =>
    'value' in edit.write
      ? [{ of: [edit], make: () => [valueEdit(edit.field, edit.write as { value: string })] }]
      : [],
  );
  const narratives = groupBy(
    edits.filter(({ write }) => 'units' in write),
    ({ field }) => field.path.join('\n'),
  );
  const texts = [...narratives.values()].map(
    (own): Step => ({ of: own, make: () => [narrativeEdit(own, inputs, narrative)] }),
  );
  return [...values, ...texts, ...stepsInLists(edits, inputs)];
}

const valueEdit = ({ path }: Field, { value }: { value: YamlEdit['value'] }): YamlEdit => ({
  path,
  ...(value !== undefined && { value }),
});

/** A narrative with all of its edits, which prints what the edited document says. */
function narrativeEdit(edits: readonly Edit[], inputs: Inputs, narrative: Narrative): YamlEdit {
  const { field } = edits[0] as Edit;
  const source = String(inputs.valueAt(field) ?? '').trim();
  const units = narrative.unitsOf(source) ?? [];
  const changes = edits.flatMap(({ write }) => ('units' in write ? write.units : []));
  const wanted = wantedOf(units, narrative.formsOf(source), changes);
  const text = [changes, changes.map(withRoundBullet)]
    .map((all) => withUnits(source, units, all))
    .find((one) => isPrinted(one, wanted, narrative));
  if (text === undefined)
    throw new Error('these edits of one text cannot be made together: take them one at a time');
  return valueEdit(field, { value: text.trim() === '' ? undefined : text });
}

interface Wanted {
  text: string;
  form: Form | undefined;
}

/** What the narrative prints once it is edited. What was changed in its place stays what it was: an item is one still. */
function wantedOf(units: readonly Unit[], forms: readonly Form[], changes: readonly UnitEdit[]): Wanted[] {
  const behind = (at: number) =>
    changes.flatMap((one) =>
      'behind' in one && one.behind === at ? one.printed.map((text) => ({ text, form: formOf(one) })) : [],
    );
  const own = units.flatMap((unit, i): Wanted[] => {
    const change = changes.find((one) => 'unit' in one && one.unit === i);
    const texts = change ? change.printed : [unit.printed];
    return [...texts.map((text) => ({ text, form: forms[i] })), ...behind(i)];
  });
  return [...behind(-1), ...own];
}

function formOf({ put, kind }: Extract<UnitEdit, { behind: number }>): Form {
  if (kind === 'row' || /^\|.*\n\|[\s|:-]*---/.test(put)) return 'cell';
  return kind === 'paragraph' ? 'paragraph' : /^\s*\(?[\dA-Za-z]+[.)]/.test(put) ? 'number' : 'bullet';
}

/** A dash before an amount may be read as its sign. */
const withRoundBullet = (edit: UnitEdit): UnitEdit =>
  edit.put === undefined ? edit : { ...edit, put: edit.put.replace(/^(\s*)[-*+] (?=[£$€]?\d)/, '$1\u2022 ') };

/** References of the source print any figure. */
function isPrinted(source: string, wanted: readonly Wanted[], narrative: Narrative): boolean {
  const [texts, forms] = [narrative.paragraphsOf(source), narrative.formsOf(source)];
  const plainForm = (form: Form | undefined) => (form === 'continued' ? 'paragraph' : form);
  return (
    texts.length === wanted.length &&
    wanted.every(({ text, form }, i) => {
      const own = texts[i] as string;
      return (says(own, text) || own === text) && plainForm(forms[i]) === plainForm(form);
    })
  );
}

/** What goes from a list and what comes into it, from its end: so the numbers of those before hold. */
function stepsInLists(edits: readonly Edit[], inputs: Inputs): Step[] {
  const steps = edits.flatMap((edit) => {
    const { field, write } = edit;
    if (!('at' in write)) return [];
    const { at, entry, from } = write;
    const gone = entry === undefined ? at : from;
    return [
      ...(gone === undefined ? [] : [{ edit, field, at: gone, entry: undefined }]),
      ...(entry === undefined ? [] : [{ edit, field, at, entry }]),
    ];
  });
  // At one place, what was there goes first.
  steps.sort(
    (a, b) =>
      b.at - a.at ||
      Number(a.entry !== undefined) - Number(b.entry !== undefined) ||
      b.edit.number - a.edit.number,
  );
  return steps.map((step, i): Step => {
    const { field, at, entry, edit } = step;
    const now = inputs.valueAt(field);
    const isHere = (other: typeof step) => sameField(other.field, field);
    const before = steps.slice(0, i).filter(isHere);
    const came = before.filter((one) => one.entry !== undefined).length;
    const left = Array.isArray(now) ? now.length - at - (before.length - came) + came : 0;
    const own = (): YamlEdit => {
      if (entry === undefined) return { path: [...field.path, at] };
      if (!Array.isArray(now)) return { path: field.path, value: [entry] };
      return { path: [...field.path, at], value: entry, ...(left > 0 && { insert: true }) };
    };
    return { of: [edit], make: () => [own()] };
  });
}
