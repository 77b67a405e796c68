import { expect, test } from '@jest/globals';
import { buildCommitteePaper } from '../../src/documents/committee-paper.ts';
import { buildSchoolsForumPaper } from '../../src/documents/schools-forum-paper.ts';
import type { Paper } from '../../src/model/paper.ts';
import { plain, sample } from './source.ts';

/** What papers say once, and what they compare. */

const paperOf = (id: string, project = sample()) => {
  const paper = project.papers.find((one) => one.id === id) as Paper;
  return { project, paper, gaps: [] };
};

test('a committee sees each measure against its target, where one has a target', () => {
  const source = paperOf('2023-11-13-select-committee');
  const { kpi_columns, kpis } = plain(buildCommitteePaper(source).context);
  expect(kpi_columns.at(-1)).toBe('Target');
  const last = Object.fromEntries(kpis.map(({ dfe_ref, values }) => [dfe_ref, values.at(-1)]));
  expect(last).toMatchObject({ 42: '970, within tolerance', 6: '270, on target', 7: 'No target' });
  const { kpis: rows } = source.project;
  for (const row of rows?.rows ?? []) row.targets = [];
  if (source.paper.committee?.kpis) source.paper.committee.kpis.ids = ['independent-placements', 'pex'];
  expect(plain(buildCommitteePaper(source).context).kpi_columns).not.toContain('Target');
});

test('a report that the forward plan has as given is not "not recorded" in a committee’s paper', () => {
  const source = paperOf('2023-11-13-select-committee');
  const days = () => plain(buildCommitteePaper(source).context).reports.map(({ submitted }) => submitted);
  expect(days()).toEqual(['15 June 2023', '14 September 2023', 'Not yet due']);
  source.project.forwardPlan = undefined;
  expect(days()).toEqual(['Not recorded', 'Not recorded', 'Not yet due']);
});

test('the chart of the balance has the forecast beside the plan where the paper publishes it, and not else', () => {
  const source = paperOf('2023-09-27');
  const chart = () => plain(buildSchoolsForumPaper(source).context).balance_chart;
  const [before, after, forecast] = chart().series;
  expect([before?.name, after?.name, forecast?.name]).toEqual([
    'Before contributions',
    'After contributions',
    'Forecast after contributions',
  ]);
  expect([after?.values.at(-1), forecast?.values.at(-1)]).toEqual([0, 2.453]);
  expect(chart().description).toContain('and as forecast');
  const { publish_from_report } = source.paper.paper ?? {};
  if (publish_from_report) publish_from_report.print = ['answer', 'ratings', 'risks'];
  expect(chart().series).toHaveLength(2);
  expect(JSON.stringify(chart())).not.toMatch(/forecast/i);
});
