import { describe, expect, test } from '@jest/globals';
import { changesSince, sentencesOf } from '../../src/documents/changes.ts';
import { buildTriAnnualReport } from '../../src/documents/tri-annual-report.ts';
import { withoutNumbers } from '../../src/model/draft-differences.ts';
import type { Printed } from '../../src/model/printed-list.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import { changed, printedFrom, roundOf, sample, sourceOf } from './source.ts';

const wording = (text: string, name = '', part = 'word/document.xml'): Printed => ({
  name,
  text,
  origin: { fixed: 'template' },
  part,
  paragraph: 1,
});

const printed = (from?: ReadableProject, gaps: string[] = []) =>
  printedFrom(buildTriAnnualReport({ ...sourceOf('2023-09', from), gaps }).context);
/** What the manifest of a draft holds of September's report. */
const recorded = (from?: ReadableProject) => ({ printed: printed(from) });
const changes = (before: unknown, now?: ReadableProject) =>
  changesSince(before, printed(now), sourceOf('2023-09', now));

describe('what has changed since a draft', () => {
  test('is nothing where the report says the same', () => {
    expect(changes(recorded())).toEqual([]);
  });

  test('names ratings, answers, signatures and texts', () => {
    const now = changed('2023-09', {
      conditions: { 4: { rating: 'Green', reason: undefined }, 7: { progress: 'New.' } },
      report: {
        on_track: 'Yes',
        summary: 'New.',
        answers: { 'on-track': 'Yes.' },
        sign_offs: { s151: { name: 'A Name', date: '2023-09-11' } },
      },
    });
    expect(changes(recorded(), now)).toEqual([
      'On track: Yes, was At risk.',
      'Rating of condition 4, School and community teams: Green, was Amber.',
      'Signed by the S151 Officer: A Name, 11 September 2023.',
      expect.stringMatching(/^Reworded: conditions 4 and 7, the answer to question 1.* and the summary\.$/),
    ]);
    expect(changes(recorded(now))).toContain('No longer signed by the S151 Officer.');
  });

  test('tells money and a few KPIs with their values', () => {
    const now = sample();
    const forecast = now.forecasts.find(({ round }) => round === '2023-09');
    const cell = (name: RegExp) => forecast?.rows.find((row) => name.test(row.name))?.values['2023/24'];
    Object.assign(cell(/^Cumulative Balance$/) ?? {}, { value: 61.5 });
    Object.assign(cell(/^Post-16/) ?? {}, { value: 9 });
    Object.assign(now.kpis?.rows[0]?.values['2023-09'] ?? {}, { value: 9999 });
    expect(changes(recorded(), now)).toEqual([
      'Balance forecast, 2023/24, £m: 61.500, was 60.062.',
      'One other figure of the forecast changed.',
      expect.stringMatching(/^KPI 1 Actual EHCPs, September 2023: 9,999, was [\d,]+\.$/),
    ]);
  });

  test('tells many KPIs by their numbers, and each once', () => {
    const now = sample();
    for (const row of now.kpis?.rows.slice(0, 5) ?? [])
      for (const month of ['2023-06', '2023-09'])
        if (row.values[month])
          row.values[month] = { ...row.values[month], value: row.values[month].value + 1 };
    const [sentence = ''] = changes(recorded(), now) ?? [];
    expect(sentence).toBe('The values of KPIs 1, 2, 3, 4 and 5 changed.');
  });

  test('ratings that are carried over from earlier reports, and movements, are changes', () => {
    const now = sample();
    const june = roundOf(now, '2023-06').conditions.find(({ update }) => update.condition === 4);
    Object.assign(june?.update ?? {}, { rating: 'Amber' });
    expect(changes(recorded(), now)).toEqual([
      'Rating of condition 4, School and community teams, in Q1 (June): Amber, was Green.',
      'Movement of condition 4, School and community teams: “No change”, was “Worsened from Green”.',
    ]);
  });

  test('a text whose figures alone are others is not reworded', () => {
    const text = 'We plan {{plan cumulative-after 2023/24}} then.';
    const before = changed('2023-09', { report: { summary: text } });
    const now = changed('2023-09', { report: { summary: text } });
    const row = now.plan?.rows.find(({ name }) => name === 'Cumulative Balance');
    Object.assign(row?.values['2023/24'] ?? {}, { value: 60.5 });
    expect(changes(recorded(before), now)).toEqual([
      'Balance plan, 2023/24, £m: 60.500, was 59.262.',
      'Figures in the text changed: the summary.',
      'Also changed: the list of KPIs.',
    ]);
  });

  test('a figure that goes is told with its last value', () => {
    const now = sample();
    delete now.kpis?.rows[0]?.values['2023-09'];
    expect(changes(recorded(), now)).toContainEqual(
      expect.stringMatching(/^KPI 1 Actual EHCPs, September 2023: No value, was [\d,]+\.$/),
    );
    expect(changes(recorded(now), sample())).toContainEqual(
      expect.stringMatching(/^KPI 1 Actual EHCPs, September 2023: [\d,]+, was No value\.$/),
    );
  });

  test('names, wording of the agreement and the list of KPIs are told', () => {
    const now = sample();
    now.programme.council = 'Eastshire County Council';
    Object.assign(now.agreement.questions[0] ?? {}, { wording: 'New?' });
    Object.assign(now.register.groups[0]?.kpis[0] ?? {}, { source: 'Another' });
    expect(changes(recorded(), now)).toEqual([
      'Also changed: names and titles, the notice of made-up content, the wording of the agreement and the list of KPIs.',
    ]);
  });

  test('what is missing is counted', () => {
    const [before, now] = [[], ['One.', 'Two.']].map((gaps) => printed(undefined, gaps));
    const source = sourceOf('2023-09');
    expect(changesSince({ printed: before }, now ?? [], source)).toEqual([
      'Named as missing: 2, was nothing.',
    ]);
  });

  test("the template's own wording is told by its part, but not that of a block that comes with its values", () => {
    const source = sourceOf('2023-09');
    const since = (before: Printed[], after: Printed[]) =>
      changesSince({ printed: before }, [...printed(), ...after], source);
    expect(
      changesSince({ printed: [...printed(), wording('Old')] }, [...printed(), wording('New')], source),
    ).toEqual(["The template's own wording changed: the body."]);
    expect(since([...printed(), wording('x', '', 'word/header1.xml')], [])).toEqual([
      "The template's own wording changed: a header.",
    ]);
    const corrected = { ...(printed()[0] as Printed), name: 'corrections.0.now', text: 'Green' };
    expect(since(printed(), [corrected, wording('Corrections', 'has_corrections')])).toEqual([
      'Reworded: the corrections.',
    ]);
  });

  test('no change of the list is left without a sentence', () => {
    const source = sourceOf('2023-09');
    const before = printed();
    const tried = new Set<string>();
    for (const [i, one] of before.entries()) {
      const name = withoutNumbers(one.name);
      if (tried.has(name) || /^(?:status|deadline|submitted|milestones|sign_offs)\b/.test(name)) continue;
      tried.add(name);
      const after = before.map((other, at) => (at === i ? { ...other, text: `${one.text}?` } : other));
      expect([one.name, sentencesOf(before, after, source).length]).not.toEqual([one.name, 0]);
    }
  });

  test('a draft of 0.1, whose manifest has no list, is not comparable, and never the same', () => {
    const before = { program: 'triannual 0.1.0', draft: 3, facts: { on_track: 'Yes' }, figures: [] };
    expect(changes(before)).toEqual([
      'Not comparable with draft 3: triannual 0.1.0, which made it, kept no list of what it printed.',
    ]);
  });

  test('is not known where the record is gone or damaged', () => {
    for (const before of [
      undefined,
      {},
      3,
      'x',
      { printed: 'x' },
      { program: 'triannual 0.2.0', draft: 1, printed: [{}] },
    ])
      expect(changes(before)).toBeUndefined();
  });
});
