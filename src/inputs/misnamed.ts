import { basename, dirname } from 'node:path/posix';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { renaming, type UnreadUpdate } from '../model/unread.ts';
import { namesIn } from './names-in.ts';

/** Files that are there under another name than they should have: Notepad adds ".txt", and Windows hides it. */

interface Inputs {
  folder: string;
}

/** The name without what an editor, a download or a person has added: `report.yaml.txt`, `report (1).yml`, `Report.txt`. */
export const plainName = (name: string) =>
  name
    .toLowerCase()
    .replace(/(\.(ya?ml|txt|text|json))+$|\.ya?ml\W?\w*$/, '')
    .replace(/ ?(\(\d+\)|- copy)$/, '');

const isYaml = (name: string) => /\.ya?ml$/i.test(name);

/** Whether a name may be that of a YAML file which an editor has changed; a Word file is something else. */
const isTextFile = (name: string) => /\.(txt|text|json)$|\.ya?ml\W?\w*$|^[^.]+$/i.test(name);

/** The number that a name begins with (a condition's) or ends with (a workstream's). */
export function numberIn(name: string): number | undefined {
  const number = /^\d+/.exec(name)?.[0] ?? /^workstream\D*(\d+)/i.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** What a file that is needed and not there is called instead, or where it is, relative to the inputs folder. */
function foundInstead(inputs: Inputs, file: string): string | undefined {
  const folder = dirname(file);
  const name = basename(file);
  const near = namesIn(inputs, folder).find(
    (one) => one !== name && isTextFile(one) && plainName(one) === plainName(name),
  );
  if (near) return folder === '.' ? near : `${folder}/${near}`;
  const others = [dirname(folder), `${folder}/conditions`].filter((other) => other !== folder);
  const other = others.find((one) => namesIn(inputs, one).includes(name));
  return other === undefined ? undefined : other === '.' ? name : `${other}/${name}`;
}

/** A workbook of the same name but for capitals, its ending, or what a download adds. */
function workbookInstead(inputs: Inputs, file: string): string | undefined {
  const nameOf = (one: string) =>
    one
      .toLowerCase()
      .replace(/\.[^.]*$/, '')
      .replace(/ ?(\(\d+\)|- copy)$/, '');
  return namesIn(inputs, dirname(file)).find(
    (one) => one !== basename(file) && /\.(xls[xmb]?|ods|csv)$/i.test(one) && nameOf(one) === nameOf(file),
  );
}

/** A file that is needed and not there, with what is there instead. */
export function missingFile(inputs: Inputs, file: string): Finding {
  const workbook = isYaml(file) ? undefined : workbookInstead(inputs, file);
  if (workbook !== undefined && !/\.xlsx$/i.test(workbook)) {
    const help = `open it in Excel, and save it as an Excel workbook under the name ${file}`;
    return error('file/missing', { file }, `the file is not there, and "${workbook}" is`, help);
  }
  const instead = isYaml(file) ? foundInstead(inputs, file) : workbook;
  if (instead !== undefined)
    return error(
      'file/missing',
      { file },
      `the file is not there, and "${instead}" is`,
      renaming(instead, file),
    );
  const help = 'copy it from the sample programme, or name the folder that holds it with --inputs';
  return error('file/missing', { file }, 'the file is not there', help);
}

/** Files of updates that are not read because of their name in `folder`, or because they are in `beside`. */
export function misnamedUpdates(
  inputs: Inputs,
  folder: string,
  prefix: RegExp,
  beside?: string,
): UnreadUpdate[] {
  const here = namesIn(inputs, folder)
    .filter((name) => prefix.test(name) && !isYaml(name) && isTextFile(name))
    .map((name) => ({ name, from: folder }));
  const other = (beside === undefined ? [] : namesIn(inputs, beside))
    .filter((name) => prefix.test(name) && isYaml(name))
    .map((name) => ({ name, from: beside as string }));
  return [...here, ...other].map(({ name, from }) => ({
    file: `${from}/${name}`,
    number: numberIn(name),
    renameTo: `${folder}/${plainName(name)}.yaml`,
  }));
}
