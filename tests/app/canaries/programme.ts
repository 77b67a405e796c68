import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Document, isNode, LineCounter, parse, parseDocument, stringify } from 'yaml';
import type * as z from 'zod';
import { agreementSchema } from '../../../src/model/agreement.ts';
import { capitalSchema } from '../../../src/model/capital.ts';
import { difficultySchema } from '../../../src/model/difficulty.ts';
import { forwardPlanSchema } from '../../../src/model/forward-plan.ts';
import { registerSchema } from '../../../src/model/kpi.ts';
import {
  committeePaperSchema,
  focusSchema,
  paperSchema,
  workstreamUpdateSchema,
} from '../../../src/model/paper.ts';
import { holidaysSchema, programmeSchema } from '../../../src/model/programme.ts';
import { submissionsSchema } from '../../../src/model/register.ts';
import { conditionSchema, reportSchema } from '../../../src/model/round.ts';
import { submissionSchema } from '../../../src/model/submission-record.ts';
import { type Canary, type Planting, plant } from './plant.ts';

/** A programme with canaries in its YAML files. */

/** The schema of each file of an inputs folder, by the end of its name. */
const schemas: ReadonlyArray<readonly [file: RegExp, schema: z.ZodType]> = [
  [/^agreement\.yaml$/, agreementSchema],
  [/^programme\.yaml$/, programmeSchema],
  [/^kpis\.yaml$/, registerSchema],
  [/^capital\.yaml$/, capitalSchema],
  [/^forward-plan\.yaml$/, forwardPlanSchema],
  [/^difficulties\/[^/]+\.yaml$/, difficultySchema],
  [/^bank-holidays\.yaml$/, holidaysSchema],
  [/^submissions\.yaml$/, submissionsSchema],
  [/^rounds\/[^/]+\/report\.yaml$/, reportSchema],
  [/^rounds\/[^/]+\/conditions\/[^/]+\.yaml$/, conditionSchema],
  [/^rounds\/[^/]+\/submission\.yaml$/, submissionSchema],
  [/^forum\/[^/]+\/paper\.yaml$/, paperSchema],
  [/^papers\/[^/]+\/paper\.yaml$/, committeePaperSchema],
  [/^forum\/[^/]+\/focus\.yaml$/, focusSchema],
  [/^forum\/[^/]+\/workstream[^/]*\.yaml$/, workstreamUpdateSchema],
];

/** A canary, and the lines of the file in which an error may name it. */
export interface Planted extends Canary {
  file: string;
  lines: [first: number, last: number];
}

/** The YAML files of an inputs folder, with forward slashes. */
export async function yamlFiles(inputs: string): Promise<string[]> {
  const names = await readdir(inputs, { recursive: true });
  return names.filter((name) => name.endsWith('.yaml')).map((name) => name.replaceAll('\\', '/'));
}

export function schemaOf(file: string): z.ZodType {
  const found = schemas.find(([name]) => name.test(file));
  if (!found) throw new Error(`canaries know no schema of ${file}`);
  return found[1];
}

/** Plants canaries in a file, which need not be there yet. */
export async function plantIn(inputs: string, file: string, planting: Planting): Promise<Planted[]> {
  const path = join(inputs, file);
  const given = parse(await readFile(path, 'utf8').catch(() => '')) ?? undefined;
  const { value, planted } = plant(schemaOf(file), given, planting);
  if (planted.length === 0) return [];
  const text = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  return planted.map((canary) => ({ ...canary, file, lines: linesOf(document, canary.path, lineCounter) }));
}

function linesOf(document: Document, path: Canary['path'], lines: LineCounter): [number, number] {
  const node = document.getIn(path, true);
  const [from, to] = (isNode(node) && node.range) || [0, 0];
  return [lines.linePos(from).line, lines.linePos(to).line];
}
