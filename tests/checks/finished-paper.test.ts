import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { privateDetailsInFile } from '../../src/checks/finished-paper.ts';
import { helpersFor } from '../../src/documents/house-formats.ts';
import { buildSchoolsForumPaper, schoolsForumPaperShape } from '../../src/documents/schools-forum-paper.ts';
import type { Paper } from '../../src/model/paper.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { compileTemplate } from '../../src/word/index.ts';
import { textsOfFile } from '../../src/word/read/all-texts.ts';
import { sample } from '../documents/source.ts';

/** What the finished paper says of people is found where it is printed, and is traced back to the field that says it. */

const name = 'schools-forum-paper.docx';
const bytes = readFileSync(join(import.meta.dirname, '..', '..', 'templates', name));

async function findingsOf(
  change: (project: ReadableProject, paper: Paper) => void = () => {},
  template: Uint8Array = bytes,
) {
  const project = sample();
  const paper = project.papers.find(({ id }) => id === '2023-09-27') as Paper;
  change(project, paper);
  const shape = schoolsForumPaperShape;
  const compiled = await compileTemplate(template, {
    name,
    shape,
    helpers: helpersFor(project.agreement.rating_scale),
  });
  const { context } = buildSchoolsForumPaper({ project, paper, gaps: [] });
  const filled = await compiled.template?.fill(context);
  expect(filled?.findings).toEqual([]);
  const texts = await textsOfFile(filled?.parts ?? new Map());
  const templateTexts = await textsOfFile(await readPackage(template));
  const findings = privateDetailsInFile(
    { project, paper },
    { texts, template: { file: name, texts: templateTexts } },
  );
  return findings.map(({ code, where }) => {
    const at =
      'path' in where ? where.path?.join('.') : 'part' in where ? `${where.part} ${where.paragraph > 0}` : '';
    return `${code} ${where.file} ${at}`;
  });
}

test('the sample paper says nothing private', async () => {
  expect(await findingsOf()).toEqual([]);
});

describe('a private detail is found in the finished file, at its field', () => {
  test.each<[string, (project: ReadableProject, paper: Paper) => void, string]>([
    [
      'the name of the council',
      ({ programme }) => {
        programme.council = 'Norfolk, 01603 222333';
      },
      'public/contact programme.yaml council',
    ],
    [
      "the DfE's questions",
      (project, paper) => {
        if (paper.paper) paper.paper.questions_in = undefined;
        const { agreement } = project;
        (agreement.questions[0] as { wording: string }).wording = 'Ask jane.doe@example.org';
      },
      'public/contact agreement.yaml questions.0.wording',
    ],
    [
      'the name of a line of the plan',
      ({ agreement }) => {
        (agreement.plan.lines[3] as { name: string }).name = 'Fees of 3 pupils';
      },
      'public/small-count agreement.yaml plan.lines.3.name',
    ],
  ])('%s', async (_, change, expected) => {
    expect(await findingsOf(change)).toEqual([expected]);
  });

  test('a count that only the figure in its text makes small', async () => {
    const findings = await findingsOf(({ kpis }, { paper }) => {
      const row = kpis?.rows.find(({ values }) => Object.keys(values).length > 0);
      if (!row || !paper) throw new Error('the sample has no KPI values');
      const [month] = Object.keys(row.values);
      for (const figure of Object.values(row.values)) figure.value = 3;
      paper.activity = `In all {{kpi ehcps-actual ${month}}} pupils moved.`;
    });
    expect(
      findings.every((found) => found === 'public/small-count forum/2023-09-27/paper.yaml activity'),
    ).toBe(true);
  });
});

test('words of the template itself are found in the template', async () => {
  const parts = await readPackage(bytes);
  const { Part } = await import('../../src/ooxml/part.ts');
  const { writePackage } = await import('../../src/ooxml/package.ts');
  const body = parts.get('word/document.xml')?.text ?? '';
  const planted = body.replace(/(<w:pStyle w:val="Heading1"\/>.*?<w:t[^>]*>)/s, '$1Call 07700 900123: ');
  parts.set('word/document.xml', new Part(planted));
  const findings = await findingsOf(() => {}, await writePackage(parts));
  expect(new Set(findings)).toEqual(new Set([`public/contact ${name} word/document.xml true`]));
});

test('the name of one of the staff is traced to where it is printed, and not to the list of people', async () => {
  const found = await findingsOf((project, paper) => {
    if (paper.paper) paper.paper.title = `A paper by ${project.programme.people?.[0]?.name}`;
  });
  expect(found).toEqual([]);
  const named = await findingsOf(({ programme }) => {
    programme.council = `${programme.people?.[0]?.name}'s council`;
  });
  expect(named).toEqual(['public/person programme.yaml council']);
});
