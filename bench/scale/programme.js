import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { parse, stringify } from 'yaml';

/** Programmes as large as one likes, made from the sample. */

const sample = join(import.meta.dirname, '../../inputs');

/**
 * Writes an inputs folder.
 * @param folder where; what is there goes
 * @param size `council`: another name for the council; `kpis`: how many KPIs, 46 or more; `wrong`: rows of the workbook that the
 *   register does not know, besides; `conditions`: how many, 9 or more; `pages`: pages of narrative in one condition's update,
 *   and in each paper, of about 450 words each
 */
export async function writeProgramme(
  folder,
  { council, kpis = 46, wrong = 0, conditions = 9, pages = 0 } = {},
) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(sample, folder, { recursive: true });
  if (council) edit(join(folder, 'programme.yaml'), (text) => text.replaceAll('Norfolk', council));
  if (kpis > 46 || wrong > 0) await addKpis(folder, kpis, wrong);
  if (conditions > 9) addConditions(folder, conditions);
  if (pages > 0) addPages(folder, pages);
}

function edit(file, change) {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function editYaml(file, change) {
  edit(file, (text) => {
    const value = parse(text);
    change(value);
    return stringify(value, { aliasDuplicateObjects: false });
  });
}

async function addKpis(folder, kpis, wrong) {
  const added = Array.from({ length: kpis - 46 }, (_, i) => i + 47);
  editYaml(join(folder, 'kpis.yaml'), ({ groups }) => {
    const [{ kpis: like }] = groups;
    groups.at(-1).kpis.push(
      ...added.map((ref) => ({
        ...structuredClone(like[0]),
        id: `measure-${ref}`,
        name: `Measure ${ref} of a large programme`,
        dfe_ref: ref,
        forum_ref: ref,
      })),
    );
  });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(folder, 'kpis.xlsx'));
  const sheet = workbook.getWorksheet('KPIs');
  const row = (ref, name) =>
    sheet.addRow([
      ref,
      name,
      'Yes',
      'Yes',
      null,
      null,
      null,
      null,
      'manual',
      'Termly',
      ref,
      ref + 1,
      ref + 2,
    ]);
  for (const ref of added) row(ref, `Measure ${ref} of a large programme`);
  for (let i = 0; i < wrong; i++) row(90000 + i, `Something that nobody registered, number ${i}`);
  await workbook.xlsx.writeFile(join(folder, 'kpis.xlsx'));
}

function addConditions(folder, conditions) {
  const numbers = Array.from({ length: conditions - 9 }, (_, i) => i + 10);
  const wording = (number) =>
    `Do what condition ${number} of a large agreement asks for, in good time and in full`;
  editYaml(join(folder, 'agreement.yaml'), (agreement) => {
    for (const number of numbers)
      agreement.conditions.push({
        number,
        short: `Condition ${number} in short`,
        wording: wording(number),
        workstreams: [1],
      });
  });
  for (const round of readdirSync(join(folder, 'rounds'))) {
    const at = join(folder, 'rounds', round, 'conditions');
    const like = parse(
      readFileSync(
        join(
          at,
          readdirSync(at).find((name) => name.startsWith('4-')),
        ),
        'utf8',
      ),
    );
    for (const number of numbers)
      writeFileSync(
        join(at, `${number}-more.yaml`),
        stringify({ ...like, condition: number, wording: wording(number) }),
      );
  }
}

const sentence =
  'The teams met every week, went through the plans that were due, and agreed with schools what each of them would do next. ';
const page = Array.from({ length: 5 }, () => sentence.repeat(4).trim()).join('\n\n');

/** Evenly over the conditions of a round, and over the workstreams of a paper: one YAML file may hold 256 KB. */
function addPages(folder, pages) {
  const addTo = (at, names) => {
    const narrative = Array.from({ length: Math.ceil(pages / names.length) }, () => page).join('\n\n');
    for (const name of names)
      editYaml(join(at, name), (update) => {
        update.progress = `${update.progress}\n\n${narrative}\n`;
      });
  };
  for (const round of readdirSync(join(folder, 'rounds'))) {
    const at = join(folder, 'rounds', round, 'conditions');
    addTo(at, readdirSync(at));
  }
  for (const meeting of readdirSync(join(folder, 'forum'))) {
    const at = join(folder, 'forum', meeting);
    addTo(
      at,
      readdirSync(at).filter((name) => name.startsWith('workstream')),
    );
  }
}
